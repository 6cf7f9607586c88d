"""A reader solves for what is hidden: over every table of a report, and over two reports of one street.

The attack (tools/safety) is written without the protection's list of what adds up to what: it counts kinds of people.
"""

import pytest

from evaltoolkit.disclosure.scales.several_pairs import SeveralPairs
from evaltoolkit.disclosure.states.told_scores import ToldScores
from safety.accounted import ATTACKED
from safety.attack_ends import attack_ends, with_an_end
from safety.attack_several import attack_several, with_several
from safety.attack_tables import attack_counts
from safety.attack_two import attack_two
from safety.attacked import attacked
from safety.attacked_papers import attacked_twice
from safety.made_evidence import make_street
from safety.made_report import make_report, registry
from tests.sample import one_in

FEW, MANY = range(300, 301), range(1000)
ONCE_TOLD = (14, 251, 20, 46)
"""Streets whose second report once told of a few people: by another table than the first, by its dimensions, by pages
beside an earlier programme, by those whom a follow-up kept and lost."""
ALL_LOST = (599, 630)
"""Streets with a scale that one or two people took, before alone."""
ONE_IN_TWO_GROUPS, AT_AN_END = 1, 6
ONCE_BEYOND = (76, 204, 764, 900)
"""Streets whose people of two groups once scored more than the scale has, or were not measured before."""
ALL_OF_A_PROGRAMME = 181
"""A street with a programme of twenty people who all scored least: its printed mean may say so, of each group too."""
ONCE_BOUNDED = 5
"""A street whose category had people who did not say where they live, and few of all such were not served."""


@pytest.mark.parametrize("seed", FEW)
@pytest.mark.parametrize("audience", one_in(2, ["shared", "public"]))
def test_no_hidden_count_of_a_report_can_be_narrowed(seed, audience):
    assert attacked(seed, audience).found == ()


@pytest.mark.parametrize("seed", one_in(2, ALL_LOST))
def test_the_few_lost_are_not_told_where_they_are_all_who_were_measured(seed):
    assert attacked(seed, "shared").found == ()


def test_who_was_not_served_does_not_bound_who_was():
    assert attacked(ONCE_BOUNDED, "shared").found == ()


@pytest.mark.parametrize("seed", one_in(len(ONCE_TOLD), ONCE_TOLD))
def test_two_reports_of_a_street_single_no_one_out(seed, tmp_path):
    assert attacked_twice(seed, "shared").found == ()


@pytest.mark.full
@pytest.mark.parametrize("seed", MANY)
def test_none_of_a_thousand_reports_can_be_narrowed(seed):
    assert attacked(seed, "shared").found == ()


@pytest.mark.full
@pytest.mark.parametrize("seed", MANY[:300])
@pytest.mark.parametrize("audience", ["partner", "public"])
def test_nor_can_reports_for_the_other_audiences(seed, audience):
    assert attacked(seed, audience).found == ()


@pytest.mark.full
@pytest.mark.parametrize("seed", MANY[:300])
def test_nor_can_two_reports_of_three_hundred_streets(seed, tmp_path):
    assert attacked_twice(seed, "shared").found == ()


def test_the_attack_finds_few_newcomers_in_a_second_report_that_knows_nothing_of_the_first():
    """The attack has teeth: 10 people were measured before, then 12; no one protects the second from the first."""
    first, second = (make_report(make_street(14, revised=revised), "shared") for revised in (False, True))
    found = {one.what for one in attack_two(first, second, 5, 10)}
    assert {"uls6 n_pre, in whichever table", "flow ('uls6',) n_pre"} <= found


