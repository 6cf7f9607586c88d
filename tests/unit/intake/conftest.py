"""Workbooks made for one test, sheet by sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from evaltoolkit.instruments.items import ItemRange
from evaltoolkit.instruments.shape import ScaleShape
from evaltoolkit.intake.checking.check import CheckReport
from tests.checked_file import check_file

Rows = Sequence[Sequence[object]]

CODED = (
    ItemRange(item=1, low=0, high=2, form="ticked"),
    ItemRange(item=2, low=2, high=8, form="parts", parts=2),
)
SCALES = {
    "uls6": ScaleShape("uls6", "uls6", (1.0,) * 6, (4.0,) * 6, (1.0,) * 6, 6.0, 24.0, 1.0),
    "barthel": ScaleShape("barthel", "barthel", (0.0, 0.0), (10.0, 15.0), (5.0, 5.0), 0.0, 25.0, 5.0),
    "uls8": ScaleShape("uls8", "uls6", (1.0,) * 8, (4.0,) * 8, (1.0,) * 8, 8.0, 32.0, 1.0),
    "sources": ScaleShape("sources", "sources", (0.0, 11.0), (21.0, 44.0), (1.0, 1.0), 2.0, 10.0, 1.0, CODED),
    "belonging": ScaleShape("belonging", "belonging", (), (), (), 0.0, 100.0, 1.0),
}


@pytest.fixture
def scales() -> dict[str, ScaleShape]:
    return SCALES


def write(path: Path, sheets: Mapping[str, Rows]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return book


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[[Mapping[str, Rows]], Path]:
    def make(sheets: Mapping[str, Rows]) -> Path:
        path = tmp_path / "表.xlsx"
        write(path, sheets)
        return path

    return make


@pytest.fixture
def check(workbook: Callable[[Mapping[str, Rows]], Path]) -> Callable[[Mapping[str, Rows]], CheckReport]:
    def run(sheets: Mapping[str, Rows]) -> CheckReport:
        return check_file(workbook(sheets), year=2023, scales=SCALES)

    return run


@pytest.fixture
def found(check: Callable[[Mapping[str, Rows]], CheckReport]) -> Callable[[Mapping[str, Rows]], list[tuple[str, str]]]:
    """Return the kind and the cell of every fault."""

    def run(sheets: Mapping[str, Rows]) -> list[tuple[str, str]]:
        return [(fault.kind.value, fault.cell) for fault in check(sheets).faults]

    return run
