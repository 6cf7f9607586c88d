"""The annexes as a workbook: every table of the folds, and a number where the page shows a number."""

import io
from pathlib import Path

import openpyxl
from bs4 import BeautifulSoup

from evaltoolkit.reporting.handing.numbers_in import number_in
from evaltoolkit.reporting.handing.papers import papers_of
from evaltoolkit.reporting.release.file_scans import scan_workbook
from evaltoolkit.reporting.release.gate import Roster


def books(page):
    made = papers_of(page, Path("报告.html"), ["docx"], signed=True)
    return {path.name: content for path, content in made.items() if path.suffix == ".xlsx"}


def test_every_table_of_the_folds_stands_in_the_workbook_with_its_numbers_as_numbers(batch):
    page = batch.made("sanyuanli")
    content = books(page)["报告_附件2_数据附表.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    told = {str(cell.value) for cell in cells}
    folds = BeautifulSoup(page, "html.parser").select(".annex details")[1:]  # the first is the form, annex 1
    shown = [one.get_text() for fold in folds for one in fold.select("td.num") if one.find(class_="detail") is None]
    numbers = [number_in(words).value for words in shown if number_in(words) is not None]

    assert [sheet.cell(1, 1).value for sheet in book][1:] == [fold.summary.get_text() for fold in folds]
    assert len(numbers) > 300
    written = {float(one.value) for one in cells if isinstance(one.value, int | float)}
    assert {float(number) for number in numbers} <= written
    assert {" ".join(one.get_text().split()) for fold in folds for one in fold.select("caption")} <= told


def test_the_workbook_has_the_same_bytes_every_time_and_passes_the_gate(batch):
    page = batch.made("sanyuanli")
    once, again = books(page), books(page)

    assert once == again
    assert all(not scan_workbook(Path(name), content, Roster()) for name, content in once.items())
