import math

import pandas as pd

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.faults.fault_names import NAMES
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.services.people.coverage import coverage, coverage_by_community, priority, residence
from evaltoolkit.words.body.coverage import coverage as body

CLIENTS = [
    {"client": "a", "labels": ("低保", "独居老人"), "residence": "户籍", "served": True, "community": "甲"},
    {"client": "b", "labels": ("低保",), "residence": "户籍", "served": False, "community": "甲"},
    {"client": "c", "labels": ("低保对象",), "residence": "非户籍", "served": True, "community": "乙"},
    {"client": "d", "labels": ("低保",), "residence": "户籍", "separation": "户籍在人不在", "served": False},
    {"client": "e", "labels": ("党员",), "residence": None, "separation": "户籍不在人在", "served": True},
    {"client": "f", "labels": (), "residence": None, "served": None},
]


def rows(table, *keys):
    return {
        tuple(row[key] for key in keys): (row["served"], row["people"], row["basis"])
        for row in table.frame.to_dict("records")
    }


def test_a_category_counts_each_person_once_by_residence_and_separation_apart(plan, evidence_of):
    found = rows(coverage(plan, evidence_of(clients=CLIENTS)), "category", "residence")
    assert found == {
        ("低保对象", "户籍"): (1.0, 2.0, "roster"),
        ("低保对象", "非户籍"): (1.0, 1.0, "roster"),
        ("低保对象", "未说明"): (0.0, 0.0, "roster"),
        ("低保对象", "人户分离"): (0.0, 1.0, "roster"),
        ("独居老人", "户籍"): (1.0, 1.0, "roster"),
        ("独居老人", "未说明"): (0.0, 0.0, "roster"),
    }


def test_every_category_has_a_row_of_those_not_stated_where_the_roster_has_any(plan, evidence_of):
    for clients in (CLIENTS, [{**row, "residence": row["residence"] or "户籍"} for row in CLIENTS]):
        frame = coverage(plan, evidence_of(clients=clients)).frame
        named = set(frame.loc[frame["residence"] == "未说明", "category"])
        assert named in (set(), set(frame["category"]))


def test_the_population_is_the_denominator_where_it_is_stated(plan, evidence_of):
    people = [
        {"category": "低保对象", "residence": "户籍", "people": 40.0},
        {"category": "残疾人", "residence": None, "people": 90.0},
    ]
    table = coverage(plan, evidence_of(clients=CLIENTS, population=people))
    found = rows(table, "category", "residence")
    assert found["低保对象", "户籍"] == (1.0, 40.0, "population")
    assert found["残疾人", "全部"] == (0.0, 90.0, "population")
    assert math.isnan(found["低保对象", "非户籍"][1])
    assert table.frame["share"].tolist()[0] == 0.025


def test_no_coverage_of_a_category_is_told_where_many_labels_are_not_known(plan, evidence_of):
    there = [{"category": "低保对象", "people": 320.0}]
    coded = [{"client": f"x{n}", "labels": (f"代码{n}",), "residence": "户籍", "served": n % 2 == 0} for n in range(20)]
    few = [{"client": f"y{n}", "labels": ("低保",), "residence": "户籍", "served": n < 90} for n in range(100)]
    for clients, is_told in ((coded, False), (few + coded[:12], False), (few + coded[:11], True), (few, True)):
        evidence = evidence_of(clients=clients, population=there)
        found = rows(coverage(plan, evidence), "category", "residence")
        served, people, basis = found["低保对象", "全部"]
        assert (served == 90.0) is is_told, len(clients)
        assert math.isnan(served) is not is_told
        assert (people, basis) == (320.0, "population")
        for table in (priority(plan, evidence), coverage_by_community(plan, evidence)):
            assert table.frame["served"].notna().all() == (is_told or table.frame.empty)
        assert residence(plan, evidence).frame["served"].notna().all()


def test_a_roster_of_the_served_alone_is_no_denominator(plan, evidence_of):
    table = coverage(plan, evidence_of(clients=[row for row in CLIENTS if row["served"]]))
    assert table.frame["people"].isna().all()
    assert table.frame["share"].isna().all()


