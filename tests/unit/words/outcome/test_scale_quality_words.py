import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.language import Language
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.words.outcome.scale_quality_words import (
    scale_quality,
    scale_quality_table,
    straight_lining,
    weak_items_table,
)
from evaltoolkit.words.page.prose import Kind

CHINESE, ENGLISH = Language("zh_CN"), Language("en")
NAN = np.nan
QUALITY = {
    "scale": "rses_zh", "scale_name": "自尊量表", "dimension": "total", "dimension_name": "总分", "n": 40,
    "n_items": 10, "alpha": 0.853, "alpha_low": 0.78, "alpha_high": 0.91, "omega": 0.861, "published_alpha": 0.88,
    "published_population": "成人", "negative_items": (), "doubted_items": (), "totals_taken": False,
}  # fmt: skip


def shown(name, *rows, people=("n",), figures=(), audience=Audience.SHARED):
    table = ResultTable(name, TableClass.SCALE, pd.DataFrame(list(rows)), ("scale",), people, figures)
    return protect(table, shipped_policy(), audience)


def quality(**changed):
    figures = ("alpha", "alpha_low", "alpha_high", "omega", "negative_items", "doubted_items")
    audience = changed.pop("audience", Audience.SHARED)
    return shown("scale_quality", {**QUALITY, **changed}, figures=figures, audience=audience)


def test_alpha_is_said_with_its_interval_omega_and_the_people_behind_it():
    said = str(scale_quality(quality(), ENGLISH).paragraphs[0])
    assert said == (
        "自尊量表 Cronbach's alpha 0.85 (95% confidence interval 0.78 to 0.91) from 40 complete pre-tests; omega 0.86."
    )


def test_items_that_run_against_the_rest_are_named_with_what_to_do():
    prose = scale_quality(quality(alpha=0.41, doubted_items=(2, 3, 6, 10)), CHINESE)
    (warning,) = prose.of_kind(Kind.CAUTION)
    assert "请检查第 2、3、6、10 题的反向计分" in warning
    assert "存疑" in warning
    assert "0.41" in warning  # alpha is said in any case


def test_below_thirty_a_doubt_stands_with_its_number_of_people():
    none = dict.fromkeys(("alpha", "alpha_low", "alpha_high", "omega"), NAN)
    (warning,) = scale_quality(quality(n=14, doubted_items=(3,), **none), CHINESE).of_kind(Kind.CAUTION)
    assert "14 份" in warning
    assert "请检查第 3 题的反向计分" in warning


@pytest.mark.parametrize("audience", Audience)
def test_an_item_that_leans_the_other_way_is_a_remark_to_the_station_alone(audience):
    prose = scale_quality(quality(n=40, negative_items=(3,), audience=audience), CHINESE)
    assert ("第 3 题与其余题目略呈反向" in str(prose)) == (audience is Audience.STATION)
    assert prose.of_kind(Kind.CAUTION) == ()


def test_a_published_alpha_stands_with_its_population():
    row = scale_quality_table(quality(), CHINESE).rows[0]
    assert [(cell.words, cell.detail) for cell in row.cells][-1] == ("0.88", "成人")


def test_totals_without_the_items_are_marked():
    empty = dict.fromkeys(("alpha", "alpha_low", "alpha_high", "omega"), NAN)
    (only,) = scale_quality(quality(n=0, totals_taken=True, **empty), CHINESE).of_kind(Kind.CAUTION)
    assert "只录入了总分，没有逐题答案" in only
    some = str(scale_quality(quality(totals_taken=True), CHINESE))
    assert "有的得分是直接录入的总分" in some
    assert "总分" not in str(scale_quality(quality(), CHINESE))


def test_alpha_printed_under_70_is_a_caution_and_alpha_printed_as_70_is_none():
    assert scale_quality(quality(alpha=0.694), CHINESE).paragraphs[0].kind is Kind.CAUTION
    assert scale_quality(quality(alpha=0.6986), CHINESE).paragraphs[0].kind is Kind.BODY


def test_under_thirty_the_count_stands_without_a_coefficient():
    few = quality(n=29, alpha=NAN, alpha_low=NAN, alpha_high=NAN, omega=NAN)
    assert "29 complete pre-tests; reliability is worked out from 30 on." in str(scale_quality(few, ENGLISH))
    assert scale_quality_table(few, ENGLISH).column("Alpha") == ("—",)


def test_where_all_totals_are_the_same_the_words_say_so():
    assert "everyone's total is the same" in str(scale_quality(quality(alpha=NAN, omega=NAN), ENGLISH))


def test_fewer_than_five_people_are_withheld():
    prose = scale_quality(quality(n=4, alpha=NAN, omega=NAN), CHINESE)
    assert prose.paragraphs[0].kind is Kind.MISSING
    assert "4" not in prose.paragraphs[0].words


def test_without_item_answers_the_section_says_not_provided():
    empty = protect(
        ResultTable("scale_quality", TableClass.SCALE, pd.DataFrame(columns=list(QUALITY))),
        shipped_policy(), Audience.SHARED,
    )  # fmt: skip
    assert "未提供" in str(scale_quality(empty, CHINESE))


def straight(**changed):
    row = {"scale": "x", "scale_name": "量表", "has_reversed": True, "n": 40, "n_straight": 6, "share_straight": 0.15}
    return shown("straight_lining", {**row, **changed}, people=("n", "n_straight"), figures=("share_straight",))


def test_the_same_answer_throughout_is_read_by_whether_items_are_turned_round():
    assert "15.0% (6/40)" in str(straight_lining(straight(), ENGLISH))
    assert "没有细看题目" in str(straight_lining(straight(), CHINESE))
    assert "也可能属实" in str(straight_lining(straight(has_reversed=False), CHINESE))


def test_a_few_such_people_are_a_range_and_none_are_not_mentioned():
    few = str(straight_lining(straight(n_straight=2, share_straight=0.05), CHINESE))
    assert "40 人中 1–4 人" in few
    assert "2" not in few
    assert straight_lining(straight(n_straight=0, share_straight=0.0), CHINESE).paragraphs == ()


ITEM = {
    "scale": "x",
    "scale_name": "量表",
    "item": 1,
    "reversed": False,
    "n": 40,
    "item_rest": 0.2,
    "alpha_without": 0.8,
}


@pytest.mark.parametrize(
    ("correlation", "listed"), [(0.194, True), (0.199, False), (-0.3, True), (0.2, False), (NAN, False)]
)
def test_items_under_20_are_listed(correlation, listed):
    table = weak_items_table(shown("item_quality", {**ITEM, "item_rest": correlation}), CHINESE)
    assert bool(table.rows) is listed


def test_where_every_item_agrees_the_page_says_so_in_a_sentence():
    assert "均不低于 0.20" in weak_items_table(shown("item_quality", ITEM), CHINESE)._repr_html_()
