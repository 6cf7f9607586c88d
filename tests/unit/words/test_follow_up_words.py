"""What the last wave shows is told wherever the result of pre-test and post-test is."""

import pandas as pd
import pytest
from evaltoolkit.words.highlights import findings

from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.results import Caution, ResultTable, TableClass
from evaltoolkit.words import follow_up, follow_up_table, outcomes, summary

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


def test_a_change_for_the_better_that_was_gone_at_follow_up_never_stands_without_it(later, plan, zh):
    shown = later({})
    section = outcomes(shown["outcomes"], zh, follow_up=shown["follow_up"])
    told = {one.lead: one.words for one in section.paragraphs}
    assert "整个区间都在好转一侧" in told["孤独感"]
    assert told["孤独感"].endswith(f"{BACK}。")
    assert told["这说明什么"] == f"期间朝好转方向变化：孤独感；孤独感：{BACK}。"
    (first,) = findings(shown, zh)
    assert first.words.endswith(f"属好转方向。之后：{BACK}。")
    assert f"{BACK}。" in {one.lead: one.words for one in summary(plan(), shown, zh).paragraphs}["成效"]


def test_of_two_follow_ups_the_last_is_in_the_headline_and_both_are_in_the_section(later, zh):
    held = {"wave": "跟进二", "mean_change": -2.0, "change_low": -3.0, "change_high": -1.0, "p_t_adjusted": 0.01,
            "p_exact_adjusted": 0.02}  # fmt: skip
    shown = later({}, held)
    (first,) = findings(shown, zh)
    assert "跟进二时，三次都测过的 12 人与前测相比变化 −2.0 分（95% 置信区间 −3.0 至 −1.0）：变好" in first.words
    assert "跟进一" not in first.words
    assert len(follow_up(shown["follow_up"], zh).paragraphs) == 2


def test_the_section_tells_the_three_means_of_the_same_people_and_who_was_lost(later, zh):
    said = str(follow_up(later({})["follow_up"], zh))
    assert "三次都测过的人，前测平均 13.5，后测平均 10.0，跟进平均 13.5。" in said
    assert "做过前后测的人中，40.0%（8/20）没有做这次跟进。" in said
    row = follow_up_table(later({})["follow_up"], zh).rows[0]
    assert [cell.words for cell in row.cells] == ["孤独感", "跟进一", "12", "8", "13.5", "10.0", "13.5", "0.0"]


def test_a_follow_up_that_may_not_be_shown_is_said_to_have_been_measured(later, zh):
    shown = later({"n_lost": 2.0})
    (first,) = findings(shown, zh)
    assert first.words.endswith("之后：做过跟进一，本版不显示。")


def test_without_a_follow_up_nothing_is_added(report, zh):
    shown = report(outcomes=[{}])
    assert "之后" not in findings(shown, zh)[0].words
    assert outcomes(shown["outcomes"], zh) == outcomes(shown["outcomes"], zh, follow_up=None)


@pytest.mark.parametrize(
    ("course", "words"),
    [
        ("same", "这一变化的区间仍在同一侧（混合模型）。"),
        ("other", "不在同一侧（混合模型）：结果受流失者影响。"),
        ("not_computed", "未能计算"),
    ],
)
def test_the_section_says_whether_everyone_gives_the_same_course(later, zh, course, words):
    assert words in str(follow_up(later({"course_of_all": course})["follow_up"], zh))
    assert "混合模型" not in str(follow_up(later({"course_of_all": None})["follow_up"], zh))
    assert words not in str(follow_up(later({"course_of_all": course, "n_lost": 3.0})["follow_up"], zh))
