"""What is to be said of a sheet whatever it holds: rows that nobody sees, formats that are not read."""

from __future__ import annotations

from collections.abc import Iterator

from evaltoolkit.intake.fault_kinds import FaultKind
from evaltoolkit.intake.faults import Fault
from evaltoolkit.intake.raw_tables import RawSheet


def look(sheet: RawSheet) -> Iterator[Fault]:
    """Yield a word on hidden rows, which count, and on a file so old that the look of its cells is not read."""
    hidden = [row + 1 for row in sorted(sheet.marks.hidden) if row + 1 in sheet.cells.index]
    filled = [row for row in hidden if sheet.cells.loc[row].notna().any()]
    if filled:
        yield Fault(FaultKind.HIDDEN_ROWS, sheet.file, sheet.name, filled[0], details=(("n", len(filled)),))
    if sheet.is_older:
        yield Fault(FaultKind.FORMATS_NOT_READ, sheet.file, sheet.name)
