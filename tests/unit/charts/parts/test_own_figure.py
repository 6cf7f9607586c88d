"""A picture of one's own: of protected tables, in words too, and no number that they do not hold."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from evaltoolkit.charts.parts.own_figure import OwnFigureError, show
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.shown import is_marked
from evaltoolkit.model.report_tables import make_table


@pytest.fixture
def hours():
    frame = pd.DataFrame(
        {"method": ["个案", "小组", "社区活动"], "agreed": [3200.0, 1800.0, 900.0], "done": [3344.0, 1290.0, 910.0],
         "completion": [1.045, 0.717, 1.011], "overshoot": [False, False, False]}
    )  # fmt: skip
    return protect(make_table("hours", frame), shipped_policy(), Audience.SHARED)


def drawn(*columns, kind="bar"):
    figure = Figure()
    axes = figure.subplots()
    for column in columns:
        getattr(axes, kind)(np.arange(len(column)), column)
    return figure


@pytest.mark.parametrize("kind", ["bar", "plot", "scatter", "barh"])
def test_a_picture_of_the_table_is_shown_with_its_words_and_the_mark(hours, kind):
    chart = show(drawn(hours.frame["done"], kind=kind), of=hours, alt="完成工时：个案 3,344")
    data, metadata = chart._repr_mimebundle_()
    assert is_marked(data, metadata)
    assert 'alt="完成工时：个案 3,344"' in data["text/html"]
    assert 'src="data:image/png' in data["text/html"]


def test_per_cents_of_the_table_s_shares_are_its_figures(hours):
    assert show(drawn(100 * hours.frame["completion"]), of=hours, alt="完成率").figure is not None


@pytest.mark.parametrize("kind", ["bar", "plot", "scatter", "barh"])
def test_a_number_that_no_table_holds_is_refused_without_being_told(hours, kind):
    values = hours.frame["done"].to_numpy() + np.array([0, 0, 1.5])
    with pytest.raises(OwnFigureError, match="1 个数不在") as refused:
        show(drawn(values, kind=kind), of=hours, alt="完成工时")
    assert "911" not in str(refused.value)


def test_the_station_may_draw_what_it_likes(hours):
    own = protect(make_table("hours", hours.frame), shipped_policy(), Audience.STATION)
    assert show(drawn([1.5, 2.5]), of=own, alt="自己算的").figure is not None


def test_without_words_or_without_a_protected_table_nothing_is_shown(hours):
    with pytest.raises(OwnFigureError, match="alt"):
        show(drawn(hours.frame["done"]), of=hours, alt=" ")
    with pytest.raises(OwnFigureError, match="of"):
        show(drawn(hours.frame["done"]), of=(), alt="完成工时")
    with pytest.raises(TypeError, match="protected"):
        show(drawn(hours.frame["done"]), of=hours.frame, alt="完成工时")


def test_what_is_drawn_over_it_afterwards_takes_the_mark_away(hours):
    chart = show(drawn(hours.frame["done"]), of=hours, alt="完成工时")
    chart.figure.axes[0].plot([0, 1], [7, 8])
    data, metadata = chart._repr_mimebundle_()
    assert not is_marked(data, metadata)


def test_what_is_changed_afterwards_does_not_come_into_the_picture(hours):
    chart = show(drawn(hours.frame["done"]), of=hours, alt="完成工时")
    before = chart._repr_mimebundle_()
    chart.figure.axes[0].set_title("17.25 12.25")
    chart.figure.axes[0].patches[0].set_height(17.25)
    chart.figure.axes[0].set_xlim(0, 17.25)
    assert chart._repr_mimebundle_() == before
    assert is_marked(*before)


def test_the_words_in_the_picture_are_told_beside_it_so_that_the_search_for_names_reads_them(hours):
    figure = drawn(hours.frame["done"])
    figure.axes[0].set_title("完成工时")
    figure.axes[0].annotate("王小明", (0, 3344))
    alt = show(figure, of=hours, alt="完成工时：个案 3,344").alt
    assert alt == "完成工时：个案 3,344 [王小明]"


def test_to_english_words_about_a_picture_nothing_chinese_is_added(hours):
    figure = drawn(hours.frame["done"])
    figure.axes[0].set_xlabel("Hours done")
    figure.axes[0].set_ylabel("Method")
    assert (
        show(figure, of=hours, alt="Casework did 3,344 hours").alt == "Casework did 3,344 hours [Hours done · Method]"
    )
