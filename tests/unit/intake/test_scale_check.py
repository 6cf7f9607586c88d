from collections.abc import Callable

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
