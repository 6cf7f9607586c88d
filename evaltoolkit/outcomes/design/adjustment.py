"""Which p-values of the outcome table are adjusted together, and how.

本工具规则, after the designs that occur. A total and its own dimensions are not separate results. Over the totals of
all scales on the page, over the dimensions of one scale, and over the groups of one total, Holm keeps the chance of any
false finding at 5 %; over a table of groups by dimensions that would find next to nothing, and Benjamini-Hochberg keeps
the share of false findings among those made at 5 %. Each test is adjusted by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from evaltoolkit.instruments.scale import TOTAL
from evaltoolkit.outcomes.design.cells import POOLED
from evaltoolkit.outcomes.tests.multiplicity import benjamini_hochberg, holm
from evaltoolkit.outcomes.tests.resolution import FloatArray, IntArray


class Adjustment(StrEnum):
    """How p was adjusted."""

    HOLM = "holm"
    BENJAMINI_HOCHBERG = "benjamini_hochberg"


@dataclass(frozen=True, slots=True, eq=False)
class Adjusted:
    """Adjusted p of both tests, how they were adjusted (None: stands alone), how many were together (0: no p)."""

    p_t: FloatArray
    p_exact: FloatArray
    by: pd.Series
    tests: IntArray


def adjust(table: pd.DataFrame) -> Adjusted:
    """Adjust p of t and p of the exact signed-rank test, each in families of its own.

    Parameters
    ----------
    table
        Columns scale, dimension, group_kind, group, n_pairs, p_t and p_exact.

    Returns
    -------
    Adjusted
        One entry a row of `table`; p is NaN where the row had none.

    Notes
    -----
    Families: the pooled totals of all scales; the pooled dimensions of one scale; the totals of one scale over the
    groups of one kind; its dimensions over those groups.

    References
    ----------
    Holm (1979); Benjamini & Hochberg (1995).

    Examples
    --------
    Two scales, each with a total over everyone: their p is adjusted together.

    >>> whole = {"dimension": "total", "group_kind": "all", "group": "", "n_pairs": 12}
    >>> table = pd.DataFrame({"scale": ["phq9", "uls6"], **whole, "p_t": [0.01, 0.2], "p_exact": [0.02, 0.2]})
    >>> adjusted = adjust(table)
    >>> adjusted.p_t.tolist(), adjusted.tests.tolist()
    ([0.02, 0.2], [2, 2])
    """
    raw = table[["p_t", "p_exact"]].to_numpy(dtype=np.float64)
    found, tests = raw.copy(), np.zeros(len(table), dtype=np.int64)
    by = pd.Series(None, index=table.index, dtype=object)
    names = {name: table[name].to_numpy(dtype=object) for name in ("dimension", "group")}
    is_total = table["dimension"] == TOTAL
    scale = table["scale"].where(~is_total | (table["group_kind"] != POOLED), "")
    for rows in table.groupby([scale, "group_kind", is_total], sort=False).indices.values():
        tested = rows[np.isfinite(raw[rows]).any(axis=1)]
        tests[tested] = tested.size
        if tested.size < 2:
            continue
        is_table = all(len(set(found_in[tested])) > 1 for found_in in names.values())
        for test in range(raw.shape[1]):
            found[rows, test] = (benjamini_hochberg if is_table else holm)(raw[rows, test])
        by.iloc[tested] = Adjustment.BENJAMINI_HOCHBERG if is_table else Adjustment.HOLM
    for rows in table.groupby(["scale", "dimension"], sort=False).indices.values():
        whole = next((row for row in rows if table["group_kind"].iat[row] == POOLED), None)
        if whole is not None:  # a group of everyone is the whole under another name, and read as it is
            pairs, kinds = (table[name].to_numpy()[np.asarray(rows)] for name in ("n_pairs", "group_kind"))
            same = np.asarray(rows)[(pairs == table["n_pairs"].iat[whole]) & (kinds != POOLED)]
            found[same], by.iloc[same], tests[same] = found[whole], by.iat[whole], tests[whole]
    return Adjusted(found[:, 0], found[:, 1], by, tests)
