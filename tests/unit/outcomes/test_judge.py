"""Verdicts on people, the lost, cut-offs, maintaining services: small cases worked by hand."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan, SourcedFigure
from evaltoolkit.model.results import Quality
from evaltoolkit.model.thresholds import ALPHA
from evaltoolkit.outcomes.judge import judge_outcomes
from evaltoolkit.outcomes.tables.people_table import programme_of


def rows(pre, post, *, scale="uls6", prefix="p", **context):
    table = []
    for wave, scores in (("前测", pre), ("后测", post)):
        for number, score in enumerate(scores):
            table.append({"client": f"{prefix}{number}", "scale": scale, "dimension": "total", "wave": wave,
                          "score": float(score), **context})  # fmt: skip
    return pd.DataFrame(table)


def judged(*tables, audience="station", registry=None, **plan):
    scored = pd.concat(tables, ignore_index=True)
    about = {"street": "甲街道", "slug": "jia", "district": "乙区", "year": 2023, "project": "项目",
             "indicator_system": "national_2020", "audience": audience}  # fmt: skip
    evidence = Evidence({}, Quality(pd.DataFrame()))
    return judge_outcomes(Plan(**about, **plan), evidence, scored, registry or shipped_scales())


# Threshold of the ULS-6 is 6 points, lower is better: two better, three unchanged, one worse; one lost.
PRE, POST = [18, 18, 18, 12, 12, 10, 20], [12, 11, 13, 12, 10, 16, np.nan]


def test_people_are_counted_by_the_registry_s_threshold_with_bounds_for_the_lost():
    row = judged(rows(PRE, POST))["verdicts"].frame.iloc[0]
    assert row[["n_pairs", "n_better", "n_unchanged", "n_worse", "n_lost"]].tolist() == [6, 2, 3, 1, 1]
    assert row["share_better"] == pytest.approx(2 / 6)
    assert (row["bound_low"], row["bound_high"]) == (pytest.approx(2 / 7), pytest.approx(3 / 7))
    assert row["s_diff"] == pytest.approx(3.96 * np.sqrt(2 * (1 - 0.726)))


def test_the_pooled_table_tells_better_or_not():
    row = judged(rows(PRE, POST))["verdicts_pooled"].frame.iloc[0]
    assert row[["n_better", "n_not_better"]].tolist() == [2, 4]


def test_without_a_confirmed_threshold_there_are_no_counts():
    row = judged(rows(PRE, POST, scale="phq9"))["verdicts"].frame.iloc[0]
    assert row[["threshold", "n_better", "n_worse"]].isna().all()
    assert row["n_pairs"] == 6


def test_under_five_pairs_there_are_counts_without_shares():
    row = judged(rows(PRE[:4], POST[:4]))["verdicts"].frame.iloc[0]
    assert row["n_better"] == 2
    assert np.isnan(row["share_better"])


def test_only_the_station_has_single_people_groups_and_other_methods():
    tables = rows(PRE, POST, group="甲组")
    station, shared = judged(tables), judged(tables, audience="shared")
    assert [len(station[name].frame) > 0 for name in ("courses", "verdicts_by_group", "verdict_methods")] == [True] * 3
    assert [len(shared[name].frame) for name in ("courses", "verdicts_by_group", "verdict_methods")] == [0] * 3
    assert "client" not in station["courses"].frame


def test_a_person_s_verdict_rests_on_the_primary_scale_of_their_programme():
    tables = rows(PRE, POST, group="银龄1组"), rows(PRE, POST, group="其他组", prefix="q")
    people = judged(*tables, primary_scales={"银龄": "uls6"})["people"].frame.set_index("programme")
    assert people.loc["all", ["n_pairs", "n_better", "n_worse", "n_without"]].tolist() == [6, 2, 1, 6]
    assert people.loc["银龄", "n_better"] == 2


def test_a_scale_of_which_everybody_was_lost_before_the_post_test_changes_no_count_of_people():
    measured = rows(PRE, POST, group="银龄1组")
    lost = rows(PRE[:2], [np.nan] * 2, scale="phq9", group="银龄1组")
    alone, beside = (judged(*tables, primary_scales={"银龄": "uls6"})["people"].frame
                     for tables in ((measured,), (lost, measured)))  # fmt: skip
    pd.testing.assert_frame_equal(beside, alone)


def test_the_second_reading_needs_two_scales_and_counts_better_somewhere_and_worse_nowhere():
    # a second scale of the same threshold: five better by 6 points, the sixth unchanged
    other = shipped_scales()["uls6"].model_copy(update={"id": "second"})
    tables = rows(PRE, POST), rows([18] * 6, [12] * 5 + [18], scale="second")
    registry = {**shipped_scales(), "second": other}
    row = judged(*tables, primary_scales={"小组": "uls6"}, registry=registry)["people"].frame.iloc[0]
    assert row["n_several"] == 6
    assert row["n_several_better"] == 5  # the sixth got reliably worse on the first scale


def test_without_a_named_scale_nobody_has_a_verdict_over_scales():
    assert judged(rows(PRE, POST))["people"].frame.empty


@pytest.mark.parametrize(
    ("context", "found"),
    [
        ({"group": "银龄同行1组", "method": "小组"}, "银龄同行"),
        ({"group": "银龄同行", "project": "核心项目"}, "银龄同行"),
        ({"group": None, "project": "核心项目"}, "核心项目"),
        ({"group": float("nan"), "method": "个案"}, None),
    ],
)
def test_a_programme_is_found_by_its_most_exact_name(context, found):
    assert programme_of(context, {"银龄同行": "uls6", "核心项目": "phq9", "小组": "phq9"}) == found


def test_crossings_of_the_phq9_at_ten_by_hand():
    table = judged(rows([12, 12, 9, 9, 20, 4], [9, 12, 10, 4, 8, 4], scale="phq9"))["crossings"].frame
    at_ten = table[table["cutoff"] == 10].iloc[0]
    assert at_ten[["became_good", "became_poor", "stayed_poor", "stayed_good"]].tolist() == [2, 1, 1, 2]
    assert np.isnan(at_ten["p_exact"])  # fewer than ten pairs: counted, not tested


def test_several_cut_offs_are_the_station_s_alone():
    assert judged(rows(PRE, POST, scale="phq9"), audience="shared")["crossings"].frame.empty


STEADY = [12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15]


@pytest.mark.parametrize(("worse", "kept"), [(0, True), (2, False)])
def test_care_is_judged_by_the_margin_stated_beforehand(worse, kept):
    after = [score + worse + (number % 3 - 1) for number, score in enumerate(STEADY)]
    margins = {"uls6": SourcedFigure(value=2.0, unit="分", source="服务方案")}
    row = judged(rows(STEADY, after, purpose="照护"), margins=margins)["maintenance"].frame.iloc[0]
    assert (row["p_not_worse"] < 0.05) == row["held"] == kept
    assert (row["high"] < 2.0) == kept


def test_that_a_level_was_held_rests_on_the_adjusted_p_of_all_services_that_maintain():
    margins = {"uls6": SourcedFigure(value=2.0, unit="分", source="服务方案")}
    after = [score + 4 * (number % 3 - 1) for number, score in enumerate(STEADY)]
    care, more = rows(STEADY, after, purpose="照护"), rows(STEADY, after, purpose="支持", prefix="q")
    alone, both = (
        judged(*tables, margins=margins, aims={"支持": "maintain"})["maintenance"].frame
        for tables in ((care,), (care, more))
    )
    assert alone["held"].tolist() == [True]
    assert both["held"].tolist() == [False, False]
    assert (both["p_not_worse"] < ALPHA).all()  # each by itself would be held
    assert both["p_adjusted"].tolist() == pytest.approx((2 * both["p_not_worse"]).tolist())


@pytest.mark.parametrize(("pairs", "worse", "held"), [(9, 0, None), (10, 0, True), (10, 3, False)])
def test_whether_a_level_was_held_is_tested_from_ten_pairs_whichever_way_it_falls(pairs, worse, held):
    margins = {"uls6": SourcedFigure(value=2.0, unit="分", source="服务方案")}
    after = [score + worse + (number % 3 - 1) for number, score in enumerate(STEADY)]
    row = judged(rows(STEADY[:pairs], after[:pairs], purpose="照护"), margins=margins)["maintenance"].frame.iloc[0]
    assert np.isfinite([row["mean_change"], row["low"], row["high"]]).all()
    assert np.isfinite(row["p_not_worse"]) == (held is not None)
    assert (None if pd.isna(row["held"]) else row["held"]) == held


def test_care_without_a_margin_is_told_and_not_tested():
    row = judged(rows(STEADY, STEADY[::-1], purpose="照护"))["maintenance"].frame.iloc[0]
    assert np.isfinite(row["mean_change"])
    assert np.isnan(row["p_not_worse"])
    assert judged(rows(STEADY, STEADY, purpose="发展"))["maintenance"].frame.empty


def test_the_lost_are_compared_with_the_kept_from_five_of_each():
    pre, post = [10] * 6 + [20, 19, 18, 17, 16], [9, 8, 9, 8, 9, 8] + [np.nan] * 5
    row = judged(rows(pre, post))["attrition"].frame.iloc[0]
    assert (row["n_kept"], row["n_lost"], row["difference"]) == (6, 5, 8)
    few = judged(rows(PRE, POST))["attrition"].frame.iloc[0]
    assert np.isnan(few["difference"])


def test_a_rating_looking_back_is_set_beside_the_pre_test():
    then = pd.DataFrame({"client": [f"p{n}" for n in range(6)], "scale": "uls6", "dimension": "total",
                         "wave": "回顾前测", "score": [20.0, 20, 20, 14, 14, 12]})  # fmt: skip
    row = judged(rows(PRE, POST), then)["retrospective"].frame.iloc[0]
    # pre 18 18 18 12 12 10, then 2 more each; post 12 11 13 12 10 16
    assert (row["n_people"], row["shift"]) == (6, 2)
    assert row["change"] == pytest.approx(-14 / 6)
    assert row["looking_back"] == pytest.approx(-14 / 6 - 2)


@pytest.mark.parametrize(
    ("pre", "post"),
    [
        ([], []),
        ([12], [np.nan]),
        ([12], [12]),
        ([12, 12], [12, 12]),
        ([12] * 12, [12] * 12),
        ([6] * 12, [24] * 12),
    ],
    ids=["nobody", "only before", "one", "two", "all alike", "all the same change"],
)
@pytest.mark.parametrize("audience", ["station", "shared"])
def test_hardly_anybody_and_no_spread_make_tables_and_no_warning(pre, post, audience):
    tables = judged(rows(pre, post) if pre else rows([1.0], [1.0]).head(0), audience=audience)
    for table in tables.values():
        assert not np.isinf(table.frame.select_dtypes("number").to_numpy(dtype=float)).any()
        assert {*table.people, *table.keys} <= set(table.frame.columns)


def test_someone_measured_twice_on_a_scale_counts_once():
    twice = rows([18], [12], group="甲组"), rows([18], [18], group="乙组"), rows([18] * 4, [18] * 4, prefix="q")
    row = judged(*twice)["verdicts"].frame.iloc[0]
    assert row["n_pairs"] == 5


def methods(**plan):
    chance = np.random.default_rng(5)
    pre = chance.integers(4, 20, 40)
    return judged(rows(pre, np.clip(pre - chance.integers(-2, 8, 40), 0, 27), scale="phq9"), **plan)


def test_indices_and_rules_stand_behind_one_option_for_the_station():
    assert methods()["verdict_methods"].frame.empty  # the PHQ-9 has no confirmed threshold
    told = methods(other_methods=True)["verdict_methods"].frame
    assert told["method"].tolist() == ["anchor_unverified", "percentage"]
    assert (told[["n_better", "n_unchanged", "n_worse"]].sum(axis=1) == told["n_pairs"]).all()
    assert methods(other_methods=True, audience="shared")["verdict_methods"].frame.empty


def test_a_scale_with_norm_and_threshold_is_judged_by_every_index_and_cut_off():
    chance = np.random.default_rng(5)
    pre = chance.integers(10, 25, 40)
    table = rows(pre, np.clip(pre - chance.integers(-2, 8, 40), 6, 24))
    told = judged(table, other_methods=True)["verdict_methods"].frame["method"].tolist()
    assert told[0] == "registry"
    assert told[-3:] == ["cutoff_a", "cutoff_b", "cutoff_c"]
    assert len(told) == 1 + 5 + 3  # no percentage: the scale begins at 6
    assert judged(table)["verdict_methods"].frame["method"].tolist() == ["registry"]


def test_the_plan_says_which_services_slow_a_decline():
    after = [score + 1 + (number % 3 - 1) for number, score in enumerate(STEADY)]
    margins = {"uls6": SourcedFigure(value=2.0, unit="分", source="上一年度同类长者的平均变化")}
    table = rows(STEADY, after, purpose="照护")
    row = judged(table, margins=margins, aims={"照护": "slow_decline"})["maintenance"].frame.iloc[0]
    assert (row["aim"], row["p_not_worse"] < 0.05) == ("slow_decline", True)
    assert judged(table, aims={"照护": "improve"})["maintenance"].frame.empty
    prevention = judged(rows(STEADY, after, purpose="预防"), aims={"预防": "maintain"})["maintenance"].frame
    assert prevention["aim"].tolist() == ["maintain"]


def test_planning_is_told_from_ten_pairs_in_scale_points():
    after = [score - 1 + (number % 3) for number, score in enumerate(STEADY)]
    row = judged(rows(STEADY, after))["planning"].frame.iloc[0]
    spread = np.std([number % 3 - 1 for number in range(12)], ddof=1)
    # .8886 is statsmodels' TTestPower().solve_power(nobs=12, alpha=0.05, power=0.8)
    assert (row["n_pairs"], row["detectable"]) == (12, pytest.approx(0.8886 * spread, abs=0.0005))
    assert judged(rows(PRE, POST))["planning"].frame.empty


def test_forms_without_a_total_are_counted_by_wave_and_enter_no_pair():
    table = rows(PRE, POST)  # the last has no post-test score: a form that could not be scored
    found = judged(table)
    forms = found["unscored_forms"].frame
    assert forms[["scale", "wave", "n_forms"]].to_numpy().tolist() == [["uls6", "前测", 0], ["uls6", "后测", 1]]
    assert found["verdicts"].frame.iloc[0]["n_pairs"] == 6


@pytest.mark.parametrize("change", [-0.1, 0.3, 1])
def test_equal_differences_have_no_p_in_maintenance_and_no_figure_for_planning(change):
    """As binary fractions the differences are not quite equal: they once gave p = 2e-161."""
    before = [12 + 0.7 * number for number in range(12)]
    scale = shipped_scales()["uls6"].model_copy(update={"resolution": 0.1})
    tables = judged(rows(before, [score + change for score in before], purpose="照护"), registry={"uls6": scale},
                    margins={"uls6": SourcedFigure(value=2.0, unit="分", source="方案")})  # fmt: skip
    kept, planned = (tables[name].frame.iloc[0] for name in ("maintenance", "planning"))
    assert kept["mean_change"] == pytest.approx(change)
    assert kept[["low", "high", "p_not_worse", "p_adjusted", "p_equivalent"]].isna().all()
    assert np.isnan(planned["detectable"])
