import pytest

from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.services.staff import partners, partners_table, staff, volunteers, volunteers_table

STAFF = [
    {"item": "at_end", "n": 3.0, "of": None, "share": None},
    {"item": "licensed", "n": 2.0, "of": 3.0, "share": 2 / 3},
    {"item": "joined", "n": 1.0, "of": None, "share": None},
    {"item": "left", "n": 1.0, "of": None, "share": None},
    {"item": "turnover", "n": 1.0, "of": 3.0, "share": 1 / 3},
    {"item": "training", "n": None, "of": 0.0, "share": None},
]


def test_staff_are_told_with_licences_turnover_and_what_is_missing(shown, zh):
    said = staff(shown(STAFF), zh)
    assert said.of_kind(Kind.BODY) == (
        "年末在岗 3 人。持社会工作者职业资格证书的占 66.7%（2/3）（以填写证书情况者为分母）。"
        "本年度入职 1 人，离职 1 人。"
        "流动率（离职人数÷年初年末平均人数）为 33.3%（1/3）。",
    )
    assert said.of_kind(Kind.MISSING) == ("培训学时：未提供。",)


def test_volunteers_are_told_with_those_active_of_those_known(shown, zh):
    items = ("listed", "joined", "core", "trained", "active", "hours")
    rows = [{"item": item, "n": 30.0, "of": 60.0, "share": 0.5} for item in items]
    table = shown([*rows, {"item": "teams", "n": None, "of": 28.0, "share": None, "teams": 3.0}])
    assert str(volunteers(table, zh)) == (
        "在册志愿者：30。本年度活跃的占 50.0%（30/60）。服务时数合计 30 小时。志愿者队伍 3 支。"
    )
    assert volunteers_table(table, zh).column("比例")[-3:] == ("50.0%", "—", "—")
    assert volunteers_table(table, zh).column("数量")[-2:] == ("30", "3")


def test_a_kind_of_partner_without_any_is_named(shown, zh):
    table = shown([{"type": "社区", "partners": 2, "activities": 5.0, "incubated": None}])
    said = partners(table, zh)
    assert said.of_kind(Kind.BODY) == ("登记合作方 2 个（社区 2 个）。",)
    assert "社会组织、社会工作者、社区志愿者、社会慈善资源" in said.of_kind(Kind.CAUTION)[0]
    assert partners_table(table, zh).column("本年度培育（个）") == ("未提供",)


def test_what_is_not_given_is_not_provided(shown, zh):
    for say, what in ((staff, "社工站人员"), (volunteers, "志愿者"), (partners, "合作方")):
        empty = shown(STAFF[:0], name=say.__name__)
        assert say(empty, zh).of_kind(Kind.MISSING) == (f"{what}：未提供。",)


@pytest.mark.parametrize("known", [1, 3, 12])
def test_training_a_head_has_its_denominator(known, shown, zh):
    rows = [{**row, "n": 30.4, "of": float(known)} if row["item"] == "training" else row for row in STAFF]
    said = str(staff(shown(rows), zh))
    assert f"人均培训 30.4 学时（年内在岗且填写了学时的 {known} 人的平均数）。" in said