def test_the_attack_finds_who_is_in_two_groups_where_people_are_only_counted(monkeypatch):
    """The attack has teeth: a woman of two groups is what both leave of the whole, in which she stands once."""
    street = with_several(make_street(ONE_IN_TWO_GROUPS), ONE_IN_TWO_GROUPS)
    assert not list(attack_several(make_report(street, "shared"), 5, 10))
    monkeypatch.setattr(SeveralPairs, "leave_few", lambda *_, **__: False)
    found = [one.what for one in attack_several(make_report(street, "shared"), 5, 10)]
    assert any(what.startswith("mean_change gds15 total: ") for what in found)


def test_what_a_row_of_enough_people_says_of_all_is_no_find_of_some():
    street = with_an_end(make_street(ALL_OF_A_PROGRAMME), ALL_OF_A_PROGRAMME)
    assert not list(attack_ends(make_report(street, "shared"), 5, 10))
    assert list(attack_ends(make_report(street, "shared"), 5, 21))  # of fewer than it has the row may not


@pytest.mark.parametrize("seed", one_in(2, ONCE_BEYOND))
def test_who_is_in_two_groups_scores_what_the_scale_allows(seed):
    scored = with_several(make_street(seed), seed).scored.dropna(subset=["score"])
    scales = registry()
    ranges = [scales[name].range_of(part) for name, part in zip(scored["scale"], scored["dimension"], strict=True)]
    assert scored["score"].ge([one.low for one in ranges]).all()
    assert scored["score"].le([one.high for one in ranges]).all()


def test_the_attack_finds_who_is_at_an_end_where_rows_alone_are_looked_at(monkeypatch):
    """The attack has teeth: all less those followed up leaves seven people who all scored the least."""
    street = with_an_end(make_street(AT_AN_END), AT_AN_END)
    assert not list(attack_ends(make_report(street, "shared"), 5, 10))
    monkeypatch.setattr(ToldScores, "_at_an_end", lambda *_: ())
    assert "mean_post uls6: all  less ['follow-up 跟进一'], 7 people" in {
        one.what for one in attack_ends(make_report(street, "shared"), 5, 10)
    }


def test_the_attack_finds_what_a_report_without_company_gives_away():
    """The attack has teeth: with its only small count hidden and every sum shown, it finds the count."""
    rows = [
        {"residence": "户籍", "served": 40, "people": 50, "share": 0.8, "basis": "roster"},
        {"residence": "非户籍", "served": None, "people": None, "share": None, "basis": "roster"},
    ]
    total = {"community": "甲", "served": 43, "people": 55, "share": 0.8, "basis": "roster"}
    hidden = [{"row": 1, "columns": ["served", "people", "share"]}]
    named = [{**row, "category": "残疾人"} for row in rows]
    everyone = [{**row, "people": 900, "basis": "population"} for row in rows]
    everyone[0]["served"], everyone[1]["served"] = 60, 50

    def table(rows, withheld=()):
        return {"rows": rows, "withheld": list(withheld)}

    published = {
        "round_to": 1,
        "tables": {
            **{name: table([]) for name in ATTACKED},
            "coverage": table(named, hidden), "residence": table(everyone), "priority": table(rows, hidden),
            "coverage_by_community": table([total]),
        },
    }  # fmt: skip
    assert {(found.what, found.low, found.high) for found in attack_counts(published, 5)} == {
        ("coverage 残疾人 非户籍 served", 3.0, 3.0),
        ("priority  非户籍 served", 3.0, 3.0),
    }


