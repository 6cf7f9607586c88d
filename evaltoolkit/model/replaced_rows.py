"""Which rows a later one replaces: people may be asked twice a year how satisfied they are."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaltoolkit.model.columns import TableSpec


def replaced_rows(spec: TableSpec, frame: pd.DataFrame) -> np.ndarray:
    """Return for each row of a year whether a later one of the same person and kind counts in its place.

    Parameters
    ----------
    spec
        The description of the table; one without ``latest`` has no such rows.
    frame
        Its rows; one without the first of these columns is never replaced, of one day the last row counts.

    Examples
    --------
    >>> from evaltoolkit.model.workbook import table
    >>> answers = pd.DataFrame({"client": ["a", "a", None, None], "method": "个案",
    ...                         "date": ["2023-09-01", "2023-03-01", "2023-09-01", "2023-09-01"]})
    >>> replaced_rows(table("satisfaction"), answers).tolist()
    [False, True, False, False]
    """
    if not spec.latest:
        return np.zeros(len(frame), dtype=bool)
    ordered = frame.reindex(columns=[*spec.latest, spec.dated]).reset_index(drop=True)
    ordered = ordered.sort_values(spec.dated, kind="stable", na_position="first")
    again = ordered[spec.latest[0]].notna() & ordered.duplicated([*spec.latest], keep="last")
    return again.sort_index().to_numpy(dtype=bool)
