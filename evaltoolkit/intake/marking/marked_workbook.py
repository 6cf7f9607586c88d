"""A copy of a workbook with its faults on it: coloured cells with the sentence beside them, and a list in front.

The copy holds the same identifiers as the workbook. Values only: no formula, no address from data is live in it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.intake.checking.check import CheckedWorkbook
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import Level
from evaltoolkit.intake.files.own_place import require_own_place
from evaltoolkit.intake.files.project import real_path
from evaltoolkit.intake.files.sheet_writing import Formats, workbook_bytes, write_cell
from evaltoolkit.intake.files.whole_files import already_exists, write_new
from evaltoolkit.intake.marking.fault_list import COLOURS, add_fault_list, cell_of
from evaltoolkit.intake.marking.pair_sheet import PAIR_SHEET, add_pair_sheet, offers_of
from evaltoolkit.intake.reading.raw_tables import RawSheet
from evaltoolkit.language import Language, text

MARKED_SHEET = "核对结果"
_OURS = (MARKED_SHEET, PAIR_SHEET)
_ENDING = re.compile(rf"_{MARKED_SHEET}\d*$")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_MAX_SHEET_NAME = 31
_MAX_COPIES = 999
_COMMENT = {"x_scale": 2.2, "y_scale": 1.4, "author": "evaltoolkit"}
# Excel becomes slow with more comments on a sheet; the cells beyond are still coloured and listed (本工具规则).
_MAX_COMMENTS = 2_000
_WIDTH = 14
# Excel counts days from 1900.
_FIRST_YEAR = 1900


def mark_faults(checked: CheckedWorkbook, source: Path, out: Path | None = None) -> Path:
    """Write the copy with the faults marked and return where it is; it stays beside the user's own file.

    Parameters
    ----------
    checked
        The workbook and everything found in it.
    source
        The user's file or folder; never written to.
    out
        Where to write; by default beside `source`, under a name that is still free.

    Raises
    ------
    UserError
        `out` exists already, is no .xlsx, or lies where files are passed on from.
    """
    if out is not None and out.suffix.lower() != ".xlsx":
        raise UserError(text("{file}: the copy's name must end with .xlsx.", file=out.name), ExitCode.USAGE)
    path = out or free_name(source)
    require_own_place(path)
    if path.exists():
        raise already_exists(path)
    write_new(path, marked_bytes(checked), private=True)
    return path


def free_name(source: Path) -> Path:
    """Return a name beside `source` that is not taken: an earlier copy may hold corrections."""
    source = real_path(source)
    stem = _ENDING.sub("", source.name if source.is_dir() else source.stem)
    for number in range(1, _MAX_COPIES):
        path = source.parent / f"{stem}_{MARKED_SHEET}{'' if number == 1 else number}.xlsx"
        if not path.exists():
            return path
    raise already_exists(path)


def marked_bytes(checked: CheckedWorkbook, language: Language | None = None) -> bytes:
    """Return the copy as xlsx."""
    reader = language or Language()
    checked = _told_apart(checked)
    sheets = [sheet for sheet in checked.raw.sheets if sheet.origin is None and sheet.name.strip() not in _OURS]
    names = sheet_names([sheet.name for sheet in sheets])
    measured = checked.tables.get("measurements")

    def fill(book: xlsxwriter.Workbook, formats: Formats) -> None:
        add_fault_list(book.add_worksheet(MARKED_SHEET), formats, checked, names, reader)
        if measured is not None and measured.at.sheet in names and offers_of(measured):
            add_pair_sheet(book.add_worksheet(PAIR_SHEET), formats, measured, names, reader)
        for sheet in sheets:
            faults = [fault for fault in checked.faults if fault.sheet == sheet.name and fault.row is not None]
            _copy(book.add_worksheet(names[sheet.name]), formats, sheet, _by_cell(faults), reader)

    return workbook_bytes(fill)


def _told_apart(checked: CheckedWorkbook) -> CheckedWorkbook:
    """Return what was found with the file's name before those of sheets that stand in several files."""
    own = [sheet for sheet in checked.raw.sheets if sheet.origin is None]
    counted = Counter(sheet.name for sheet in own)
    names = {
        (sheet.file, sheet.name): f"{Path(sheet.file).stem} {sheet.name}" for sheet in own if counted[sheet.name] > 1
    }
    if not names:
        return checked
    sheets = tuple(replace(sheet, name=names.get((sheet.file, sheet.name), sheet.name)) for sheet in checked.raw.sheets)
    faults = (replace(fault, sheet=names.get((fault.file, fault.sheet), fault.sheet)) for fault in checked.faults)
    return replace(checked, raw=replace(checked.raw, sheets=sheets), faults=tuple(faults))


