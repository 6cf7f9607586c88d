"""However a clerk fills or changes a form, the audit names the cell or reads it rightly."""

import copy
import io

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from evaltoolkit.forms.audit import audit
from evaltoolkit.forms.marked import mark
from tests.unit.forms.test_audit import BOOK, DOCUMENT, FIRST, SUM, TOTALS, found_in, in_document, in_workbook

HEAD = FIRST - 1


def cells(*given):
    """Return a change that writes values, each with how it is shown."""

    def change(sheet):
        for row, column, value, *shown in given:
            cell = sheet.cell(row + 1, column + 1)
            cell.value = value
            cell.number_format = shown[0] if shown else cell.number_format

    return change


def swapped(*rows):
    def change(sheet):
        one, other = (sheet.cell(FIRST + row + 1, 8) for row in rows)
        one.value, other.value = other.value, one.value

    return change


def merged(first, last, left, right):
    def change(sheet):
        sheet.merge_cells(start_row=first + 1, end_row=last + 1, start_column=left + 1, end_column=right + 1)

    return change


def moved(at, by):
    """Return a change that takes a row out or puts a blank one in, as a spreadsheet program does it."""

    def change(sheet):
        areas = [(one.min_row, one.max_row, one.min_col, one.max_col) for one in sheet.merged_cells.ranges]
        apart(sheet)
        (sheet.delete_rows if by < 0 else sheet.insert_rows)(at + 1)
        for top, bottom, left, right in areas:
            first = top + by if top > at + 1 or (by > 0 and top == at + 1) else top
            last = bottom + by if bottom >= at + 1 else bottom
            if (first, left) != (last, right) and first <= last:
                sheet.merge_cells(start_row=first, end_row=last, start_column=left, end_column=right)

    return change


def apart(sheet):
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))


def renamed(sheet):
    sheet.title = "2023自评"


RIGHTLY = {
    "a total as text": cells((SUM, 7, "84.99分")),
    "full-width digits": cells(
        (FIRST, 6, "１５"), (FIRST, 7, "１５．００"), (TOTALS, 7, "９０％"), (TOTALS, 3, "１８０")
    ),
    "a share in a cell of per cents": cells((FIRST + 6, 5, 0.8091, "0.00%")),
    "target and share in cells of per cents": cells((FIRST + 6, 4, 0.9, "0%"), (FIRST + 6, 5, 0.8091, "0.00%")),
    "a target in a cell of per cents": cells((FIRST + 6, 4, 0.9, "0%")),
    "a rate as a share": cells((TOTALS, 7, "0.9")),
    "a rate without its sign": cells((TOTALS, 7, "90")),
    "a sheet called otherwise": renamed,
    "a blank row": moved(FIRST + 2, 1),
    "cells that are merged no more": apart,
    "heads over two lines": cells((HEAD, 3, "三级\n指标"), (HEAD, 7, "自评得分"), (HEAD, 6, "权 重")),
    "the sum called otherwise": cells((SUM, 0, "合 计：")),
    "points with their word": cells((FIRST, 6, "15分"), (FIRST, 7, "15.0分")),
    "one indicator over two rows": merged(FIRST, FIRST + 1, 3, 3),
}
NAMED = {
    "points swapped": (swapped(2, 4), {(FIRST + 2, 7), (FIRST + 4, 7)}),
    "a row merged": (merged(FIRST + 1, FIRST + 1, 3, 7), {(FIRST + 1, 3), (SUM, 6), (SUM, 7)}),
    "points of two rows merged": (merged(FIRST, FIRST + 1, 7, 7), {(FIRST, 7), (SUM, 7)}),
    "weights of two rows merged": (merged(FIRST, FIRST + 1, 6, 6), {(FIRST, 6), (SUM, 6)}),
    "a wrong total as text": (cells((SUM, 7, "90分")), {(SUM, 7)}),
    "a total in words": (cells((SUM, 7, "九十")), {(SUM, 7)}),
    "no total": (cells((SUM, 7, None)), {(SUM, 7)}),
    "a blank weight": (cells((FIRST + 3, 6, "")), {(FIRST + 3, 6), (SUM, 6)}),
    "full-width digits over the weight": (cells((FIRST, 7, "１６")), {(FIRST, 7), (SUM, 7)}),
    "wrong points for a share": (cells((FIRST + 2, 5, 0.5, "0%"), (FIRST + 2, 7, 9)), {(FIRST + 2, 7), (SUM, 7)}),
    "a row taken out": (moved(FIRST + 2, -1), {(FIRST, 1), (SUM - 1, 6), (SUM - 1, 7)}),
    "a fault among cells merged no more": (
        lambda sheet: (apart(sheet), cells((FIRST + 1, 7, 16))(sheet)),
        {(FIRST + 1, 7), (SUM, 7)},
    ),
}


def changed_book(change):
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    change(book.worksheets[0])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("what", RIGHTLY)
def test_what_is_filled_in_otherwise_but_rightly_is_no_fault(tmp_path, what):
    assert found_in(changed_book(RIGHTLY[what]), tmp_path / "a.xlsx") == set()