def test_the_attack_finds_the_few_who_are_left_beside_those_who_got_better():
    """The attack has teeth: of 8 people 5 got better, so that 3 are left for two hidden counts."""
    verdicts = {"scale": "uls6", "n_pairs": None, "n_better": None, "n_unchanged": None, "n_worse": None}
    pooled = {"scale": "uls6", "n_pairs": 8, "n_better": 5, "n_not_better": None}
    tables = {name: {"rows": [], "withheld": []} for name in ATTACKED}
    tables["flow"] = {"rows": [{"scale": "uls6", "n_pre": 8, "n_post": 8, "n_pairs": 8, "n_lost": 0}], "withheld": []}
    hidden = ["n_pairs", "n_better", "n_unchanged", "n_worse"]
    bands = {"0": {name: [1, 4] for name in hidden[2:]}}
    tables["verdicts"] = {"rows": [verdicts], "withheld": [{"row": 0, "columns": hidden}], "bands": bands}
    tables["verdicts_pooled"] = {"rows": [pooled], "withheld": [{"row": 0, "columns": ["n_not_better"]}]}
    found = {(one.what, one.low, one.high) for one in attack_counts({"round_to": 1, "tables": tables}, 5)}
    assert found == {
        ("uls6 ('unchanged',)", 1.0, 2.0),
        ("uls6 ('worse',)", 1.0, 2.0),
        ("uls6 ('unchanged', 'worse')", 3.0, 3.0),
    }


def published(bands=(), **tables):
    """Return a published file with these tables as (rows, withheld columns by row), the others empty.

    `bands` are columns of which the file says that they hold 1 to 4.
    """
    filled = {
        name: {
            "rows": rows, "withheld": [{"row": row, "columns": columns} for row, columns in withheld.items()],
            "bands": {
                str(row): {column: [1, 4] for column in columns if column in bands} for row, columns in withheld.items()
            },
        }
        for name, (rows, withheld) in tables.items()
    }  # fmt: skip
    return {"round_to": 1, "tables": {name: {"rows": [], "withheld": []} for name in ATTACKED} | filled}


def found(report):
    return {(one.what, one.low, one.high) for one in attack_counts(report, 5)}


def test_the_attack_finds_the_item_that_few_forms_hold():
    """The attack has teeth: of 3 forms, none of them valid, at most 3 answer the item whose number is hidden."""
    form = {"method": "小组", "respondent": "服务对象", "n_valid": 0, "n_satisfied": 0, "n_answers": 3}
    item = {"method": "小组", "respondent": "服务对象", "item": 1, "n": None, "n_satisfied": None}
    report = published(["n"], satisfaction=([form], {}), satisfaction_items=([item], {0: ["n", "n_satisfied"]}))
    assert found(report) == {("item 1 小组 服务对象 n", 1.0, 3.0)}


def test_the_attack_finds_the_few_cared_for_whom_the_other_purposes_leave():
    """The attack has teeth: of 22 pairs 12 and 8 are of two purposes, so that at most 2 are of the third."""
    rows = [
        {"scale": "uls6", "purpose": "照护", "n_pairs": 12, "n_others": 10},
        {"scale": "uls6", "purpose": "陪伴", "n_pairs": 8, "n_others": 14},
        {"scale": "uls6", "purpose": "支持", "n_pairs": None, "n_others": None},
    ]
    flow = {"scale": "uls6", "n_pre": 22, "n_post": 22, "n_pairs": 22, "n_lost": 0}
    report = published(maintenance=(rows, {2: ["n_pairs", "n_others"]}), flow=([flow], {}))
    assert found(report) == {("maintenance uls6 n_pairs", 0.0, 2.0)}


def test_the_attack_finds_who_crossed_a_cut_off_where_few_did_not_get_better():
    """The attack has teeth: of 2 who did not get better at most 2 crossed over to the worse side."""
    sides = {"stayed_good": 8, "became_good": 0, "became_poor": None, "stayed_poor": None}
    crossed = {"scale": "gds15", "n_pairs": None, **sides}
    pooled = {"scale": "gds15", "n_pairs": 10, "n_better": 8, "n_not_better": 2}
    flow = {"scale": "gds15", "n_pre": 12, "n_post": 12, "n_pairs": None, "n_lost": None}
    report = published(
        ["became_poor"], crossings=([crossed], {0: ["became_poor", "stayed_poor"]}), verdicts_pooled=([pooled], {}),
        flow=([flow], {}),
    )  # fmt: skip
    assert ("crossings gds15 became_poor", 1.0, 2.0) in found(report)


