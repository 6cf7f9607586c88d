"""What marks and words look like tells nothing of single persons: how many there are, their colours, their sizes."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from evaltoolkit.charts.parts.own_figure import OwnFigureError, show
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.model.results import ResultTable, TableClass

LONG = pd.DataFrame({"method": [f"小组{chr(0x4E00 + row)}" for row in range(12)],
                     "done": [430.5 + 7 * row for row in range(12)]})  # fmt: skip
CHANGES = [1.0, -1.0, 2.0, -1.0, -4.0]
MANY = np.resize(CHANGES, 37).tolist()
SIZES = np.array([69, 85, 49]) / 40
WORDS, COLOURS = ("变好", "没有变好"), ("green", "red")


@pytest.fixture(scope="module")
def groups():
    return protect(ResultTable("groups", TableClass.HOURS, LONG, ("method",)), shipped_policy(), Audience.SHARED)


def panels(figure, _):
    for axes, change in zip(figure.subplots(1, len(CHANGES)), CHANGES, strict=True):
        axes.barh([0], [1], color=COLOURS[change > 0])


def titles(figure, _):
    for axes, change in zip(figure.subplots(1, len(CHANGES)), CHANGES, strict=True):
        axes.set_title(WORDS[change > 0])


def grounds(figure, _):
    for axes, change in zip(figure.subplots(1, len(CHANGES)), CHANGES, strict=True):
        axes.set_facecolor(COLOURS[change > 0])


def some_panels(figure, _):
    for axes, change in zip(figure.subplots(1, len(CHANGES)), CHANGES, strict=True):
        if change > 0:
            axes.axhline(1)


def lines(_, axes):
    for change in CHANGES:
        axes.plot([0, 1], [0, 1], color=COLOURS[change > 0])


def points(_, axes):
    axes.scatter(range(5), range(5), c=[COLOURS[change > 0] for change in CHANGES])


def shapes(_, axes):
    for row, change in enumerate(CHANGES):
        axes.plot([row % 2], [1], marker="^v"[change > 0])


def words(_, axes):
    for row, change in enumerate(CHANGES):
        axes.text(0, row, WORDS[change > 0])


def signs(_, axes):
    for row, change in enumerate(CHANGES):
        axes.text(0, row, "●", color=COLOURS[change > 0])


def ticks(_, axes):
    axes.set_yticks(range(5), [WORDS[change > 0] for change in CHANGES])


def cells(_, axes):
    axes.table(cellText=[[WORDS[change > 0]] for change in CHANGES])


def colours_of_cells(_, axes):
    axes.table(cellText=[[""]] * 5, cellColours=[[COLOURS[change > 0]] for change in CHANGES])


def handles(_, axes):
    axes.legend(handles=[Line2D([], [], color=COLOURS[change > 0], label="个人") for change in CHANGES])


DIFFERING = [panels, titles, grounds, some_panels, lines, points, shapes, words, signs, ticks, cells, colours_of_cells,
             handles]  # fmt: skip


def many_panels(figure, axes):
    for change in MANY:
        figure.add_axes([0, 0, 1, 1]).barh([0], [430.5], color=COLOURS[change > 0])


def many_bars(_, axes):
    for row, change in enumerate(MANY):
        axes.bar(row, 430.5, color=COLOURS[change > 0])


def many_lines(_, axes):
    for _row in MANY:
        axes.plot([0, 1], [0, 1], color="green")


def many_handles(_, axes):
    axes.legend(handles=[Line2D([], [], color="red", label="小组") for _ in MANY])


def each(change):
    """Return what changes each bar of an axes by a size of its own."""
    return lambda _, axes: [change(bar, size) for bar, size in zip(axes.patches, SIZES, strict=False)]


SIZED = {
    "alpha": each(lambda bar, size: bar.set_alpha(size / 3)),
    "width": each(lambda bar, size: bar.set_linewidth(size)),
    "hatch": each(lambda bar, size: bar.set_hatch("/" * int(3 * size))),
    "colour": each(lambda bar, size: bar.set_facecolor((size / 3, 0, 0))),
    "thickness": lambda _, axes: axes.clear()
    or [axes.barh([row], [430.5], height=size / 3) for row, size in enumerate(SIZES)],
    "markers": lambda _, axes: [axes.plot([row], [430.5], "o", ms=size) for row, size in enumerate(SIZES[:2])]
    + [axes.plot([0], [437.5], "o", ms=SIZES[2])],
    "words": lambda _, axes: [
        label.set_fontsize(9 * size) for label, size in zip(axes.get_xticklabels(), SIZES, strict=False)],
    "shades": lambda _, axes: axes.imshow([[430.5, 437.5]], cmap=ListedColormap([(one / 3, 0, 0) for one in SIZES])),
    "insets": lambda _, axes: [axes.inset_axes([0, 0, 0.5, size / 3]) for size in SIZES],
}  # fmt: skip


def drawn(draw):
    figure = Figure()
    axes = figure.subplots()
    axes.bar(range(12), LONG["done"])
    draw(figure, axes)
    return figure


@pytest.mark.parametrize("draw", DIFFERING)
@pytest.mark.filterwarnings("ignore")
def test_marks_and_words_that_tell_no_number_of_the_tables_do_not_differ_as_the_data_choose(groups, draw):
    with pytest.raises(OwnFigureError, match=r"样子却不同|看来由数据选定"):
        show(drawn(draw), of=groups, alt="工时")


@pytest.mark.parametrize("draw", [panels, titles])
def test_five_persons_are_more_than_the_rows_of_a_short_table(hours, draw):
    figure = Figure()
    draw(figure, None)
    with pytest.raises(OwnFigureError, match="可能一个代表一个人"):
        show(figure, of=hours, alt="工时")


@pytest.mark.parametrize(
    "draw", [pytest.param(many_panels, marks=pytest.mark.full), many_bars, many_lines, many_handles]
)
@pytest.mark.filterwarnings("ignore")
def test_there_are_no_more_marks_of_a_kind_than_figures(groups, draw):
    with pytest.raises(OwnFigureError, match="可能一个代表一个人"):
        show(drawn(draw), of=groups, alt="工时")


@pytest.mark.parametrize("way", SIZED)
@pytest.mark.filterwarnings("ignore")
def test_sizes_shades_and_colours_come_not_out_of_data(groups, way):
    with pytest.raises(OwnFigureError, match="种大小、深浅或颜色"):
        show(drawn(SIZED[way]), of=groups, alt="工时")


def multiples(figure, axes):
    axes.remove()
    for number, panel in enumerate(figure.subplots(3, 4).ravel()):
        panel.bar(["前", "后"], [LONG["done"][number]] * 2, color=["#cccccc", "tab:blue"])
        panel.axhline(0, color="black", lw=0.5)
        panel.axhline(1, color="red", ls="--")
        panel.set_title(LONG["method"][number], fontsize=7)
        panel.set_ylabel("小时")


def highlighted(_, axes):
    for bar, done in zip(axes.patches, LONG["done"], strict=True):
        bar.set_color("tab:red" if done > 490 else "tab:grey")
        bar.set_alpha(0.7 if done > 490 else 1)


def shaded(_, axes):
    shades = mpl.colormaps["Blues"](np.linspace(0.3, 0.9, 12))
    axes.bar(range(12), LONG["done"], color=shades)


def noted(_, axes):
    axes.axhline(0, color="grey")
    axes.axvline(0, color="red", ls=":")
    axes.plot([0, 1], [0, 1], color="black")
    axes.legend([axes.patches[0], axes.lines[0]], ["完成", "基线"])
    for row, done in enumerate(LONG["done"]):
        axes.text(row, done, "达标" if done > 490 else "未达标", ha="center", color="red" if done > 490 else "black")


@pytest.mark.parametrize("draw", [multiples, highlighted, shaded, noted])
@pytest.mark.filterwarnings("ignore")
def test_usual_pictures_look_as_they_like(groups, draw):
    assert show(drawn(draw), of=groups, alt="工时") is not None
