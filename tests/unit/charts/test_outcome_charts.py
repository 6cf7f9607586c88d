"""Slopes and forest: the same rows, the same directions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.charts import outcome_forest, outcome_slopes
from evaltoolkit.charts.parts.theme import ACCENT, RULE, WARNING
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Language

Shown = Callable[..., ProtectedTable]
Made = Callable[[str], pd.DataFrame]


def turned(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the same results on scales of the other direction: every score mirrored in its range."""
    mirrored = frame["score_low"] + frame["score_high"]
    return frame.assign(
        better=-frame["better"],
        mean_pre=mirrored - frame["mean_pre"],
        mean_post=mirrored - frame["mean_post"],
        mean_change=-frame["mean_change"],
        change_low=-frame["change_high"],
        change_high=-frame["change_low"],
        hedges_g=-frame["hedges_g"],
        g_low=-frame["g_high"],
        g_high=-frame["g_low"],
    )


@pytest.mark.parametrize("draw", [outcome_slopes, outcome_forest])
def test_turning_a_scale_changes_neither_places_nor_colours(
    draw: Callable[..., object], shown: Shown, made: Made, english: Language
) -> None:
    def lines(frame: pd.DataFrame) -> list[tuple[object, ...]]:
        figure = draw(shown(frame), english).figure  # type: ignore[attr-defined]
        return [
            (line.get_color(), *np.round(line.get_xydata(), 6).ravel().tolist())
            for line in figure.axes[0].lines
            if line.get_color() in (ACCENT, WARNING, RULE)
        ]

    assert lines(made("outcomes")) == lines(turned(made("outcomes")))


def test_the_message_counts_whole_scales_by_their_one_reading_and_attributes_nothing(
    shown: Shown, made: Made, chinese: Language
) -> None:
    chart = outcome_slopes(shown(made("outcomes")), chinese)
    assert chart.message == (
        "9 个量表：变好 1 个；变差 1 个；尚不能断定 3 个；只描述，不检验 1 个；每个人的变化相同 1 个；"
        "量表存疑，不作发现 1 个；配对过少，不作判断 1 个"
    )
    assert "服务" not in chart.message + chart.subtitle


@pytest.mark.parametrize(("turn", "message"), [(1, "示例量表甲：变好"), (-1, "示例量表甲：变差")])
def test_one_result_is_told_and_not_counted(
    turn: int, message: str, shown: Shown, made: Made, chinese: Language
) -> None:
    first = made("outcomes").head(1)
    frame = first.assign(better=turn * first["better"])
    assert outcome_slopes(shown(frame), chinese).message == message
    assert message in outcome_forest(shown(frame), chinese).message


def test_the_change_stands_in_points_of_the_scale_with_its_interval(
    shown: Shown, made: Made, chinese: Language
) -> None:
    chart = outcome_slopes(shown(made("outcomes")), chinese)
    assert "示例量表甲：前测14.3，后测12.1，变化−2.2（95%区间−3.0至−1.4）：变好，配对数48" in chart.alt


def test_one_scale_shows_its_dimensions(shown: Shown, made: Made, chinese: Language) -> None:
    chart = outcome_forest(shown(made("outcomes")), chinese, scale="甲")
    assert "家庭孤独感：" in chart.alt
    assert "示例量表乙" not in chart.alt
    assert "配对48人" in chart.subtitle


def test_groups_are_shown_only_when_asked_for(shown: Shown, made: Made, chinese: Language) -> None:
    frame = made("outcomes").head(1)
    both = pd.concat([frame, frame.assign(group_kind="sex", group="女"), frame.assign(group_kind="sex", group="男")])
    assert "女" not in outcome_slopes(shown(both), chinese).alt
    alt = outcome_slopes(shown(both), chinese, group_kind="sex").alt
    assert "示例量表甲·女" in alt
    assert "示例量表甲·男" in alt


def test_above_twelve_rows_only_whole_scales_are_drawn(shown: Shown, made: Made, chinese: Language) -> None:
    frame = made("outcomes")
    many = pd.concat([frame.assign(scale=frame["scale"] + str(copy)) for copy in range(3)])
    assert "家庭孤独感" not in outcome_slopes(shown(many), chinese).alt


def test_a_missing_effect_size_is_not_called_missing_data(shown: Shown, made: Made, english: Language) -> None:
    frame = made("outcomes")
    frame.loc[4, ["hedges_g", "g_low", "g_high"]] = np.nan
    assert "示例量表丙: not computed" in outcome_forest(shown(frame), english).alt


def test_no_p_value_is_printed(shown: Shown, made: Made, english: Language) -> None:
    frame = made("outcomes").assign(p_t=0.0123, p_exact=0.0123, p_t_adjusted=0.0123, p_exact_adjusted=0.0123)
    for draw in (outcome_slopes, outcome_forest):
        assert "0.0123" not in draw(shown(frame), english).alt