def test_residence_is_held_against_the_population_and_no_denominator_is_no_share(plan, evidence_of):
    people = [{"category": "常住人口", "residence": "户籍", "people": 1000.0}]
    table = residence(plan, evidence_of(clients=CLIENTS, population=people))
    frame = table.frame.set_index("residence")
    assert frame["served"].drop("未说明").to_dict() == {"户籍": 1.0, "非户籍": 2.0, "人户分离": 0.0}
    assert math.isnan(frame.loc["未说明", "served"])
    assert frame.loc["户籍", "share"] == 0.001
    assert math.isnan(frame.loc["非户籍", "share"])


def test_a_population_that_is_not_divided_stands_in_one_row_for_all(plan, evidence_of):
    people = [{"category": "常住人口", "residence": None, "people": 1000.0}]
    found = rows(residence(plan, evidence_of(clients=CLIENTS, population=people)), "residence")
    assert found[("全部",)] == (3.0, 1000.0, "population")


def test_priority_people_count_once_though_they_carry_several_labels(plan, evidence_of):
    found = rows(priority(plan, evidence_of(clients=CLIENTS)), "residence")
    assert found[("户籍",)] == (1.0, 2.0, "roster")
    by_place = rows(coverage_by_community(plan, evidence_of(clients=CLIENTS)), "community")
    assert by_place == {("甲",): (1.0, 2.0, "roster"), ("乙",): (1.0, 1.0, "roster")}


def test_communities_stand_in_the_order_of_their_names_and_numbers(plan, evidence_of):
    names = ["第10社区", None, "第2社区", "乙村", "第1社区"]
    clients = [{"client": str(place), "labels": ("低保",), "residence": "户籍", "served": True, "community": name}
               for place, name in enumerate(names)]  # fmt: skip
    frame = coverage_by_community(plan, evidence_of(clients=clients)).frame
    assert frame["community"].tolist() == ["乙村", "第1社区", "第2社区", "第10社区", "未说明"]


def test_who_came_to_a_service_was_served_where_the_flag_is_blank(plan, evidence_of):
    evidence = evidence_of(
        clients=CLIENTS,
        services=[{"service": "1", "date": "2023-03-01", "method": "小组", "hours": 1.0}],
        attendance=[
            {"service": "1", "client": "f", "attended": True},
            {"service": "1", "client": "b", "attended": True},
        ],
    )
    frame = residence(plan, evidence).frame.set_index("residence")
    assert frame.loc["未说明", "served"] == 1.0
    assert frame.loc["户籍", "served"] == 1.0  # b's flag says 否: the flag stands


def test_people_enrolled_after_the_year_are_not_on_its_roster(plan, evidence_of):
    late = [
        *CLIENTS,
        {"client": "z", "labels": ("低保",), "residence": "户籍", "served": True, "enrolled_on": "2024-02-01"},
    ]
    assert rows(priority(plan, evidence_of(clients=late)), "residence")[("户籍",)] == (1.0, 2.0, "roster")


def test_no_sheet_of_clients_is_an_empty_table_even_with_a_population(plan, evidence_of):
    people = [{"category": "低保对象", "residence": "户籍", "people": 40.0}]
    for make in (coverage, residence, priority, coverage_by_community):
        assert make(plan, evidence_of(population=people)).frame.empty


def test_the_page_says_what_unknown_labels_do_to_coverage(plan, evidence_of, zh):
    fault = {"table": "clients", "level": "hint", "kind": NAMES[FaultKind.UNKNOWN_LABEL], "rows": 1}  # as stored
    few = [{"client": f"y{n}", "labels": ("低保",), "residence": "户籍", "served": n < 90} for n in range(100)]
    coded = [{**row, "labels": ("代码",)} for row in few]
    for clients, faults, said in (
        (few, [], ""),
        (few, [fault], "可能比表中高"),
        (coded, [fault], "未提供：人员类型中认不出的写法太多"),
    ):
        evidence = evidence_of(clients=clients, population=[
            {"category": "低保对象", "people": 320.0}, {"category": "特困人员", "people": 2.0},
        ])  # fmt: skip
        made = {table.name: table for table in (coverage(plan, evidence), residence(plan, evidence))}
        made["quality"] = make_table("quality", pd.DataFrame(faults, columns=list(fault)))
        for audience in Audience:
            tables = {name: protect(table, shipped_policy(), audience) for name, table in made.items()}
            passage = body(ProtectedReport(audience, tables, 1, (), 1, 0.0), zh)
            words = "".join(part.words for part in passage.prose.paragraphs)
            assert said in words
            assert ("认不出" in words) == bool(said)
            assert "0.0" not in str(passage.table)
