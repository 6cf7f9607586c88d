import numpy as np
import pandas as pd
import pytest
from scipy.stats import ttest_1samp

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS
from evaltoolkit.model.results import Caution
from evaltoolkit.model.thresholds import ALPHA
from evaltoolkit.outcomes.design.cells import Cells
from evaltoolkit.outcomes.tables.cell_figures import _is_skewed, cell_figures
from evaltoolkit.outcomes.tables.compare import compare_outcomes
from evaltoolkit.outcomes.tests.multiplicity import benjamini_hochberg, holm
from evaltoolkit.outcomes.tests.signed_rank import signed_rank


def scored(pre, post, *, scale="uls6", dimension="total", prefix="p", **context):
    waves = []
    for wave, scores in (("前测", pre), ("后测", post)):
        rows = pd.DataFrame({"client": [f"{prefix}{i}" for i in range(len(scores))], "wave": wave, "score": scores})
        waves.append(rows.assign(scale=scale, dimension=dimension, **context))
    return pd.concat(waves, ignore_index=True).astype({"score": float})


def outcomes(*tables, **options):
    return compare_outcomes(pd.concat(tables, ignore_index=True), shipped_scales(), **options)


def fall(n):
    rng = np.random.default_rng(n)
    pre = rng.integers(16, 19, n)
    return pre, pre - rng.integers(-1, 5, n)


def test_no_figure_of_a_cell_is_worked_out_for_nothing():
    """Each is a column of the table, or one of three that the cautions ask for."""
    keys = pd.DataFrame({"scale": ["uls6"], "dimension": ["total"], "group_kind": ["all"], "group": [""]})
    pre, post = (np.asarray(part, dtype=np.float64) for part in fall(12))
    figures = cell_figures(Cells(keys, np.zeros(12, dtype=np.int64), pre, post), *np.array([[1.0], [24.0], [6.0]]))
    assert set(figures) - set(OUTCOME_COLUMNS) == {"no_spread", "is_skewed", "t_size"}


def test_the_table_has_exactly_its_documented_columns():
    assert tuple(outcomes(scored(*fall(12))).columns) == OUTCOME_COLUMNS
    nothing = scored([], [])
    assert tuple(outcomes(nothing).columns) == OUTCOME_COLUMNS


@pytest.mark.parametrize(
    ("n", "rung", "mean", "tests"),
    [
        (4, Ladder.TOO_FEW, False, False),
        (5, Ladder.DESCRIBE, True, False),
        (9, Ladder.DESCRIBE, True, False),
        (10, Ladder.TEST, True, True),
        (14, Ladder.TEST, True, True),
        (15, Ladder.TEST, True, True),
        (30, Ladder.LARGE, True, True),
    ],
)
def test_the_ladder_decides_which_figures_stand(n, rung, mean, tests):
    row = outcomes(scored(*fall(n))).iloc[0]
    assert row["ladder"] is rung
    assert row["n_pairs"] == n
    shown = [np.isfinite(row[name]) for name in ("mean_change", "change_low", "hedges_g")]
    assert shown == [mean] * 3
    assert [np.isfinite(row[name]) for name in ("p_exact", "t", "p_t")] == [tests] * 3
    assert (Caution.FEW_PAIRS in row["cautions"]) == (n < 10)


def test_five_pairs_give_no_rank_interval_since_none_has_its_confidence():
    row = outcomes(scored([20, 20, 20, 20, 20], [18, 17, 16, 15, 14])).iloc[0]
    assert row["hodges_lehmann"] == -4
    assert np.isnan(row["hl_low"])


def test_a_person_with_one_wave_enters_no_pair_but_is_counted():
    table = scored(*fall(12))
    before = pd.DataFrame(
        {"client": ["x", "y", "z", "w"], "wave": "前测", "score": 24.0, "scale": "uls6", "dimension": "total"}
    )
    row, alone = outcomes(table, before).iloc[0], outcomes(table).iloc[0]
    assert (row["n_pre"], row["n_post"], row["n_pairs"]) == (16, 12, 12)
    assert row["mean_change"] == alone["mean_change"]
    assert Caution.ATTRITION in row["cautions"]
    assert Caution.ATTRITION not in alone["cautions"]


def test_the_pooled_row_stands_before_the_groups():
    table = outcomes(scored(*fall(6), group="乙组"), scored(*fall(7), group="甲组", prefix="q", method="小组"))
    assert list(zip(table["group_kind"], table["group"], table["n_pairs"], strict=True)) == [
        ("all", "", 13), ("group", "乙组", 6), ("group", "甲组", 7), ("method", "小组", 7),
    ]  # fmt: skip


