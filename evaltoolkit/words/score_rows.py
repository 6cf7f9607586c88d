"""The scored indicator table as sentences need it: settled and open rows, and sums by group."""

from __future__ import annotations

from dataclasses import dataclass

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import points, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.model.results import RowStatus

LEVELS = ("level_1", "level_2", "level_3")


@dataclass(frozen=True, slots=True)
class GroupSum:
    """What the rows of one first-level group bring together."""

    name: str
    weight: float
    scored_weight: float
    points: float
    low: float
    high: float

    @property
    def is_complete(self) -> bool:
        """Return whether every row of the group is scored."""
        return same(self.scored_weight, self.weight)


def is_scored(row: Row) -> bool:
    """Return whether points stand for this row."""
    return row.string("status") == RowStatus.SCORED and row.has("points")


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
    )


def group_sums(table: ProtectedTable) -> tuple[GroupSum, ...]:
    """Return the sums of the first-level groups in the table's order."""
    groups: dict[str, list[Row]] = {}
    for row in rows_of(table):
        groups.setdefault(row.string("level_1"), []).append(row)
    return tuple(sum_of(name, tuple(rows)) for name, rows in groups.items())


def points_said(value: float) -> str:
    """Return points with two decimals, as the official form's system stores them.

    Examples
    --------
    >>> points_said(8.625), points_said(100)
    ('8.63', '100.00')
    """
    return points(value)


def weight_said(value: float) -> str:
    """Return points that a row is worth, without needless zeros."""
    return trimmed(value)


def same(one: float, other: float) -> bool:
    """Return whether two sums of points agree to less than the hundredth that is printed."""
    return abs(one - other) < 0.005
