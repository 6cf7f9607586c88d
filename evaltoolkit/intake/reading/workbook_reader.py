"""Read a workbook or a folder of csv files: what it is first, how large it is second, its cells last."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path, PurePath

from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.files.digest import digest, listed_places, table_files
from evaltoolkit.intake.reading import limits, refusals
from evaltoolkit.intake.reading.archive import unpack
from evaltoolkit.intake.reading.blocks import blocks
from evaltoolkit.intake.reading.csv_reader import read_csv
from evaltoolkit.intake.reading.file_kind import FileKind, file_kind
from evaltoolkit.intake.reading.old_workbook import read_old
from evaltoolkit.intake.reading.open_document import read_ods
from evaltoolkit.intake.reading.raw_tables import RawSheet, RawWorkbook, as_cells
from evaltoolkit.intake.reading.refusals import refusal
from evaltoolkit.intake.reading.shared_text import has_too_many_texts, shared_bytes, text_lengths
from evaltoolkit.intake.reading.sheet_xml import (
    Marks,
    extent,
    has_too_many_merges,
    is_sheet,
    percent_styles,
    read_marks,
)
from evaltoolkit.language import Language, is_spelled, text


def read_workbook(path: Path | str, *, mapped: bool = False) -> RawWorkbook:
    """Return the cells of an .xlsx, .xls, .et, .ods or .csv file, or of a folder of them.

    Parameters
    ----------
    path
        A folder's .csv files are read, its workbooks only where there is none or the folder is `mapped`.
    mapped
        A map says how the files are read.

    Raises
    ------
    FileError
        The file is missing, empty, protected, no workbook, broken or too large, each with its own words and exit code.
    """
    source = Path(path)
    files = {file.name: _content(file) for file in _files(source, mapped=mapped)}
    sheets = [sheet for name, content in files.items() for sheet in sheets_of(content, name)]
    name = "、".join(place.name for place in listed_places(source))
    _require_own_names(sheets, name)
    return RawWorkbook(name, tuple(sheets), digest(files), tuple(_left(source, name, files)))


def _left(source: Path, name: str, read: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield a word on the workbooks of a folder that lie beside csv files and are not read."""
    left = [file.name for file in table_files(source, mapped=True) if file.name not in read] if source.is_dir() else []
    if left:
        yield Fault(FaultKind.BOOKS_NOT_READ, name, details=(("files", Language().join(left)),))


def _files(source: Path, *, mapped: bool) -> list[Path]:
    try:
        is_there = source.is_file() or source.is_dir()  # a pipe or a device would be waited for
        files = table_files(source, mapped=mapped) if is_there else []
    except (OSError, RuntimeError, ValueError):  # too long a name, links that lead in a circle, a locked folder
        is_there, files = False, []
    if not is_there:
        raise FileError(
            text("{file}: there is no such file; check its name and folder.", file=source.name[-80:]),
            ExitCode.FILE_MISSING,
        )
    if not files:
        raise FileError(
            text("{file}: there is no workbook and no .csv file in this folder.", file=source.name),
            ExitCode.FILE_NOT_A_WORKBOOK,
        )
    _require_spelled(files, source.name)
    return files


def _require_spelled(files: Sequence[Path], name: str) -> None:
    """Refuse files whose name tells which table they hold, and is no text."""
    wrong = [file for file in files if not is_spelled(file.name) and (len(files) > 1 or file.suffix.lower() == ".csv")]
    if wrong:
        raise FileError(
            text(
                "{file}: names of files in it are no UTF-8 ({n}), so that nobody can tell what they hold; rename those "
                "whose names are shown in strange signs, then give the same command again.",
                file=name,
                n=len(wrong),
            ),
            ExitCode.FILE_NOT_A_WORKBOOK,
        )


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


def sheets_of(content: bytes, name: str) -> Iterator[RawSheet]:
    """Yield the sheets of a file of that content."""
    kind = file_kind(content, name)
    if kind is FileKind.ZIP:
        yield from _xlsx(content, name)
    else:
        yield from _OTHERS[kind](content, name)


def _csv(content: bytes, name: str) -> Iterator[RawSheet]:
    yield read_csv(content, name)


_OTHERS: Mapping[FileKind, Callable[[bytes, str], Iterator[RawSheet]]] = {
    FileKind.CSV: _csv,
    FileKind.OLD: read_old,
    FileKind.ODS: read_ods,
}


def _xlsx(content: bytes, name: str) -> Iterator[RawSheet]:
    parts = unpack(content, name)
    _require_small(parts, name)
    marks = _marks_by_sheet(parts, name)
    del parts
    for sheet, rows, start in blocks(content, name):
        yield RawSheet(sheet, as_cells(rows, *start), name, marks.get(sheet, Marks()))


def _require_own_names(sheets: Iterable[RawSheet], name: str) -> None:
    counted = Counter((PurePath(sheet.file).suffix != ".csv" and sheet.file, sheet.name.casefold()) for sheet in sheets)
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
        raise refusal(refusals.MERGED, name, ExitCode.FILE_TOO_LARGE)
    refusals.require_few_sheets(len(sheets), name)
    if has_too_many_texts(shared) or not _is_within(sheets):
        raise refusal(refusals.FAR, name, ExitCode.FILE_TOO_LARGE)
    lengths = text_lengths(shared)
    if any(total > limits.MAX_TEXT_BYTES for total in accumulate(shared_bytes(part, lengths) for part in sheets)):
        raise refusal(refusals.WORDY, name, ExitCode.FILE_TOO_LARGE)


def _is_within(sheets: Iterable[bytes]) -> bool:
    """Return whether each sheet's block of cells, and all of them together, are such as a year can have."""
    cells = 0
    for part in sheets:
        rows, columns = extent(part)
        cells += rows * columns
        if rows > limits.MAX_ROWS or columns > limits.MAX_COLUMNS or rows * columns > limits.MAX_CELLS:
            return False
    return cells <= limits.MAX_WORKBOOK_CELLS


def _marks_by_sheet(parts: Mapping[str, bytes], name: str) -> dict[str, Marks]:
    percents = percent_styles(parts.get("xl/styles.xml", b""))
    paths = paths_by_sheet(parts, name)
    return {sheet: read_marks(parts[path], percents) for sheet, path in paths.items() if path in parts}


def paths_by_sheet(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Return the part of an .xlsx that holds each sheet, in small letters."""
    try:
        book = ElementTree.fromstring(parts["xl/workbook.xml"])  # noqa: S314 - refused above if it has a document type
        links = ElementTree.fromstring(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # without marks percentages would be read wrong
        raise refusal(refusals.UNREADABLE, name, ExitCode.FILE_BROKEN) from error
    targets = {link.get("Id"): posixpath.join("/xl", link.get("Target", "")).lower().lstrip("/") for link in links}
    return {
        sheet.get("name", ""): targets.get(identifier, "")
        for sheet in book.iter()
        if sheet.tag.endswith("}sheet")
        for key, identifier in sheet.attrib.items()
        if key.endswith("}id")
    }
