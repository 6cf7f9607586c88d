from collections.abc import Callable

import pytest

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.scale_page import page_lines
from evaltoolkit.instruments.shape import plain_scale_name, scale_ids, shapes
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.language import Language

HEADER = ["档案号", "量表", "时点", "题1", "题2", "总分"]


def test_a_scale_without_all_its_item_columns_stops(found: Callable) -> None:
    rows = [HEADER, ["A1", "uls6", "前测", 1, 1], ["A1", "uls6", "后测", 1, 1]]
    assert found({"测量": rows}) == [("item_columns_missing", "1")]


def test_a_total_alone_needs_no_item_columns(found: Callable) -> None:
    rows = [HEADER, ["A1", "uls6", "前测", None, None, 12], ["A1", "uls6", "后测", None, None, 11]]
    assert found({"测量": rows}) == []


def test_answers_between_the_steps_of_a_scale_are_out_of_range(found: Callable) -> None:
    rows = [HEADER, ["A1", "barthel", "前测", 10, 7], ["A1", "barthel", "后测", 10, 15]]
    assert ("answer_out_of_range", "E2") in found({"测量": rows})


def test_answers_to_a_scale_that_has_only_a_total_are_extra(found: Callable) -> None:
    rows = [HEADER, ["A1", "belonging", "前测", 10, None, 50], ["A1", "belonging", "后测", None, None, 50]]
    assert ("extra_item", "D2") in found({"测量": rows})


def test_a_scale_may_be_written_as_people_write_it(found: Callable) -> None:
    rows = [HEADER, ["A1", "ULS-6", "前测", None, None, 12], ["A1", "uls_6", "后测", None, None, 12]]
    assert found({"测量": rows}) == []


def test_the_same_scale_in_two_groups_is_not_twice(found: Callable) -> None:
    header = [*HEADER, "小组"]
    rows = [["A1", "uls6", wave, None, None, 12, group] for wave in ("前测", "后测") for group in ("甲组", "乙组")]
    assert found({"测量": [header, *rows]}) == []


def test_a_retrospective_pre_test_pairs_with_the_post_test(found: Callable) -> None:
    rows = [HEADER, ["A1", "uls6", "回顾前测", None, None, 12], ["A1", "uls6", "后测", None, None, 12]]
    assert found({"测量": rows}) == []


@pytest.mark.parametrize("code", ["zh_CN", "en"])
def test_a_scale_is_known_by_every_name_that_is_printed(code: str) -> None:
    known = scale_ids(shapes(shipped_scales()))
    for id_, scale in shipped_scales().items():
        title = next(iter(page_lines(scale, Language(code)))).parameters
        printed = dict(title)["name"]
        for name in (id_, id_.upper(), printed, f"{printed} ({id_})", scale.names.zh, scale.names.en):
            assert known[plain_scale_name(name)] == id_


def test_a_name_that_two_versions_share_means_neither() -> None:
    known = scale_ids(shapes(shipped_scales()))

    assert "自尊量表" not in known
    assert known["六项孤独量表"] == "uls6"


def test_a_sheet_may_write_a_scale_as_the_report_prints_it(workbook: Callable) -> None:
    rows = [
        ["档案号", "量表", "时点", "总分"],
        ["A1", "六项孤独量表（ULS-6）", "前测", 12],
        ["A1", "ULS 6", "后测", 11],
    ]
    checked = check_workbook(read_workbook(workbook({"测量": rows})), year=2023, scales=shapes(shipped_scales()))

    assert checked.tables["measurements"].frame["scale"].tolist() == ["uls6", "uls6"]
