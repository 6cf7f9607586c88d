"""Which single row could bring the next grade, and how far it would have to get: arithmetic, never a forecast."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.explore.analysis import Analysis
from evaltoolkit.explore.trials.trial import Asked, Supposed, as_it_stands, asked_of, bands_of, scored, try_row
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.findings.score import row_name, total_of
from evaltoolkit.language import Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.results import RowStatus, ScoredRow
from evaltoolkit.model.rounding import as_printed
from evaltoolkit.model.workbook import LEVELS
from evaltoolkit.scoring.points import shown
from evaltoolkit.scoring.quantity import Quantity, parse_quantity

_HALVINGS = 12  # of the way from the figure to its target: finer than the digits of an official form
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """What one row would need, the rest left as it is: its name, the figure, the points, and what to try."""

    name: str
    needed: Text | str
    points: float
    supposed: Supposed


@dataclass(frozen=True, slots=True)
class NextGrade:
    """The next grade above the least that the total can be: its name, the points that lack, the rows that could do."""

    grade: str
    gap: float
    steps: tuple[Step, ...]


def next_grade(
    analysis: Analysis, tables: Mapping[str, ProtectedTable], supposed: Mapping[str, Supposed]
) -> NextGrade | None:
    """Return what would bring the next grade; None where there is none, or the total is withheld.

    Parameters
    ----------
    analysis
        The street's year.
    tables
        ``scorecard`` and ``total`` as they stand in the trial.
    supposed
        What is supposed already, by indicator.

    Notes
    -----
    A figure is moved from where it stands towards its target by halving the way, and rounded to the side that still
    reaches the points; a row whose target itself does not bring enough is left out, and so is one that is withheld.
    """
    total = total_of(rows_of(tables["total"]))
    if total is None:
        return None
    above = next(((low, name) for low, name in bands_of(analysis) if low > total.low + 1e-9), None)
    if above is None:
        return None
    gap = above[0] - total.low
    return NextGrade(above[1], gap, tuple(_steps(analysis, tables["scorecard"], supposed, gap)))


def _steps(analysis: Analysis, card: ProtectedTable, supposed: Mapping[str, Supposed], gap: float) -> Iterator[Step]:
    for row in analysis.system.rows:
        shown_row = scored(card, row.id)
        before, weight = shown_row.number("points_low"), shown_row.number("weight")
        if shown_row.is_withheld("points", "actual") or before is None or weight is None:
            continue
        wanted = as_printed(before + gap, 2)
        if wanted > weight + 1e-9:
            continue
        begin = supposed.get(row.id) or as_it_stands(card, row)
        reach = _level_step if asked_of(row, begin.target) is Asked.LEVEL else _figure_step
        found = reach(analysis, begin, wanted)
        if found is not None:
            yield Step(row_name(shown_row), _needed(found, analysis), try_row(analysis, found).points or 0.0, found)


def _needed(found: Supposed, analysis: Analysis) -> Text | str:
    if asked_of(analysis.system.row(found.indicator), found.target) is not Asked.LEVEL:
        return found.actual
    return text("judged {level}", level=say_choice(found.level))


def _level_step(analysis: Analysis, begin: Supposed, wanted: float) -> Supposed | None:
    tried = (replace(begin, level=level, points=wanted) for level in LEVELS)
    return next((one for one in tried if _brings(analysis, one, wanted)), None)


def _figure_step(analysis: Analysis, begin: Supposed, wanted: float) -> Supposed | None:
    top, sign, bottom = begin.actual.partition(" ÷ ")
    if sign:
        return _counted_step(analysis, begin, wanted, (_number(top), _number(bottom)))
    actual, target = parse_quantity(begin.actual), parse_quantity(begin.target)
    if actual is None or target is None or actual.is_bound or actual.unit != target.unit:
        return None

    def at(share: Decimal) -> Supposed:
        return replace(begin, actual=_written(actual, target, share))

    share = _least(lambda part: _brings(analysis, at(part), wanted))
    return None if share is None else at(share)


def _counted_step(analysis: Analysis, begin: Supposed, wanted: float, counts: tuple[float, float]) -> Supposed | None:
    def with_top(top: int) -> Supposed:
        return replace(begin, actual=f"{top:,} ÷ {counts[1]:,.15g}")

    low, high = math.ceil(counts[0]), math.floor(counts[1])
    if low >= high or not _brings(analysis, with_top(high), wanted):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _brings(analysis, with_top(middle), wanted) else (middle + 1, high)
    return with_top(high)


def _least(brings: Callable[[Decimal], bool]) -> Decimal | None:
    """Return the least share of the way that brings enough, None where the whole way does not."""
    low, high = Decimal(0), Decimal(1)
    if not brings(high):
        return None
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if brings(middle) else (middle, high)
    return high


def _written(actual: Quantity, target: Quantity, share: Decimal) -> str:
    """Return the figure that share of the way to its target, rounded towards the target."""
    number = actual.number + (target.number - actual.number) * share
    places = max(0, _DIGITS - max(target.number, actual.number, Decimal(1)).adjusted())
    way = ROUND_CEILING if target.number > actual.number else ROUND_FLOOR
    return f"{shown(number.quantize(Decimal(1).scaleb(-places), rounding=way))}{actual.unit}"


def _brings(analysis: Analysis, supposed: Supposed, wanted: float) -> bool:
    row: ScoredRow = try_row(analysis, supposed)
    return row.status is RowStatus.SCORED and (row.points or 0.0) >= wanted - 1e-9


def _number(typed: str) -> float:
    return float(typed.replace(",", "").strip())
