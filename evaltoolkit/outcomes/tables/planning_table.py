"""How large a change next year's groups would have to show for a test to find it: for planning, never looking back.

Power computed afterwards from the same data says nothing that p does not (Hoenig & Heisey 2001); a null result is read
from its interval.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import nctdtr, stdtrit

from evaltoolkit.model.given import require_between, require_positive
from evaltoolkit.model.ladder import TEST_FROM
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.thresholds import ALPHA
from evaltoolkit.outcomes.design.totals import ABOUT, ScaleTotals
from evaltoolkit.outcomes.tests.paired_change import paired_change

POWER = 0.80  # Cohen (1988), Statistical Power Analysis, 56: the customary 80 %

PLANNING_COLUMNS = REPORT_TABLES["planning"].columns
"""Columns of the table ``planning``, one row a scale from 10 pairs on: pairs of this year, and the mean change in scale
points that as many pairs with this year's spread would find with a chance of 80 %."""


def detectable_change(pairs: int, sd_change: float) -> float:
    """Return the mean change that a two-sided paired t-test finds with a chance of 80 %, in the unit of `sd_change`.

    Parameters
    ----------
    pairs
        At least 2.
    sd_change
        Standard deviation of the changes, above 0.

    Returns
    -------
    float
        Size of the change; its direction is open.

    Raises
    ------
    InputError
        There are fewer pairs, or no spread.

    Notes
    -----
    The change at which t, noncentral about change / sd sqrt(n), lies outside the 5 % limits on either side with
    probability .80. Tested against R 4.5.0 ``power.t.test(type = "paired", strict = TRUE)``.

    Examples
    --------
    >>> [round(detectable_change(pairs, 1.0), 2) for pairs in (6, 10, 15)]
    [1.43, 1.0, 0.78]
    """
    require_between(1, np.inf, pairs=pairs)
    require_positive(sd_change=sd_change)
    df = pairs - 1
    limit = float(stdtrit(df, 1 - ALPHA / 2))

    def lacking(centre: float) -> float:
        # the lower tail fails in scipy far from the centre: it is the upper one of the mirror image
        return POWER - (1 - float(nctdtr(df, centre, limit))) - (1 - float(nctdtr(df, -centre, limit)))

    return float(brentq(lacking, 0.0, 2 * limit + 5, xtol=1e-13, rtol=1e-13)) / float(np.sqrt(pairs)) * sd_change


def planning_table(totals: Iterable[ScaleTotals]) -> ResultTable:
    """Return what next year's pairs could find, columns :data:`PLANNING_COLUMNS`.

    Parameters
    ----------
    totals
        Totals of every scale.

    Returns
    -------
    ResultTable
        ``detectable`` is NaN where everyone changed alike.

    Notes
    -----
    `detectable` gives the spread of the changes away and is held to the same count of people.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> from evaltoolkit.outcomes.design.totals import scale_totals
    >>> before = pd.DataFrame({"client": range(12), "wave": "前测", "score": 17.0})
    >>> after = before.assign(wave="后测", score=before["score"] - before["client"] % 4)
    >>> scored = pd.concat([before, after]).assign(scale="uls6", dimension="total")
    >>> planning_table(scale_totals(scored, shipped_scales(), "en")).frame["detectable"].round(2).tolist()
    [1.04]
    """
    frame = pd.DataFrame([_row(one) for one in totals], columns=list(PLANNING_COLUMNS))
    shown = frame[frame["n_pairs"] >= TEST_FROM].reset_index(drop=True)
    return make_table("planning", shown)


def _row(totals: ScaleTotals) -> dict[str, object]:
    pre, post = totals.scores()
    change = paired_change(pre, post, resolution=totals.scale.resolution)
    found = detectable_change(change.n, change.sd) if change.n >= TEST_FROM and change.sd > 0 else np.nan
    about = {name: totals.about[name] for name in ABOUT}
    return {**about, "n_pairs": pre.size, "detectable": found}