def test_a_person_in_two_groups_counts_once_in_the_pooled_row():
    twice = scored([20, 20], [18, 18], group="甲组"), scored([10, 10], [6, 6], group="乙组")
    table = outcomes(*twice, scored([20] * 4, [17] * 4, prefix="q"))
    assert table.iloc[0]["n_pairs"] == 6
    assert table.iloc[0]["mean_pre"] == pytest.approx((2 * 10 + 4 * 20) / 6)


def test_a_group_named_at_one_wave_only_still_makes_a_pair():
    table = scored([20] * 6, [18, 17, 16, 15, 14, 13])
    table["group"] = np.where(table["wave"] == "前测", "甲组", None)
    assert outcomes(table)["n_pairs"].tolist() == [6, 6]


def test_constant_change_is_said_instead_of_an_infinite_t():
    row = outcomes(scored([20, 19, 18, 17, 16, 15, 14, 13, 12, 11], [18, 17, 16, 15, 14, 13, 12, 11, 10, 9])).iloc[0]
    assert Caution.NO_SPREAD in row["cautions"]
    assert row["mean_change"] == row["hodges_lehmann"] == -2
    assert np.isnan([row["t"], row["change_low"], row["hedges_g"]]).all()


@pytest.mark.parametrize(
    ("first", "change", "has_noise"), [(12.0, -0.1, False), (12.0, -2, False), (12.0, 0, False), (8.1, -0.7, True)]
)
def test_where_everyone_changed_alike_no_column_has_an_interval_or_a_test(first, change, has_noise):
    """Also where binary fractions make a spread of what is the same step of the scale for all."""
    before = np.array([first + 0.3 * i for i in range(12)])
    after = np.array([first + 0.3 * i + change for i in range(12)])
    assert (np.std(after - before) > 0) == has_noise
    row = outcomes(scored(before, after)).iloc[0]
    absent = [name for name in OUTCOME_COLUMNS if name.endswith(("_low", "_high")) and not name.startswith("score")]
    tests = ["t", "p_t", "p_exact", "p_t_adjusted", "p_exact_adjusted"]
    assert row[[*absent, *tests]].isna().all()
    assert Caution.NO_SPREAD in row["cautions"]


@pytest.mark.parametrize("n", [0, 1, 2])
def test_hardly_anybody_gives_counts_and_no_warning(n):
    before = scored([20] * max(n, 1), [np.nan] * max(n, 1)) if n == 0 else scored([20] * n, [18] * n)
    row = outcomes(before).iloc[0]
    assert row["n_pairs"] == n
    assert np.isnan(row["mean_change"])


def test_an_enormous_t_has_no_interval_of_g():
    pre = np.full(40, 6.0)
    row = outcomes(scored(pre, [24.0] * 39 + [23.0])).iloc[0]
    assert Caution.LARGE_T in row["cautions"]
    assert np.isfinite(row["hedges_g"])
    assert np.isnan(row["g_low"])


def test_people_at_the_good_end_before_the_service_are_a_caution():
    row = outcomes(scored([6, 6, 12, 13, 14, 15, 16, 17, 18, 19], fall(10)[1])).iloc[0]  # 6 is the best ULS-6 score
    assert row["share_ceiling"] == pytest.approx(0.2)
    assert Caution.CEILING in row["cautions"]


@pytest.mark.parametrize("test", ["p_t", "p_exact"])
def test_the_totals_of_a_page_are_one_family_and_the_dimensions_of_a_scale_another_each_test_apart(test):
    names = ("total", "knowledge", "skill", "confidence")
    own = [scored(*fall(20), scale="station_own_template", dimension=name) for name in names]
    own = [one.assign(score=one["score"] + np.where(one["client"] == f"p{i}", 1.0, 0.0)) for i, one in enumerate(own)]
    table = outcomes(*own, scored(*fall(25)), scored(*fall(30), scale="phq9"))
    is_total = table["dimension"] == "total"
    assert is_total.tolist() == [True, True, False, False, False, True]
    for family in (is_total, ~is_total):
        mine = table[family]
        assert mine[f"{test}_adjusted"].tolist() == pytest.approx(holm(mine[test].to_numpy()).tolist())
        assert set(mine["adjusted_by"]) == {"holm"}
        assert all(Caution.MULTIPLE_TESTS in row for row in mine["cautions"])


def test_a_scale_alone_on_its_page_is_adjusted_for_nothing():
    only = outcomes(scored(*fall(20))).iloc[0]
    assert (only["p_t_adjusted"], only["p_exact_adjusted"]) == (only["p_t"], only["p_exact"])
    assert Caution.MULTIPLE_TESTS not in only["cautions"]


