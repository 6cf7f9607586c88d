"""Check the header of a sheet: what is missing, unknown, doubled, blank or merged."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from evaltoolkit.intake.checking.cell_values import did_you_mean
from evaltoolkit.intake.checking.checked_table import SheetPlace
from evaltoolkit.intake.checking.headers import Columns, known_headers
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.reading.raw_tables import RawSheet
from evaltoolkit.intake.reading.sheet_xml import Cell, column_letters
from evaltoolkit.language import Ours, text

_GIVEN_BY_WAVES = frozenset({"wave"})


def check_header(at: SheetPlace, sheet: RawSheet, columns: Columns) -> Iterator[Fault]:
    """Yield what is wrong with the header of a sheet."""
    if columns.header_row > 1:
        yield at.fault(FaultKind.HEADER_NOT_FIRST, row=columns.header_row, header_row=columns.header_row)
    yield from _merged(at, sheet, columns)
    for column in at.spec.columns:
        given = column.name in columns.places or (columns.waves and column.name in _GIVEN_BY_WAVES)
        if column.required and not given:
            yield at.fault(
                FaultKind.MISSING_COLUMN, row=columns.header_row, header=column.header, missing=Ours(column.header)
            )
    for place, first in columns.twice.items():
        yield at.fault(
            FaultKind.SECOND_UNREAD if _is_idle(at, columns, first) else FaultKind.DUPLICATE_HEADER,
            row=columns.header_row,
            place=place,
            header=columns.headers[place],
            other=Ours(column_letters(first)),
        )
    yield from _unknown(at, columns)
    yield from _blank(at, sheet, columns)
    yield from _waves(at, columns)


def _is_idle(at: SheetPlace, columns: Columns, place: int) -> bool:
    """Return whether the report uses nothing of a column, so that a second one of its name stops no report."""
    name = next((name for name, where in columns.places.items() if where == place), "")
    return bool(name) and at.spec.column(name).is_unused(at.spec.key)


def _unknown(at: SheetPlace, columns: Columns) -> Iterator[Fault]:
    for place in columns.unknown:
        header = columns.headers[place]
        near = get_close_matches(header, known_headers(at.spec), n=1, cutoff=0.5)
        advice = did_you_mean([] if header in near else near, text("Nothing to do if it is for your own use."))
        yield at.fault(FaultKind.UNKNOWN_COLUMN, row=columns.header_row, place=place, header=header, advice=advice)


def _blank(at: SheetPlace, sheet: RawSheet, columns: Columns) -> Iterator[Fault]:
    places = [int(place) for place in sheet.cells.columns]
    spans = {(first[1], last[1]) for first, last in _header_merges(sheet, columns)}
    merged = {place for place in places if any(first <= place <= last for first, last in spans)} if spans else set()
    below = sheet.cells.loc[columns.header_row + 1 :]
    filled = below.notna().any(axis=0)
    for place in places:
        if filled[place] and place not in columns.headers and place not in merged:
            yield at.fault(FaultKind.BLANK_HEADER, row=columns.header_row, place=place)


def _merged(at: SheetPlace, sheet: RawSheet, columns: Columns) -> Iterator[Fault]:
    for first, last in _header_merges(sheet, columns):
        yield at.fault(
            FaultKind.MERGED_HEADER,
            row=columns.header_row,
            place=first[1],
            header=columns.headers.get(first[1], ""),
            range=area(first, last),
        )


def _header_merges(sheet: RawSheet, columns: Columns) -> Iterator[tuple[Cell, Cell]]:
    for first, last in sheet.marks.merged:
        if first[0] <= columns.header_row - 1 <= last[0]:
            yield first, last


def area(first: Cell, last: Cell) -> str:
    """Return a range of cells as Excel writes it.

    Examples
    --------
    >>> area((0, 1), (0, 2))
    'B1:C1'
    """
    return Ours(f"{column_letters(first[1])}{first[0] + 1}:{column_letters(last[1])}{last[0] + 1}")


def _waves(at: SheetPlace, columns: Columns) -> Iterator[Fault]:
    if not columns.waves:
        return
    items = {wave: frozenset(found.items) for wave, found in columns.waves.items()}
    if len(set(items.values())) > 1:
        counts = text("{waves} have different items", waves=Ours("、".join(items)))
        yield at.fault(FaultKind.WIDE_INCONSISTENT, row=columns.header_row, problem=counts)
    if columns.items or "total" in columns.places:
        both = text("there are item or total columns with and without pre_ and post_")
        yield at.fault(FaultKind.WIDE_INCONSISTENT, row=columns.header_row, problem=both)
    if "wave" in columns.places:
        both = text("there is a column 时点 beside pre_ and post_ columns")
        yield at.fault(FaultKind.WIDE_INCONSISTENT, row=columns.header_row, problem=both)
