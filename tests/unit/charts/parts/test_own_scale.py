"""Ticks, ends of axes and their lines tell no number that neither a cell nor a table holds."""

import numpy as np
import pytest
from matplotlib import ticker
from matplotlib.cm import ScalarMappable
from matplotlib.colors import BoundaryNorm, Normalize

from evaltoolkit.charts.parts.own_figure import OwnFigureError, show

METHODS = ["个案", "小组", "社区活动"]
RAW = np.array([1, -1, 2, -1, -4, 3.5, 4])
LEAST, MOST, MEAN, SD = float(RAW.min()), float(RAW.max() + 9), float(RAW.mean()), float(RAW.std())


def inset(axes):
    inner = axes.inset_axes([0.5, 0.5, 0.4, 0.4])
    inner.set_xticks([MEAN - SD, MEAN, MEAN + SD])


STRANGE = {
    "three ticks": lambda axes: axes.set_xticks([MEAN - SD, MEAN, MEAN + SD]),
    "three labels": lambda axes: axes.set_xticks([MEAN - SD, MEAN, MEAN + SD], [f"{one:.2f}" for one in (0, 1, 2)]),
    "ticks of an inset": inset,
    "evenly from least to most": lambda axes: axes.set_xticks(np.linspace(LEAST, MOST, 5)),
    "multiples": lambda axes: axes.xaxis.set_major_locator(ticker.MultipleLocator(MEAN * 300)),
    "a fixed number of ticks": lambda axes: [axes.set_xlim(0, MEAN), axes.xaxis.set_major_locator(
        ticker.LinearLocator(3))],
    "ends": lambda axes: axes.set_xlim(LEAST - SD, MOST + SD),
    "ends of a twin": lambda axes: axes.twiny().set_xlim(MEAN - SD, MEAN + SD),
    "bounds": lambda axes: axes.spines["bottom"].set_bounds(MEAN, MEAN + SD),
    "a position": lambda axes: axes.spines["left"].set_position(("data", MEAN)),
    "a colour bar": lambda axes: axes.figure.colorbar(ScalarMappable(Normalize(MEAN, MEAN + SD)), ax=axes),
    "steps of one": lambda axes: axes.figure.colorbar(
        ScalarMappable(BoundaryNorm([MEAN - SD, MEAN, MEAN + SD], 256)), ax=axes),
}  # fmt: skip
FREE = {
    "round ticks": lambda axes: axes.set_xticks(np.linspace(0, 3500, 8)),
    "typed ticks": lambda axes: axes.set_xticks([0, 730, 3300]),
    "weeks": lambda axes: axes.set_xticks(np.arange(0, 29, 7)),
    "ticks of the table": lambda axes: axes.set_xticks([910, 1290, 3344]),
    "ticks at every 300": lambda axes: axes.xaxis.set_major_locator(ticker.MultipleLocator(300)),
    "few ticks": lambda axes: axes.xaxis.set_major_locator(ticker.MaxNLocator(3, integer=True)),
    "minor ticks": lambda axes: axes.minorticks_on(),
    "typed ends": lambda axes: axes.set_xlim(-15, 3600),
    "room beside the longest": lambda axes: axes.set_xlim(0, 3344 * 1.1),
    "one end": lambda axes: axes.set_xlim(left=-10),
    "half a bar from the first and the last": lambda axes: axes.set_ylim(len(METHODS) - 0.5, -0.5),
    "upside down": lambda axes: axes.invert_yaxis(),
    "tight": lambda axes: axes.autoscale(tight=True),
    "no lines": lambda axes: axes.spines[["top", "right"]].set_visible(False),
    "bounds of the table": lambda axes: axes.spines["bottom"].set_bounds(910, 3344),
    "an axis at 0": lambda axes: axes.spines["left"].set_position("zero"),
    "a colour bar": lambda axes: axes.figure.colorbar(ScalarMappable(Normalize(0, 100)), ax=axes),
    "a logarithm": lambda axes: axes.set_xscale("log"),
}


@pytest.mark.parametrize("way", STRANGE)
@pytest.mark.filterwarnings("ignore")
def test_no_tick_or_end_tells_what_no_table_holds(hours, axes, way):
    STRANGE[way](axes)
    with pytest.raises(OwnFigureError, match="个刻度或坐标轴端点"):
        show(axes.figure, of=hours, alt="工时")


@pytest.mark.parametrize("way", FREE)
def test_round_typed_and_automatic_ones_are_free(hours, axes, way):
    FREE[way](axes)
    assert show(axes.figure, of=hours, alt="工时") is not None


def test_a_scale_of_one_s_own_is_told(hours, axes):
    axes.set_xscale("function", functions=(lambda one: one * MEAN, lambda one: one / MEAN))
    with pytest.raises(OwnFigureError, match="自定义的坐标刻度"):
        show(axes.figure, of=hours, alt="工时")
