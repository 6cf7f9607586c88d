"""What can be chosen of the outcomes, and what leads to nothing."""

import pandas as pd
import pytest

from evaltoolkit.explore.outcome_choice import (
    OutcomeChoice,
    chosen_group,
    dimension_options,
    group_options,
    picture_options,
    scale_options,
)
from evaltoolkit.explore.outcome_reach import OutcomeReach, outcome_reach
from evaltoolkit.explore.outcome_view import outcome_view
from evaltoolkit.language import Language
from tests.sample import one_in

COLUMNS = ["scale", "scale_name", "dimension", "dimension_name", "group_kind", "group"]
ROWS = pd.DataFrame(
    [
        ("uls6", "孤独", "total", "总分", "all", ""),
        ("uls6", "孤独", "total", "总分", "group", "乙组"),
        ("uls6", "孤独", "total", "总分", "group", "甲组"),
        ("uls6", "孤独", "total", "总分", "project", "基础项目"),
        ("own", "自编", "total", "总分", "all", ""),
        ("own", "自编", "skill", "技能", "all", ""),
    ],
    columns=COLUMNS,
)
PLACES = frozenset(ROWS[["scale", "dimension", "group_kind", "group"]].itertuples(index=False, name=None))
OPEN = OutcomeReach({"slopes": PLACES, "forest": PLACES, "people": PLACES}, frozenset())


def said(options):
    return [(Language().say(one.words), one.value) for one in options]


def closed(options):
    return {one.value: Language().say(one.closed) for one in options if one.closed}


def test_scales_stand_in_the_order_of_the_table_and_all_of_them_last():
    assert said(scale_options(ROWS, OPEN)) == [("孤独", "uls6"), ("自编", "own"), ("全部量表", "")]


def test_a_scale_with_one_score_has_no_choice_of_dimensions():
    assert said(dimension_options(ROWS, OPEN, OutcomeChoice("uls6"))) == [("总分", "total")]
    assert said(dimension_options(ROWS, OPEN, OutcomeChoice("own"))) == [
        ("总分与各维度", ""), ("总分", "total"), ("技能", "skill"),
    ]  # fmt: skip


def test_all_scales_together_are_compared_by_their_totals():
    assert said(dimension_options(ROWS, OPEN, OutcomeChoice(""))) == [("各量表总分", "total")]


def test_groups_and_projects_share_a_list_and_one_alone_is_not_laid_beside_itself():
    assert said(group_options(ROWS, ("group", "project"), OPEN, OutcomeChoice("uls6"))) == [
        ("全体", "all"), ("各小组并列", "group:"), ("乙组", "group:乙组"), ("甲组", "group:甲组"),
        ("项目：基础项目", "project:基础项目"),
    ]  # fmt: skip


def test_where_nobody_was_grouped_there_is_everyone():
    assert said(group_options(ROWS, ("field",), OPEN, OutcomeChoice("uls6"))) == [("全体", "all")]


def test_each_reason_why_a_choice_leads_to_nothing_is_the_true_one():
    place = ("uls6", "total", "group", "甲组")
    reach = OutcomeReach({"slopes": PLACES - {place}, "forest": frozenset(), "people": frozenset()}, frozenset({place}))
    assert closed(group_options(ROWS, ("group",), reach, OutcomeChoice("uls6"))) == {"group:甲组": "人数少，见站内版"}
    assert closed(picture_options(reach, "own")) == {"forest": "配对太少，算不出", "people": "没有可靠变化的阈值"}
    assert closed(group_options(ROWS, ("project",), OPEN, OutcomeChoice("own"))) == {"project:基础项目": "没有前后测"}
    assert (
        closed(group_options(ROWS, ("project",), reach, OutcomeChoice("uls6", picture="people")))["project:基础项目"]
        == "人数只按全体和小组数"
    )


def every_choice(outcomes, reach):
    """Yield every way through the lists, with whether all of its entries are open."""
    for scale in scale_options(outcomes, reach):
        for picture in picture_options(reach, scale.value):
            first = OutcomeChoice(scale.value, picture=picture.value)
            for dimension in dimension_options(outcomes, reach, first):
                second = OutcomeChoice(scale.value, dimension.value, picture=picture.value)
                for group in group_options(outcomes, ("group", "project", "method", "field"), reach, second):
                    choice = OutcomeChoice(scale.value, dimension.value, *chosen_group(group.value), picture.value)
                    yield choice, not any(one.closed for one in (scale, picture, dimension, group))


@pytest.mark.parametrize("version", one_in(2, ["shared", "station"]))
def test_every_choice_that_is_open_leads_to_a_picture_and_no_other_does(analysis, version, request, zh):
    report = request.getfixturevalue(version)
    outcomes = analysis.results.outcomes
    seen = {True: 0, False: 0}
    for choice, is_open in every_choice(outcomes, outcome_reach(report)):
        view = outcome_view(report, choice, "标题", zh)
        is_drawn = view.chart is not None and view.chart.figure is not None
        # people are counted on whole scales: their list says so, though the picture would be that of the scale
        is_whole = choice.picture != "people" or choice.dimension == "total"
        assert is_drawn == is_open or not is_whole, choice
        assert is_drawn or not is_open, choice
        seen[is_open] += 1
    assert min(seen.values()) > 20
