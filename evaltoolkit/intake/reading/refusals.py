"""Why a workbook is not read, whatever program wrote it: one sentence for each reason."""

from __future__ import annotations

from evaltoolkit.errors import ExitCode, FileError
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
MERGED = text(
    "{file}: thousands of cells are merged; select the whole sheet, undo “merge cells”, and save it again as .xlsx."
)
WORDY = text(
    "{file}: the cells hold more text than a station's year can; take long texts that stand again and again out of the "
    "sheets, and save it again as .xlsx."
)
UNREADABLE = text("{file}: the workbook cannot be read; open it in Excel or WPS and save it again as .xlsx.")


def refusal(sentence: Text, name: str, code: ExitCode) -> FileError:
    """Return the error that says of the file of that name why it is not read."""
    return FileError(sentence.with_(file=name), code)
