import pandas as pd

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.versions import mixed_versions

FAMILIES = {id_: scale.family for id_, scale in shipped_scales().items()}


def mixed(*rows, columns=("client", "scale", "wave", "group")):
    return mixed_versions(pd.DataFrame(list(rows), columns=list(columns)), FAMILIES).tolist()


def test_a_pre_test_and_a_post_test_by_two_versions_are_both_found():
    assert mixed(("a", "rses_zh", "前测", "甲"), ("a", "rses_en", "后测", "甲")) == [True, True]


def test_a_retrospective_pre_test_by_another_version_is_found_too():
    assert mixed(("a", "gds15", "回顾前测", "甲"), ("a", "gds15_key_1_5_7_11", "后测", "甲")) == [True, True]


def test_two_versions_that_each_have_both_waves_can_be_paired():
    both = [("a", scale, wave, "甲") for scale in ("uls6", "uls8") for wave in ("前测", "后测")]
    assert mixed(*both) == [False] * 4


def test_a_complete_pair_stands_beside_a_lone_measurement_by_a_sister_version():
    rows = (("a", "uls6", "前测", "甲"), ("a", "uls6", "后测", "甲"), ("a", "uls8", "后测", "甲"))
    assert mixed(*rows) == [False] * 3


def test_other_people_other_groups_other_instruments_and_follow_ups_do_not_mix():
    rows = (
        ("a", "uls6", "前测", "甲"), ("b", "uls8", "后测", "甲"), ("a", "uls8", "后测", "乙"),
        ("a", "phq9", "后测", "甲"), ("a", "uls8", "跟进一", "甲"), (None, "uls8", "后测", "甲"),
        ("a", "没有的量表", "后测", "甲"),
    )  # fmt: skip
    assert not any(mixed(*rows))


def test_a_street_without_groups_is_checked_as_one():
    rows = (("a", "rses_zh", "前测"), ("a", "rses_en", "后测"))
    assert mixed(*rows, columns=("client", "scale", "wave")) == [True, True]
