"""Tables of verdicts on each scale: for everyone, and for the station's own eyes by group and person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from evaltoolkit.model.ladder import DESCRIBE_FROM
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.shares import wilson_share
from evaltoolkit.outcomes.design.score_facts import fixed_threshold
from evaltoolkit.outcomes.design.totals import ABOUT, ScaleTotals
from evaltoolkit.outcomes.people.reliable_change import error_of_change
from evaltoolkit.outcomes.people.verdict_counts import count_figures, count_verdicts, verdicts_of

VERDICT_COLUMNS = REPORT_TABLES["verdicts"].columns
"""Columns of the table ``verdicts``, one row a scale: what the scale is, its threshold of reliable change in scale
points with source and standard error of a difference (NaN where the registry has no confirmed one), people lost after
the pre-test, and the counts."""

POOLED_COLUMNS = REPORT_TABLES["verdicts_pooled"].columns
"""Columns of the table ``verdicts_pooled``: the same people as better or not, for readers who may not see so few who
got worse."""

COURSE_COLUMNS: tuple[str, ...] = (
    *ABOUT, "score_low", "score_high", "threshold", "group", "pre", "post", "change", "verdict",
)  # fmt: skip
"""Columns of the table ``courses``, one row a pair, without any code: for the station alone."""


def verdict_table(totals: Iterable[ScaleTotals]) -> ResultTable:
    """Return the verdicts of everyone on each scale, columns :data:`VERDICT_COLUMNS`.

    Parameters
    ----------
    totals
        Totals of every scale.

    Returns
    -------
    ResultTable
        The counts are NaN where the scale has no confirmed threshold or is in doubt.

    Notes
    -----
    Every count of people is in `people`, so that one small category hides the row; what may be told then is in
    ``verdicts_pooled``.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> from evaltoolkit.outcomes.design.totals import scale_totals
    >>> before = pd.DataFrame({"client": range(6), "wave": "前测", "score": 18.0})
    >>> scored = pd.concat([before, before.assign(wave="后测", score=[9.0, 10, 12, 15, 18, 24])])
    >>> totals = scale_totals(scored.assign(scale="uls6", dimension="total"), shipped_scales(), "en")
    >>> verdict_table(totals).frame[["n_better", "n_unchanged", "n_worse"]].to_numpy().tolist()
    [[3, 2, 1]]
    """
    frame = pd.DataFrame([_row(one) for one in totals], columns=list(VERDICT_COLUMNS))
    return make_table("verdicts", frame)


def pooled_table(totals: Iterable[ScaleTotals]) -> ResultTable:
    """Return the same in two categories, columns :data:`POOLED_COLUMNS`.

    Parameters
    ----------
    totals
        Totals of every scale.

    Returns
    -------
    ResultTable
        The counts are NaN where the scale has no confirmed threshold or is in doubt.
    """
    frame = pd.DataFrame([_pooled(one) for one in totals], columns=list(POOLED_COLUMNS))
    return make_table("verdicts_pooled", frame)


def group_verdict_table(totals: Iterable[ScaleTotals], *, station: bool) -> ResultTable:
    """Return the verdicts in each group, columns ``group`` and :data:`VERDICT_COLUMNS`; empty but for the station.

    Parameters
    ----------
    totals
        Totals of every scale.
    station
        Whether the reader is the station.

    Returns
    -------
    ResultTable
        One row a scale and group; people without a group are in none.

    Notes
    -----
    Groups beside their whole would give small categories away by subtraction.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> from evaltoolkit.outcomes.design.totals import scale_totals
    >>> before = pd.DataFrame({"client": range(4), "wave": "前测", "score": 18.0, "group": ["一组"] * 2 + ["二组"] * 2})
    >>> scored = pd.concat([before, before.assign(wave="后测", score=[9.0, 10, 18, 24])])
    >>> totals = scale_totals(scored.assign(scale="uls6", dimension="total"), shipped_scales(), "en")
    >>> group_verdict_table(totals, station=True).frame[["group", "n_better"]].to_numpy().tolist()
    [['一组', 2], ['二组', 0]]
    >>> group_verdict_table(totals, station=False).frame.empty
    True
    """
    rows = [row for one in totals for row in _by_group(one)] if station else []
    frame = pd.DataFrame(rows, columns=["group", *VERDICT_COLUMNS])
    return make_table("verdicts_by_group", frame)


def course_table(totals: Iterable[ScaleTotals], *, station: bool) -> ResultTable:
    """Return each person's scores and verdict, columns :data:`COURSE_COLUMNS`; empty but for the station.

    Parameters
    ----------
    totals
        Totals of every scale.
    station
        Whether the reader is the station.

    Returns
    -------
    ResultTable
        ``verdict`` is None where the scale has no confirmed threshold or is in doubt.
    """
    rows = [row for one in totals for row in _courses(one)] if station else []
    frame = pd.DataFrame(rows, columns=list(COURSE_COLUMNS)).assign(n_people=1)
    return make_table("courses", frame)


def _about(totals: ScaleTotals) -> dict[str, object]:
    fact = fixed_threshold(totals.scale)
    known = {name: totals.about[name] for name in ABOUT}
    if fact is None:
        return {**known, "threshold": np.nan, "threshold_source": "", "s_diff": np.nan}
    error = error_of_change(fact.sd, fact.reliability).s_diff if fact.sd and fact.reliability else np.nan
    return {**known, "threshold": fact.threshold, "threshold_source": fact.source, "s_diff": error}


def _row(totals: ScaleTotals) -> dict[str, object]:
    verdicts = verdicts_of(totals)
    about = {**_about(totals), "n_lost": totals.n_lost, "n_pairs": len(totals.pairs)}
    return about if verdicts is None else about | count_figures(count_verdicts(verdicts), lost=totals.n_lost)


def _pooled(totals: ScaleTotals) -> dict[str, object]:
    verdicts, about = verdicts_of(totals), _about(totals) | {"n_pairs": len(totals.pairs)}
    if verdicts is None:
        return about
    counts = count_verdicts(verdicts)
    share = wilson_share(counts.better, counts.people if counts.people >= DESCRIBE_FROM else 0)
    shares = {"share_better": share.share, "better_low": share.low, "better_high": share.high}
    return about | {"n_better": counts.better, "n_not_better": counts.unchanged + counts.worse} | shares


def _by_group(totals: ScaleTotals) -> Iterator[dict[str, object]]:
    named = totals.people[totals.people["group"].notna()]
    for group, people in named.groupby("group", sort=True):
        yield {"group": group, **_row(ScaleTotals(totals.scale, totals.about, people))}


def _courses(totals: ScaleTotals) -> Iterator[dict[str, object]]:
    verdicts, fact = verdicts_of(totals), fixed_threshold(totals.scale)
    known = {name: totals.about[name] for name in (*ABOUT, "score_low", "score_high")}
    known["threshold"] = fact.threshold if fact else np.nan
    rows = totals.pairs[["group", "pre", "post"]].assign(verdict=verdicts)
    for group, pre, post, verdict in rows.sort_values(["pre", "post"], kind="stable").itertuples(index=False):
        said = None if verdicts is None else str(verdict)
        yield known | {"group": group, "pre": pre, "post": post, "change": post - pre, "verdict": said}
