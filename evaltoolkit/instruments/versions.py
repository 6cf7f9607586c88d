"""Find people measured before and after by different versions of one instrument."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evaltoolkit.instruments.scale import Scale

MIXED_COLUMNS: tuple[str, ...] = ("client", "family", "group", "scales")


def mixed_versions(measurements: pd.DataFrame, registry: Mapping[str, Scale]) -> pd.DataFrame:
    """Return who was measured by more than one version of an instrument.

    Parameters
    ----------
    measurements
        Table ``measurements`` with ``client``, ``scale`` and, where given, ``group``; known scales only.
    registry
        Scale versions by id.

    Returns
    -------
    pandas.DataFrame
        Columns :data:`MIXED_COLUMNS`; `scales` is a tuple of ids. Versions differ in items and keys, so their
        scores are never paired: each is a fault for the station to put right.
    """
    families = {id_: scale.family or id_ for id_, scale in registry.items()}
    table = measurements.reindex(columns=["client", "scale", "group"]).assign(
        family=measurements["scale"].map(families)
    )
    person = ["client", "family", "group"]
    several = table.groupby(person, dropna=False)["scale"].transform("nunique") > 1
    rows = [
        {"client": client, "family": family, "group": group, "scales": tuple(sorted(set(versions["scale"])))}
        for (client, family, group), versions in table[several].groupby(person, dropna=False)
    ]
    return pd.DataFrame(rows, columns=list(MIXED_COLUMNS))
