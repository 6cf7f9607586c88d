"""The cells of a workbook's sheets, by the one reader of all formats; a crash of it is a sentence."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.reading import refusals


def blocks(content: bytes, name: str) -> Iterator[tuple[str, list[list[Any]], tuple[int, int]]]:
    """Yield name, rows and place of the first cell of each sheet of cells.

    Raises
    ------
    FileError
        The reader gave up.
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                block = book.get_sheet_by_name(sheet.name)
                yield sheet.name, block.to_python(), block.start or (0, 0)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as crash:  # a panic of the parser derives from BaseException alone
        raise refusals.refusal(refusals.UNREADABLE, name, ExitCode.FILE_BROKEN) from crash
