"""The workbook of a run: published values as printed, in the order given, nothing live and nobody's name."""

import io
import json

import openpyxl
import pytest

from evaltoolkit.reporting.release.gate import Roster
from evaltoolkit.reporting.release.published_list import read_list
from evaltoolkit.reporting.run.index_entry import IndexEntry
from evaltoolkit.reporting.run.street_table import write_street_table

NAME = "2023年度各街镇绩效评价得分（示例数据）.xlsx"


def row(indicator, points, actual=None, weight=11.0, name=None):
    return {"indicator": indicator, "level_3": name or indicator, "weight": weight, "points": points, "actual": actual}


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "reports" / "r"
    place.mkdir(parents=True)
    return place


@pytest.fixture
def entry(folder):
    def make(key, rows, low=80.0, high=80.0, *, audience="shared", withheld=(), **more):
        card = {"rows": rows, "withheld": [{"row": number, "columns": [name]} for number, name in withheld]}
        content = {"audience": audience, "tables": {"scorecard": card}}
        (folder / f"{key}.results.json").write_text(json.dumps(content), encoding="utf-8")
        made = {"district": "白云区", "year": 2023, "grade": "良" if low == high else None, **more}
        return IndexEntry(key, f"{key}街道", f"{key}.html", True, low, high, **made)

    return make


def read(path):
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}


def test_streets_stand_in_the_order_given_with_numbers_as_numbers_and_gaps_in_words(entry, folder):
    entries = [
        entry("b", [row("hours", 9.5, "10小时"), row("money", None)], 60.0, 92.5),
        entry("a", [row("hours", 11.0, "12小时"), row("money", 10.0, "5万元")]),
    ]
    path = write_street_table(entries, folder, roster=Roster())
    sheets = read(path)
    assert path.name == NAME
    assert list(sheets) == ["得分", "实际完成值", "说明"]
    assert sheets["得分"] == [
        ["区", "街镇", "年度", "总分", "等级", "hours（11分）", "money（11分）"],
        ["白云区", "b街道（示例数据）", 2023, "60.00 至 92.50", "等级未定", 9.5, "未提供"],
        ["白云区", "a街道（示例数据）", 2023, 80, "良", 11, 10],
    ]
    assert [line[5:] for line in sheets["实际完成值"][1:]] == [["10小时", "未提供"], ["12小时", "5万元"]]
    assert any("不是排名" in line[0] for line in sheets["说明"])


def test_what_was_withheld_is_no_gap_and_a_report_for_other_readers_brings_no_figure(entry, folder):
    entries = [
        entry("a", [row("hours", None, None)], withheld=[(0, "points"), (0, "actual")]),
        entry("b", [row("hours", 9.5, "10小时")], audience="partner"),
        IndexEntry("c", "c街道", None),
        IndexEntry("d", "d街道", None, failure="坏"),
    ]
    points = read(write_street_table(entries, folder, roster=Roster()))["得分"]
    assert points[1][5] not in (None, "未提供")
    assert [line[3:] for line in points[2:]] == [
        ["委托方版", None, None],
        ["站内版，由社工站留存", None, None],
        ["没有报告", None, None],
    ]


def test_indicators_of_two_systems_are_columns_of_their_own(entry, folder):
    entries = [entry("a", [row("hours", 9.5)]), entry("b", [row("hours", 4.0, weight=5.0), row("other", 1.0)])]
    points = read(write_street_table(entries, folder, roster=Roster()))["得分"]
    assert points[0][5:] == ["hours（5/11分）", "other（11分）"]
    assert points[1][5:] == [9.5, None]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("http://x")'])
def test_no_cell_of_a_station_becomes_a_formula(entry, folder, words):
    path = write_street_table([entry("a", [row(words, 9.5, words)], district=words)], folder, roster=Roster())
    book = openpyxl.load_workbook(path)
    assert {cell.data_type for sheet in book for line in sheet for cell in line} <= {"s", "n"}
    assert read(path)["实际完成值"][1][5] == words


def test_nobodys_name_is_published_in_it_and_then_there_is_none(entry, folder):
    entries = [entry("a", [row("hours", 9.5, "由禤小漏完成")])]
    assert write_street_table(entries, folder, roster=Roster(names=frozenset({"禤小漏"}))) is None
    assert not list(folder.glob("*.xlsx"))


def test_the_next_batch_takes_the_place_of_the_workbook_and_it_is_on_the_list_of_what_was_published(
    entry, folder, tmp_path
):
    entries = [entry("a", [row("hours", 9.5)])]
    write_street_table(entries, folder, roster=Roster())
    real = [IndexEntry("a", "a街道", "a.html", False, 80.0, 80.0, district="白云区", year=2023)]
    path = write_street_table(real, folder, roster=Roster())
    assert [one.name for one in folder.glob("*.xlsx")] == [path.name] == ["2023年度各街镇绩效评价得分.xlsx"]
    assert f"reports/r/{path.name}" in {line.place for line in read_list(tmp_path)}


def test_the_same_results_give_the_same_bytes(entry, folder):
    entries = [entry("a", [row("hours", 9.5)])]
    first = write_street_table(entries, folder, roster=Roster()).read_bytes()
    assert write_street_table(entries, folder, roster=Roster()).read_bytes() == first


def test_without_any_figure_there_is_no_workbook(folder):
    assert write_street_table([IndexEntry("c", "c街道", None)], folder, roster=Roster()) is None
