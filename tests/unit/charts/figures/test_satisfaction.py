from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from evaltoolkit.charts import satisfaction, satisfaction_levels
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Language

Shown = Callable[..., ProtectedTable]
COLUMNS = ["method", "respondent", "n_valid", "n_satisfied", "share", "ci_low", "ci_high", "interval"]


def survey(interval: str) -> pd.DataFrame:
    # Wilson 95 % of 57 of 60: .8630 to .9829
    return pd.DataFrame([("个案", "服务对象", 60, 57, 0.95, 0.8630, 0.9829, interval)], columns=COLUMNS)


def lines(chart: object) -> int:
    return len([line for line in chart.figure.axes[0].lines if line.get_linewidth() == 2.8])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("interval", "words", "drawn"),
    [("none", None, 0), ("wilson", "95%区间86.3%至98.3%", 1), ("indicative", "区间86.3%至98.3%，仅供参考", 1)],
)
def test_an_interval_is_shown_only_where_the_way_of_asking_allows_it(
    interval: str, words: str | None, drawn: int, shown: Shown, chinese: Language
) -> None:
    chart = satisfaction(shown(survey(interval)), chinese)
    assert lines(chart) == drawn
    assert "95.0%（57/60）" in chart.alt
    assert chart.alt.removeprefix("点与区间图").count("区间") == drawn
    assert words is None or words in chart.alt


def test_the_target_stands_in_message_and_subtitle(shown: Shown, chinese: Language) -> None:
    chart = satisfaction(shown(survey("none")), chinese, target=0.96)
    assert chart.message == "满意率为95.0%，目标96%"
    assert "目标96%" in chart.subtitle


def test_levels_part_at_the_middle_of_the_neutral_answers(shown: Shown, chinese: Language) -> None:
    levels = {"非常满意": 0.3, "满意": 0.4, "一般": 0.2, "不满意": 0.1, "非常不满意": 0.0}
    rows = [("个案", level, share * 10, share) for level, share in levels.items()]
    chart = satisfaction_levels(shown(pd.DataFrame(rows, columns=["method", "level", "n", "share"])), chinese)
    assert chart.figure is not None
    boxes = [patch.get_bbox() for patch in chart.figure.axes[0].patches]  # type: ignore[attr-defined]
    (middle,) = [line.get_xdata()[0] for line in chart.figure.axes[0].lines]
    assert middle == pytest.approx(0.1 + 4.0 * 0.2)  # a fifth of all lies left: .1 and half of .2
    assert [box.width for box in boxes] == pytest.approx([0.4, 0.8, 1.6, 1.2])
    assert chart.message == "不满意比例最高的是个案，为10.0%"
    assert "非常不满意0.0% 不满意10.0% 一般20.0% 满意40.0% 非常满意30.0%" in chart.alt  # in the order of the bar


def test_levels_that_are_not_provided_are_not_said_to_be_withheld(shown: Shown, chinese: Language) -> None:
    rows = [("个案", "满意", 8.0, 0.8), ("个案", "不满意", None, None), ("个案", "非常不满意", 0.0, 0.0)]
    chart = satisfaction_levels(shown(pd.DataFrame(rows, columns=["method", "level", "n", "share"])), chinese)
    assert chart.message == "满意程度的数据不全"


def test_partners_are_drawn_apart_from_users(shown: Shown, chinese: Language) -> None:
    names = ["method", "respondent", "level", "n", "share"]
    rows = [("社区活动", "服务对象", "不满意", 1.0, 0.1), ("社区活动", "服务对象", "满意", 9.0, 0.9),
            ("社区活动", "村居委及合作方", "不满意", 0.0, 0.0),
            ("社区活动", "村居委及合作方", "满意", 4.0, 1.0)]  # fmt: skip
    chart = satisfaction_levels(shown(pd.DataFrame(rows, columns=names)), chinese)
    assert chart.message == "不满意比例最高的是社区活动·服务对象，为10.0%"
    assert "社区活动·村居委及合作方" in chart.alt
