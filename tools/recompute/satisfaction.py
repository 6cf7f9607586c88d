"""How satisfied people are, by method and type of respondent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from recompute.figures import Figures, Rows, by, over, wilson
from recompute.services import UNSTATED
from recompute.workbook import LEVELS, Row, Sheets, in_year

_POINTS = dict(zip(LEVELS[:5], (5, 4, 3, 2, 1), strict=True))
Answers = Mapping[tuple[str, ...], Sequence[Row]]


def satisfaction(sheets: Sheets, year: int) -> Iterator[Figures]:
    """Yield satisfaction and how many chose each level."""
    answers, keys, shares = _answers(sheets, year), ("method", "respondent"), shares_of(sheets, year)
    yield Figures("services", "satisfaction", keys, shares)
    yield Figures("services", "satisfaction_levels", (*keys, "level"), _levels(answers))


def shares_of(sheets: Sheets, year: int) -> Rows:
    """Return the figures of each method and type of respondent."""
    answers = _answers(sheets, year)
    rounds = _rounds(sheets, answers)
    return {pair: _share(answers.get(pair, ()), rounds.get(pair)) for pair in {**answers, **rounds}}


def _answers(sheets: Sheets, year: int) -> dict[tuple[str, ...], list[Row]]:
    return by(_latest(in_year(sheets["满意度"], "date", year)), lambda row: (row["method"], row["respondent"]))


def _latest(rows: Sequence[Row]) -> list[Row]:
    """Return one answer a person, method and type of respondent, the latest; nobody known is one each."""
    ordered = sorted(rows, key=lambda row: row["date"] or date.min)
    told = [{**row, "respondent": row["respondent"] or UNSTATED} for row in ordered]
    return list({(row["client"] or number, row["method"], row["respondent"]): row
                 for number, row in enumerate(told)}.values())  # fmt: skip


def _rounds(sheets: Sheets, answers: Answers) -> dict[tuple[str, ...], Row]:
    who = by(answers, lambda pair: pair[0])
    only = {method: pairs[0][1] for method, pairs in who.items() if len(pairs) == 1}
    return {(row["method"], row["respondent"] or only.get(row["method"], UNSTATED)): row
            for row in (sheets["问卷发放"] if sheets["满意度"] else ())}  # fmt: skip


def _share(answers: Sequence[Row], sent: Row | None) -> dict[str, Any]:
    points = [_POINTS[row["overall"]] for row in answers if row["overall"] in _POINTS]
    n, satisfied = len(points), sum(point >= 4 for point in points)
    issued, returned = (None, None) if sent is None else (sent["issued"], sent["returned"])
    has_limits = sent is not None and sent["asked"] in ("随机抽取", "现场发放")
    low, high = wilson(satisfied, n) if has_limits else (None, None)
    return {
        "issued": issued, "returned": returned, "response_rate": over(returned, issued), "n_answers": len(answers),
        "n_valid": n, "n_satisfied": satisfied, "share": over(satisfied, n), "index": over(sum(points), 5 * n),
        "ci_low": low, "ci_high": high,
    }  # fmt: skip


def _levels(answers: Answers) -> Rows:
    rows: Rows = {}
    for pair, part in answers.items():
        chosen = [row["overall"] for row in part if row["overall"] in _POINTS]
        for level in _POINTS if chosen else ():
            n = chosen.count(level)
            rows[*pair, level] = {"n": n, "n_valid": len(chosen), "share": over(n, len(chosen))}
    return rows
