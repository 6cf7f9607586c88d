"""Where the cells of a sheet come from that was put together from a station's own: messages point there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.reading.sheet_xml import column_letters, column_number
from evaltoolkit.language import Ours, Text, text

_ROWS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that come from one sheet.

    Parameters
    ----------
    file, sheet
        Where they come from.
    header_row
        Of the header there.
    places
        Column there, counted from 0, and its header, by column of the sheet that was put together; none for what
        stands in no cell.
    """

    file: str
    sheet: str
    header_row: int
    places: Mapping[int, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where each row of a sheet comes from; the first record stands in row 2.

    Parameters
    ----------
    blocks
        The sheets it is from.
    rows
        Number of the block and row there, of each record.
    left_out
        How many records stand there that have no place in the table.
    """

    blocks: Sequence[Block]
    rows: Sequence[tuple[int, int]]
    left_out: int = 0

    def of(self, fault: Fault) -> Fault:
        """Return a fault with the address at which its cell stands in the station's own file."""
        number, row = self._at(fault.row)
        block = self.blocks[number]
        place, header = block.places.get(
            column_number(fault.column.encode()) if fault.column else -1, (None, fault.header)
        )
        return replace(
            fault,
            file=block.file,
            sheet=block.sheet,
            row=None if fault.row is None else row,
            column="" if place is None else column_letters(place),
            header=header,
            details=tuple((name, self._detail(name, value, block)) for name, value in fault.details),
        )

    def _at(self, row: int | None) -> tuple[int, int]:
        if row is None or not 2 <= row < len(self.rows) + 2:
            return 0, self.blocks[0].header_row
        return self.rows[row - 2]

    def _detail(self, name: str, value: object, here: Block) -> object:
        if name == "other" and isinstance(value, int):
            return self._row(value, here)
        if name == "candidates" and isinstance(value, Text):
            rows = str(dict(value.parameters).get("rows", ""))
            named = "、".join(str(self._at(int(row))[1]) for row in _ROWS.findall(rows))
            return value.with_(rows=Ours(named))
        return value

    def _row(self, row: int, here: Block) -> object:
        number, there = self._at(row)
        other = self.blocks[number]
        if (other.file, other.sheet) == (here.file, here.sheet):
            return there
        return text("{row} of the sheet {sheet}", row=there, sheet=other.sheet)
