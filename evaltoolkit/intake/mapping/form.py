"""A form to fill in where there is no keyboard to ask at: an .xlsx with what is proposed and what is open."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import xlsxwriter

from evaltoolkit.disclosure.names.identifiers import mask
from evaltoolkit.intake.checking.free_text import PeopleSearch
from evaltoolkit.intake.files.sheet_writing import Formats, workbook_bytes, write_cell
from evaltoolkit.intake.mapping.ask import Desk, as_table
from evaltoolkit.intake.mapping.doubts import closed, goals
from evaltoolkit.intake.mapping.preview import goal_of, shown
from evaltoolkit.intake.mapping.propose import Proposal, reopened
from evaltoolkit.intake.mapping.sheet_map import NOT_READ
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.language import Language
from evaltoolkit.model.workbook import TABLES, table_of_sheet

SHEET, CHOICES = "对照", "选项"
_HEADERS = ("编号", "工作表", "项", "内容", "词", "例", "读作")
_WIDTHS = (6, 18, 10, 40, 14, 40, 24)
_TABLE, _COLUMN = "table", "columns"
_ABOUT = {
    _TABLE: "整张表",
    _COLUMN: "栏",
    "constants": "全表相同",
    "values": "词",
    "answers": "答案",
    "ratings": "满意度的数字",
    "codes": "答案的数字",
    "source": "缺的栏",
    "year": "年度",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the form: of which proposal, about what, and what is filled in."""

    group: str
    sheets: str
    about: str
    key: str
    word: str = ""
    example: str = ""
    answer: str = ""
    choices: tuple[str, ...] = ()


def form_bytes(proposals: Sequence[Proposal], search: PeopleSearch, language: Language | None = None) -> bytes:
    """Return the form: in the last column stands what is proposed, blank where a person must say it."""
    reader = language or Language()
    lines = [line for found in proposals for line in _lines(found, search, reader)]

    def fill(book: xlsxwriter.Workbook, formats: Formats) -> None:
        sheet, lists = book.add_worksheet(SHEET), book.add_worksheet(CHOICES)
        offered: dict[tuple[str, ...], int] = {}
        for place, (header, width) in enumerate(zip(_HEADERS, _WIDTHS, strict=True)):
            write_cell(sheet, (0, place), header, formats, bold=True, bg_color="#DDEBF7", border=1)
            sheet.set_column(place, place, width)
        for row, line in enumerate(lines, start=1):
            open_ = {"bg_color": "#FFE699"} if not line.answer else {}
            cells = (line.group, line.sheets, _ABOUT[line.about], line.key, line.word, line.example, line.answer)
            for place, cell in enumerate(cells):
                write_cell(sheet, (row, place), cell, formats, border=1, text_wrap=True, **open_)
            if line.choices:
                column = offered.setdefault(line.choices, len(offered))
                letters = xlsxwriter.utility.xl_col_to_name(column)
                source = f"={CHOICES}!${letters}$1:${letters}${len(line.choices)}"
                sheet.data_validation(row, 6, row, 6, {"validate": "list", "source": source, "error_type": "warning"})
        for choices, column in offered.items():
            for row, choice in enumerate(choices):
                write_cell(lists, (row, column), choice, formats)
        sheet.freeze_panes(1, 0)

    return workbook_bytes(fill)


def _mark(found: Proposal) -> str:
    """Return what stands for a proposal in the form: the same as long as file and sheets are the same."""
    names = (found.map.file, *(head.sheet.name for head in found.heads))
    return hashlib.sha256("\0".join(names).encode()).hexdigest()[:6].upper()


def _lines(found: Proposal, search: PeopleSearch, reader: Language) -> Iterator[_Line]:
    each, number = found.map, _mark(found)
    sheets = "、".join(mask(head.sheet.name, list(search.find(head.sheet.name))) for head in found.heads)
    tables = (NOT_READ, *(spec.sheet for spec in TABLES))
    yield _Line(number, sheets, _TABLE, each.file, answer=each.spec.sheet if each.table else NOT_READ, choices=tables)
    if not each.table:
        return
    for header in each.headers:
        goal = each.columns.get(header, "")
        if isinstance(goal, Mapping):
            yield _Line(number, sheets, _COLUMN, header, answer=goal_of(each, header))
            continue
        example = " | ".join(shown(found, header, search))
        yield _Line(number, sheets, _COLUMN, header, "", example, goal or NOT_READ, tuple(goals(each.table)))
    for key, given in each.constants.items():
        yield _Line(number, sheets, "constants", key, answer=given)
    for doubt in found.doubts:
        yield _Line(number, sheets, doubt.about, doubt.key, doubt.word, reader.say(doubt.question), "", doubt.choices)


def filled(path: Path, proposals: Sequence[Proposal], desk: Desk) -> list[Proposal]:
    """Return the proposals as a filled-in form confirms them; what it leaves blank stays open."""
    answers = list(_answers(path))
    return [_with(found, [line for line in answers if line.group == _mark(found)], desk) for found in proposals]


def _answers(path: Path) -> Iterator[_Line]:
    about = {words: name for name, words in _ABOUT.items()}
    sheet = next((sheet for sheet in read_workbook(path).sheets if sheet.name == SHEET), None)
    if sheet is None:
        return
    for cells in sheet.cells.iloc[1:].reindex(columns=range(len(_HEADERS))).to_numpy():
        words = ["" if cell is None or cell != cell else _plain(cell) for cell in cells]
        if words[2] in about:
            yield _Line(words[0], words[1], about[words[2]], words[3], words[4], "", words[6])


def _plain(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _with(found: Proposal, lines: Sequence[_Line], desk: Desk) -> Proposal:
    for line in (line for line in lines if line.about == _TABLE and line.answer):
        spec = table_of_sheet(line.answer)
        table = "" if spec is None else spec.name
        if table != found.map.table:
            found = (
                as_table(found, table, desk) if table else reopened(found, replace(found.map, table=""), desk.scales)
            )
    if not found.map.table:
        return found
    each = found.map
    for line in lines:
        if line.about == _TABLE or not line.answer or (line.about == _COLUMN and "：" in line.answer):
            continue
        if line.about != _COLUMN or line.key in each.headers:
            each = closed(each, line.about, line.key, line.answer, line.word, desk.scales)
    return reopened(found, each, desk.scales)