def test_a_dimension_is_that_of_the_people_who_have_the_total():
    whole = scored(*fall(20), scale="station_own_template")
    part = scored(*fall(23), scale="station_own_template", dimension="skill")
    unscored = whole.assign(score=whole["score"].mask(whole["client"] == "p4"))
    table = outcomes(unscored, part)
    assert table[["n_pre", "n_post", "n_pairs"]].drop_duplicates().to_numpy().tolist() == [[19, 19, 19]]
    alone = outcomes(part)  # a scale of which nobody has a total keeps its dimensions
    assert alone["n_pairs"].tolist() == [23]


def test_a_scale_in_doubt_is_marked_in_every_row_and_no_other_is():
    table = outcomes(scored(*fall(12), group="甲组"), scored(*fall(12), scale="phq9"), doubted={"uls6"})
    marked = {(row["scale"], Caution.DOUBTED_KEY in row["cautions"]) for row in table.to_dict("records")}
    assert marked == {("uls6", True), ("phq9", False)}


def test_clearly_skewed_changes_are_marked_until_there_are_many_people():
    skewed = [0.0] * 10 + [-1.0, -1.0, -8.0]
    marks = [Caution.SKEWED in outcomes(scored([20] * 13 * n, [20 + x for x in skewed] * n)).iloc[0]["cautions"]
             for n in (1, 3, 30)]  # fmt: skip
    assert marks == [True, True, False]
    assert Caution.SKEWED not in outcomes(scored([20] * 12, [20, 19, 18, 17, 16, 15] * 2)).iloc[0]["cautions"]


def test_of_the_changes_found_where_there_is_none_those_not_marked_as_skewed_are_no_more_than_promised():
    """Lognormal changes with mean 0, n = 10 and 20: both tests reject far too often, unmarked ones do not."""
    rng = np.random.default_rng(11)
    for n in (10, 20):
        changes = np.round((rng.lognormal(size=(400, n)) - np.exp(0.5)) * 100)
        t = ttest_1samp(changes, 0, axis=1).pvalue <= ALPHA
        both = t & np.array([one and signed_rank(row, 1.0).p <= ALPHA for one, row in zip(t, changes, strict=True)])
        marked = _is_skewed(changes.ravel(), np.repeat(np.arange(400), n), np.full(400, float(n)))
        assert both.mean() > 0.10
        assert (both & ~marked).mean() < 0.075
    assert _is_skewed(rng.standard_normal(400 * 20), np.repeat(np.arange(400), 20), np.full(400, 20.0)).mean() < 0.10


def test_enrolment_is_unknown_unless_the_street_says_it():
    table = scored(*fall(6), group="甲组")
    assert outcomes(table)["n_enrolled"].isna().all()
    enrolled = pd.DataFrame({"client": ["p0", "p1", "b", "c"], "group": ["甲组", "甲组", "甲组", "乙组"]})
    # six measured and b, who only stands on the list; c's group was not measured
    assert outcomes(table, enrolled=enrolled)["n_enrolled"].tolist() == [7, 7]


def test_people_measured_without_a_group_are_enrolled_by_being_measured_and_no_list_leaves_it_open():
    grouped, casework = scored(*fall(6), group="甲组", method="小组"), scored(*fall(5), prefix="q", method="个案")
    enrolled = pd.DataFrame({"client": ["p0", "b"], "group": ["甲组", "甲组"]})
    table = outcomes(grouped, casework, enrolled=enrolled).set_index(["group_kind", "group"])["n_enrolled"]
    assert (table["all", ""], table["method", "小组"]) == (12, 7)
    assert np.isnan(table["method", "个案"])


def test_a_table_of_groups_by_dimensions_is_adjusted_by_benjamini_hochberg_and_says_so():
    cells = [
        scored(*fall(18 + 2 * i + j), scale="station_own_template", dimension=name, group=group, prefix=group)
        for i, name in enumerate(("knowledge", "skill"))
        for j, group in enumerate(("甲组", "乙组"))
    ]
    table = outcomes(*cells)
    groups, whole = table[table["group_kind"] == "group"], table[table["group_kind"] == "all"]
    assert set(groups["adjusted_by"]) == {"benjamini_hochberg"}
    assert set(whole["adjusted_by"]) == {"holm"}
    for test in ("p_t", "p_exact"):
        adjusted = groups[f"{test}_adjusted"].to_numpy()
        assert adjusted == pytest.approx(benjamini_hochberg(groups[test].to_numpy()))
        assert (adjusted < holm(groups[test].to_numpy())).any()