def sheet_names(written: Iterable[str]) -> Mapping[str, str]:
    """Return for each sheet a name that Excel accepts and no other sheet has.

    Examples
    --------
    >>> dict(sheet_names(["出席", "a/b", "核对结果"]))
    {'出席': '出席', 'a/b': 'a_b', '核对结果': '核对结果_2'}
    """
    taken = {name.lower() for name in _OURS}
    names: dict[str, str] = {}
    for name in written:
        base = _NOT_IN_SHEET_NAMES.sub("_", name).strip("'")[:_MAX_SHEET_NAME] or "_"
        free, number = base, 2
        while free.lower() in taken:
            free, number = f"{base[: _MAX_SHEET_NAME - 4]}_{number}", number + 1
        taken.add(free.lower())
        names[name] = free
    return names


def _by_cell(faults: Iterable[Fault]) -> dict[tuple[int, int], list[Fault]]:
    found: dict[tuple[int, int], list[Fault]] = {}
    for fault in faults:
        found.setdefault(cell_of(fault), []).append(fault)
    return found


def _copy(
    sheet: Worksheet,
    formats: Formats,
    raw: RawSheet,
    faults: Mapping[tuple[int, int], Sequence[Fault]],
    reader: Language,
) -> None:
    left = dict(faults)
    for row, cells in zip(raw.cells.index, raw.cells.to_numpy(), strict=True):
        for column, cell in zip(raw.cells.columns, cells, strict=True):
            place = (int(row) - 1, int(column))
            if cell is not None or place in left:
                _write(sheet, formats, raw, place, cell, left.pop(place, ()))
    for place, found in left.items():  # cells beyond the last used one
        _write(sheet, formats, raw, place, None, found)
    for place, found in list(faults.items())[:_MAX_COMMENTS]:
        words = "\n".join(dict.fromkeys(_words(fault, reader) for fault in found))
        sheet.write_comment(*place, words, _COMMENT)
    sheet.set_column(0, max(map(int, raw.cells.columns), default=0), _WIDTH)
    sheet.freeze_panes(1, 0)


def _write(
    sheet: Worksheet, formats: Formats, raw: RawSheet, place: tuple[int, int], cell: object, found: Sequence[Fault]
) -> None:
    look: dict[str, object] = {"num_format": "0.##%"} if place in raw.marks.percents else {}
    if found:
        worst = min((fault.level for fault in found), key=list(Level).index)
        look |= {"bg_color": COLOURS[worst], "border": 1}
    value, own = _writable(cell)
    write_cell(sheet, place, value, formats, **{**own, **look})


def _writable(cell: object) -> tuple[object, dict[str, object]]:
    """Return a cell as Excel can hold it, with its number format."""
    if cell is None or isinstance(cell, str | bool | int):
        return cell, {}
    if isinstance(cell, float):
        return (cell if math.isfinite(cell) else str(cell)), {}
    if isinstance(cell, datetime) and cell.year >= _FIRST_YEAR:
        return cell, {} if cell.time() == time() else {"num_format": "yyyy-mm-dd hh:mm"}
    return str(cell), {}


def _words(fault: Fault, reader: Language) -> str:
    return reader.say(text("{expected}. {remedy}", expected=fault.expected, remedy=fault.remedy))
