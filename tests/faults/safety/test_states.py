"""Papers of several states of the data, made by hand: each once told of few people, and tells of nobody now."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.model.evidence import Evidence
from safety.attack_same_counts import attack_same_counts
from safety.attack_states import attack_states
from safety.made_answers import measurements_of
from safety.made_evidence import MadeStreet, make_street
from safety.made_report import make_report, make_states
from tests.sample import one_in

COLUMNS = ["client", "scale", "dimension", "wave", "score", "group", "method", "field", "project", "purpose"]
WAVES = ("前测", "后测", "回顾前测", "跟进一")


@pytest.fixture(scope="module")
def base():
    return make_street(1)


def measured(base, people):
    """Return the street with these people measured: (client, group, project, scores by wave)."""
    rows = [
        (client, "uls6", "total", wave, float(score), group, "小组", "长者服务", project, "支持")
        for client, group, project, scores in people
        for wave, score in zip(WAVES, scores, strict=False)
        if score is not None
    ]
    return with_scores(base, pd.DataFrame(rows, columns=COLUMNS))


def with_scores(base, scored):
    tables = {**base.evidence.tables, "measurements": measurements_of(scored, 1)}
    return MadeStreet(Evidence(tables, base.evidence.quality), scored)


def listed(base, rows):
    """Return the street with these people on its roster: (labels, residence, community, served)."""
    frame = pd.DataFrame(rows, columns=["labels", "residence", "community", "served"]).assign(
        client=[f"P{number}" for number in range(len(rows))], separation=None, enrolled_on=pd.Timestamp(2023, 6, 1)
    )
    frame = frame.astype({"residence": "str", "separation": "str", "served": "boolean"})
    tables = {name: table for name, table in base.evidence.tables.items() if name != "population"}
    return MadeStreet(Evidence({**tables, "clients": frame}, base.evidence.quality), base.scored)


def shown(report, table="outcomes", **chosen):
    frame = pd.DataFrame(report.published["tables"][table]["rows"])
    for name, value in chosen.items():
        frame = frame[frame[name] == value]
    return frame


def scores(people, seed=5):
    chance = np.random.default_rng(seed)
    return [tuple(int(one) for one in chance.integers(6, 25, 2)) for _ in range(people)]


def in_groups(base, drawn, spec):
    return measured(base, [(f"P{n}", group, project, drawn[n]) for group, project, held in spec for n in held])


def test_a_programme_that_is_gone_leaves_no_few_of_the_whole(base):
    """44 before, of whom 30 in 丙; then 丙 is taken out and 丁 comes: 44 less 30 less the 10 of 乙 were the 4 of 甲."""
    drawn = scores(70)
    stays = [("一组", "甲", range(4)), ("二组", "乙", range(4, 14))]
    ends, comes = ("三组", "丙", range(20, 50)), ("四组", "丁", range(60, 66))
    first, second = make_states([in_groups(base, drawn, [*stays, one]) for one in (ends, comes)], ["shared"])
    assert shown(first[0], scale="uls6", group="丙")["mean_change"].notna().all()
    assert shown(second[0], scale="uls6", group="乙")["mean_change"].isna().all()
    assert not [row for row in second[0].pages if row["group"] == "二组" and row["mean_change"] is not None]


def test_who_joined_is_not_told_by_programmes_that_are_called_anew(base):
    drawn = scores(70)
    before = [("一组", "甲", range(20)), ("二组", "乙", range(22, 52))]
    after = [("一组2", "甲项目", range(22)), ("二组2", "乙项目", range(22, 62))]
    first, second = make_states([in_groups(base, drawn, spec) for spec in (before, after)], ["shared"])
    assert shown(first[0], scale="uls6", group="甲")["mean_change"].notna().all()
    assert shown(second[0], scale="uls6", group="甲项目")["mean_change"].isna().all()
    assert shown(second[0], scale="uls6", group_kind="all")["mean_change"].notna().all()


@pytest.mark.parametrize(
    ("table", "wave", "figure", "who"),
    [("attrition", 0, "mean_lost", 0), ("retrospective", 2, "shift", 25), ("follow_up", 3, "mean_wave", 25)],
)
def test_one_corrected_value_is_not_told_by_two_means_of_as_many_people(base, table, wave, figure, who):
    chance = np.random.default_rng(8)
    drawn = [[int(one) for one in chance.integers(8, 23, 4)] for _ in range(60)]
    for number, own in enumerate(drawn):
        own[1] = None if number < 6 and table == "attrition" else own[1]
        own[3] = own[3] if number < 27 else None
    drawn[who][wave] = 6
    right = [list(own) for own in drawn]
    right[who][wave] = 24
    people = [
        [(f"P{n}", f"第{n % 3 + 1}组", "项目1", own) for n, own in enumerate(values)] for values in (drawn, right)
    ]
    first, second = make_states([measured(base, one) for one in people], ["shared"])
    assert shown(first[0], table, scale="uls6")[figure].notna().all()
    assert shown(second[0], table, scale="uls6")[figure].isna().all()


def test_the_indicator_table_does_not_sum_up_rows_that_are_withheld_as_changed(base):
    def state(registered, other):
        places = (("户籍", registered, 40), ("非户籍", other, 30))
        return listed(base, [
            (("孤儿",) if n < held else ("老年人",), place, f"第{n % 2 + 1}社区", n % 3 > 0 or known <= n < held)
            for place, held, known in places for n in range(80)
        ])  # fmt: skip

    first, second = make_states([state(40, 30), state(42, 32)], ["shared"])
    stated = [shown(one[0], "scorecard", indicator="priority_coverage")["actual"].iloc[0] for one in (first, second)]
    assert stated[0] == "46 ÷ 70"
    assert shown(second[0], "priority")["served"].isna().all()
    assert pd.isna(stated[1])


def test_the_indicator_table_tells_of_nameless_answers_what_their_own_table_tells():
    """One more is dissatisfied: the table of satisfaction says so, and so does the share that is worked out of it."""
    base = make_street(7)
    answers = base.evidence.tables["satisfaction"]
    yes = answers.index[(answers["overall"] == "满意") & (answers["respondent"] == "服务对象")]
    changed = answers.assign(overall=answers["overall"].mask(answers.index == yes[0], "不满意"))
    evidence = Evidence({**base.evidence.tables, "satisfaction": changed}, base.evidence.quality)
    states = make_states([base, MadeStreet(evidence, base.scored)], ["shared"])
    rows = [shown(one[0], "satisfaction", respondent="服务对象")["n_satisfied"].sum() for one in states]
    told = [shown(one[0], "scorecard", indicator="satisfaction_rate")["actual"].iloc[0] for one in states]
    assert rows == [26, 25]
    assert told == ["26 ÷ 63", "25 ÷ 63"]


@pytest.mark.parametrize("seed", one_in(10, [1, *(seed for seed in range(10) if seed != 1)]))
def test_a_corrected_score_costs_the_other_scales_nothing(seed):
    base = make_street(seed, groups=((2, 15), (6, 22), (14, 40))[seed % 3])
    first = base.scored[base.scored["scale"] == "uls6"].index[0]
    other = base.scored["score"].where(base.scored.index != first, 30 - base.scored["score"])
    states = make_states([base, with_scores(base, base.scored.assign(score=other))], ["shared"])
    before, now = (one[0].shown["outcomes"].frame for one in states)
    same = before["scale"] != "uls6"
    assert same.any()
    assert (before[same].notna() & now[same].isna()).sum().sum() == 0


def test_a_count_that_was_company_to_a_small_one_stays_hidden_when_another_could_be(base):
    """甲 has 3, 乙 9 was hidden beside it: were 戊 hidden now in its place, the sum would tell the 3."""
    one = {"甲": 3, "乙": 9, "丙": 30, "丁": 40}
    states = [
        listed(base, [(("孤儿",), "户籍", name, True) for name, people in held.items() for _ in range(people)])
        for held in (one, {**one, "戊": 8})
    ]
    for (report,) in make_states(states, ["shared"]):
        rows = shown(report, "coverage_by_community").set_index("community")["served"]
        assert rows[["甲", "乙"]].isna().all()
        assert rows[["丙", "丁"]].notna().all()


def test_a_dimension_of_a_few_people_less_than_its_total_is_not_told(base):
    """Of 14 with a total 2 lack 知识: the total less the other dimensions and less 知识 were those two."""
    chance, rows = np.random.default_rng(5), []
    for n in range(14):
        for wave in WAVES[:2]:
            values = {name: float(chance.integers(4, 21)) for name in ("knowledge", "skill", "confidence")}
            total = sum(values.values())
            held = {name: value for name, value in values.items() if n > 1 or name != "knowledge"}
            rows += [
                (f"P{n}", "station_own_template", name, wave, score)
                for name, score in (*held.items(), ("total", total))
            ]
    scored = pd.DataFrame(rows, columns=COLUMNS[:5]).assign(
        group="第1组", method="小组", field="长者服务", project="项目1", purpose="支持"
    )
    other = scored[scored["dimension"] == "total"].assign(scale="uls6", score=lambda frame: 10.0 + frame.index % 7)
    report = make_report(with_scores(base, pd.concat([scored, other], ignore_index=True)), "shared")
    told = shown(report, scale="station_own_template", group_kind="all").set_index("dimension")["mean_pre"]
    assert told[["total"]].notna().all()
    assert told[["knowledge", "skill", "confidence"]].isna().sum() >= 2  # one alone would follow from the others


def test_who_joined_is_not_told_by_a_scale_that_is_called_anew(base):
    """40 before, 42 now: were the scale another one to the tool, the two means would tell of the two."""
    chance = np.random.default_rng(5)
    drawn = [tuple(int(one) for one in chance.integers(0, 16, 2)) for _ in range(42)]
    before, after = make_states([
        called(in_groups(base, drawn, [("一组", "甲", range(20)), ("二组", "乙", range(20, people))]), name)
        for people, name in ((40, "gds15"), (42, "gds15_key_1_5_7_11"))
    ], ["shared"])  # fmt: skip
    assert shown(before[0], scale="gds15")["mean_change"].notna().all()
    told = shown(after[0], scale="gds15_key_1_5_7_11").set_index("group")["mean_change"]
    assert told[["", "乙"]].isna().all()


def called(street, scale):
    return MadeStreet(street.evidence, street.scored.assign(scale=scale))


def test_a_count_that_an_earlier_paper_showed_is_no_company_to_a_small_one(base):
    """甲 has 12 as before: hidden beside the 3 of 丁 it would be supposed to be 12 still, and tell the 3."""
    before = {"甲": 12, "乙": 30, "丙": 40}
    first, second = make_states([
        listed(base, [(("孤儿",), "户籍", name, True) for name, people in held.items() for _ in range(people)])
        for held in (before, {**before, "乙": 40, "丁": 3})
    ], ["shared"])  # fmt: skip
    assert shown(first[0], "coverage_by_community")["served"].notna().all()
    rows = shown(second[0], "coverage_by_community").set_index("community")["served"]
    assert rows[["乙", "丁"]].isna().all()
    assert rows[["甲", "丙"]].notna().all()


def test_one_who_joined_is_not_told_by_what_programmes_of_now_and_of_before_leave_of_a_large_whole(base):
    """82 now, of whom 22 in 甲 and 30 in 丙; 29 of before in 乙: one is left, whom many sums narrow together."""
    drawn = scores(90)
    stays = ("一组", "甲", range(22))
    before, after = [stays, ("二组", "乙", range(30, 59))], [
        stays, ("二组", "乙", range(30, 60)), ("三组", "丙", range(60, 90))
    ]  # fmt: skip
    first, second = make_states([in_groups(base, drawn, spec) for spec in (before, after)], ["shared"])
    assert shown(first[0], scale="uls6", group="乙")["mean_change"].notna().all()
    told = shown(second[0], scale="uls6")
    assert told["mean_change"].isna().sum() > 1  # 乙, and one more of what would leave the one


def test_people_cared_for_in_an_earlier_paper_less_a_page_of_now_are_no_few(base):
    """9 were cared for, 5 in 二组 and 4 in 四组; now one more is, and their mean is withheld: the page of 二组 too."""
    drawn, cared = scores(60), {*range(9)}
    spec = [("二组", "甲", range(5)), ("四组", "甲", range(5, 9)), ("三组", "乙", range(10, 40))]
    spec += [("五组", "甲", range(50, 54)), ("六组", "甲", range(54, 58))]
    states = [
        for_care(in_groups(base, drawn, spec), {f"P{n}" for n in who}) for who in (cared, {*cared, 10})
    ]  # fmt: skip
    first, second = make_states(states, ["shared"])
    of_care = [shown(one[0], "maintenance", scale="uls6", purpose="照护")["mean_change"] for one in (first, second)]
    assert of_care[0].notna().all()
    assert of_care[1].isna().all()
    for (report,) in (first, second):
        assert not [row for row in report.pages if row["group"] == "二组" and row["mean_change"] is not None]


def for_care(street, people):
    scored = street.scored
    return MadeStreet(
        street.evidence, scored.assign(purpose=scored["purpose"].mask(scored["client"].isin(people), "照护"))
    )


def with_one_of_another_category(base, *last):
    """Return states in which the last of those served whose residence nobody knows has these labels: 4 in all."""
    served = {"甲": 12, "乙": 11, "丙": 8, "丁": 13, "戊": 8}
    known = [(("孤儿",), "户籍", name, n < people) for name, people in served.items() for n in range(30)]
    unknown = [(("孤儿",), "未说明", "甲", True)] * 2 + [(("老年人",), "未说明", "甲", True)]
    return [listed(base, [*known, *unknown, (labels, "未说明", "乙", True)]) for labels in last]


def test_a_row_hidden_beside_one_that_changed_is_not_told_from_it_though_an_earlier_paper_showed_it(base):
    """乙 has one more now. Whoever knew which other community is the same still would know 乙 to four apart."""
    streets = with_one_of_another_category(base, ("老年人",), ("孤儿",), ("孤儿", "残疾人"))
    states = [report for (report,) in make_states(streets, ["shared"])]
    assert shown(states[0], "coverage_by_community")["served"].notna().all()
    for later in states[1:]:
        rows = shown(later, "coverage_by_community").set_index("community")
        gone = rows.index[rows["served"].isna()]
        assert "乙" in gone
        assert len(gone) > 1
        assert rows.loc[gone, "people"].isna().all()
        listed_for = {one.row: one.reason for one in later.shown["coverage_by_community"].hidden}
        assert {listed_for[name,] for name in gone} == {"changed"}
    assert list(attack_same_counts(states, 5)) == []


def test_who_was_served_since_is_not_told_by_communities_that_are_called_anew(base):
    """甲 has 13 of 30 served, and one more now; 丁, which may be called 甲 now, has as many as then."""
    served = {"甲": 12, "乙": 25, "丙": 8, "丁": 13}
    before, after = (
        listed(base, [
            (("孤儿",), "户籍", name + mark, n < people + (name == "甲" and bool(mark)))
            for name, people in served.items() for n in range(30)
        ]) for mark in ("", "（新）")
    )  # fmt: skip
    states = [report for (report,) in make_states([before, after], ["shared"])]
    assert shown(states[0], "coverage_by_community")["served"].notna().all()
    rows = shown(states[1], "coverage_by_community").set_index("community")["served"]
    assert rows[["甲（新）"]].isna().all()
    assert list(attack_same_counts(states, 5)) == []


def swapped(drawn, who, scores):
    return [scores if number == who else own for number, own in enumerate(drawn)]


def test_one_for_another_is_not_told_by_a_whole_that_is_a_programme_of_an_earlier_paper(base):
    """15 of 甲 before; 乙 has ended, and one of 甲 too, for whom another came: the whole is 甲, and tells both."""
    drawn = swapped(scores(60), 3, (24, 6))
    before = [("一组", "甲", range(15)), ("二组", "乙", range(20, 50))]
    after = [("一组", "甲", [*range(3), *range(4, 15), 15])]
    streets = [in_groups(base, drawn, before), in_groups(base, swapped(drawn, 15, (6, 24)), after)]
    states = make_states(streets, ["shared"])
    assert shown(states[0][0], scale="uls6", group="甲")["mean_change"].notna().all()
    assert shown(states[1][0], scale="uls6", group_kind="all")["mean_change"].isna().all()
    assert list(attack_states(states, 5)) == []


def test_one_for_another_is_not_told_by_what_a_programme_that_has_ended_leaves_of_an_earlier_whole(base):
    """30 in 甲 and 丙, and as many now that 乙 has ended: but one of 甲 has left, and another joined 丙."""
    drawn = swapped(scores(60), 3, (24, 6))
    before = [("一组", "甲", range(15)), ("三组", "丙", range(15, 30)), ("二组", "乙", range(31, 55))]
    after = [("一组", "甲", [*range(3), *range(4, 15)]), ("三组", "丙", range(15, 31))]
    streets = [in_groups(base, drawn, before), in_groups(base, swapped(drawn, 30, (6, 24)), after)]
    states = make_states(streets, ["shared"])
    assert shown(states[0][0], scale="uls6", group="乙")["mean_change"].notna().all()
    assert shown(states[1][0], scale="uls6", group_kind="all")["mean_change"].isna().all()
    assert list(attack_states(states, 5)) == []


def test_who_joined_is_not_told_by_what_one_state_leaves_of_another(base):
    """甲 and 丙 were 24 less 乙, 37 with 丁, and 丁 stands by itself now: 15, of whom 37 less 24 were there."""
    drawn = scores(90)
    first = [("一组", "甲", range(20)), ("三组", "丙", range(20, 24))]
    specs = [
        [*first, ("二组", "乙", range(24, 68))],
        [*first, ("四组", "丁", range(70, 83))],
        [("一组", "甲", range(13)), ("三组", "丙", range(20, 24)), ("四组", "丁", range(70, 85))],
    ]
    states = make_states([in_groups(base, drawn, spec) for spec in specs], ["shared"])
    assert [shown(one[0], scale="uls6", group_kind="all")["mean_change"].notna().all() for one in states[:2]]
    assert shown(states[2][0], scale="uls6", group="丁")["mean_change"].isna().all()
    assert list(attack_states(states, 5)) == []


def test_who_joined_is_not_told_by_a_programme_that_is_a_group_of_an_earlier_page(base):
    """甲 had two groups of 8, each with a page; one has ended and two joined the other: 甲 is it and the two."""
    drawn = scores(60)
    before = [("一组", "甲", range(8)), ("三组", "甲", range(8, 16)), ("二组", "乙", range(20, 40))]
    after = [("一组", "甲", [*range(8), 16, 17]), ("二组", "乙", range(20, 40))]
    states = make_states([in_groups(base, drawn, spec) for spec in (before, after)], ["shared"])
    assert [row for row in states[0][0].pages if row["group"] == "一组" and row["mean_change"] is not None]
    assert shown(states[1][0], scale="uls6", group="甲")["mean_change"].isna().all()
    assert list(attack_states(states, 5)) == []


def test_a_row_of_unknowns_that_was_hidden_beside_a_small_count_stays_hidden(base):
    """Of 4 from elsewhere and 1 unknown each was 1 to 4; they are 5 and 1 now: the 1, shown, would tell the 4."""

    def state(elsewhere):
        there = [("户籍", 8, 2), ("非户籍", elsewhere, 1), ("未说明", 1, 0)]
        return listed(
            base, [(("孤儿",), place, "甲", n < served) for place, held, served in there for n in range(held)]
        )

    states = [report for (report,) in make_states([state(4), state(5)], ["shared"])]
    for one in states:
        rows = shown(one, "priority").set_index("residence")["people"]
        assert rows[["未说明"]].isna().all()
        assert rows[["户籍"]].notna().all()
    assert list(attack_same_counts(states, 5)) == []
