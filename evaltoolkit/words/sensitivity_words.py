"""What would change the grade: distances, open rows at their ends, other formulas; never how likely any of it is.

Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7 (uncertainty and sensitivity analysis).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.findings.score import bounds, open_rows, points_said, row_name, same
from evaltoolkit.findings.table_names import absence
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.html_table import Align, Cell, HtmlTable, TableRow

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
class _Case:
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
    found, caption = rows_of(total), language.say(CAPTION)
    header = tuple(map(language.say, (text("Case"), text("Total"), text("Grade"))))
    alignment = (Align.TEXT, Align.NUMBER, Align.TEXT)
    if not found:
        return HtmlTable(caption, header, (), alignment, absent=absence(total, language))
    ends = found[0].number("low") or 0.0, found[0].number("high") or 0.0
    ordered = tuple(sorted((float(str(band.low)), band.label) for band in bands))
    now = _Case(text("As it stands"), *ends)
    cases = (now, *_distances(ends, ordered), *_open(scorecard, ends), *_others(scorecard, other, ends))
    usual = _grades(now, ordered, language)
    rows = tuple(_row(case, ordered, usual, language) for case in cases)
    note = text("These are no forecasts, and no likelihood is given. Under an own formula the street's rule decides.")
    return HtmlTable(caption, header, rows, alignment, (language.say(note),))


def _distances(ends: tuple[float, float], bands: Sequence[tuple[float, str]]) -> Iterator[_Case]:
    """Yield the way up from the least and down from the most that the total can be, as far as there is a band."""
    above = next(((low, label) for low, label in bands if low > ends[0]), None)
    if above is not None:
        gap = points_said(above[0] - ends[0])
        words = text("{points} more points would bring {grade}", points=gap, grade=say_choice(above[1]))
        yield _Case(words, above[0], max(above[0], ends[1]))
    at = max((low for low, _ in bands if low <= ends[1]), default=0.0)
    if at > 0:
        gap = points_said(ends[1] - at)
        yield _Case(text("Losing more than {points} points would cost the grade", points=gap), min(ends[0], at - 0.01),
                    at - 0.01)  # fmt: skip


def _open(scorecard: ProtectedTable, ends: tuple[float, float]) -> Iterator[_Case]:
    for row in open_rows(scorecard):
        low, high = bounds(row)
        weight, name = row.number("weight") or 0.0, row_name(row)
        yield _Case(text("{name} (open) at 0 points", name=name), ends[0] - low, ends[1] - high)
        words = text("{name} (open) at full points, {points}", name=name, points=points_said(weight))
        yield _Case(words, ends[0] - low + weight, ends[1] - high + weight)


def _others(scorecard: ProtectedTable, other: ProtectedTable, ends: tuple[float, float]) -> Iterator[_Case]:
    scored = {row.string("indicator"): row for row in rows_of(scorecard)}
    for entry in rows_of(other):
        row = scored.get(entry.string("indicator"))
        points = row.number("points") if row else None
        instead = entry.number("ci_low" if entry.string("kind") == "limit" else "points")
        if row is None or points is None or instead is None or same(points, instead):
            continue
        change = instead - points
        yield _Case(_said(row, entry, instead), ends[0] + change, ends[1] + change)


def _said(row: Row, entry: Row, points: float) -> Text:
    figures = {"name": row_name(row), "points": points_said(points)}
    if entry.string("kind") == "limit":
        return text("{name} at the lower limit of its interval: {points}", **figures)
    return text("{name} under the other formula ({rule}): {points}", rule=entry.words("rule"), **figures)


def _grades(case: _Case, bands: Sequence[tuple[float, str]], language: Language) -> str:
    first = max((low for low, _ in bands if low <= case.low + 1e-9), default=bands[0][0])
    names = [label for low, label in bands if first <= low <= case.high + 1e-9]
    return language.join(say_choice(name) for name in names)


def _row(case: _Case, bands: Sequence[tuple[float, str]], usual: str, language: Language) -> TableRow:
    span = points_said(case.low)
    if not same(case.low, case.high):
        span = language.say(text("{low} to {high}", low=span, high=points_said(case.high)))
    grades = _grades(case, bands, language)
    cells = (Cell(language.say(case.words)), Cell(span), Cell(grades))
    return TableRow(cells, "flag" if grades != usual else "")
