"""Find people measured before by one version of an instrument and after by another."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaltoolkit.model.workbook import WAVES

_BEFORE, _AFTER = (WAVES[0], WAVES[4]), (WAVES[1],)


def mixed_versions(measurements: pd.DataFrame, families: Mapping[str, str]) -> NDArray[np.bool_]:
    """Return which measurements cannot be paired because the other wave was asked by another version.

    Parameters
    ----------
    measurements
        Table ``measurements`` with ``client``, ``scale``, ``wave`` and, where given, ``group``.
    families
        Instrument of each known scale version, by id; versions without another one have a family of their own.

    Returns
    -------
    numpy.ndarray
        One flag a row: a measurement whose own version lacks the other wave while a sister version has it. Versions
        differ in items and keys, so their scores are never paired.

    Examples
    --------
    >>> rows = pd.DataFrame({"client": "a", "scale": ["uls6", "uls8"], "wave": ["前测", "后测"]})
    >>> mixed_versions(rows, {"uls6": "ucla_loneliness", "uls8": "ucla_loneliness"}).tolist()
    [True, True]
    """
    table = measurements.reindex(columns=["client", "scale", "wave", "group"]).reset_index(drop=True)
    table["family"] = table["scale"].map(families)
    known = table["family"].notna() & table["client"].notna()
    before, after = (known & table["wave"].isin(waves) for waves in (_BEFORE, _AFTER))
    person = table.groupby(["client", "family", "group"], dropna=False).ngroup()
    version = table.groupby(["client", "scale", "group"], dropna=False).ngroup()
    only_before = before & ~_anywhere(after, version)
    only_after = after & ~_anywhere(before, version)
    mixed = (only_before & _anywhere(only_after, person)) | (only_after & _anywhere(only_before, person))
    return mixed.to_numpy(dtype=np.bool_)


def _anywhere(flags: pd.Series, groups: pd.Series) -> pd.Series:
    return groups.isin(groups[flags])
