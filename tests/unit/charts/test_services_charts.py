"""Hours, coverage, money, inspections, awareness, flow: messages and figures on hand-worked rows."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import pytest
from matplotlib.text import Text as Label

from evaltoolkit import charts
from evaltoolkit.charts.gallery import gallery
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Language

Shown = Callable[..., ProtectedTable]


def hours(*rows: tuple[str, float | None, float]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["method", "agreed", "done"])
    return frame.assign(completion=frame["done"] / frame["agreed"])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((("个案", 100, 80), ("小组", 1000, 1299)), "有约定可比的2项工时均达到约定的80%且低于130%"),
        ((("个案", 100, 79), ("小组", 100, 100)), "不足约定工时的80%：个案"),
        ((("个案", 100, 130), ("小组", 100, 100)), "达到约定工时的130%或以上：个案"),
        ((("个案", 100, 79), ("小组", 100, 131)), "不足约定工时的80%：个案；达到约定工时的130%或以上：小组"),
        ((("个案", None, 79),), "服务工时无法与协议约定比较"),
    ],
)
def test_hours_are_remarked_on_below_80_and_from_exactly_130_percent(
    rows: tuple[tuple[str, float | None, float], ...], message: str, shown: Shown, chinese: Language
) -> None:
    assert charts.hours_by_method(shown(hours(*rows)), chinese).message == message


def test_hours_without_an_agreement_say_that_it_is_not_provided(shown: Shown, chinese: Language) -> None:
    chart = charts.hours_by_method(shown(hours(("个案", None, 79))), chinese)
    assert "个案：完成79／约定未提供" in chart.alt


def test_quarters_are_summed_over_methods(shown: Shown, chinese: Language) -> None:
    rows = [(1, "个案", 10), (1, "小组", 5), (2, "个案", 30), (2, "小组", 0)]
    chart = charts.hours_by_quarter(shown(pd.DataFrame(rows, columns=["quarter", "method", "done"])), chinese)
    assert chart.message == "2季度工时最多（30小时），1季度最少（15小时）"


def test_a_category_without_denominator_has_no_share(shown: Shown, chinese: Language) -> None:
    rows = [("低保对象", "户籍", 9, 12, 0.75), ("独居老人", "全部", 210, None, None)]
    frame = pd.DataFrame(rows, columns=["category", "residence", "served", "people", "share"])
    chart = charts.coverage(shown(frame), chinese)
    assert chart.message == "覆盖率：低保对象（户籍） 75.0%（9/12）"
    assert "独居老人·全部：210人，无分母" in chart.alt


def test_a_row_of_nobody_served_and_nobody_known_is_left_out(shown: Shown, chinese: Language) -> None:
    rows = [("低保对象", "户籍", 9, 12, 0.75), ("低保对象", "人户分离", 0, None, None), ("残疾人", "户籍", 0, 4, 0.0)]
    frame = pd.DataFrame(rows, columns=["category", "residence", "served", "people", "share"])
    alt = charts.coverage(shown(frame), chinese).alt
    assert "人户分离" not in alt
    assert "残疾人·户籍：0.0%（0/4）" in alt


def test_the_two_kinds_of_residents_stand_beside_each_other(shown: Shown, chinese: Language) -> None:
    frame = pd.DataFrame({"residence": ["户籍", "非户籍"], "served": [30, 5], "people": [100, 50], "share": [0.3, 0.1]})
    chart = charts.residence_gap(shown(frame), chinese)
    assert chart.message == "非户籍居民的覆盖较低：10.0%（5/50）；户籍居民为 30.0%（30/100）"


def test_more_than_a_fifth_lost_is_remarked_on(shown: Shown, chinese: Language) -> None:
    rows = [("a", "甲", 50, 50, 40, 40, 0.2), ("b", "乙", 50, 50, 39, 39, 0.22)]
    columns = ["scale", "scale_name", "n_enrolled", "n_pre", "n_post", "n_pairs", "lost_share"]
    chart = charts.flow(shown(pd.DataFrame(rows, columns=columns)), chinese)
    assert chart.message == "2个量表中有1个未能配对的超过20%"
    assert "乙：报名50，前测50，后测39，配对39（人）；未配对22.0%" in chart.alt


def test_the_least_known_fact_is_named(shown: Shown, chinese: Language) -> None:
    frame = pd.DataFrame({"item": ["站址", "项目经费来源"], "n": [60, 58], "known": [51, 14], "share": [0.85, 14 / 58]})
    assert charts.awareness(shown(frame), chinese).message == "知晓最少的一项是项目经费来源，24.1%（14/58）"


def months(*done: float | None) -> pd.DataFrame:
    return pd.DataFrame({"month": range(1, len(done) + 1), "method": "个案", "done": list(done)})


def test_the_course_of_hours_adds_up_months_and_methods_beside_the_agreement(shown: Shown, chinese: Language) -> None:
    rows = pd.concat([months(*[10.0] * 12), months(*[5.0] * 12).assign(method="小组")])
    agreed = shown(hours(("个案", 100, 80), ("小组", 100, 130)))
    chart = charts.hours_course(shown(rows), chinese, agreed=agreed)
    # 15 a month: 90 of 200 by June
    assert chart.message == "到年中完成约定工时的45.0%"
    assert "6月：90" in chart.alt


def test_the_course_ends_before_the_first_month_that_is_not_known(shown: Shown, chinese: Language) -> None:
    chart = charts.hours_course(shown(months(10.0, 10.0, None, *[10.0] * 9)), chinese)
    assert chart.message == "工时只知道到2月，累计20小时"
    assert charts.hours_course(shown(months(None, *[10.0] * 11)), chinese).message.startswith("一月的工时不明")


@pytest.mark.parametrize("name", ["hours_by_method", "hours_by_quarter", "satisfaction_levels", "residence_gap"])
def test_the_workbook_s_fixed_words_are_english_in_an_english_picture(name: str, english: Language) -> None:
    chart = gallery(english)[name]
    assert chart.figure is not None
    drawn = " ".join(label.get_text() for label in chart.figure.findobj(Label)) + chart.alt
    assert not re.search("[\u4e00-\u9fff]", drawn)


def test_a_course_of_nothing_done_has_no_figures_but_nought(shown: Shown, chinese: Language) -> None:
    chart = charts.hours_course(shown(months(*[0.0] * 12)), chinese)
    assert chart.figure is not None
    assert {label.get_text() for label in chart.figure.findobj(Label)} & {"0.2", "0.5", "1"} == set()


def frame_of(columns: str, *rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split())


ATTENDED = frame_of("group sessions enrolled mean_attendance share", ("甲", 5, 10, 8.0, 0.8), ("乙", 4, 5, 4.0, 0.8))
SATISFIED = frame_of("method respondent n_valid n_satisfied share", ("个案", "服务对象", 40, 36, 0.9),
                     ("小组", "服务对象", 20, 18, 0.9))  # fmt: skip


@pytest.mark.parametrize(
    ("draw", "frame", "message"),
    [
        (charts.attendance, ATTENDED, "所列各小组平均出席率均为 80.0%"),
        (charts.satisfaction, SATISFIED, "满意率均为90.0%"),
        (charts.hours_by_method, hours(("个案", 100, 95)), "个案的工时为约定的95.0%"),
    ],
)  # fmt: skip
def test_one_row_or_equal_ones_are_not_ranked(
    draw: Callable[..., charts.Chart], frame: pd.DataFrame, message: str, shown: Shown, chinese: Language
) -> None:
    assert draw(shown(frame), chinese).message == message
