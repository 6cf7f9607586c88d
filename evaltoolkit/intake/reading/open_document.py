"""Read .ods files within the same limits as .xlsx: what the parts say of themselves is looked at before any cell is."""

from __future__ import annotations

from collections.abc import Iterator

from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.reading import limits, refusals
from evaltoolkit.intake.reading.archive import unpack
from evaltoolkit.intake.reading.blocks import blocks
from evaltoolkit.intake.reading.ods_cells import OdsSheet, TooLargeError, ods_sheets
from evaltoolkit.intake.reading.raw_tables import RawSheet, as_cells
from evaltoolkit.intake.reading.sheet_xml import Marks

CONTENT = "content.xml"


def read_ods(content: bytes, name: str) -> Iterator[RawSheet]:
    """Yield the sheets of an .ods file.

    Raises
    ------
    FileError
        It is broken, protected by a password or too large.
    """
    part = unpack(content, name, part=CONTENT)[CONTENT]
    try:
        told = {sheet.name: sheet for sheet in ods_sheets(part)}
    except TooLargeError as error:
        raise refusals.refusal(refusals.FAR, name, ExitCode.FILE_TOO_LARGE) from error
    except ValueError as error:
        raise refusals.refusal(refusals.BROKEN, name, ExitCode.FILE_BROKEN) from error
    _require_small(list(told.values()), name)
    for sheet, rows, start in blocks(content, name):
        yield RawSheet(sheet, as_cells(rows, *start), name, told[sheet].marks() if sheet in told else Marks())


def _require_small(sheets: list[OdsSheet], name: str) -> None:
    refusals.require_few_sheets(len(sheets), name)
    if sum(sheet.cells for sheet in sheets) > limits.MAX_WORKBOOK_CELLS:
        raise refusals.refusal(refusals.FAR, name, ExitCode.FILE_TOO_LARGE)
    if any(len(sheet.merged) > limits.MAX_MERGES for sheet in sheets):
        raise refusals.refusal(refusals.MERGED, name, ExitCode.FILE_TOO_LARGE)
    if sum(sheet.text_bytes for sheet in sheets) > limits.MAX_TEXT_BYTES:
        raise refusals.refusal(refusals.WORDY, name, ExitCode.FILE_TOO_LARGE)
