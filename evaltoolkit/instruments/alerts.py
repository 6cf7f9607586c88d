"""Answers that need a person's attention at once, whatever the total: a list for the station alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from evaltoolkit.instruments.scale import Scale

ALERT_COLUMNS: tuple[str, ...] = ("client", "scale", "wave", "item", "step")


def find_alerts(measurements: pd.DataFrame, registry: Mapping[str, Scale]) -> pd.DataFrame:
    """Return whose answers call for a referral, by code.

    Parameters
    ----------
    measurements
        De-identified table ``measurements`` with item columns.
    registry
        Scale versions by id.

    Returns
    -------
    pandas.DataFrame
        Columns :data:`ALERT_COLUMNS`; `step` is what the registry says is to be done. It belongs under ``private/``
        and never into a report.
    """
    parts = list(_alerts(measurements, registry))
    if not parts:
        return pd.DataFrame(columns=list(ALERT_COLUMNS))
    return pd.concat(parts, ignore_index=True)[list(ALERT_COLUMNS)]


def _alerts(measurements: pd.DataFrame, registry: Mapping[str, Scale]) -> Iterator[pd.DataFrame]:
    for id_ in measurements["scale"].unique():
        for alert in registry[id_].alerts:
            column = f"item_{alert.item}"
            if column not in measurements:
                continue
            chosen = (measurements["scale"] == id_) & (measurements[column] > alert.above)
            if chosen.any():
                rows = measurements.loc[chosen, ["client", "scale", "wave"]]
                yield rows.assign(item=alert.item, step=alert.step)
