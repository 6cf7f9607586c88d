"""One sheet of the entry workbook: header, drop-downs, hints, the example row and what is filled in already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from evaltoolkit.instruments.scale import Scale
from evaltoolkit.instruments.shape import shape_of
from evaltoolkit.intake.checking.wide import item_column
from evaltoolkit.intake.entry.carried_rows import with_carried
from evaltoolkit.intake.entry.entry_help import Cell, example_row, hint
from evaltoolkit.intake.entry.entry_rows import Indicator, basics_rows, commentary_rows, money_items, target_rows
from evaltoolkit.intake.entry.entry_rules import Rule, hint_only, item_rule, money_rule, n_items, rule, scale_rule
from evaltoolkit.intake.files.sheet_writing import Formats, print_across, text_width, write_cell
from evaltoolkit.model.columns import Column, Items, Kind, TableSpec
from evaltoolkit.model.filling import MONEY_UNIT

# Rows that have drop-downs and hints: several times a station's year (本工具规则).
ROWS = 20_000
EXAMPLE, FIRST = 1, 2
"""Rows of the example and of the first record, counted from 0."""
REQUIRED, ORDINARY, PERSON = "#F8CBAD", "#DDEBF7", "#E4E4E4"
"""Colours of the header: required, ordinary, naming a person."""
_EXAMPLE_LOOK = {"italic": True, "font_color": "#808080"}
_GIVEN_LOOK = {"bg_color": "#F5F5F5"}
_WIDE = {Kind.FREE_TEXT: 36, Kind.TARGET: 14, Kind.DATE: 13, Kind.LABELS: 20}
_WIDEST = 46
# The rows brought along with amounts of money among them.
_MONEY = "plan_items"


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry workbook is made for.

    Parameters
    ----------
    street, year
        Whose year it is.
    project
        Name of the project, empty where it is not known yet.
    indicators
        Rows of the chosen indicator system.
    scales
        Chosen scales in the order of the registry.
    carried
        Rows that are taken over from the year before: cells by column, by table.
    """

    street: str
    year: int
    project: str = ""
    indicators: tuple[Indicator, ...] = ()
    scales: tuple[Scale, ...] = ()
    carried: Mapping[str, Sequence[Mapping[str, object]]] = field(default_factory=dict)


def add_table_sheet(book: xlsxwriter.Workbook, formats: Formats, spec: TableSpec, entry: Entry) -> None:
    """Add the sheet of a table."""
    sheet = book.add_worksheet(spec.sheet)
    columns = [*spec.columns, *_items(spec, entry)]
    given, example = given_rows(spec, entry), _example(spec, entry)
    for place, column in enumerate(columns):
        _write_head(sheet, formats, column, place, _width(column, [example, *given], place))
    _add_rules(sheet, spec, columns, entry)
    for place, cell in enumerate(example):
        write_cell(sheet, (EXAMPLE, place), cell, formats, **_EXAMPLE_LOOK, num_format=_number_format(columns[place]))
    for row, cells in enumerate(given, start=FIRST):
        for place, cell in enumerate(cells):
            look = _GIVEN_LOOK if spec.brings and not place else {}
            write_cell(sheet, (row, place), cell, formats, num_format=_number_format(columns[place]), **look)
    _write_money_cells(sheet, formats, spec)
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 24)
    print_across(sheet)
    sheet.repeat_rows(0)


def header_of(column: Column) -> str:
    """Return the header of a column; amounts of money carry their unit."""
    return f"{column.header}（{MONEY_UNIT}）" if column.unit == MONEY_UNIT else column.header


def given_rows(spec: TableSpec, entry: Entry) -> list[tuple[Cell, ...]]:
    """Return the rows of a table that the workbook brings along: those of the model, those of the year before."""
    rows: Mapping[str, list[tuple[str, ...]]] = {
        "": [],
        "plan_items": basics_rows(entry.project),
        "indicators": target_rows(entry.indicators),
        "sections": commentary_rows(),
    }
    name = spec.name
    carried = entry.carried.get(name, ())
    return list(with_carried(spec, rows[spec.brings], carried))


def _items(spec: TableSpec, entry: Entry) -> Iterator[Column]:
    if spec.items is Items.SCALE:
        yield from (item_column(number) for number in range(1, n_items(entry.scales) + 1))


def _example(spec: TableSpec, entry: Entry) -> tuple[Cell, ...]:
    shape = next((shape for shape in map(shape_of, entry.scales) if shape.n_items), None)
    first = entry.indicators[0].id if entry.indicators else None
    row = example_row(spec, entry.year, {"indicators": first, "scales": shape.id if shape else None})
    if spec.items is not Items.SCALE or shape is None:
        return row
    return (*row, *(low + step for low, step in zip(shape.lows, shape.steps, strict=True)))


def _write_head(sheet: Worksheet, formats: Formats, column: Column, place: int, width: float) -> None:
    colour = REQUIRED if column.required else PERSON if column.kind.is_held_back else ORDINARY
    look = {"bold": True, "bg_color": colour, "bottom": 1, "align": "center", "text_wrap": True}
    wrap = {"text_wrap": True} if column.kind is Kind.FREE_TEXT else {}
    sheet.set_column(place, place, width, formats.get(num_format=_number_format(column), **wrap))
    write_cell(sheet, (0, place), header_of(column), formats, **look)


def _number_format(column: Column) -> str:
    if column.kind is Kind.DATE:
        return "yyyy-mm-dd"
    # text: what looks like a number, a date or a formula stays as it was typed
    return "General" if column.kind in (Kind.NUMBER, Kind.COUNT) else "@"


def _width(column: Column, rows: Sequence[Sequence[Cell]], place: int) -> float:
    cells = [header_of(column), *(row[place] for row in rows if place < len(row))]
    longest = max(text_width(cell) for cell in cells if isinstance(cell, str)) + 3
    return float(min(max(longest, _WIDE.get(column.kind, 12 if column.kind.is_held_back else 11)), _WIDEST))


def _add_rules(sheet: Worksheet, spec: TableSpec, columns: Sequence[Column], entry: Entry) -> None:
    for place, column in enumerate(columns):
        allowed = _rule(column, entry)
        sheet.data_validation(0, place, 0, place, hint_only(column.header, allowed["input_message"]))
        for first, last in _stretches(spec, column):
            sheet.data_validation(first, place, last, place, allowed)


def _rule(column: Column, entry: Entry) -> Rule:
    if column.name.startswith("item_"):
        return item_rule(int(column.name.removeprefix("item_")), entry.scales)
    if column.offers == "scales":
        return scale_rule(column, entry.year, entry.scales)
    return rule(column, entry.year)


def _stretches(spec: TableSpec, column: Column) -> list[tuple[int, int]]:
    """Return the rows that a column's rule holds for: all but the cells with a rule of their own."""
    if spec.brings != _MONEY or column.name != "value":
        return [(EXAMPLE, ROWS)]
    first, last = _money_cells()
    return [(EXAMPLE, first - 1), (last + 1, ROWS)]


def _money_cells() -> tuple[int, int]:
    items = [row[0] for row in basics_rows("")]
    first = FIRST + items.index(money_items()[0])
    return first, first + len(money_items()) - 1


def _write_money_cells(sheet: Worksheet, formats: Formats, spec: TableSpec) -> None:
    if spec.brings != _MONEY:
        return
    value = [column.name for column in spec.columns].index("value")
    first, last = _money_cells()
    for row in range(first, last + 1):
        write_cell(sheet, (row, value), None, formats, num_format="General", align="left")
    column = spec.columns[value]
    sheet.data_validation(first, value, last, value, money_rule(column.header, hint(column, 0)))
