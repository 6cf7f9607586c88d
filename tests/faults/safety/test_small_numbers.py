"""A reader solves for what is hidden: over every table of a report, and over two reports of one street.

The attack (tools/safety) is written without the protection's list of what adds up to what: it counts kinds of people.
"""

import pytest

from safety.attack_counts import attack_counts
from safety.attacked import attacked, attacked_twice

FEW, MANY = range(300, 303), range(1000)


COVERAGE = (
    "coverage", "residence", "priority", "coverage_by_community", "satisfaction", "satisfaction_levels",
)  # fmt: skip
OTHERS = ("attendance", "scorecard", "verdicts", "verdicts_pooled", "people", "outcomes", "flow")


@pytest.mark.parametrize("seed", FEW)
@pytest.mark.parametrize("audience", ["shared", "public"])
def test_no_hidden_count_of_a_report_can_be_narrowed(seed, audience):
    assert attacked(seed, audience).found == ()


@pytest.mark.parametrize("seed", FEW)
def test_two_reports_of_a_street_single_no_one_out(seed, tmp_path):
    assert attacked_twice(seed, "shared", tmp_path).found == ()


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
    assert attacked_twice(seed, "shared", tmp_path).found == ()


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
            "coverage": table(named, hidden), "residence": table(everyone), "priority": table(rows, hidden),
            "coverage_by_community": table([total]), "satisfaction": table([]), "satisfaction_levels": table([]),
            **{name: table([]) for name in OTHERS},
        },
    }  # fmt: skip
    assert {(found.what, found.low, found.high) for found in attack_counts(published, 5)} == {
        ("coverage 残疾人 非户籍 served", 3.0, 3.0),
        ("coverage 残疾人 非户籍 people", 5.0, 5.0),
        ("priority  非户籍 served", 3.0, 3.0),
        ("priority  非户籍 people", 5.0, 5.0),
    }


def test_the_attack_finds_the_few_who_are_left_beside_those_who_got_better():
    """The attack has teeth: of 8 people 5 got better, so that 3 are left for two hidden counts."""
    verdicts = {"scale": "uls6", "n_pairs": None, "n_better": None, "n_unchanged": None, "n_worse": None}
    pooled = {"scale": "uls6", "n_pairs": 8, "n_better": 5, "n_not_better": None}
    tables = {name: {"rows": [], "withheld": []} for name in (*OTHERS, *COVERAGE)}
    tables["flow"] = {"rows": [{"scale": "uls6", "n_pairs": 8}], "withheld": []}
    hidden = ["n_pairs", "n_better", "n_unchanged", "n_worse"]
    tables["verdicts"] = {"rows": [verdicts], "withheld": [{"row": 0, "columns": hidden}]}
    tables["verdicts_pooled"] = {"rows": [pooled], "withheld": [{"row": 0, "columns": ["n_not_better"]}]}
    found = {(one.what, one.low, one.high) for one in attack_counts({"round_to": 1, "tables": tables}, 5)}
    assert found == {
        ("uls6 ('unchanged',)", 0.0, 3.0),
        ("uls6 ('worse',)", 0.0, 3.0),
        ("uls6 ('unchanged', 'worse')", 3.0, 3.0),
    }
