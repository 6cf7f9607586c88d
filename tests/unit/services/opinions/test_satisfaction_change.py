import math

import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.opinions.satisfaction_change import difference, satisfaction_change

RANDOM, ON_SITE, ALL = "随机抽取", "现场发放", "全部询问"


def answers(method, satisfied, others):
    return [{"method": method, "respondent": "服务对象", "overall": "满意"}] * satisfied + [
        {"method": method, "respondent": "服务对象", "overall": "一般"}
    ] * others


def survey(method, asked, last_asked, last):
    return {"method": method, "respondent": "服务对象", "asked": asked, "last_asked": last_asked,
            "last_satisfied": last[0], "last_valid": last[1]}  # fmt: skip


# Newcombe (1998), Stat Med 17, 873-890, table II, method 10
@pytest.mark.parametrize(
    ("now", "before", "low", "high"),
    [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090), ((6, 7), (2, 7), 0.0582, 0.8062),
     ((5, 56), (0, 29), -0.0381, 0.1926), ((10, 10), (0, 10), 0.6075, 1.0)],
)  # fmt: skip
def test_limits_are_newcombe_s_published_ones(now, before, low, high):
    found = difference(now, before, asked=(RANDOM, RANDOM))
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [((RANDOM, RANDOM), "wilson"), ((RANDOM, ON_SITE), "indicative"), ((ON_SITE, RANDOM), "indicative"),
     ((ALL, RANDOM), "none"), ((RANDOM, "未说明"), "none")],
)  # fmt: skip
def test_an_interval_stands_only_where_both_ways_of_asking_allow_one(asked, kind):
    found = difference((56, 70), (48, 80), asked=asked)
    assert found.interval.value == kind
    assert math.isnan(found.low) is (kind == "none")


def test_both_years_stand_beside_each_other_where_last_year_is_stated(plan, evidence_of):
    evidence = evidence_of(
        satisfaction=[*answers("小组", 56, 14), *answers("个案", 5, 5)],
        surveys=[survey("小组", RANDOM, RANDOM, (48, 80)), survey("个案", ALL, None, (None, None))],
    )
    frame = satisfaction_change(plan, evidence).frame
    assert frame["method"].tolist() == ["小组"]
    row = frame.iloc[0]
    assert (row["n_valid"], row["share"], row["last_valid"], row["last_share"]) == (70, 0.8, 80.0, 0.6)
    assert round(row["ci_low"], 4) == 0.0524


def test_more_satisfied_than_valid_answers_of_last_year_make_no_row(plan, evidence_of):
    evidence = evidence_of(satisfaction=answers("小组", 6, 4), surveys=[survey("小组", RANDOM, RANDOM, (90, 80))])
    assert satisfaction_change(plan, evidence).frame.empty
    assert satisfaction_change(plan, evidence_of()).frame.empty


def test_few_answers_are_hidden_here_as_they_are_in_the_table_of_satisfaction(plan, evidence_of):
    evidence = evidence_of(
        satisfaction=[*answers("小组", 3, 0), *answers("个案", 20, 5)],
        surveys=[survey("小组", RANDOM, RANDOM, (48, 80)), survey("个案", RANDOM, RANDOM, (18, 25))],
    )
    shown = protect_tables(measure_services(plan, evidence), shipped_policy(), Audience.SHARED)
    change = shown["satisfaction_change"].frame.set_index("method")
    assert change.loc["小组", ["n_valid", "n_satisfied", "share", "last_share", "ci_low"]].isna().all()
    assert change.loc["个案", "n_satisfied"] == 20
