from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as t_distribution

from evaltoolkit.disclosure.of_run import require_protected
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience, ProtectedTable, Reason
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.model.ladder import rung
from evaltoolkit.model.results import ResultTable, TableClass


def scale_table(groups: dict[str, int], *, kind: str = "group", extra: list[dict] | None = None) -> ResultTable:
    rows = [{"group_kind": "all", "group": "", "n_pairs": sum(groups.values())}]
    rows += [{"group_kind": kind, "group": name, "n_pairs": n} for name, n in groups.items()]
    frame = pd.DataFrame(rows + (extra or [])).assign(scale="s", dimension="total")
    frame["mean_change"] = np.arange(len(frame)) + 0.5
    frame["sd_pre"] = 2.0
    return ResultTable(
        "outcomes",
        TableClass.SCALE,
        frame,
        ("scale", "dimension", "group_kind", "group"),
        ("n_pairs",),
        ("mean_change", "sd_pre"),
        ("sd_pre",),
    )


def shown(table: ProtectedTable, column: str) -> dict[str, bool]:
    return {group: not hidden for group, hidden in zip(table.frame["group"], table.mask[column], strict=True)}


def protected(table: ResultTable, audience: Audience = Audience.SHARED) -> ProtectedTable:
    return protect(table, shipped_policy(), audience)


def test_a_group_of_four_is_hidden_with_the_next_smallest_so_that_subtraction_finds_no_one():
    table = protected(scale_table({"甲": 4, "乙": 8, "丙": 12}))
    assert shown(table, "mean_change") == {"": True, "甲": False, "乙": False, "丙": True}
    assert {(entry.row[-1], entry.reason) for entry in table.hidden if "mean_change" in entry.columns} == {
        ("甲", Reason.SMALL),
        ("乙", Reason.SUBTRACTION),
    }


@pytest.mark.parametrize("splits", [20, pytest.param(60, marks=pytest.mark.full)])
@pytest.mark.parametrize("kind", ["project", "field", "group", "method"])
def test_of_a_whole_and_its_part_the_part_is_hidden(kind, splits):
    rng = np.random.default_rng(20240102)
    for _ in range(splits):
        sizes = {f"g{i}": int(n) for i, n in enumerate(rng.integers(0, 16, size=rng.integers(1, 9)))}
        visible = shown(protected(scale_table(sizes, kind=kind)), "mean_change")
        assert visible[""] == (sum(sizes.values()) >= 5 or sum(sizes.values()) == 0)


def test_a_programme_hidden_alone_leaves_the_whole_where_enough_people_hide_with_it():
    table = protected(scale_table({"甲": 4, "乙": 3, "丙": 12}, kind="project"))
    assert shown(table, "mean_change") == {"": True, "甲": False, "乙": False, "丙": True}


def test_two_small_groups_that_together_hold_five_protect_each_other():
    table = protected(scale_table({"甲": 2, "乙": 3, "丙": 20}))
    assert shown(table, "mean_change") == {"": True, "甲": False, "乙": False, "丙": True}


def test_a_group_that_is_hidden_on_the_whole_scale_is_hidden_in_its_dimensions():
    """Of a total that changed alike in a group nothing is told, nor of its dimensions, which changed each their way."""
    table = scale_table({"甲": 8, "乙": 12, "丙": 30})
    total = table.frame.assign(sd_change=[2.0, 0.0, 2.0, 2.0])
    part = total.assign(dimension="d", sd_change=2.0)
    apart = replace(table, frame=part)
    assert all(shown(protected(apart), "mean_change").values())
    both = protected(replace(table, frame=pd.concat([total, part], ignore_index=True)))
    places = zip(both.frame["dimension"], both.frame["group"], strict=True)
    visible = dict(zip(places, ~both.mask["mean_change"], strict=True))
    assert not visible["total", "甲"]
    for group in ("", "甲", "乙", "丙"):
        assert visible["d", group] == visible["total", group]
    assert visible["d", ""]


def test_people_in_no_group_count_as_hidden():
    table = scale_table({"甲": 10, "乙": 10})
    table.frame.loc[0, "n_pairs"] = 23
    assert shown(protected(table), "mean_change") == {"": True, "甲": False, "乙": True} or shown(
        protected(table), "mean_change"
    ) == {"": True, "甲": True, "乙": False}


