"""Why a workbook is not read, whatever program wrote it: one sentence for each reason."""

from __future__ import annotations

from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake.reading import limits
from evaltoolkit.language import Text, text

BROKEN = text("{file}: the workbook is broken or was not copied completely; copy it again from where it was kept.")
ENCRYPTED = text("{file}: the workbook is protected by a password; open it, remove the password and save it again.")
MACROS = text("{file}: the workbook contains macros; save it as an Excel workbook (.xlsx) without macros.")
OTHER = text(
    "{file}: this is neither a workbook (.xlsx, .xls, .et, .ods) nor a table (.csv); {remedy}.",
    remedy=text("open it in Excel or WPS and save it as an Excel workbook (.xlsx)"),
)
FAR = text(
    "{file}: a sheet reaches further than a station's year can; delete the empty rows and columns behind "
    "the table (select them to the end, delete, save)."
)
SHEETS = text(
    "{file}: it has {n} sheets, and at most {most} are read; put what stands on a sheet for each person on one sheet "
    "together, a row for each, or keep the sheets in several workbooks."
)
MERGED = text(
    "{file}: thousands of cells are merged; select the whole sheet, undo “merge cells”, and save it again as .xlsx."
)
WORDY = text(
    "{file}: the cells hold more text than a station's year can; take long texts that stand again and again out of the "
    "sheets, and save it again as .xlsx."
)
UNREADABLE = text("{file}: the workbook cannot be read; open it in Excel or WPS and save it again as .xlsx.")


def require_few_sheets(count: int, name: str) -> None:
    """Raise an error where a workbook has more sheets than are read.

    Raises
    ------
    FileError
        With the exit code FILE_TOO_LARGE.
    """
    if count > limits.MAX_SHEETS:
        raise refusal(SHEETS.with_(n=count, most=limits.MAX_SHEETS), name, ExitCode.FILE_TOO_LARGE)


def refusal(sentence: Text, name: str, code: ExitCode) -> FileError:
    """Return the error that says of the file of that name why it is not read."""
    return FileError(sentence.with_(file=name), code)
