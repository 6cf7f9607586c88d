"""The body's table of outcomes and its box: figures in one form, parts never counted, four lines at most."""

import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text as Label

from evaltoolkit.charts import outcomes as outcome_figure
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import Caution
from evaltoolkit.words.body import changed_and_held, outcome_box, outcome_results
from tests.unit.words.outcome.test_follow_up_words import table as follow_up_table

NAN = float("nan")
TABLES = ("follow_up", "verdicts", "verdicts_pooled", "people", "maintenance")
OTHER = {"scale": "x", "scale_name": "乙量表", "better": 1, "score_low": 0.0, "score_high": 50.0, "mean_pre": 1033.25,
         "mean_post": 1035.75, "mean_change": 2.5, "change_low": 0.004, "change_high": 5.0, "n_pre": 1250.0,
         "n_pairs": 1200.0, "n_post": 1210.0, "n_enrolled": NAN, "ladder": Ladder.LARGE}  # fmt: skip
PART = {"dimension": "a", "dimension_name": "家庭", "mean_pre": 7.5, "mean_post": 6.5, "mean_change": -1.0,
        "change_low": -1.75, "change_high": -0.25, "score_low": 3.0, "score_high": 12.0}  # fmt: skip
DOUBTED = {"scale": "d", "scale_name": "丙量表", "cautions": (Caution.DOUBTED_KEY,)}
HIDDEN = {"scale": "h", "scale_name": "丁量表", "n_pairs": 3.0, "n_pre": 4.0, "ladder": Ladder.TOO_FEW}
JUDGED = {
    "scale": "uls6",
    "scale_name": "孤独感",
    "better": -1,
    "threshold": 6.0,
    "threshold_source": "某文献",
    "doubted": False,
    "unit": "分",
    "n_pairs": 35.0,
    "n_better": 3.0,
    "n_unchanged": 32.0,
    "n_worse": 0.0,
}
EVERYONE = {"programme": "all", "n_pairs": 35.0, "n_better": 3.0, "n_unchanged": 32.0, "n_worse": 0.0, "n_without": 7.0}
HELD = {"scale": "uls6", "scale_name": "孤独感", "purpose": "照护", "aim": "maintain", "margin": 2.0, "better": -1,
        "margin_source": "甲", "unit": "分", "doubted": False, "n_pairs": 17.0, "n_others": 30.0, "mean_change": 0.1,
        "low": -0.6, "high": 0.8, "held": True, "p_adjusted": 0.01}  # fmt: skip


def rows_as(name, *rows):
    frame = pd.DataFrame(list(rows), columns=list(REPORT_TABLES[name].columns))
    return make_table(name, frame)


@pytest.fixture
def told(report):
    def make(*outcomes, audience="shared", **rows):
        services = {name: rows_as(name, *rows.get(name, ())) for name in TABLES}
        if rows.get("waves"):
            services["follow_up"] = follow_up_table(*rows["waves"])
        return report(services=services, outcomes=outcomes or ({},), audience=audience)

    return make


def listed(shown, language):
    return outcome_results(
        shown["outcomes"], language, follow_up=shown["follow_up"], verdicts=shown["verdicts"],
        pooled=shown["verdicts_pooled"], people=shown["people"],
    )  # fmt: skip


def text_of(table):
    return "\n".join(f"{cell.words}\n{cell.detail}" for row in table.rows for cell in row.cells)


def numbers(words):
    return set(re.findall(r"[−+]?\d+(?:,\d{3})*(?:\.\d+)?(?:–\d+)?", words.replace("95%", "").replace("95 %", "")))


