"""What a column's kind says of people decides where its values go: never into the store, always before the gate."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from evaltoolkit.disclosure.names.identifiers import Identifier
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.storing.store import ROSTER_FILE, read_store
from evaltoolkit.intake.take_in import take_in
from evaltoolkit.model import workbook
from evaltoolkit.model.columns import Column, Kind
from evaltoolkit.model.workbook import TABLES
from evaltoolkit.reporting.release.gate import scan_page
from evaltoolkit.reporting.release.station_roster import roster_of
from tests.checked_file import check_file

VALUES = {
    Kind.NAME: ("欧阳慕华", Identifier.NAME),
    Kind.ADDRESS: ("白云区云城街道云城东路12号3栋502", Identifier.ADDRESS),
    Kind.PERSON_NUMBER: ("wx_muhua_2288", None),
    Kind.UNSTATED: ("欧阳慕华", Identifier.NAME),
}
HELD_BACK = [kind for kind in Kind if kind.is_held_back]


@pytest.fixture
def project(tmp_path):
    for folder in ("parameters", "data"):
        (tmp_path / folder).mkdir()
    return Project(tmp_path)


def described(monkeypatch, sheet, column):
    """Describe one more column of a sheet for a while."""
    changed = [replace(spec, columns=(*spec.columns, column)) if spec.sheet == sheet else spec for spec in TABLES]
    for module in ("intake.checking.check", "intake.storing.store", "model.workbook"):
        monkeypatch.setattr(f"evaltoolkit.{module}.TABLES", tuple(changed))


def workbook_at(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def sheets_with(header, value):
    prose = f"由{value}代办"
    return {
        "服务对象": [["档案号", "备注"], ["YC-0001", prose], ["YC-0002", "无"]],
        "资源链接": [["资源名称", "折价", header], ["慰问物资", 1, value], [prose, 2, None]],
    }


def taken_in(project, header, value):
    path = workbook_at(project.root / "data" / "站.xlsx", sheets_with(header, value))
    folder = project.tables / take_in(path, project=project, year=2023)
    stored = b"".join(file.read_bytes() for file in folder.iterdir() if file.name != ROSTER_FILE)
    tables = read_store(folder).tables
    return tables, stored, roster_of(pd.read_parquet(folder / ROSTER_FILE))


@pytest.mark.parametrize("kind", HELD_BACK)
def test_a_described_column_that_names_people_is_not_stored_and_stands_before_the_gate(monkeypatch, project, kind):
    value, what = VALUES[kind]
    described(monkeypatch, "资源链接", Column("guardian", "经办", kind))
    tables, stored, roster = taken_in(project, "经办", value)
    assert "guardian" not in tables["resources"]
    assert [hit.kind for hit in scan_page(f"<p>由{value}代办</p>", roster)] != []
    if what is not None:  # in prose a number is masked by its form
        assert {hit.kind for hit in scan_page(f"<p>由{value}代办</p>", roster)} == {what}
        words = "\n".join(frame.astype(str).to_csv() for frame in tables.values())
        assert value not in words
        assert value.encode() not in stored


def test_every_kind_that_names_people_has_its_place_before_the_gate():
    assert set(VALUES) == set(HELD_BACK)


def test_a_column_of_text_that_says_it_names_nobody_is_stored(monkeypatch, project):
    described(monkeypatch, "资源链接", Column("channel", "渠道", Kind.TEXT))
    tables, _, roster = taken_in(project, "渠道", "街道公众号")
    assert tables["resources"]["channel"].tolist()[0] == "街道公众号"
    assert scan_page("<p>街道公众号</p>", roster) == ()


def test_an_undescribed_column_is_in_no_file_of_the_store(project):
    _, stored, _ = taken_in(project, "只有本站知道的列", "欧阳慕华甲乙丙")
    assert "只有本站知道的列".encode() not in stored
    tables, _, _ = taken_in(project, "只有本站知道的列", "欧阳慕华甲乙丙")
    assert list(tables["resources"]) == ["item", "value"]


def test_no_message_of_the_check_shows_what_stands_in_a_column_that_names_people(monkeypatch, tmp_path, scales):
    described(monkeypatch, "资源链接", replace(Column("guardian", "经办"), filled=True))
    path = workbook_at(tmp_path / "站.xlsx", sheets_with("经办", "欧阳慕华"))
    report = check_file(path, year=2023, scales=scales)
    assert [fault.kind.value for fault in report.faults if fault.header == "经办"] == ["empty_cell"]
    assert all("欧阳慕华" not in line.english() for line in report.lines())


def test_the_people_of_every_sheet_are_told_by_their_kind_alone():
    source = Path(workbook.__file__).parents[1] / "intake" / "checking" / "roster.py"
    words = source.read_text(encoding="utf-8")
    held = {column.name for spec in TABLES for column in spec.columns if column.kind.is_held_back}
    assert held >= {"name", "phone", "address", "worker", "person"}
    assert [name for name in held if f'"{name}"' in words] == []