def test_the_groups_of_a_total_are_a_family_and_those_of_its_dimensions_another():
    cells = []
    for i, name in enumerate(("total", "knowledge", "skill")):
        for j, group in enumerate(("甲组", "乙组")):
            pre, post = fall(16 + 3 * j)
            post = post + (np.arange(pre.size) % 5 < i)
            cells.append(scored(pre, post, scale="station_own_template", dimension=name, group=group, prefix=group))
    table = outcomes(*cells)
    groups = table[table["group_kind"] == "group"]
    is_total = groups["dimension"] == "total"
    for test in ("p_t", "p_exact"):
        together = benjamini_hochberg(groups[test].to_numpy())
        assert groups[f"{test}_adjusted"].to_numpy() != pytest.approx(together)
        for rows, adjust in ((groups[is_total], holm), (groups[~is_total], benjamini_hochberg)):
            assert rows[f"{test}_adjusted"].to_numpy() == pytest.approx(adjust(rows[test].to_numpy()))


def test_the_bootstrap_stands_from_twenty_pairs_and_repeats_with_its_seed():
    table = outcomes(scored(*fall(20)), scored(*fall(19), scale="phq9"), seed="ab12")
    again = outcomes(scored(*fall(20)), scored(*fall(19), scale="phq9"), seed="ab12")
    rows, other = table.set_index("scale"), outcomes(scored(*fall(20)), seed="cd34").iloc[0]
    assert np.isnan(rows.loc["phq9", "bca_low"])
    assert rows.loc["uls6", "bca_low"] < rows.loc["uls6", "mean_change"] < rows.loc["uls6", "bca_high"]
    assert rows.loc["uls6", "bca_low"] != other["bca_low"]
    pd.testing.assert_frame_equal(table, again)


def test_people_at_the_bad_end_before_the_service_are_a_caution():
    row = outcomes(scored([24, 24, 12, 13, 14, 15, 16, 17, 18, 19], fall(10)[1])).iloc[0]
    assert row["share_floor"] == pytest.approx(0.2)
    assert Caution.FLOOR in row["cautions"]


def test_the_regression_to_expect_has_a_size_only_where_norm_and_retest_are_known():
    uls6, phq9 = (outcomes(scored([20] * 6, [18, 17, 16, 15, 14, 13], scale=name)).iloc[0] for name in ("uls6", "phq9"))
    assert uls6["regression"] == pytest.approx((1 - 0.726) * (12.97 - 20))
    assert np.isnan(phq9["regression"])
    assert Caution.REGRESSION in uls6["cautions"]
    assert Caution.REGRESSION in phq9["cautions"]


def test_nothing_is_expected_of_regression_where_the_plan_says_that_people_did_not_come_for_their_scores():
    table = scored([20] * 6, [18, 17, 16, 15, 14, 13])
    told = {answer: outcomes(table, selected={"uls6": answer}).iloc[0] for answer in ("yes", "no", "unknown")}
    assert {answer: row["selected_by_score"] for answer, row in told.items()} == {name: name for name in told}
    assert {answer: np.isnan(row["regression"]) for answer, row in told.items()} == {
        "yes": False,
        "no": True,
        "unknown": False,
    }
    assert [Caution.REGRESSION in row["cautions"] for row in told.values()] == [True, False, True]
    assert outcomes(table).equals(outcomes(table, selected={"phq9": "yes"}))


def test_names_are_said_in_the_reader_s_language():
    chinese, english = (outcomes(scored(*fall(6)), language=code).iloc[0] for code in ("zh_CN", "en"))
    assert (chinese["dimension_name"], english["dimension_name"]) == ("总分", "Total score")
    assert english["scale_name"] == "Six-item loneliness scale (ULS-6)"


def test_a_person_with_the_post_test_alone_belongs_to_the_group_of_the_post_test():
    pair = scored([20] * 6, [18, 17, 16, 15, 14, 13], group="甲组")
    late = scored([15], [15], group="乙组", prefix="late").query("wave == '后测'")
    table = outcomes(pair, late).set_index(["group_kind", "group"])
    assert table.loc[("group", "甲组"), ["n_pre", "n_post"]].tolist() == [6, 6]
    assert table.loc[("group", "乙组"), ["n_pre", "n_post"]].tolist() == [0, 1]


def test_a_group_of_everyone_is_read_with_the_adjusted_p_of_the_whole():
    rng = np.random.default_rng(3)
    first, second = (rng.integers(13, 24, 16).astype(float) for _ in range(2))
    pre = scored(first, first - rng.integers(0, 4, 16), project="甲")
    other = scored(second, second - rng.integers(-2, 4, 16), scale="rses_en", prefix="q")
    table = outcomes(pre, other)
    of_scale = table[(table["scale"] == "uls6") & (table["dimension"] == "total")].set_index("group_kind")
    names = ["p_t_adjusted", "p_exact_adjusted", "adjusted_by"]
    assert of_scale.loc["project", names].tolist() == of_scale.loc["all", names].tolist()
    assert of_scale.loc["all", "p_t_adjusted"] > of_scale.loc["all", "p_t"]
