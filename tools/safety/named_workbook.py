"""Workbooks in which people are named at every place that a station's file has, known to the toolkit or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

from evaltoolkit.intake.reading.workbook_reader import read_workbook
from safety.spelled import SPELLINGS, Named

Rows = list[list[object]]
Spell = Callable[[Named], str]


@dataclass(slots=True)
class Book:
    """The cells of a workbook by sheet, each with its header first, and how many people were put on each place."""

    sheets: dict[str, Rows]
    used: dict[str, int] = field(default_factory=dict)

    def row(self, sheet: str, place: str) -> list[object]:
        """Return the next row of a sheet that the place has not used yet; a copy of its first where there is none."""
        rows, number = self.sheets[sheet], self.used.get(place, 0) + 1
        self.used[place] = number
        if number == len(rows):
            rows.append([*rows[1]])
        return rows[number]

    def put(self, sheet: str, header: str, words: str, place: str) -> None:
        """Write words into the next cell of a column, which is made where there is none."""
        rows = self.sheets[sheet]
        if header not in rows[0]:
            for number, row in enumerate(rows):
                row.append(header if number == 0 else None)
        row, at = self.row(sheet, place), rows[0].index(header)
        row[at] = f"{row[at]}。{words}" if header in _PROSE and row[at] else words

    def add(self, sheet: str, cells: list[object]) -> None:
        """Append a row to a sheet, which is made where there is none."""
        self.sheets.setdefault(sheet, []).append(cells)


_KNOWN, _TOLD = "姓名", "{}一家很满意"
_PROSE = frozenset({"备注", "摘录", "内容", "督导内容", "发现问题", "意见建议"})


def _column(sheet: str, header: str, form: str = "{}") -> Callable[[Book, str], None]:
    return lambda book, name: book.put(sheet, header, form.format(name), f"{sheet}.{header}.{form}")


def _matrix(book: Book, name: str) -> None:
    book.sheets.setdefault("签到矩阵", [["日期"], ["2023-03-01"]])[0].append(name)


def _number(book: Book, name: str) -> None:
    row = book.row("服务记录", "number")
    old, new = row[0], f"{name}-{book.used['number']}"
    for _, *rows in (book.sheets["服务记录"], book.sheets["出席"]):
        for cells in rows:
            if cells[0] == old:
                cells[0] = new


LEARNT: Mapping[str, Callable[[Book, str], None]] = {
    "the column 姓名 of the roster": lambda book, name: book.put("服务对象", _KNOWN, name, "roster"),
    "the column 负责社工 of the roster": _column("服务对象", "负责社工"),
    "the column 姓名 of the volunteers": _column("志愿者", "姓名"),
    "the column 督导员": _column("督导记录", "督导员"),
    "a column 组员 of the services": _column("服务记录", "组员"),
    "a column 探访对象 of the services": _column("服务记录", "探访对象"),
    "a column 填表人 of the satisfaction": _column("满意度", "填表人"),
    "a column 参加者 with others": _column("满意度", "参加者", "{}、禤甲"),
    "a sheet 花名册": lambda book, name: book.add("花名册", [len(book.sheets.get("花名册", ())), name, "女"]),
    "a sheet 参加者名单 below a title": lambda book, name: book.add("参加者名单", ["", name, "已签到"]),
    "a sheet without a header": lambda book, name: book.add("表三", [name]),
    "a form with 姓名 beside the name": lambda book, name: book.add("登记卡", ["姓名", name, "年龄", 70]),
    "a line 组员：…": lambda book, name: book.add("小组记录", [f"组员：{name}"]),
}  # fmt: skip
"""Where a workbook says who somebody is; what is said of them elsewhere must be known to be theirs."""
STOOD: Mapping[str, Callable[[Book, str], None]] = {
    "a note": _column("服务对象", "备注", "与{}面谈"),
    "a label": _column("服务对象", "人员类型", "老年人、{}"),
    "a community": _column("服务对象", "社区", "{}"),
    "an opinion": _column("满意度", "意见建议", "多谢{}帮忙"),
    "an excerpt": _column("质性资料", "摘录", "{}说：现在不怕出门了"),
    "a theme": _column("质性资料", "主题", "{}的变化"),
    "a source": _column("质性资料", "来源", "访谈{}"),
    "the name of a group": _column("服务记录", "小组", "{}小组"),
    "the name of a service": _column("服务记录", "服务名称", "探访{}"),
    "the number of a service": _number,
    "a supervision": _column("督导记录", "督导内容", "讨论{}的情况"),
    "a finding": _column("督查评估", "发现问题", "{}未签到"),
}  # fmt: skip
"""Where a name may stand that another column has said to be one."""


@dataclass(frozen=True, slots=True)
class Planted:
    """Who was planted, by way of writing and place."""

    people: Mapping[Named, tuple[str, str]]


def plant(book: Book, people: list[Named]) -> Planted:
    """Put one person for every way of writing at every place into a workbook.

    Where a place says who somebody is, the name stands so written there and plainly in an excerpt; where it does not,
    it stands plainly in the roster and so written at the place.
    """
    todo = [(way, place) for place in (*LEARNT, *STOOD) for way in SPELLINGS]
    planted = dict(zip(people, todo, strict=False))
    book.sheets["参加者名单"] = [["2023年度活动参加者名单"], [""], ["序号", "姓名", "备注"]]
    book.sheets["花名册"] = [["序号", "姓名", "性别"]]
    pattern = [*book.sheets["质性资料"][1]]
    for who, (way, place) in planted.items():
        spelled = SPELLINGS[way](who)
        if place in LEARNT:
            LEARNT[place](book, spelled)
            _tell(book, pattern, who)
        else:
            book.put("服务对象", _KNOWN, who.plain, "roster")
            STOOD[place](book, spelled)
    return Planted(planted)


def _tell(book: Book, pattern: list[object], who: Named) -> None:
    rows = book.sheets["质性资料"]
    told = [*pattern]
    told[rows[0].index("摘录")] = _TOLD.format(who.plain)
    rows.append(told)


def needed() -> int:
    """Return how many people a workbook names."""
    return len(SPELLINGS) * (len(LEARNT) + len(STOOD))


def read_book(path: Path) -> Book:
    """Return the cells of a workbook, to be changed."""
    raw = read_workbook(path)
    return Book({sheet.name: [[*row] for row in sheet.cells.to_numpy()] for sheet in raw.sheets})


def write_book(book: Book, path: Path) -> Path:
    """Write the cells as a workbook."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as file:
        for name, rows in book.sheets.items():
            sheet = file.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell is not None and cell != "":
                        sheet.write(number, place, f"{cell:%Y-%m-%d}" if hasattr(cell, "strftime") else cell)
    return path
