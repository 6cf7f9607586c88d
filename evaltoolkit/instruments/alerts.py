"""Answers that need a person's attention at once, whatever the total: a list for the station alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from evaltoolkit.instruments.registry import require_scales
from evaltoolkit.instruments.scale import Scale

ALERT_COLUMNS: tuple[str, ...] = ("client", "scale", "wave", "item", "step")


def find_alerts(
    measurements: pd.DataFrame, registry: Mapping[str, Scale], *, keep: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Return whose answers call for a referral, by code.

    Parameters
    ----------
    measurements
        Table ``measurements`` with item columns.
    registry
        Scale versions by id.
    keep
        Further columns to return: those of `measurements`, and ``answer``.

    Returns
    -------
    pandas.DataFrame
        Columns :data:`ALERT_COLUMNS` and `keep`, in the order of the measurements; `step` is what the registry says is
        to be done. It belongs under ``private/`` and never into a report.

    Raises
    ------
    RegistryError
        A scale is named that the registry lacks.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> forms = pd.DataFrame({"client": ["a", "b"], "scale": "phq9", "wave": "前测", "item_9": [0.0, 2.0]})
    >>> find_alerts(forms, shipped_scales(), keep=("answer",))[["client", "item", "answer"]].to_numpy().tolist()
    [['b', 9, 2.0]]
    """
    require_scales(measurements["scale"].unique(), registry)
    columns = [*ALERT_COLUMNS, *keep]
    parts = list(_alerts(measurements, registry))
    if not parts:
        return pd.DataFrame(columns=columns)
    return pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)[columns]


def _alerts(measurements: pd.DataFrame, registry: Mapping[str, Scale]) -> Iterator[pd.DataFrame]:
    for id_ in measurements["scale"].unique():
        for alert in registry[id_].alerts:
            column = f"item_{alert.item}"
            if column not in measurements:
                continue
            chosen = (measurements["scale"] == id_) & (measurements[column] > alert.above)
            if chosen.any():
                rows = measurements.loc[chosen]
                yield rows.assign(item=alert.item, answer=rows[column], step=alert.step)
