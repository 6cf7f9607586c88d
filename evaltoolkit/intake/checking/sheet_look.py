"""What is to be said of a sheet that is read, whatever it holds: rows that nobody sees, formats that are not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.reading.raw_tables import RawSheet
from evaltoolkit.model.columns import TableSpec


def look(sheet: RawSheet, spec: TableSpec, records: Iterable[int]) -> Iterator[Fault]:
    """Yield a word on hidden records, which count, and on a file so old that the look of its cells is not read.

    Parameters
    ----------
    sheet
        As it stands in the file.
    spec
        The table that it gives records to.
    records
        Excel rows of those records.
    """
    hidden = [int(row) for row in records if row - 1 in sheet.marks.hidden]
    if hidden:
        details = (("n", len(hidden)),)
        yield Fault(FaultKind.HIDDEN_ROWS, sheet.file, sheet.name, hidden[0], table=spec.name, details=details)
    if sheet.is_older:
        yield Fault(FaultKind.FORMATS_NOT_READ, sheet.file, sheet.name, table=spec.name)