def test_spread_needs_ten_and_is_complemented_by_itself():
    table = protected(scale_table({"甲": 7, "乙": 12, "丙": 15}))
    assert all(shown(table, "mean_change").values())
    assert shown(table, "sd_pre") == {"": True, "甲": False, "乙": False, "丙": True}


def test_too_few_people_are_never_the_reason_beside_a_row_of_enough():
    for groups in (
        {"甲": 7, "乙": 12, "丙": 15},
        {"甲": 9, "乙": 27},
        {"甲": 6, "乙": 11},
        {"甲": 8, "乙": 9, "丙": 40},
    ):
        spread = {entry.row[-1]: entry.reason for entry in protected(scale_table(groups)).hidden}
        assert spread
        assert spread == {name: Reason.SPREAD if groups[name] < 10 else Reason.SUBTRACTION for name in spread}


@pytest.mark.parametrize("pairs", range(5, 10))
def test_the_standardised_change_is_not_hidden_where_pairs_mean_and_interval_tell_it(pairs, outcome):
    change, half = 2.4, 1.5
    told = {"n_pairs": float(pairs), "n_pre": 14.0, "mean_change": change, "change_low": change - half,
            "change_high": change + half, "ladder": rung(pairs)}  # fmt: skip
    (row,) = rows_of(outcome(told))
    from_the_page = change / (half / t_distribution.ppf(0.975, pairs - 1) * np.sqrt(pairs))
    assert np.isfinite(from_the_page)
    assert row.has("hedges_g", "g_low", "g_high", "mean_change", "change_low", "change_high")
    assert row.is_withheld("sd_pre")
    assert row.is_withheld("hodges_lehmann")


def test_only_the_preferred_grouping_is_shown():
    method = [{"group_kind": "method", "group": "小组", "n_pairs": 20}]
    table = protected(scale_table({"甲": 10, "乙": 12}, kind="project", extra=method))
    assert set(table.frame["group_kind"]) == {"all", "project"}
    assert [entry.reason for entry in table.hidden] == [Reason.OTHER_GROUPING]


def test_the_station_sees_everything():
    table = protected(scale_table({"甲": 1, "乙": 3}), Audience.STATION)
    assert all(shown(table, "sd_pre").values())
    assert table.hidden == ()


def test_a_hidden_figure_is_not_in_the_frame():
    table = protected(scale_table({"甲": 3, "乙": 9}))
    assert table.frame.loc[table.mask["mean_change"], "mean_change"].isna().all()
    assert table.frame.loc[table.mask["n_pairs"], "n_pairs"].isna().all()


@pytest.mark.parametrize("bare", [pd.DataFrame({"a": [1]}), None, {"a": 1}])
def test_nothing_but_a_protected_table_is_accepted(bare):
    with pytest.raises(TypeError, match="protected"):
        require_protected(bare)


def test_a_protected_table_cannot_be_made_by_hand():
    frame = pd.DataFrame({"a": [1]})
    with pytest.raises(TypeError, match="protect"):
        ProtectedTable("x", TableClass.FACT, Audience.SHARED, frame, frame.astype(bool))


@pytest.mark.parametrize("splits", [100, pytest.param(300, marks=pytest.mark.full)])
def test_the_hidden_remainder_of_any_split_holds_no_one_or_at_least_the_policy_number(splits):
    rng = np.random.default_rng(20240101)
    for _ in range(splits):
        sizes = {f"g{i}": int(n) for i, n in enumerate(rng.integers(0, 16, size=rng.integers(1, 9)))}
        table = protected(scale_table(sizes))
        visible = shown(table, "mean_change")
        rest = sum(n for name, n in sizes.items() if not visible.get(name, False))
        assert not visible[""] or rest == 0 or rest >= 5
        assert all(n == 0 or n >= 5 for name, n in sizes.items() if visible[name])


@pytest.mark.parametrize(
    ("mean", "people", "is_shown"), [(6.0, 5, False), (24.0, 9, False), (6.3, 5, True), (6.0, 10, True)]
)
def test_fewer_than_ten_who_all_scored_least_or_most_are_withheld(mean, people, is_shown):
    table = scale_table({"甲": people, "乙": 12, "丙": 14})
    table.frame["mean_post"] = [15.0, mean, 14.0, 16.0]
    table = replace(
        table,
        frame=table.frame.assign(score_low=6.0, score_high=24.0, resolution=1.0),
        figures=(*table.figures, "mean_post"),
    )
    assert shown(protected(table), "mean_post")["甲"] is is_shown
