"""Read a workbook or a folder of csv files: what it is first, how large it is second, its cells last."""

from __future__ import annotations

import io
import posixpath
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake import limits
from evaltoolkit.intake.archive import unpack
from evaltoolkit.intake.csv_reader import read_csv
from evaltoolkit.intake.digest import digest, table_files
from evaltoolkit.intake.file_kind import FileKind, file_kind
from evaltoolkit.intake.raw_tables import RawSheet, RawWorkbook, as_cells
from evaltoolkit.intake.shared_text import has_too_many_texts, shared_bytes, text_lengths
from evaltoolkit.intake.sheet_xml import Marks, extent, has_too_many_merges, is_sheet, percent_styles, read_marks
from evaltoolkit.language import text


def read_workbook(path: Path | str) -> RawWorkbook:
    """Return the cells of an .xlsx file, a .csv file or a folder of .csv files.

    Raises
    ------
    FileError
        The file is missing, empty, protected, no workbook, broken or too large, each with its own words and exit code.
    """
    source = Path(path)
    files = {file.name: _content(file) for file in _files(source)}
    sheets = [sheet for name, content in files.items() for sheet in _sheets(content, name)]
    _require_own_names(sheets, source.name)
    return RawWorkbook(source.name, tuple(sheets), digest(files))


def _files(source: Path) -> list[Path]:
    try:
        is_there = source.is_file() or source.is_dir()  # a pipe or a device would be waited for
        files = table_files(source) if is_there else []
    except (OSError, RuntimeError, ValueError):  # too long a name, links that lead in a circle, a locked folder
        is_there, files = False, []
    if not is_there:
        raise FileError(
            text("{file}: there is no such file; check its name and folder.", file=source.name[-80:]),
            ExitCode.FILE_MISSING,
        )
    if not files:
        raise FileError(
            text("{file}: there is no .csv file in this folder.", file=source.name), ExitCode.FILE_NOT_A_WORKBOOK
        )
    return files


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > limits.MAX_FILE_BYTES:
            raise FileError(
                text("{file}: the file is larger than a station's year can be; take out pictures.", file=file.name),
                ExitCode.FILE_TOO_LARGE,
            )
        return file.read_bytes()
    except OSError:
        raise FileError(
            text("{file}: the file cannot be opened; close it in Excel or WPS and try again.", file=file.name),
            ExitCode.FILE_BROKEN,
        ) from None


def _sheets(content: bytes, name: str) -> Iterator[RawSheet]:
    if file_kind(content, name) is FileKind.CSV:
        yield read_csv(content, name)
        return
    parts = unpack(content, name)
    _require_small(parts, name)
    marks = _marks_by_sheet(parts, name)
    del parts
    for sheet, rows, start in _blocks(content, name):
        yield RawSheet(sheet, as_cells(rows, *start), name, marks.get(sheet, Marks()))


def _require_own_names(sheets: Iterable[RawSheet], name: str) -> None:
    counted = Counter(sheet.name.casefold() for sheet in sheets)
    if any(count > 1 for count in counted.values()):
        raise FileError(
            text("{file}: two sheets have the same name; rename or delete one of them and save it again.", file=name),
            ExitCode.FILE_BROKEN,
        )


def _require_small(parts: Mapping[str, bytes], name: str) -> None:
    """Refuse what would take too much memory or time, from what the parts say of themselves."""
    sheets = [part for part in parts.values() if is_sheet(part)]
    shared = parts.get("xl/sharedstrings.xml", b"")
    if any(map(has_too_many_merges, sheets)):
        raise FileError(_MERGED.with_(file=name), ExitCode.FILE_TOO_LARGE)
    if len(sheets) > limits.MAX_SHEETS or has_too_many_texts(shared) or not _is_within(sheets):
        raise FileError(_FAR.with_(file=name), ExitCode.FILE_TOO_LARGE)
    lengths = text_lengths(shared)
    if any(total > limits.MAX_TEXT_BYTES for total in accumulate(shared_bytes(part, lengths) for part in sheets)):
        raise FileError(_WORDY.with_(file=name), ExitCode.FILE_TOO_LARGE)


def _is_within(sheets: Iterable[bytes]) -> bool:
    """Return whether each sheet's block of cells, and all of them together, are such as a year can have."""
    cells = 0
    for part in sheets:
        rows, columns = extent(part)
        cells += rows * columns
        if rows > limits.MAX_ROWS or columns > limits.MAX_COLUMNS or rows * columns > limits.MAX_CELLS:
            return False
    return cells <= limits.MAX_WORKBOOK_CELLS


_FAR = text(
    "{file}: a sheet reaches further than a station's year can; delete the empty rows and columns behind "
    "the table (select them to the end, delete, save)."
)
_MERGED = text(
    "{file}: thousands of cells are merged; select the whole sheet, undo “merge cells”, and save it again as .xlsx."
)
_WORDY = text(
    "{file}: the cells hold more text than a station's year can; take long texts that stand again and again out of the "
    "sheets, and save it again as .xlsx."
)


def _marks_by_sheet(parts: Mapping[str, bytes], name: str) -> dict[str, Marks]:
    percents = percent_styles(parts.get("xl/styles.xml", b""))
    paths = _paths_by_sheet(parts, name)
    return {sheet: read_marks(parts[path], percents) for sheet, path in paths.items() if path in parts}


def _paths_by_sheet(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    try:
        book = ElementTree.fromstring(parts["xl/workbook.xml"])  # noqa: S314 - refused above if it has a document type
        links = ElementTree.fromstring(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # without marks percentages would be read wrong
        raise _unreadable(name) from error
    targets = {link.get("Id"): posixpath.join("/xl", link.get("Target", "")).lower().lstrip("/") for link in links}
    return {
        sheet.get("name", ""): targets.get(identifier, "")
        for sheet in book.iter()
        if sheet.tag.endswith("}sheet")
        for key, identifier in sheet.attrib.items()
        if key.endswith("}id")
    }


def _blocks(content: bytes, name: str) -> Iterator[tuple[str, list[list[Any]], tuple[int, int]]]:
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
        raise _unreadable(name) from crash


def _unreadable(name: str) -> FileError:
    return FileError(
        text("{file}: the workbook cannot be read; open it in Excel or WPS and save it again as .xlsx.", file=name),
        ExitCode.FILE_BROKEN,
    )
