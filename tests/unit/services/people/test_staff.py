import pytest

from evaltoolkit.services.people.staff import partners, posts, staff, volunteers

PEOPLE = [
    {"staff": "1", "post": "站长", "licence": "中级社会工作师", "joined_on": "2019-07-01", "training_hours": 30},
    {"staff": "2", "post": "社工", "licence": "助理社会工作师", "joined_on": "2021-07-01", "training_hours": 10},
    {"staff": "3", "post": "社工", "licence": "无", "joined_on": "2023-03-01", "training_hours": 20},
    {"staff": "4", "post": "社工", "licence": "无", "joined_on": "2020-01-01", "left_on": "2023-06-30"},
    {"staff": "5", "post": "社工", "licence": None, "joined_on": "2024-02-01", "training_hours": 99},
]


def test_turnover_is_over_the_mean_of_both_ends_of_the_year(plan, evidence_of):
    rows = staff(plan, evidence_of(staff=PEOPLE)).frame.set_index("item")
    # three at each end; one joined, one left
    assert rows.loc["at_end", "n"] == 3
    assert rows.loc["turnover", ["n", "of", "share"]].tolist() == pytest.approx([1, 3, 1 / 3])
    assert rows.loc["licensed", ["n", "of"]].tolist() == [2, 3]
    assert rows.loc["joined", "n"] == 1
    assert rows.loc["training", ["n", "of"]].tolist() == [20, 3]


def test_posts_count_who_is_there_at_the_end_of_the_year(plan, evidence_of):
    frame = posts(plan, evidence_of(staff=PEOPLE)).frame
    assert frame.to_numpy().tolist() == [["站长", 1, 1], ["社工", 2, 1]]


def test_volunteers_who_joined_after_the_year_are_not_counted(plan, evidence_of):
    rows = [
        {
            "volunteer": "V1",
            "joined_on": "2022-05-01",
            "core": True,
            "trained": True,
            "active": True,
            "hours": 10,
            "team": "红马甲队",
        },
        {
            "volunteer": "V2",
            "joined_on": "2023-05-01",
            "core": False,
            "trained": None,
            "active": True,
            "hours": 5,
            "team": "青年队",
        },
        {
            "volunteer": "V3",
            "joined_on": "2024-05-01",
            "core": True,
            "trained": True,
            "active": True,
            "hours": 50,
            "team": "后来的队",
        },
    ]
    frame = volunteers(plan, evidence_of(volunteers=rows)).frame.set_index("item")
    assert frame["n"].drop("teams").to_dict() == {
        "listed": 2,
        "joined": 1,
        "core": 1,
        "trained": 1,
        "active": 2,
        "hours": 15,
    }
    assert frame.loc["trained", "of"] == 1
    assert frame.loc["teams", ["teams", "of"]].tolist() == [2, 2]


def test_partners_are_summed_by_type_in_the_order_of_the_five_kinds(plan, evidence_of):
    rows = [
        {"partner": "甲", "type": "社会组织", "activities": 3, "incubated": True},
        {"partner": "乙", "type": "社区", "activities": 2, "incubated": False},
        {"partner": "丙", "type": "社会组织", "activities": None, "incubated": True},
    ]
    frame = partners(plan, evidence_of(partners=rows)).frame
    assert frame.to_numpy().tolist() == [["社区", 1, 2.0, 0.0], ["社会组织", 2, 3.0, 2.0]]


@pytest.mark.parametrize("make", [staff, posts, volunteers, partners])
def test_no_sheet_is_an_empty_table(make, plan, evidence_of):
    assert make(plan, evidence_of()).frame.empty
