"""Join the parts that several sheets give to one sheet of the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evaltoolkit.intake.checking.headers import normal_header
from evaltoolkit.intake.mapping.sheet_map import NUMBERED
from evaltoolkit.intake.reading.origin import Block, Origin
from evaltoolkit.intake.reading.raw_tables import RawSheet, as_cells
from evaltoolkit.intake.reading.sheet_xml import Cell, Marks
from evaltoolkit.model.columns import TableSpec


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What one sheet gives to a sheet of the workbook.

    Parameters
    ----------
    sheet
        As read.
    header_row
        Of its header, as Excel shows it.
    rows
        Row of each record there.
    columns
        Column there, its header there, and the cells, by header of the workbook.
    constants
        What holds for all records, by header of the workbook.
    left_out
        How many records have no place in the table.
    """

    sheet: RawSheet
    header_row: int
    rows: Sequence[int]
    columns: Mapping[str, tuple[int, str, Sequence[object]]]
    constants: Mapping[str, str] = field(default_factory=dict)
    left_out: int = 0


def joined(spec: TableSpec, parts: Sequence[Part], file: str) -> RawSheet:
    """Return the sheet of the workbook that the parts make, with where each cell comes from."""
    headers = _ordered(spec, parts)
    rows: list[list[object]] = [list(headers)]
    blocks, origin, marks = [], [], _Marked()
    for number, part in enumerate(parts):
        places = {headers.index(header): (place, name) for header, (place, name, _) in part.columns.items()}
        blocks.append(Block(part.sheet.file, part.sheet.name, part.header_row, places))
        marks.add(part, places, len(rows))
        for record, row in enumerate(part.rows):
            rows.append([_cell(part, header, record, len(rows)) for header in headers])
            origin.append((number, row))
    left_out = sum(part.left_out for part in parts)
    return RawSheet(spec.sheet, as_cells(rows), file, marks.marks(), origin=Origin(blocks, origin, left_out))


def _ordered(spec: TableSpec, parts: Iterable[Part]) -> list[str]:
    """Return the headers of all parts in the order of the workbook's columns, answers behind them."""
    found = dict.fromkeys(header for part in parts for header in (*part.columns, *part.constants))
    order = {normal_header(column.header): number for number, column in enumerate(spec.columns)}
    return sorted(found, key=lambda header: order.get(normal_header(header.split("（")[0]), len(order)))


def _cell(part: Part, header: str, record: int, number: int) -> object:
    if header in part.columns:
        return part.columns[header][2][record]
    given = part.constants.get(header)
    return f"Z{number:05}" if given == NUMBERED else given


class _Marked:
    """The cells that need a word, at their places in the sheet that is put together."""

    def __init__(self) -> None:
        self.valueless: set[Cell] = set()
        self.errors: set[Cell] = set()
        self.percents: set[Cell] = set()

    def add(self, part: Part, places: Mapping[int, tuple[int, str]], first: int) -> None:
        """Take over the marks of a part whose first record stands in the row counted from 0."""
        rows = {row - 1: first + record for record, row in enumerate(part.rows)}
        columns: dict[int, list[int]] = {}
        for to, (place, _) in places.items():
            columns.setdefault(place, []).append(to)
        for mine, theirs in (
            (self.valueless, part.sheet.marks.valueless), (self.errors, part.sheet.marks.errors),
            (self.percents, part.sheet.marks.percents),
        ):  # fmt: skip
            mine.update((rows[row], to) for row, place in theirs if row in rows for to in columns.get(place, ()))

    def marks(self) -> Marks:
        """Return what was taken over."""
        return Marks(frozenset(self.valueless), frozenset(self.errors), frozenset(self.percents))
