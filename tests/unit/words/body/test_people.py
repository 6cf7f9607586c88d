import re

from evaltoolkit.words.body import people

STAFF = [
    {"item": "at_end", "n": 11.0},
    {"item": "licensed", "n": 7.0, "of": 11.0, "share": 7 / 11},
    {"item": "joined", "n": 2.0},
    {"item": "left", "n": 1.0},
]
PARTNERS = [{"type": "社区", "partners": 2.0}, {"type": "社会组织", "partners": 3.0}]


def test_staff_volunteers_and_partners_stand_in_one_table(told, zh):
    volunteers = [
        {"item": "listed", "n": 160.0, "of": 160.0},
        {"item": "active", "n": 40.0, "of": 160.0, "share": 0.25},
    ]
    table = people(told(staff=STAFF, volunteers=volunteers, partners=PARTNERS), zh).table
    assert table.column("本年度") == ("11 人", "63.6%", "160 人", "25.0%", "5")
    assert re.findall(r"drawn w(\d+)", table._repr_html_()) == ["63", "25"]
    assert table.rows[-1].cells[1].detail == "社区 2、社会组织 3"


def test_kinds_of_partners_that_nobody_stands_for_are_named(told, zh):
    said = repr(people(told(staff=STAFF, partners=PARTNERS), zh).prose)
    assert "本年度入职 2 人，离职 1 人。" in said
    assert "社区志愿者" in said


def test_a_share_without_people_to_divide_by_is_not_provided(told, zh):
    table = people(told(staff=[STAFF[0], {"item": "licensed", "n": 0.0, "of": 0.0}]), zh).table
    assert table.column("本年度") == ("11 人", "未提供")


def test_training_a_head_stands_beside_the_people_it_is_the_mean_of(told, zh):
    table = people(told(staff=[{"item": "training", "n": 28.46, "of": 14.0}]), zh).table
    assert [(cell.words, cell.detail) for cell in table.rows[0].cells] == [
        ("培训", ""),
        ("人均 28.5 学时", "填写了学时的 14 人的平均数"),
    ]
