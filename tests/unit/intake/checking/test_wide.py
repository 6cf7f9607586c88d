from collections.abc import Callable

import pytest

from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.reading.workbook_reader import read_workbook

PRE = [f"pre_q0{n}" for n in range(1, 7)]
POST = [f"post_q0{n}" for n in range(1, 7)]


def test_a_wide_sheet_becomes_one_record_a_wave(workbook: Callable, scales: dict) -> None:
    rows = [["档案号", "量表", *PRE, *POST], ["A1", "uls6", 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]]
    checked = check_workbook(read_workbook(workbook({"测量": rows})), year=2023, scales=scales)
    frame = checked.tables["measurements"].frame
    assert frame["wave"].tolist() == ["前测", "后测"]
    assert frame["item_6"].tolist() == [1.0, 2.0]
    assert frame["client"].tolist() == ["A1", "A1"]
    assert checked.faults == ()


@pytest.mark.parametrize("headers", [("pre_total", "post_total"), ("前测_总分", "后测_总分"), ("前测总分", "后测总分")])
def test_totals_may_be_wide_under_english_and_chinese_headers(
    workbook: Callable, scales: dict, headers: tuple[str, str]
) -> None:
    sheet = {"测量": [["user_id", "量表", *headers], ["A1", "ULS-6", 20, 15]]}
    sheet["测量"][0][0] = "编号"
    checked = check_workbook(read_workbook(workbook(sheet)), year=2023, scales=scales)
    frame = checked.tables["measurements"].frame
    assert frame[["wave", "total", "scale"]].to_numpy().tolist() == [["前测", 20.0, "uls6"], ["后测", 15.0, "uls6"]]


def test_a_wave_without_answers_makes_no_record_and_the_pre_test_is_remarked_on(found: Callable) -> None:
    rows = [["档案号", "量表", "pre_total", "post_total"], ["A1", "uls6", 20, None]]
    assert found({"测量": rows}) == [("pre_without_post", "2")]


def test_a_bad_cell_is_reported_at_its_place_on_the_wide_sheet(found: Callable) -> None:
    rows = [["档案号", "量表", *PRE, *POST], ["A1", "uls6", 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 9]]
    assert ("answer_out_of_range", "N2") in found({"测量": rows})


def test_waves_with_different_items_and_a_column_of_waves_stop(found: Callable) -> None:
    rows = [["档案号", "量表", "时点", *PRE, *POST[:5], "题1"], ["A1", "uls6", "前测", *[1] * 12]]
    kinds = [kind for kind, _ in found({"测量": rows})]
    assert kinds.count("wide_inconsistent") == 3


def test_a_cell_that_both_waves_share_is_reported_once(found: Callable) -> None:
    rows = [["档案号", "量表", "pre_total", "post_total"], [None, "uls6", 20, 15]]
    assert found({"测量": rows}) == [("empty_cell", "A2")]
