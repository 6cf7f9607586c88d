"""The one figure of the outcomes: right is better, slopes go the way the figures go, nothing hidden is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from evaltoolkit.charts.figures.outcome_figure import outcomes
from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.charts.parts.theme import ACCENT, PAPER, RULE, WARNING
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Language
from evaltoolkit.model.rounding import as_printed
from tests.unit.charts.test_outcome_charts import turned

Shown = Callable[..., ProtectedTable]
Made = Callable[[str], pd.DataFrame]


def lines(chart: Chart) -> list[Any]:
    assert chart.figure is not None
    return list(chart.figure.axes[0].lines)


def marks(chart: Chart) -> list[tuple[object, float, bool]]:
    """Return colour, place and filling of the marks of changes, which lie right of the slopes."""
    single = [line for line in lines(chart) if len(line.get_xdata()) == 1 and float(line.get_xdata()[0]) > 1.75]
    return [
        (line.get_markeredgecolor(), round(float(line.get_xdata()[0]), 9), line.get_markerfacecolor() != PAPER)
        for line in single
    ]


def slopes(chart: Chart) -> list[float]:
    """Return how far each slope rises, in inches."""
    inked = [line for line in lines(chart) if line.get_color() in (ACCENT, WARNING, RULE)]
    found = [line for line in inked if len(line.get_xdata()) == 2 and float(line.get_xdata()[0]) < 1.0]
    return [float(line.get_ydata()[0] - line.get_ydata()[1]) for line in found]


def words(chart: Chart) -> str:
    assert chart.figure is not None
    return " ".join(label.get_text() for label in chart.figure.findobj(Text))


def test_right_is_better_on_every_scale_and_a_slope_goes_the_way_its_figures_go(
    shown: Shown, made: Made, english: Language
) -> None:
    frame = made("outcomes")
    ours, theirs = outcomes(shown(frame), english), outcomes(shown(turned(frame)), english)
    assert marks(ours) == marks(theirs)
    whole = frame[frame["dimension"] == "total"]
    rises = whole["mean_post"].map(lambda value: as_printed(value, 1)) - whole["mean_pre"]
    assert np.sign(np.round(slopes(ours), 9)).tolist() == np.sign(rises).tolist()
    assert np.allclose(slopes(ours), [-rise for rise in slopes(theirs)], atol=0.02)  # each rounded as it is printed


def test_changes_of_several_scales_stand_by_their_share_of_the_range_on_an_axis_that_says_so(
    shown: Shown, made: Made, chinese: Language
) -> None:
    one = made("outcomes").head(1).assign(mean_change=-1.8, change_low=-3.6, change_high=0.9)
    twice = {"score_low": 0.0, "score_high": 36.0, "mean_change": -3.6, "change_low": -7.2, "change_high": 1.8}
    first = one.assign(scale="a", score_low=6.0, score_high=24.0)
    chart = outcomes(shown(pd.concat([first, one.assign(scale="b", **twice)], ignore_index=True)), chinese)
    assert len({place for _, place, _ in marks(chart)}) == 1
    assert len(marks(chart)) == 2
    said = words(chart)
    assert said.index("← 变差") < said.index("变好 →")
    assert "全距" in chart.subtitle
    assert "%" in said


def test_every_measured_scale_has_its_picture_before_and_after_and_dimensions_are_not_counted(
    shown: Shown, made: Made, chinese: Language
) -> None:
    frame = made("outcomes")
    chart = outcomes(shown(frame), chinese)
    assert len(slopes(chart)) == (frame["dimension"] == "total").sum() == 9
    assert chart.message.startswith("9 个量表：变好 1 个；变差 1 个")
    assert len(marks(chart)) == len(frame)
    first = outcomes(shown(frame.head(3)), chinese)
    assert first.message == "示例量表甲：变好"
    assert "家庭孤独感 7.4 → 6.3，−1.1（−1.6 至 −0.6）" in words(first)


def test_only_what_is_established_is_filled_and_a_doubted_scale_is_marked(
    shown: Shown, made: Made, chinese: Language
) -> None:
    frame = made("outcomes")
    for name, filled in (("甲", [True, True, False]), ("己", [False]), ("戊", [False])):
        chart = outcomes(shown(frame[frame["scale"] == name]), chinese)
        assert [is_filled for _, _, is_filled in marks(chart)] == filled
    doubted = outcomes(shown(frame[frame["scale"] == "己"]), chinese)
    assert "量表存疑，不作发现" in words(doubted)
    assert {colour for colour, _, _ in marks(doubted)} == {RULE}


def test_a_place_tells_no_more_than_the_printed_figures(shown: Shown, made: Made, chinese: Language) -> None:
    printed = {"mean_pre": 14.3, "mean_post": 12.1, "mean_change": -2.2, "change_low": -3.0, "change_high": -1.4}
    frame = made("outcomes").head(1).assign(**printed)
    finer = frame.assign(**{name: value + 0.013 for name, value in printed.items()})
    places = [[line.get_xydata().tolist() for line in lines(outcomes(shown(one), chinese))] for one in (frame, finer)]
    assert places[0] == places[1]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_title_ranks_below_the_heading_of_its_section(shown: Shown, made: Made, language: str) -> None:
    chart = outcomes(shown(made("outcomes")), Language(language))
    assert chart.figure is not None
    assert {label.get_fontsize() for label in chart.figure.findobj(Text) if label.get_text()} == {14.4}
    assert chart.name == "outcomes"