@pytest.mark.parametrize("audience", list(Audience), ids=str)
@pytest.mark.parametrize("code", ["zh", "en"])
def test_each_number_in_the_words_of_the_figure_stands_in_the_table_in_the_same_form(told, request, code, audience):
    language = request.getfixturevalue(code)
    shown = told({}, PART, OTHER, DOUBTED, HIDDEN, audience=audience, waves=({"mean_change": -0.5},))
    chart = outcome_figure(shown["outcomes"], language, follow_up=shown["follow_up"])
    told_in_words = chart.alt.split("。" if code == "zh" else ". ", 1)[1]
    labels = [label.get_text() for label in chart.figure.findobj(Label)]
    drawn = " ".join(words for words in labels if words not in (chart.message, chart.subtitle) and "%" not in words)
    stand = numbers(text_of(listed(shown, language)))
    assert len(numbers(told_in_words)) > 15
    assert (numbers(told_in_words) - stand, numbers(drawn) - stand - numbers(chart.message)) == (set(), set())


def test_dimensions_and_follow_up_are_indented_under_their_scale_and_not_counted(told, zh):
    shown = told({}, PART, OTHER, waves=({},))
    table = listed(shown, zh)
    assert [(row.cells[0].words, row.kind) for row in table.rows] == [
        ("孤独感", ""), ("跟进一", "part"), ("家庭", "part"), ("乙量表", ""),
    ]  # fmt: skip
    assert outcome_figure(shown["outcomes"], zh).message == "2 个量表：变好 2 个"
    shows = outcome_box(shown["outcomes"], zh, follow_up=shown["follow_up"]).paragraphs[0].words.split("\n")[0]
    assert shows == "这说明什么：期间朝好转方向变化：孤独感、乙量表；孤独感跟进一：回到前测时的平均水平。"


def test_a_change_that_was_gone_at_follow_up_says_so_in_its_row(told, zh):
    row = listed(told({}, waves=({},)), zh).rows[1]
    assert [cell.words for cell in row.cells] == ["跟进一", "0.0", "回到前测时的平均水平"]
    assert row.cells[1].detail == "13.5 → 13.5\n−0.6 至 +0.6"


def test_a_scale_says_what_its_change_means_and_how_many_surely_changed(told, zh):
    second = {**JUDGED, "scale": "x", "scale_name": "乙量表", "n_better": 10.0, "n_unchanged": 25.0}
    one, two = (
        listed(
            told({"threshold": 6.0, "n_pairs": 35.0}, {**OTHER, "n_pairs": 35.0}, verdicts=judged, people=[EVERYONE]),
            zh,
        )
        for judged in ([JUDGED], [JUDGED, second])
    )
    assert one.rows[0].cells[2].detail == "变化相当于量表全距的 13.3%；一个人的变化达到 6 分才算可靠变化。"
    counts = "可靠改善 1–4 人、无可靠变化 31–34 人、可靠恶化 0 人"
    assert two.rows[0].cells[2].detail.endswith(f"\n{counts}")
    assert two.rows[1].cells[2].detail.endswith("可靠改善 10 人、无可靠变化 25 人、可靠恶化 0 人")
    # of the only scale with verdicts the sentence tells it, once
    shown = told({"n_pairs": 35.0}, verdicts=[JUDGED], people=[EVERYONE])
    assert f"前后测都有的 35 人中：{counts}" in str(changed_and_held(shown["people"], shown["maintenance"], zh))


def test_whether_services_that_maintain_held_is_one_sentence(told, zh):
    cases = (
        ({}, "17 对前后测可以排除变差达到参数文件写明的 2 分，维持住了"),
        ({"held": False}, "17 对前后测不能排除变差达到参数文件写明的 2 分，是否维持住尚不能断定"),
        ({"aim": "slow_decline"}, "17 对前后测可以排除下降达到预计的 2 分"),
        ({"doubted": True}, "量表存疑，不作发现"),
        ({"n_pairs": 8.0, "held": None}, "8 对，这类服务是否维持住了，10 对起才说明"),
        ({"margin": NAN, "held": None}, "参数文件没有写明界值，不判断是否维持住"),
    )
    for change, words in cases:
        shown = told({"n_pairs": 40.0}, maintenance=[{**HELD, **change}], audience="station")
        (said,) = changed_and_held(shown["people"], shown["maintenance"], zh).paragraphs
        assert said.words == f"孤独感，照护性服务：{words}。"


