"""A project with files as a station has them."""

from __future__ import annotations

import openpyxl
import pytest

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.mapping.command import Way, make_maps
from evaltoolkit.intake.mapping.maps import read_data
from evaltoolkit.language import Language

SCALES = shipped_scales()
LEDGER = [
    ["社工站2023年服务台账"],
    ["序号", "日期", "服务情况", None, None, "备注"],
    [None, None, "服务类型", "时长", "人次", None],
    [1, "1.3", "个案工作", 2, 1, None],
    [2, "1.5", "探访", 1, 1, None],
    [3, "1月9日", "小组工作", "很久", 8, None],
    ["小计", None, None, 3, 10],
]
FEBRUARY = [[2, "1.6", *row[2:]] if row[0] == 2 else row for row in LEDGER]
MERGES = ("A1:F1", "C2:E2", "A2:A3", "B2:B3", "F2:F3")


@pytest.fixture
def project(tmp_path):
    for folder in ("parameters", "notebooks", "data"):
        (tmp_path / folder).mkdir()
    return Project(tmp_path)


@pytest.fixture
def book(project):
    """Write a workbook into the project's data: rows by sheet, the ledger's merges where they are the ledger's."""

    def write(name, sheets, merges=()):
        made = openpyxl.Workbook()
        made.remove(made.active)
        for sheet, rows in sheets.items():
            page = made.create_sheet(sheet)
            for row in rows:
                page.append(list(row))
            for area in merges:
                page.merge_cells(area)
        path = project.root / "data" / name
        made.save(path)
        return path

    return write


@pytest.fixture
def ledger(book):
    return book("服务台账.xlsx", {"1月": LEDGER, "2月": FEBRUARY}, MERGES)


class Run:
    """Runs ``map`` with what a person would type, and keeps what was said."""

    def __init__(self, project):
        self.project, self.lines, self.typed = project, [], []

    def __call__(self, path, *typed, **settings):
        self.lines, self.typed = [], list(typed)
        ask = self.answer if typed else None
        return make_maps(path, self.project, SCALES, Way(self.say, ask, **settings))

    def say(self, *lines):
        self.lines += [Language("zh_CN").say(line) for line in lines]

    def answer(self, question):
        self.say(question)
        return self.typed.pop(0)

    @property
    def said(self):
        return "\n".join(self.lines)


@pytest.fixture
def run(project):
    return Run(project)


@pytest.fixture
def checked(project):
    def look(path, year=2023):
        return check_workbook(read_data(path, project), year=year, scales=shapes(SCALES))

    return look
