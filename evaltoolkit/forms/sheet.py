"""The form as cells of a grid, for Word and for a workbook alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from evaltoolkit.forms.description import description
from evaltoolkit.forms.form import Form, Funds, Indicator
from evaltoolkit.scoring.points import exact, round_points, shown

COLUMNS = 9
WIDTHS = (6, 9, 12, 20, 16, 16, 8, 9, 20)
"""Of the columns, in half-width signs."""
_FUNDS_AT = 3


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of the grid.

    Parameters
    ----------
    row, column
        Counted from 0.
    value
        Words or a number; None is blank.
    rows, columns
        How far it reaches.
    number_format
        Of a number.
    is_label
        Whether the form prints it.
    """

    row: int
    column: int
    value: str | float | None
    rows: int = 1
    columns: int = 1
    number_format: str = "0.00"
    is_label: bool = False

    @property
    def words(self) -> str:
        """Return what the cell shows."""
        if self.value is None or isinstance(self.value, str):
            return self.value or ""
        if self.number_format.endswith("%"):
            return f"{shown(round_points(exact(self.value) * 100))}%"
        return f"{round_points(exact(self.value))}" if self.number_format == "0.00" else shown(exact(self.value))


def grid_of(form: Form) -> tuple[Placed, ...]:
    """Return every cell of the form."""
    head = tuple(_head(form))
    funds = tuple(_funds(form, _next(head)))
    goals = tuple(_goals(form, _next(funds)))
    rows = tuple(_rows(form, _next(goals)))
    total = tuple(_total(form, _next(rows)))
    return (*head, *funds, *goals, *rows, *total, *_signatures(_next(total)))


def _next(cells: tuple[Placed, ...]) -> int:
    return max(cell.row + cell.rows for cell in cells)


def _label(row: int, column: int, words: str, *, rows: int = 1, columns: int = 1) -> Placed:
    return Placed(row, column, words, rows, columns, is_label=True)


def _head(form: Form) -> Iterator[Placed]:
    told = description()
    yield _label(0, 0, told.title, columns=COLUMNS)
    yield _label(1, 0, told.year.format(year=form.year) + form.synthetic, columns=COLUMNS)
    yield _label(2, 0, told.head["project"], columns=2)
    yield Placed(2, 2, _or_open(form.head.get("project")), columns=7)
    yield _label(3, 0, told.head["department"], columns=2)
    yield Placed(3, 2, _or_open(form.head.get("department")), columns=3)
    yield _label(3, 5, told.head["operator"])
    yield Placed(3, 6, _or_open(form.head.get("operator")), columns=3)


def _funds(form: Form, start: int) -> Iterator[Placed]:
    told = description().funds
    yield _label(start, 0, told.label, rows=1 + len(told.rows))
    yield _label(start, 1, "", columns=2)
    for number, words in enumerate(told.columns.values()):
        yield _label(start, _FUNDS_AT + number, words)
    for down, (name, words) in enumerate(told.rows.items(), start=1):
        yield _label(start + down, 1, words, columns=2)
        yield from _money(form, name, start + down)


def _money(form: Form, name: str, row: int) -> Iterator[Placed]:
    funds, is_total = form.funds.get(name, Funds()), name == "total"
    for column, value in enumerate((funds.initial, funds.annual, funds.executed), start=_FUNDS_AT):
        yield Placed(row, column, _or_open(value) if is_total else value, number_format="0.##")
    weight = form.fund_weight if is_total else None
    rate = float(exact(funds.executed) / exact(funds.annual)) if funds.annual and funds.executed is not None else None
    yield Placed(row, _FUNDS_AT + 3, weight, number_format="0.##")
    yield Placed(row, _FUNDS_AT + 4, _or_open(rate) if is_total else rate, number_format="0.00%")
    yield Placed(row, _FUNDS_AT + 5, _or_open(form.fund_points) if weight is not None else None)


def _goals(form: Form, start: int) -> Iterator[Placed]:
    told = description().goals
    yield _label(start, 0, told.label, rows=2)
    yield _label(start, 1, told.expected, columns=4)
    yield _label(start, 5, told.actual, columns=4)
    expected, actual = ("\n".join(lines) for lines in zip(*form.goals, strict=True)) if form.goals else ("", "")
    yield Placed(start + 1, 1, _or_open(expected), columns=4)
    yield Placed(start + 1, 5, _or_open(actual), columns=4)


def _rows(form: Form, start: int) -> Iterator[Placed]:
    told = description().indicators
    yield _label(start, 0, told.label, rows=1 + len(form.rows))
    for column, words in enumerate(told.columns.values(), start=1):
        yield _label(start, column, words)
    row = start + 1
    for name, grouped in groupby(form.rows, key=lambda one: one.level_1):
        group = list(grouped)
        weight = shown(sum((exact(one.weight) for one in group), exact(0)))
        yield _label(row, 1, told.group.format(name=name, weight=weight), rows=len(group))
        for second, inner in groupby(group, key=lambda one: one.level_2):
            rows = list(inner)
            yield _label(row, 2, second, rows=len(rows))
            for one in rows:
                yield from _row(one, row)
                row += 1


def _row(one: Indicator, row: int) -> Iterator[Placed]:
    yield Placed(row, 3, one.level_3)
    yield Placed(row, 4, _or_open(_target(one)))
    yield Placed(row, 5, _or_open(_actual(one)))
    yield Placed(row, 6, one.weight, number_format="0.##")
    yield Placed(row, 7, _or_open(one.points))
    yield Placed(row, 8, one.reason)


def _target(one: Indicator) -> str | None:
    if not one.target or not one.first_target:
        return one.target
    return description().adjusted.format(target=one.target, first=one.first_target)


def _actual(one: Indicator) -> str | None:
    if not one.actual or not one.working:
        return one.actual
    return description().worked.format(actual=one.actual, working=one.working)


def _total(form: Form, row: int) -> Iterator[Placed]:
    weights = [exact(one) for one in (form.fund_weight, *(row.weight for row in form.rows)) if one is not None]
    points = [*([form.fund_points] if form.fund_weight is not None else []), *(row.points for row in form.rows)]
    known = [exact(one) for one in points if one is not None]
    yield _label(row, 0, description().indicators.total, columns=6)
    yield Placed(row, 6, float(sum(weights)), number_format="0.##")
    yield Placed(row, 7, description().to_fill if len(known) < len(points) else float(sum(known)))
    yield Placed(row, 8, None)


def _signatures(row: int) -> Iterator[Placed]:
    first, second = description().signatures
    yield _label(row, 0, f"{first}：", columns=5)
    yield _label(row, 5, f"{second}：", columns=4)


def _or_open(value: str | float | None) -> str | float:
    return description().to_fill if value is None or value == "" else value
