"""What the scored indicator table and its total say: settled and open rows, sums, one reading of the total."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import points
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Text, text
from evaltoolkit.model.results import RowStatus
from evaltoolkit.model.texts import texts

LEVELS = ("level_1", "level_2", "level_3")


class TotalReading(Enum):
    """The one thing that the total says."""

    NOTHING = "nothing"  # no row is scored
    OPEN = "open"  # rows are open, and so is the grade
    GRADE_HOLDS = "grade_holds"  # rows are open, the grade is the same either way
    GRADED = "graded"  # every row is scored
    UNGRADED = "ungraded"  # every row is scored, the system has no grade for the total


@dataclass(frozen=True, slots=True)
class TotalScore:
    """The one row of the table ``total``."""

    weight: float
    scored: float
    scored_weight: float
    low: float
    high: float
    grade: str
    grades_possible: tuple[str, ...]

    @property
    def reading(self) -> TotalReading:
        """Return what the total says."""
        if not self.scored_weight:
            return TotalReading.NOTHING
        if not same(self.scored_weight, self.weight):
            return TotalReading.GRADE_HOLDS if self.grade else TotalReading.OPEN
        return TotalReading.GRADED if self.grade else TotalReading.UNGRADED

    @property
    def points(self) -> str | Text:
        """Return the total, or its range while open rows can move it."""
        return points_between(self.low, self.high)


def total_of(rows: Iterable[Row]) -> TotalScore | None:
    """Return the total from the rows of the table ``total``, or None where it has none or it is withheld."""
    row = next(iter(rows), None)
    if row is None or not row.has(*_FIGURES):
        return None
    weight, scored, scored_weight, low, high = (row.number(name) or 0.0 for name in _FIGURES)
    possible = tuple(str(grade) for grade in row.texts("grades_possible"))
    return TotalScore(weight, scored, scored_weight, low, high, row.string("grade"), possible)


_FIGURES = ("weight", "scored", "scored_weight", "low", "high")


@dataclass(frozen=True, slots=True)
class GroupSum:
    """What the rows of one first-level group bring together."""

    name: str
    weight: float
    scored_weight: float
    points: float
    low: float
    high: float
    is_withheld: bool

    @property
    def is_complete(self) -> bool:
        """Return whether every row of the group is scored."""
        return same(self.scored_weight, self.weight)


def is_scored(row: Row) -> bool:
    """Return whether points stand for this row."""
    return row.string("status") == RowStatus.SCORED and row.has("points")


def is_withheld(row: Row) -> bool:
    """Return whether points stand for this row that this audience does not see."""
    return row.is_withheld("points")


def demands_reason(row: Row) -> bool:
    """Return whether a reason must be given in writing: for points lost, or for far more done than was agreed."""
    points = row.number("points")
    return bool(row.flag("demands_reason")) or (points is not None and points < (row.number("weight") or 0.0))


def fallen_due(row: Row) -> Text | None:
    """Return what of a yearly amount had fallen due, where the row is scored before the year is over."""
    return next((one for one in row.texts("remarks") if isinstance(one, Text) and is_of_due(one)), None)


def is_of_due(remark: Text) -> bool:
    """Return whether a remark on a scored row says what of its yearly amount had fallen due."""
    return remark.message == _DUE.message


_DUE: Text = texts("scoring", "part_year")["due"]


def open_rows(table: ProtectedTable) -> tuple[Row, ...]:
    """Return the rows that have no points yet, in the table's order."""
    return tuple(row for row in rows_of(table) if not is_scored(row))


def row_name(row: Row) -> str:
    """Return the innermost name that the row has."""
    names = [row.string(level) for level in reversed(LEVELS)]
    return next((name for name in names if name), row.string("indicator"))


def bounds(row: Row) -> tuple[float, float]:
    """Return least and most that the row can bring."""
    return row.number("points_low") or 0.0, row.number("points_high") or 0.0


def sum_of(name: str, rows: tuple[Row, ...]) -> GroupSum:
    """Return the sums over `rows` under the name of their group."""
    scored = tuple(row for row in rows if is_scored(row))
    return GroupSum(
        name,
        sum(row.number("weight") or 0.0 for row in rows),
        sum(row.number("weight") or 0.0 for row in scored),
        sum(row.number("points") or 0.0 for row in scored),
        sum(bounds(row)[0] for row in rows),
        sum(bounds(row)[1] for row in rows),
        any(map(is_withheld, rows)),
    )


def group_sums(table: ProtectedTable) -> tuple[GroupSum, ...]:
    """Return the sums of the first-level groups in the table's order."""
    groups: dict[str, list[Row]] = {}
    for row in rows_of(table):
        groups.setdefault(row.string("level_1"), []).append(row)
    return tuple(sum_of(name, tuple(rows)) for name, rows in groups.items())


def points_between(low: float, high: float) -> str | Text:
    """Return points, or the range where the two ends are not the same.

    Examples
    --------
    >>> points_between(89, 89), points_between(10, 98.5).english()
    ('89.00', '10.00 to 98.50')
    """
    if same(low, high):
        return points(low)
    return text("{low} to {high}", low=points(low), high=points(high))


def same(one: float, other: float) -> bool:
    """Return whether two sums of points agree to less than the hundredth that is printed."""
    return abs(one - other) < 0.005