def test_the_attack_knows_that_what_is_hidden_beside_a_small_count_is_none_itself():
    """The attack has teeth: of 8 people 1 to 4 got worse, and whoever is hidden beside them are at least 5."""
    row = {"scale": "uls6", "n_pairs": 8, "n_better": None, "n_unchanged": 0, "n_worse": None}
    flow = {"scale": "uls6", "n_pre": 8, "n_post": 8, "n_pairs": 8, "n_lost": 0}
    report = published(["n_worse"], verdicts=([row], {0: ["n_better", "n_worse"]}), flow=([flow], {}))
    report["tables"]["verdicts"]["keys"] = ["scale"]
    report["withheld"] = [{"table": "verdicts", "row": ["uls6"], "columns": ["n_better"], "reason": "subtraction"}]
    assert found(report) == {("uls6 ('worse',)", 1.0, 3.0)}


def test_the_attack_finds_how_many_were_lost_where_the_flow_does_not_say_it():
    """The attack has teeth: of 20 with a pre-test at least 17 have a pair, by the table of those kept."""
    flow = {"scale": "uls6", "n_pre": 20, "n_post": None, "n_pairs": None, "n_lost": None}
    kept = {"scale": "uls6", "n_kept": 17, "n_lost": None}
    report = published(flow=([flow], {}), attrition=([kept], {0: ["n_lost"]}))
    assert found(report) == {("attrition uls6 n_lost", 3.0, 3.0)}


def test_the_attack_finds_the_volunteers_whom_a_list_of_three_bounds():
    rows = [{"item": "listed", "n": 3, "of": 3}, {"item": "core", "n": None, "of": None}]
    assert found(published(["of"], volunteers=(rows, {1: ["of", "n"]}))) == {("volunteers core", 1.0, 3.0)}


def test_the_attack_finds_a_form_without_a_score_by_who_is_enrolled_and_not_measured():
    """The attack has teeth: 28 are enrolled, 27 have a pre-test, and a range says that one form has no score."""
    flow = {"scale": "uls6", "n_enrolled": 28, "n_pre": 27, "n_post": 27, "n_pairs": 27, "n_lost": 0}
    rows = [{"scale": "uls6", "wave": wave, "n_forms": None} for wave in ("前测", "后测")]

    def found(rows, band):
        report = published(flow=([flow], {}), unscored_forms=(rows, {row: ["n_forms"] for row in range(len(rows))}))
        report["tables"]["unscored_forms"]["bands"] = {str(row): {"n_forms": band} for row in range(len(rows))}
        return {(one.what, one.low) for one in attack_counts(report, 5)}

    assert found(rows[:1], [1, 4]) == {("unscored_forms uls6 n_forms", 1.0)}
    assert found(rows, [0, 4]) == set()


def test_the_attack_finds_the_one_of_a_category_who_did_not_say_where_they_belong():
    """The attack has teeth: the communities' sum leaves 1 person, and one category alone has such a row, of 1 to 4."""
    told = [{"residence": place, "served": 40, "people": 50, "basis": "roster"} for place in ("户籍", "非户籍")]
    unknown = {"residence": "未说明", "served": None, "people": None, "basis": "roster"}
    everyone = [{**row, "people": None, "basis": ""} for row in (*told, unknown)]
    hidden = {2: ["served", "people"]}

    def found(low):
        report = published(
            coverage=([{**row, "category": "残疾人"} for row in (*told, unknown)], hidden),
            residence=(everyone, {2: ["served"]}), priority=([*told, unknown], hidden),
            coverage_by_community=([{"community": "甲", "served": 81, "people": 101, "basis": "roster"}], {}),
        )  # fmt: skip
        report["tables"]["coverage"]["bands"] = {"2": {"served": [low, 4], "people": [low, 4]}}
        return {(one.what, one.low) for one in attack_counts(report, 5)}

    assert ("coverage 残疾人 未说明 people", 1.0) in found(1)
