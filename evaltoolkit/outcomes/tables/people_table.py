"""One verdict for each person: on the primary scale that the plan named, and over all their scales.

The plan names the primary scale of each programme before the post-test; the person's verdict rests on it. Improved on
at least one scale and reliably worse on none (the rule of CORC, the Child Outcomes Research Consortium) stands second:
of people who do not change at all 12 % look improved on one of five independent scales, 22 % on one of ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.outcomes.design.totals import ScaleTotals
from evaltoolkit.outcomes.people.verdict_counts import count_figures, count_verdicts, verdicts_of

EVERYONE = "all"
_PLACES = ("group", "project", "field", "method")

PEOPLE_COLUMNS = REPORT_TABLES["people"].columns
"""Columns of the table ``people``, one row a programme of the plan, ``all`` first: counts of verdicts on the primary
scale; `n_without` people with a pair who have no verdict on one; `n_several` people with verdicts on two scales or
more, `n_several_better` of them better on at least one and worse on none."""


def people_table(totals: Iterable[ScaleTotals], primary: Mapping[str, str], *, station: bool) -> ResultTable:
    """Return the people's verdicts, columns :data:`PEOPLE_COLUMNS`; programmes but for everyone for the station alone.

    Parameters
    ----------
    totals
        Totals of every scale.
    primary
        Scale by programme: a group, project, field or method, or how the names of several groups begin.
    station
        Whether the reader may see programmes beside the whole.

    Returns
    -------
    ResultTable
        No row where the plan names no primary scale.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> from evaltoolkit.outcomes.design.totals import scale_totals
    >>> scored = pd.DataFrame({"client": ["a", "a"], "wave": ["前测", "后测"], "score": [18.0, 12.0]})
    >>> totals = scale_totals(scored.assign(scale="uls6", dimension="total", method="小组"), shipped_scales(), "en")
    >>> people_table(totals, {"小组": "uls6"}, station=False).frame[["programme", "n_better"]].to_numpy().tolist()
    [['all', 1]]
    """
    people = _people(totals, primary)
    rows = list(_rows(people, station=station)) if primary and not people.empty else []
    frame = pd.DataFrame(rows, columns=list(PEOPLE_COLUMNS))
    return make_table("people", frame)


def programme_of(context: Mapping[str, object], primary: Mapping[str, str]) -> str | None:
    """Return the programme of the plan that a person's pair belongs to, the most exact name first, or None.

    Parameters
    ----------
    context
        Of the pair: ``group``, ``project``, ``field`` and ``method``, as far as known.
    primary
        Scale by programme, as the plan names it.

    Returns
    -------
    str or None
        A key of `primary`.

    Examples
    --------
    >>> programme_of({"group": "银龄同行1组", "method": "小组"}, {"小组": "phq9", "银龄同行": "uls6"})
    '银龄同行'
    """
    group = context.get("group")
    if isinstance(group, str) and group not in primary:
        begins = [name for name in primary if group.startswith(name)]
        if begins:
            return max(begins, key=len)
    found = (context.get(place) for place in _PLACES)
    return next((name for name in found if isinstance(name, str) and name in primary), None)


def _people(totals: Iterable[ScaleTotals], primary: Mapping[str, str]) -> pd.DataFrame:
    """Return a row for each person and scale with a verdict: programme, whether it is its primary scale, verdict."""
    parts = []
    for one in totals:
        pairs, verdicts = one.pairs, verdicts_of(one)
        contexts = pairs[list(_PLACES)].to_dict("records")
        programmes = [programme_of({str(name): value for name, value in row.items()}, primary) for row in contexts]
        parts.append(
            pd.DataFrame(
                {
                    "client": pairs["client"].to_numpy(),
                    "programme": pd.Series(programmes, dtype=object),
                    "scale_name": one.about["scale_name"],
                    # Of a scale without a pair too, whose empty list alone would be no column of truth values.
                    "is_primary": pd.Series(
                        [primary.get(name or "") == one.scale.id for name in programmes], dtype=bool
                    ),
                    "verdict": pd.Series(verdicts, index=range(len(pairs)), dtype=object),
                }
            )
        )
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _rows(people: pd.DataFrame, *, station: bool) -> Iterator[dict[str, object]]:
    yield {"programme": EVERYONE, "scale_name": "", **_figures(people)}
    for name, rows in people.groupby("programme", sort=True) if station else ():
        primary = rows[rows["is_primary"]]
        yield {"programme": name, "scale_name": "、".join(primary["scale_name"].unique()), **_figures(rows)}


def _figures(people: pd.DataFrame) -> dict[str, float]:
    judged = people[people["verdict"].notna()]
    on_primary = judged[judged["is_primary"]].drop_duplicates("client")
    figures = count_figures(count_verdicts(list(on_primary["verdict"])), lost=0)
    counts = [count_verdicts(list(rows)) for _, rows in judged.groupby("client")["verdict"] if len(rows) > 1]
    better = sum(count.better > 0 and count.worse == 0 for count in counts)
    several = {"n_several": len(counts), "n_several_better": better, "n_several_other": len(counts) - better}
    return {**figures, **several, "n_without": people["client"].nunique() - len(on_primary)}