@pytest.mark.parametrize("what", NAMED)
def test_what_is_wrong_is_named_with_its_cell_and_nothing_else_is(tmp_path, what):
    change, places = NAMED[what]

    assert found_in(changed_book(change), tmp_path / "a.xlsx") == {in_workbook(*place) for place in places}


def test_a_cover_before_the_form_is_passed_over_and_the_cell_named_by_its_sheet(tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(changed_book(cells((SUM, 7, 90)))))
    book.create_sheet("封面", 0)["A1"] = "封面"
    book.save(tmp_path / "a.xlsx")

    assert [fault.cell.address for fault in audit(tmp_path / "a.xlsx").faults] == [f"项目支出绩效自评表!H{SUM + 1}"]


def test_a_form_without_its_sum_is_not_read_on_into_the_next_sheet(tmp_path):
    content = changed_book(lambda sheet: [moved(SUM, -1)(sheet) for _ in range(2)])

    assert found_in(content, tmp_path / "a.xlsx") == set()


def table_split(at, *, head):
    """Return a change that splits the table of a document, the head of the indicators put over its second part too."""

    def change(table):
        second, blank = copy.deepcopy(table._tbl), OxmlElement("w:p")
        for row in table._tbl.findall(qn("w:tr"))[at:]:
            table._tbl.remove(row)
        for number, row in enumerate(second.findall(qn("w:tr"))[:at]):
            if not head or number != HEAD - 2:
                second.remove(row)
        table._tbl.addnext(blank)
        blank.addnext(second)

    return change


def revised(words):
    """Return a change of the first points as a revision that is not accepted yet."""

    def change(table):
        old = table.rows[FIRST - 2].cells[7].paragraphs[0]._p.find(qn("w:r"))
        new, inserted, deleted = copy.deepcopy(old), OxmlElement("w:ins"), OxmlElement("w:del")
        new.find(qn("w:t")).text = words
        inserted.append(new)
        old.addprevious(inserted)
        old.addprevious(deleted)
        deleted.append(old)
        old.find(qn("w:t")).tag = qn("w:delText")

    return change


def controlled(table):
    """Put the first points into a content control."""
    run = table.rows[FIRST - 2].cells[7].paragraphs[0]._p.find(qn("w:r"))
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    run.addprevious(control)
    control.append(content)
    content.append(run)


def typed_in(row, column, words):
    def change(table):
        table.rows[row - 2].cells[column].text = words

    return change


def both(*changes):
    def change(table):
        for one in changes:
            one(table)

    return change


DOCUMENTS = {
    "the table split above the indicators": (table_split(HEAD - 2, head=False), set()),
    "the table split among the indicators": (table_split(FIRST + 1, head=False), set()),
    "the table split, its head repeated": (table_split(FIRST + 1, head=True), set()),
    "a fault in the second part": (
        both(typed_in(FIRST + 5, 7, "9.5"), table_split(FIRST + 1, head=False)),
        {"表2第3行第8列", "表2第5行第8列"},
    ),
    "a revision that is right": (revised("15"), set()),
    "a revision that is wrong": (revised("16"), {in_document(FIRST, 7), in_document(SUM, 7)}),
    "a content control": (controlled, set()),
    "full-width digits": (typed_in(FIRST, 7, "１５．００"), set()),
    "a total as text": (typed_in(SUM, 7, "90分"), {in_document(SUM, 7)}),
    "points of two rows merged": (
        lambda table: table.rows[FIRST - 2].cells[7].merge(table.rows[FIRST - 1].cells[7]),
        {in_document(FIRST, 7), in_document(SUM, 7)},
    ),
    "a row merged": (
        lambda table: table.rows[FIRST - 2].cells[3].merge(table.rows[FIRST - 2].cells[7]),
        {in_document(FIRST, 3), in_document(SUM, 6), in_document(SUM, 7)},
    ),
    "a row taken out": (
        lambda table: table._tbl.remove(table.rows[FIRST]._tr),
        {in_document(FIRST, 1), in_document(SUM - 1, 6), in_document(SUM - 1, 7)},
    ),
}


@pytest.mark.parametrize("what", DOCUMENTS)
def test_a_document_is_read_however_its_table_was_changed(tmp_path, what):
    change, told = DOCUMENTS[what]
    document = docx.Document(io.BytesIO(DOCUMENT))
    change(document.tables[0])
    document.save(tmp_path / "a.docx")

    assert found_in((tmp_path / "a.docx").read_bytes(), tmp_path / "b.docx") == told
    assert mark(audit(tmp_path / "b.docx"), tmp_path / "b.docx").exists()


def test_the_marked_copy_keeps_a_zero_and_what_is_merged_over_what_was_merged(tmp_path):
    def change(sheet):
        cells((TOTALS, 3, 0))(sheet)
        merged(FIRST, FIRST + 1, 2, 3)(sheet)

    (tmp_path / "a.xlsx").write_bytes(changed_book(change))
    copy_ = mark(audit(tmp_path / "a.xlsx"), tmp_path / "a.xlsx")

    assert openpyxl.load_workbook(copy_).worksheets[0].cell(TOTALS + 1, 4).value == 0
