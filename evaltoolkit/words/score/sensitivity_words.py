"""What would change the grade: distances, open rows at their ends, other formulas; never how likely any of it is.

Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7 (uncertainty and sensitivity analysis).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import points
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.findings.score import (
    TotalScore,
    bounds,
    is_withheld,
    open_rows,
    points_between,
    row_name,
    same,
    total_of,
)
from evaltoolkit.findings.table_names import absence
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow

CAPTION = text("What would change the grade: each line changes one thing and leaves the rest as it is")


class Band(Protocol):
    """A grade and the points from which it holds."""

    @property
    def label(self) -> str:
        """Return the name of the grade."""
        ...

    @property
    def low(self) -> object:
        """Return the least points of the grade, a number."""
        ...


@dataclass(frozen=True, slots=True)
class Case:
    """A change of one thing, and the least and most that the total then is."""

    words: Text
    low: float
    high: float


def what_would_change(
    total: ProtectedTable,
    scorecard: ProtectedTable,
    other: ProtectedTable,
    *,
    bands: Sequence[Band],
    language: Language,
) -> HtmlTable:
    """Return the total and grade as they are, and under each single change.

    Parameters
    ----------
    total, scorecard, other
        The protected tables ``total``, ``scorecard`` and ``other_points``.
    bands
        Grades of the indicator system, in any order.
    language
        The reader's.
    """
    score, caption = total_of(rows_of(total)), language.say(CAPTION)
    header = tuple(map(language.say, (text("Case"), text("Total"), text("Grade"))))
    alignment = (Align.TEXT, Align.NUMBER, Align.TEXT)
    if score is None:
        return HtmlTable(caption, header, (), alignment, absent=absence(total, language))
    ends = score.low, score.high
    ordered = _ordered(bands)
    now = Case(text("As it stands"), *ends)
    cases = (now, *distances(ends, ordered), *open_cases(scorecard, ends), *other_cases(scorecard, other, ends))
    usual = grades_of(now, ordered, language)
    rows = tuple(_row(case, ordered, usual, language) for case in cases)
    notes = [_NO_FORECAST, *([_LIMIT] if any(entry.has("ci_low") for entry in rows_of(other)) else [])]
    return HtmlTable(caption, header, rows, alignment, tuple(map(language.say, notes)))


_NO_FORECAST = text(
    "These are no forecasts, and no likelihood is given. Under an own formula the street's rule decides."
)
_LIMIT = text(
    "Lower limit of a share whose methods are added up: the share less the square root of the sum of squares of each "
    "method's part of the answers times the distance from its share down to its own limit (MOVER, Zou and Donner "
    "2008); a method whose users were all asked has no distance. All of them stand with satisfaction."
)


def distance_words(score: TotalScore, bands: Sequence[Band]) -> tuple[Text, ...]:
    """Return how far it is up to the next grade and down to the one below, as far as there is one."""
    return tuple(case.words for case in distances((score.low, score.high), _ordered(bands)))


def nearest(score: TotalScore, bands: Sequence[Band]) -> float | None:
    """Return the points between the total and the next end of a grade; None where there is none or it is open."""
    ends = [low for low, _ in _ordered(bands) if low > 0]
    return min((abs(score.low - low) for low in ends), default=None) if same(score.low, score.high) else None


def grade_at_limit(
    score: TotalScore, scorecard: Sequence[Row], other: Sequence[Row], bands: Sequence[Band]
) -> Text | str:
    """Return where a share at the lower limit of its interval would bring another grade; empty where none would."""
    ordered, rows = _ordered(bands), {row.string("indicator"): row for row in scorecard}
    for entry in other if ordered and same(score.low, score.high) else ():
        row, limit = rows.get(entry.string("indicator")), entry.number("ci_low")
        brought = row.number("points") if row is not None else None
        if row is None or limit is None or brought is None:
            continue
        found, now = (_held(points_, ordered) for points_ in (score.low + limit - brought, score.low))
        if found != now:
            return text(
                "The grade hangs on the lower limit of '{name}': there it would be {grade}.",
                name=row_name(row), grade=say_choice(found),
            )  # fmt: skip
    return ""


def _held(points_: float, bands: Sequence[tuple[float, str]]) -> str:
    return max((band for band in bands if band[0] <= points_ + 1e-9), default=bands[0])[1]


def _ordered(bands: Sequence[Band]) -> tuple[tuple[float, str], ...]:
    return tuple(sorted((float(str(band.low)), band.label) for band in bands))


def distances(ends: tuple[float, float], bands: Sequence[tuple[float, str]]) -> Iterator[Case]:
    """Yield the way up from the least and down from the most that the total can be, as far as there is a band."""
    above = next(((low, label) for low, label in bands if low > ends[0]), None)
    if above is not None:
        yield Case(_distance(_UP, ends, above[0] - ends[0], above[1]), above[0], max(above[0], ends[1]))
    at, reached = max(((low, label) for low, label in bands if low <= ends[1]), default=(0.0, ""))
    if at > 0:
        below, next_down = at - 0.01, max(((low, label) for low, label in bands if low < at), default=(0.0, reached))[1]
        named = next_down if same(*ends) else reached
        yield Case(_distance(_DOWN, ends, ends[1] - at, named), min(ends[0], below), below)


def _distance(words: tuple[Text, Text], ends: tuple[float, float], gap: float, grade: str) -> Text:
    settled, ranging = words
    return (settled if same(*ends) else ranging).with_(points=points(gap), grade=say_choice(grade))


_UP = (
    text("{points} more points would bring {grade}"),
    text("From the lowest possible total, {points} more points would bring {grade}"),
)
_DOWN = (
    text("Losing more than {points} points would bring {grade}"),
    text("From the highest possible total, losing more than {points} points would no longer bring {grade}"),
)


def open_cases(scorecard: ProtectedTable, ends: tuple[float, float]) -> Iterator[Case]:
    """Yield each open row at no and at full points."""
    for row in open_rows(scorecard):
        low, high = bounds(row)
        weight, name = row.number("weight") or 0.0, row_name(row)
        none, all_ = _UNSHOWN if is_withheld(row) else _OPEN
        yield Case(none.with_(name=name), ends[0] - low, ends[1] - high)
        words = all_.with_(name=name, points=points(weight))
        yield Case(words, ends[0] - low + weight, ends[1] - high + weight)


_OPEN = text("{name} (open) at 0 points"), text("{name} (open) at full points, {points}")
_UNSHOWN = text("{name} (not shown) at 0 points"), text("{name} (not shown) at full points, {points}")


def other_cases(scorecard: ProtectedTable, other: ProtectedTable, ends: tuple[float, float]) -> Iterator[Case]:
    """Yield each scored row at the lower limit of its interval or under another formula."""
    scored = {row.string("indicator"): row for row in rows_of(scorecard)}
    for entry in rows_of(other):
        row = scored.get(entry.string("indicator"))
        brought = row.number("points") if row else None
        instead = entry.number("ci_low" if entry.string("kind") == "limit" else "points")
        if row is None or brought is None or instead is None or same(brought, instead):
            continue
        change = instead - brought
        yield Case(_said(row, entry, instead), ends[0] + change, ends[1] + change)


def _said(row: Row, entry: Row, instead: float) -> Text:
    name = row_name(row)
    if entry.string("kind") == "limit":
        how = entry.words("ci_formula") or points(instead)
        return text("{name} at the lower limit of its interval: {how}", name=name, how=how)
    words = text("{name} under the other formula ({rule}): {points}", name=name, points=points(instead))
    return words.with_(rule=entry.words("rule"))


def grades_of(case: Case, bands: Sequence[tuple[float, str]], language: Language) -> str:
    """Return the grades that the case allows, in the reader's words."""
    first = max((low for low, _ in bands if low <= case.low + 1e-9), default=bands[0][0])
    names = [label for low, label in bands if first <= low <= case.high + 1e-9]
    return language.join(say_choice(name) for name in names)


def _row(case: Case, bands: Sequence[tuple[float, str]], usual: str, language: Language) -> TableRow:
    span = language.say(points_between(case.low, case.high))
    grades = grades_of(case, bands, language)
    cells = (Cell(language.say(case.words)), Cell(span), Cell(grades))
    return TableRow(cells, "flag" if grades != usual else "")
