"""Which p-values of the outcome table are adjusted together, and how.

本工具规则, after the three designs that occur: along one line (the dimensions of a scale, or the groups of a scale with
one score) Holm keeps the chance of any false finding at 5 %; over a whole table of groups by dimensions that would find
next to nothing, and Benjamini-Hochberg keeps the share of false findings among those made at 5 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from evaltoolkit.model.results import Ladder
from evaltoolkit.outcomes.multiplicity import benjamini_hochberg, holm
from evaltoolkit.outcomes.resolution import FloatArray, IntArray


class Adjustment(StrEnum):
    """How p was adjusted."""

    HOLM = "holm"
    BENJAMINI_HOCHBERG = "benjamini_hochberg"


@dataclass(frozen=True, slots=True, eq=False)
class Adjusted:
    """Adjusted p of each row, how it was adjusted (None where it stands alone), how many were together (0: no p)."""

    p: FloatArray
    by: pd.Series
    tests: IntArray


def adjust(table: pd.DataFrame) -> Adjusted:
    """Adjust the p of record of the outcome table.

    Parameters
    ----------
    table
        Columns scale, dimension, group_kind, group, ladder, p_t and p_exact; the p of record is that of t where it
        stands, but the exact one from 10 to 14 pairs.

    Notes
    -----
    One family is a scale and a kind of group, the pooled rows being a kind of their own.

    References
    ----------
    Holm (1979); Benjamini & Hochberg (1995).
    """
    by_t = table["p_t"].notna() & (table["ladder"] != Ladder.EXACT)
    record = table["p_t"].where(by_t, table["p_exact"]).to_numpy(dtype=np.float64)
    found, tests = record.copy(), np.zeros(len(table), dtype=np.int64)
    by = pd.Series(None, index=table.index, dtype=object)
    names = {name: table[name].to_numpy(dtype=object) for name in ("dimension", "group")}
    for rows in table.groupby(["scale", "group_kind"], sort=False).indices.values():
        tested = rows[np.isfinite(record[rows])]
        tests[tested] = tested.size
        if tested.size < 2:
            continue
        is_table = all(len(set(found_in[tested])) > 1 for found_in in names.values())
        found[rows] = benjamini_hochberg(record[rows]) if is_table else holm(record[rows])
        by.iloc[tested] = Adjustment.BENJAMINI_HOCHBERG if is_table else Adjustment.HOLM
    return Adjusted(found, by, tests)
