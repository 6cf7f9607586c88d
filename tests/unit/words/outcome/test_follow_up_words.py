"""What the last wave shows is told wherever the result of pre-test and post-test is."""

from dataclasses import replace
from unittest import mock

import pandas as pd
import pytest

from evaltoolkit.charts.figures.outcome_figure import outcomes as outcome_figure
from evaltoolkit.charts.figures.outcome_slopes import outcome_slopes
from evaltoolkit.disclosure import protected
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.explore.outcome_choice import OutcomeChoice
from evaltoolkit.explore.outcome_view import outcome_view
from evaltoolkit.findings.follow_up import in_short, last_follow_ups, with_follow_up
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.results import Caution, ResultTable, TableClass
from evaltoolkit.words import follow_up, follow_up_table, front_page, outcomes
from evaltoolkit.words.body.outcome_box import outcome_box
from evaltoolkit.words.body.project_results import project_results
from evaltoolkit.words.body.voices_beside import voices_beside
from evaltoolkit.words.services.voices import joint_display

NAN = float("nan")
ROW = {
    "scale": "uls6", "scale_name": "孤独感", "better": -1, "unit": "分", "resolution": 1.0, "doubted": False,
    "wave": "跟进一", "n_pairs": 12.0, "n_lost": 8.0, "n_apart": 0.0, "mean_pre": 13.5, "mean_post": 10.0,
    "mean_wave": 13.5, "mean_change": 0.0, "change_low": -0.6, "change_high": 0.6, "p_t": 1.0, "p_exact": 1.0,
    "p_t_adjusted": 1.0, "p_exact_adjusted": 1.0, "ladder": Ladder.TEST, "cautions": (Caution.NO_COMPARISON,),
    "course_of_all": None,
}  # fmt: skip
FIGURES = (
    "mean_pre",
    "mean_post",
    "mean_wave",
    "mean_change",
    "change_low",
    "change_high",
    "ladder",
    "cautions",
    "course_of_all",
)
BACK = "跟进一时，三次都测过的 12 人与前测相比变化 0.0 分（95% 置信区间 −0.6 至 +0.6）：回到前测时的平均水平"


def table(*changes):
    people = ("n_pairs", "n_lost", "n_apart")
    frame = pd.DataFrame([{**ROW, **change} for change in changes])
    return ResultTable("follow_up", TableClass.SCALE, frame, ("scale", "wave"), people, FIGURES)


@pytest.fixture
def later(report):
    def make(*changes, outcomes=({},), audience="shared"):
        return report(services={"follow_up": table(*changes)}, outcomes=outcomes, audience=audience)

    return make


def better(plan, shown, language):
    """Return what page 1 says of the changes for the better."""
    return next(
        line for line in repr(front_page(plan, shown, language)).splitlines() if line.startswith("服务期间好转")
    )


def test_a_change_for_the_better_that_was_gone_at_follow_up_never_stands_without_it(later, plan, zh):
    shown = later({})
    section = outcomes(shown["outcomes"], zh, follow_up=shown["follow_up"])
    told = {one.lead: one.words for one in section.paragraphs}
    assert "整个区间都在好转一侧" in told["孤独感"]
    assert told["孤独感"].endswith(f"{BACK}。")
    assert told["这说明什么"] == f"期间朝好转方向变化：孤独感；孤独感：{BACK}。"
    assert f"，{BACK}。" in better(plan(), shown, zh)


def test_of_two_follow_ups_the_last_is_in_the_headline_and_both_are_in_the_section(later, plan, zh):
    held = {"wave": "跟进二", "mean_change": -2.0, "change_low": -3.0, "change_high": -1.0, "p_t_adjusted": 0.01,
            "p_exact_adjusted": 0.02}  # fmt: skip
    shown = later({}, held)
    first = better(plan(), shown, zh)
    assert "跟进二时，三次都测过的 12 人与前测相比变化 −2.0 分（95% 置信区间 −3.0 至 −1.0）：变好" in first
    assert "跟进一" not in first
    assert len(follow_up(shown["follow_up"], zh).paragraphs) == 2


def test_the_section_tells_the_three_means_of_the_same_people_and_who_was_lost(later, zh):
    said = str(follow_up(later({})["follow_up"], zh))
    assert "三次都测过的人，前测平均 13.5，后测平均 10.0，跟进平均 13.5。" in said
    assert "做过前后测的人中，40.0%（8/20）没有做这次跟进。" in said
    row = follow_up_table(later({})["follow_up"], zh).rows[0]
    assert [cell.words for cell in row.cells] == ["孤独感", "跟进一", "12", "8", "13.5", "10.0", "13.5", "0.0"]


def test_a_follow_up_that_may_not_be_shown_is_said_to_have_been_measured(later, plan, zh):
    assert "，做过跟进一，本版不显示。" in better(plan(), later({"n_lost": 2.0}), zh)


