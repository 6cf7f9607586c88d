"""How people changed: categories for everyone, single people only where the table of courses has rows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.lines import Line2D
from matplotlib.text import Text

from evaltoolkit.charts import outcome_slopes, reliable_change
from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.charts.parts.theme import WIDTH
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.language import Language
from evaltoolkit.model.results import ResultTable, TableClass

Made = Callable[[str], pd.DataFrame]
COUNTS = ("n_pairs", "n_better", "n_unchanged", "n_worse")


def courses(n: int, *, threshold: float = 6.0) -> ProtectedTable:
    rng = np.random.default_rng(n)
    pre = rng.integers(8, 24, n).astype(float)
    frame = pd.DataFrame({"scale": "甲", "pre": pre, "post": pre - rng.integers(-4, 9, n), "threshold": threshold})
    table = ResultTable(
        "courses", TableClass.SCALE, frame.assign(n_people=1), ("scale",), ("n_people",), ("pre", "post")
    )
    return protect(table, shipped_policy(), Audience.STATION)


def protected(frame: pd.DataFrame, name: str = "verdicts") -> ProtectedTable:
    people = tuple(column for column in (*COUNTS, "n_not_better") if column in frame)
    table = ResultTable(name, TableClass.SCALE, frame, ("scale",), people, ("share_better",))
    return protect(table, shipped_policy(), Audience.SHARED)


def words(chart: Chart) -> list[str]:
    assert chart.figure is not None
    return [label.get_text() for label in chart.figure.findobj(Text) if label.get_text()]


def lines(chart: Chart) -> int:
    assert chart.figure is not None
    return len(chart.figure.findobj(Line2D))


def test_every_category_is_drawn_with_its_number_and_share(made: Made, chinese: Language) -> None:
    chart = reliable_change(protected(made("verdicts").head(1)), chinese)
    assert {"17 人（35.4%）", "26 人（54.2%）", "5 人（10.4%）"} <= set(words(chart))
    assert chart.message == "示例量表甲：可靠改善的占 35.4%"
    assert "可靠恶化 5 人（10.4%）" in chart.alt


def test_a_small_category_is_drawn_as_two(made: Made, chinese: Language) -> None:
    second = made("verdicts").tail(1)
    two = pd.DataFrame({"scale": ["乙"], "n_pairs": [31.0], "n_better": [9.0], "n_not_better": [22.0]})
    chart = reliable_change(protected(second), chinese, pooled=protected(two, "verdicts_pooled"))
    assert {"n=31", "9 人（29.0%）", "22 人（71.0%）"} <= set(words(chart))
    assert not [label for label in words(chart) if "恶化" in label or label.startswith("3 ")]


def test_whole_scores_have_whole_numbers_on_their_axes(made: Made, chinese: Language) -> None:
    pairs = pd.DataFrame({"scale": "甲", "pre": [12.0, 18, 18, 19, 20, 21], "post": [11.0, 14, 17, 19, 20, 19]})
    table = ResultTable("courses", TableClass.SCALE, pairs.assign(n_people=1), ("scale",), ("n_people",))
    people = protect(table, shipped_policy(), Audience.STATION)
    figures = words(reliable_change(protected(made("verdicts").head(1)), chinese, courses=people))
    assert {"15", "20"} <= set(figures)
    assert "12.5" not in figures


@pytest.mark.parametrize("n", [6, 60, 300])
def test_people_are_drawn_inside_the_paper_and_only_where_there_are_rows(made: Made, chinese: Language, n: int) -> None:
    table = protected(made("verdicts").head(1))
    alone, people = reliable_change(table, chinese), reliable_change(table, chinese, courses=courses(n))
    assert lines(people) > lines(alone)
    assert people.figure is not None
    assert people.figure.get_figwidth() == WIDTH
    xs = np.concatenate([np.ravel(line.get_xdata()) for line in people.figure.findobj(Line2D)]).astype(float)
    assert (xs.min() >= 0, xs.max() <= WIDTH) == (True, True)


@pytest.mark.parametrize("n", [6, 300])
def test_single_lines_stand_behind_the_mean_in_the_station_s_version(made: Made, chinese: Language, n: int) -> None:
    whole = made("outcomes").head(1)
    outcomes = protect(ResultTable("outcomes", TableClass.SCALE, whole), shipped_policy(), Audience.STATION)
    alone, people = outcome_slopes(outcomes, chinese), outcome_slopes(outcomes, chinese, courses=courses(n))
    assert lines(people) > lines(alone)
    assert "细线：每个人" in people.subtitle
    assert "细线" not in alone.subtitle
    assert {"前测 14.3", "后测 12.1"} <= set(words(people))


def test_people_who_all_share_one_score_are_drawn_too(made: Made, chinese: Language) -> None:
    frame = pd.DataFrame({"scale": ["甲"] * 6, "pre": 10.0, "post": 10.0})
    same = protect(ResultTable("courses", TableClass.SCALE, frame), shipped_policy(), Audience.STATION)
    chart = reliable_change(protected(made("verdicts").head(1)), chinese, courses=same)
    assert chart.figure is not None
    whole = protect(
        ResultTable("outcomes", TableClass.SCALE, made("outcomes").head(1)), shipped_policy(), Audience.STATION
    )
    assert outcome_slopes(whole, chinese, courses=same).figure is not None


def test_many_single_lines_are_drawn_thinner_than_few(made: Made, chinese: Language) -> None:
    whole = ResultTable("outcomes", TableClass.SCALE, made("outcomes").head(1))
    outcomes = protect(whole, shipped_policy(), Audience.STATION)

    def thinnest(n: int) -> float:
        figure = outcome_slopes(outcomes, chinese, courses=courses(n)).figure
        assert figure is not None
        return min(line.get_linewidth() for line in figure.findobj(Line2D))

    assert thinnest(6) == thinnest(60)
    assert thinnest(300) < 0.5 * thinnest(60)
