"""Who was measured before and not after: pre-tests without a post-test, and since when."""

from __future__ import annotations

from datetime import date

import pandas as pd

from evaltoolkit.instruments.scale import TOTAL
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.lone_waves import PRE, lone_rows
from evaltoolkit.model.plan import Plan

_PERSON = ["client", "scale", "group"]


def without_post(evidence: Evidence, day: date) -> pd.DataFrame:
    """Return the pre-tests without a post-test by `day`, those of the longest time ago first.

    Parameters
    ----------
    evidence
        The de-identified tables, with who was measured when.
    day
        What became known later is left out.

    Returns
    -------
    pandas.DataFrame
        Columns ``client``, ``scale``, ``group``, ``date`` and ``days`` since.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> tests = {"client": ["a", "a", "b"], "scale": "uls6", "wave": ["前测", "后测", "前测"], "group": "一组"}
    >>> days = pd.to_datetime(["2023-03-01", "2023-06-01", "2023-05-22"])
    >>> measured = Evidence({"measurements": pd.DataFrame(tests).assign(date=days)}, Quality(pd.DataFrame()))
    >>> without_post(measured, date(2023, 6, 1))[["client", "days"]].values.tolist()
    [['b', 10]]
    """
    measured = evidence.known_on(day).rows("measurements").reset_index(drop=True)
    wanted = measured.reindex(columns=["client", "scale", "group", "date"])
    lone = wanted.loc[list(lone_rows(measured).pre)]
    since = (pd.Timestamp(day) - pd.to_datetime(lone["date"])).dt.days
    return lone.assign(days=since).sort_values(["days", "client"], ascending=[False, True], kind="stable")


def _with_day(people: pd.DataFrame) -> pd.DataFrame:
    return people.assign(since=pd.Series(pd.NaT, index=people.index, dtype="datetime64[ns]"))


def with_open_tests(people: pd.DataFrame, scored: pd.DataFrame, plan: Plan, evidence: Evidence) -> pd.DataFrame:
    """Return the station's follow-up table with those behind who have no post-test yet, the longest open first.

    Parameters
    ----------
    people
        What :func:`evaltoolkit.outcomes.people.individual.compare_individuals` returned.
    scored
        Scored measurements.
    plan, evidence
        Say on which day, and who was measured.

    Returns
    -------
    pandas.DataFrame
        With the day of the open pre-test in column ``since``.
    """
    lone = without_post(evidence, plan.counted_to)
    if lone.empty:
        return _with_day(people)
    totals = scored[(scored["wave"] == PRE) & (scored["dimension"] == TOTAL)].reindex(columns=[*_PERSON, "score"])
    before = totals.rename(columns={"score": "pre"}).drop_duplicates(_PERSON)
    rows = lone.rename(columns={"date": "since"}).merge(before, on=_PERSON, how="left")
    rows = rows.reindex(columns=[*people.columns, "since"])
    if people.empty:
        return rows
    return pd.concat([_with_day(people), rows.astype(people.dtypes)], ignore_index=True)