def test_the_box_has_at_most_four_lines_and_says_only_what_holds_here(told, zh):
    lots = np.random.default_rng(1)
    every = [one for one in Caution if one is not Caution.LARGE_T]
    for _ in range(40):
        rows = [
            {
                "scale": f"s{number}",
                "scale_name": f"量表{number}",
                "cautions": tuple(one for one in every if lots.random() < 0.3),
                "p_exact_adjusted": float(lots.choice([0.01, 0.3])),
                "n_pairs": float(lots.choice([3.0, 8.0, 20.0])),
            }
            for number in range(lots.integers(1, 5))
        ]
        shown = told(*rows)
        paragraphs = outcome_box(shown["outcomes"], zh, follow_up=shown["follow_up"]).paragraphs
        for box in paragraphs:
            assert len(box.words.split("\n")) <= 4
            assert ("超过 20%" in box.words) <= any(Caution.ATTRITION in row["cautions"] for row in rows)
            assert "bootstrap" not in box.words
        assert len(paragraphs) <= 1


@pytest.mark.parametrize(
    ("alpha", "published", "is_said"), [(0.52, False, True), (0.695, True, False), (0.83, True, False)]
)
def test_a_scale_that_hangs_together_loosely_on_these_answers_is_said_to_whatever_else_there_is(
    told, zh, shown, alpha, published, is_said
):
    cautions = (Caution.ATTRITION, Caution.CEILING, Caution.FEW_PAIRS, Caution.MULTIPLE_TESTS)
    tables = told({"cautions": (*cautions, *((Caution.LOW_RELIABILITY,) if published else ()))})
    quality = shown([{"scale": "uls6", "alpha": alpha}], name="scale_quality")
    (box,) = outcome_box(tables["outcomes"], zh, follow_up=tables["follow_up"], quality=quality).paragraphs
    assert ("各题答案不大一致（孤独感）" in box.words) is is_said
    assert len(box.words.split("\n")) <= 4


def test_the_caption_speaks_of_dimensions_and_of_a_follow_up_only_where_there_are_some(told, zh):
    assert listed(told({}), zh).caption == "各量表的变化"
    assert listed(told({}, PART), zh).caption == "各量表的变化；维度属于所在量表，不另计为结果"


def test_what_finds_no_room_in_the_box_is_counted(told, zh):
    many = (Caution.ATTRITION, Caution.REGRESSION, Caution.CEILING, Caution.FEW_PAIRS, Caution.MULTIPLE_TESTS)
    shown = told({"cautions": many}, {**OTHER, "cautions": many[:2]})
    *_, attrition, last = (
        outcome_box(shown["outcomes"], zh, follow_up=shown["follow_up"]).paragraphs[0].words.split("\n")
    )
    assert attrition == "有前测的人中超过 20% 没有可用的后测（各量表），变化只对配对的人成立。"
    assert last == "不少人前测时已在最好一端（孤独感），量表显不出变好。其余 2 条见附件2。"


def test_without_outcomes_there_is_nothing(told, report, zh):
    shown = told()
    empty = shown["outcomes"].select((shown["outcomes"].frame["n_pairs"] < 0).to_numpy())
    assert outcome_box(empty, zh, follow_up=shown["follow_up"])._repr_html_() == ""
    nothing = outcome_results(
        empty, zh, follow_up=shown["follow_up"], verdicts=shown["verdicts"], pooled=shown["verdicts_pooled"],
        people=shown["people"],
    )  # fmt: skip
    assert nothing._repr_html_() == ""
    assert outcome_figure(empty, zh)._repr_mimebundle_()[0]["text/html"] == ""
    assert changed_and_held(shown["people"], shown["maintenance"], zh)._repr_html_() == ""


def test_where_all_is_hidden_there_is_no_picture_and_the_table_says_so(told, zh):
    shown = told(HIDDEN)
    assert outcome_figure(shown["outcomes"], zh).figure is None
    assert listed(shown, zh).column("说明了什么") == ("已抑制",)