def test_without_a_follow_up_nothing_is_added(report, plan, zh):
    shown = report(outcomes=[{}])
    assert "跟进" not in better(plan(), shown, zh)
    assert outcomes(shown["outcomes"], zh) == outcomes(shown["outcomes"], zh, follow_up=None)


OPEN, ONE_SIDE = {}, {"mean_change": -2.0, "change_low": -3.0, "change_high": -1.0}


@pytest.mark.parametrize(
    ("course", "change", "words"),
    [
        ("same", ONE_SIDE, "这一变化的区间仍在同一侧（混合模型）。"),
        ("other", ONE_SIDE, "不在同一侧（混合模型）：结果受流失者影响。"),
        ("same", OPEN, "这一变化的区间同样包含 0（混合模型）。"),
        ("other", OPEN, "这一变化的区间不再包含 0（混合模型）：结果受流失者影响。"),
        ("not_computed", OPEN, "未能计算"),
        ("not_computed", ONE_SIDE, "未能计算"),
    ],
)
def test_the_section_says_whether_everyone_gives_the_same_course(later, zh, course, change, words):
    assert words in str(follow_up(later({"course_of_all": course, **change})["follow_up"], zh))
    assert "混合模型" not in str(follow_up(later({"course_of_all": None, **change})["follow_up"], zh))
    assert words not in str(follow_up(later({"course_of_all": course, "n_lost": 3.0, **change})["follow_up"], zh))


CHANGES = {
    "back": {},
    "held": {"mean_change": -2.0, "change_low": -3.0, "change_high": -1.0, "p_t_adjusted": 0.01,
             "p_exact_adjusted": 0.02},
    "turned": {"mean_change": 2.0, "change_low": 1.0, "change_high": 3.0, "p_t_adjusted": 0.01,
               "p_exact_adjusted": 0.02},
    "withheld": {"n_lost": 2.0},
}  # fmt: skip


@pytest.mark.parametrize("wave", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("better_side", [-1, 1], ids=["better", "worse"])
def test_wherever_a_change_is_read_its_last_follow_up_is_read_beside_it(later, plan, shown, zh, wave, better_side):
    report = later({**wave, "better": better_side}, outcomes=[{"better": better_side}])
    last = last_follow_ups(rows_of(report["follow_up"]))
    (row,) = rows_of(report["outcomes"])
    whole, short = zh.say(with_follow_up(row, last)), zh.say(in_short(row, last))
    assert whole
    assert short
    for place, said in in_full(report, plan, shown, zh).items():
        assert whole in said, place
    for place, said in briefly(report, shown, zh).items():
        assert short in said, place


def in_full(report, plan, shown, zh):
    table, later = report["outcomes"], report["follow_up"]
    view = outcome_view(explored(report, shown), OutcomeChoice("uls6", "total"), "标题", zh)
    return {
        "section": outcomes(table, zh, follow_up=later)._repr_html_(),
        "page 1": front_page(plan(), report, zh)._repr_html_(),
        "explorer": view.sentence._repr_html_(),
        "figure's words": outcome_figure(table, zh, follow_up=later).alt,
    }


def briefly(report, shown, zh):
    table, later = report["outcomes"], report["follow_up"]
    fit = shown([{"scale": "uls6", "relation": "支持", "themes": "联系"}])
    themes = shown([{"theme": "联系"}])
    projects = {"projects": shown([{"project": "甲"}]), "outcomes": of_project(table), "follow_up": later}
    quotes = shown([{"theme": "联系", "group": "长者", "excerpt": "好"}])
    of_one = project_results(ProtectedReport(report.audience, projects), zh)
    return {
        "figure's title": outcome_figure(table, zh, follow_up=later).message,
        "picture's title": outcome_slopes(table, zh, follow_up=later).message,
        "explorer's picture": outcome_view(
            explored(report, shown), OutcomeChoice("uls6", "total"), "标题", zh
        ).chart.message,
        "box": outcome_box(table, zh, follow_up=later)._repr_html_(),
        "voices": voices_beside(quotes, zh, outcomes=table, themes=themes, fit=fit, follow_up=later)._repr_html_(),
        "joint display": joint_display(table, themes, zh, fit=fit, follow_up=later)._repr_html_(),
        "project": of_one._repr_html_().replace("（全部测过的人）", ""),
    }


def explored(report, shown):
    courses = shown({"scale": [], "pre": [], "post": []}, name="courses")
    return ProtectedReport(report.audience, {**report.tables, "courses": courses})


def of_project(table):
    """Return the rows as those of a project's people."""
    with mock.patch.object(protected, "is_of_package", return_value=True):
        return replace(table, frame=table.frame.assign(group_kind="project", group="甲"))


def test_a_projects_result_says_that_the_follow_up_is_that_of_everyone(later, zh):
    (row,) = rows_of(of_project(later({})["outcomes"]))
    said = in_short(row, last_follow_ups(rows_of(later({})["follow_up"])))
    assert zh.say(said) == "跟进一（全部测过的人）：回到前测时的平均水平"
