"""No way to draw or to write brings a number into a picture of one's own that its tables do not hold."""

from datetime import date

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.dates import AutoDateFormatter, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.offsetbox import AnchoredText
from matplotlib.patches import Circle, FancyArrowPatch, Wedge
from matplotlib.path import Path
from matplotlib.ticker import FuncFormatter
from matplotlib.transforms import Affine2D

from evaltoolkit.charts.parts.own_figure import OwnFigureError, show
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.reader import run_for
from evaltoolkit.errors import UserError
from evaltoolkit.language import Ours
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.reporting.run.own_words import sentence_told

HOURS = pd.DataFrame(
    {"method": ["个案", "小组", "社区活动"], "agreed": [3200.0, 1800.0, 900.0], "done": [3344.0, 1290.0, 910.0],
     "completion": [1.045, 0.717, 1.011], "overshoot": [False, False, False]}
)  # fmt: skip
MONTHS = pd.DataFrame({"month": [f"2023-{month:02d}" for month in range(1, 13)],
                       "hours": [430.5 + 7 * month for month in range(12)]})  # fmt: skip


@pytest.fixture(scope="module")
def hours():
    return protect(make_table("hours", HOURS), shipped_policy(), Audience.SHARED)


@pytest.fixture(scope="module")
def months():
    return protect(ResultTable("months", TableClass.HOURS, MONTHS, ("month",)), shipped_policy(), Audience.SHARED)


PRE, POST = np.array([69, 85, 49]) / 4, np.array([55, 39, 47]) / 4  # 17.25, 21.25, 12.25; 13.75, 9.75, 11.75
PLACE, METHODS = np.arange(3), list(HOURS["method"])


def mesh(axes):
    return axes.pcolormesh(np.outer(PRE, POST))


def inset(axes, draw):
    draw(axes.inset_axes([0, 0, 1, 1]))


def secret_image(axes):
    axes.imshow(np.random.default_rng(3).integers(0, 255, (3, 4, 3)).astype(np.uint8))


def own_marker(axes):
    axes.plot(0, 0, marker=Path(np.column_stack([PRE, POST])))


def own_markers(axes):
    axes.scatter([0], [0], marker=Path(np.column_stack([PRE, POST])))


def unbound(axes):
    axes.add_collection(PathCollection([Path.unit_circle()], offsets=np.column_stack([PRE, POST]),
                                       offset_transform=axes.transData))  # fmt: skip


STRANGE = {
    "plot": lambda axes: axes.plot(PLACE, PRE),
    "plot along": lambda axes: axes.plot(PRE, PLACE),
    "loglog": lambda axes: axes.loglog(PRE, POST),
    "step": lambda axes: axes.step(PLACE, PRE),
    "scatter": lambda axes: axes.scatter(PRE, POST),
    "one point": lambda axes: axes.scatter([0.37], [0]),
    "one point at a row": lambda axes: axes.scatter([1], [2]),
    "a pair at rows": lambda axes: axes.plot([1, 900], [0, 2]),
    "sizes": lambda axes: axes.scatter(PLACE, PLACE, s=PRE),
    "colours": lambda axes: axes.scatter(PLACE, PLACE, c=PRE),
    "bar": lambda axes: axes.bar(PLACE, PRE),
    "bars that float": lambda axes: axes.barh(PLACE, HOURS["done"], left=PRE),
    "bars from one to the other": lambda axes: axes.barh(PLACE, PRE - POST, left=POST),
    "bars as thick": lambda axes: axes.bar(PLACE, HOURS["done"], width=PRE / 20),
    "bars at": lambda axes: axes.bar(PRE, HOURS["done"]),
    "bars changed": lambda axes: axes.bar(PLACE, HOURS["done"])[1].set_height(17.25),
    "hist": lambda axes: axes.hist(PRE),
    "hlines": lambda axes: axes.hlines(PLACE, PRE, POST),
    "vlines": lambda axes: axes.vlines(PLACE, 0, PRE),
    "errorbar": lambda axes: axes.errorbar(PLACE, HOURS["done"], yerr=PRE),
    "boxplot": lambda axes: axes.boxplot([PRE, POST]),
    "violinplot": lambda axes: axes.violinplot([PRE, POST], showextrema=False),
    "fill_between": lambda axes: axes.fill_between(PLACE, PRE, POST),
    "fill_betweenx": lambda axes: axes.fill_betweenx(PLACE, PRE),
    "fill": lambda axes: axes.fill(PRE, POST),
    "stackplot": lambda axes: axes.stackplot(PLACE, PRE, POST),
    "stairs": lambda axes: axes.stairs(PRE),
    "stem": lambda axes: axes.stem(PLACE, PRE),
    "eventplot": lambda axes: axes.eventplot(PRE),
    "broken_barh": lambda axes: axes.broken_barh(np.column_stack([POST, PRE]), (0, 1)),
    "axhline": lambda axes: axes.axhline(17.25),
    "axvspan": lambda axes: axes.axvspan(9.75, 13.75),
    "axline": lambda axes: axes.axline((0, 17.25), slope=0),
    "axline's slope": lambda axes: axes.axline((0, 0), slope=17.25),
    "imshow": lambda axes: axes.imshow(np.outer(PRE, POST)),
    "imshow of colours": secret_image,
    "matshow": lambda axes: axes.matshow(np.outer(PRE, POST)),
    "pcolormesh": mesh,
    "pcolor": lambda axes: axes.pcolor(np.outer(PRE, POST)),
    "pcolormesh of wide cells": lambda axes: axes.pcolormesh([0, *PRE], [0, 1], [HOURS["done"]]),
    "colour bar": lambda axes: axes.figure.colorbar(mesh(axes)),
    "contour": lambda axes: axes.contour(np.outer(PRE, POST)),
    "contourf": lambda axes: axes.contourf(np.outer(PRE, POST)),
    "hexbin": lambda axes: axes.hexbin(PRE, POST, gridsize=4),
    "hist2d": lambda axes: axes.hist2d(PRE, POST),
    "tripcolor": lambda axes: axes.tripcolor(PRE, POST, [0, 1, 1]),
    "quiver": lambda axes: axes.quiver(PLACE, PLACE, PRE, POST),
    "barbs": lambda axes: axes.barbs(PLACE, PLACE, PRE, POST),
    "streamplot": lambda axes: axes.streamplot(PLACE, PLACE, np.outer(PRE, POST), np.outer(POST, PRE)),
    "pie": lambda axes: axes.pie(PRE),
    "specgram": lambda axes: axes.specgram(np.tile(PRE, 200)),
    "arrow": lambda axes: axes.arrow(0, 0, 17.25, 9.75),
    "annotate": lambda axes: axes.annotate("", (17.25, 0), (9.75, 0), arrowprops={"arrowstyle": "->"}),
    "words as points": lambda axes: [axes.text(one, two, "●") for one, two in zip(PRE, POST, strict=True)],
    "words as points beside": lambda axes: axes.annotate("●", (0, 0), xytext=(17.25, 9.75), textcoords="data"),
    "a patch": lambda axes: axes.add_patch(Circle((17.25, 9.75), 2)),
    "a wedge": lambda axes: axes.add_patch(Wedge((0, 0), 1, 0, 123)),
    "an arrow's patch": lambda axes: axes.add_patch(FancyArrowPatch((0, 17.25), (1, 9.75))),
    "an inset": lambda axes: inset(axes, lambda inner: inner.plot(PLACE, PRE)),
    "a twin": lambda axes: axes.twinx().plot(PLACE, PRE),
    "an inset's mark": lambda axes: axes.indicate_inset((9.75, 9.75, 4, 4)),
    "a second axis": lambda axes: axes.secondary_yaxis("right", functions=(lambda x: x, lambda x: x)),
    "a line of the figure": lambda axes: axes.figure.add_artist(Line2D(PRE / 30, POST / 30)),
    "an image of the figure": lambda axes: axes.figure.figimage(np.outer(PRE, POST)),
    "an axes of another kind": lambda axes: axes.figure.add_subplot(projection="polar").plot(PLACE, PRE),
    "another transform": lambda axes: axes.plot(
        PLACE, HOURS["done"], transform=Affine2D().scale(1, 0.0137) + axes.transData
    ),
    "bars under another transform": lambda axes: axes.bar(
        PLACE, HOURS["done"], transform=Affine2D().scale(1, 0.0137) + axes.transData
    ),
    "a marker of one's own": own_marker,
    "markers of one's own": own_markers,
    "a marker of signs": lambda axes: axes.plot(0, 0, marker="$17.25$"),
    "points that were made by hand": unbound,
    "ticks": lambda axes: axes.set_xticks(PRE),
    "minor ticks": lambda axes: axes.set_xticks(PRE, minor=True),
    "labels of ticks": lambda axes: axes.set_xticks(PLACE, [f"{one:.2f}" for one in PRE]),
    "labels with words": lambda axes: axes.set_yticks(PLACE, [f"个案：{one:.0f}" for one in PRE]),
    "labels that are worked out": lambda axes: axes.xaxis.set_major_formatter(
        FuncFormatter(lambda _, place: f"{PRE[(place or 0) % 3]:.2f}")
    ),
    "labels of bars": lambda axes: axes.bar_label(axes.bar(PLACE, HOURS["done"]), [f"{one:.2f}" for one in PRE]),
    "categories": lambda axes: axes.barh([f"{one} 分" for one in PRE], HOURS["done"]),
    "text": lambda axes: axes.text(0, 0, "17.25"),
    "text of the axes": lambda axes: axes.text(0.5, 0.5, "前测 21 分", transform=axes.transAxes),
    "wide digits": lambda axes: axes.text(0, 0, "１７.２５"),
    "per cents": lambda axes: axes.text(0, 0, "17.3%"),
    "annotation": lambda axes: axes.annotate("17.25", (0, 0)),
    "title": lambda axes: axes.set_title("前测 17.25"),
    "label of an axis": lambda axes: axes.set_xlabel("前测 17.25"),
    "legend": lambda axes: axes.legend(axes.plot(PLACE, HOURS["done"]), ["前测 17.25"]),
    "legend's title": lambda axes: axes.legend(axes.plot(PLACE, HOURS["done"]), ["x"], title="17.25"),
    "table": lambda axes: axes.table(cellText=[[f"{one:.2f}" for one in PRE]]),
    "figure's title": lambda axes: axes.figure.suptitle("17.25"),
    "figure's text": lambda axes: axes.figure.text(0, 0, "17.25"),
    "box": lambda axes: axes.add_artist(AnchoredText("17.25", "upper left")),
}  # fmt: skip
DONE, AGREED, SHARE = HOURS["done"], HOURS["agreed"], HOURS["completion"]


def slopes(axes):
    for name, row in zip(METHODS, HOURS[["agreed", "done"]].to_numpy(), strict=True):
        axes.plot([0, 1], row, "o-", label=name)
    axes.legend()


def labels_beside(axes):
    axes.barh(PLACE, DONE)
    for row, one in enumerate(DONE):
        axes.text(one + 20, row, f"{one:,.0f}")


def labels_in_the_middle(axes):
    for bars in (axes.bar(PLACE, SHARE), axes.bar(PLACE, SHARE, bottom=SHARE)):
        axes.bar_label(bars, [f"{one:.1%}" for one in SHARE], label_type="center")


HELD = {
    "plot": lambda axes: axes.plot(METHODS, DONE, marker="o", label="完成"),
    "steps": lambda axes: axes.step(METHODS, DONE),
    "scatter": lambda axes: axes.scatter(AGREED, DONE, s=DONE, c=SHARE),
    "bar": lambda axes: axes.bar(METHODS, DONE),
    "barh": lambda axes: axes.barh(HOURS["method"], 100 * SHARE),
    "bars side by side": lambda axes: [axes.bar(PLACE - 0.2, AGREED, 0.4), axes.bar(PLACE + 0.2, DONE, 0.4)],
    "bars upon each other": lambda axes: [axes.bar(PLACE, AGREED), axes.bar(PLACE, DONE, bottom=AGREED)],
    "bars from one to the other": lambda axes: axes.barh(PLACE, DONE - AGREED, left=AGREED),
    "bars back to back": lambda axes: axes.barh(PLACE, -DONE),
    "one bar stands out": lambda axes: axes.barh([2], DONE[2:]),
    "bars with labels": lambda axes: axes.bar_label(axes.barh(METHODS, DONE), fmt="{:,.0f}"),
    "hlines": lambda axes: [axes.hlines(PLACE, AGREED, DONE), axes.plot(DONE, PLACE, "o")],
    "errorbar": lambda axes: axes.errorbar(
        DONE, PLACE, xerr=[DONE - DONE.min(), DONE.max() - DONE], capsize=3
    ),
    "slope": slopes,
    "slope's ticks": lambda axes: axes.set_xticks([0, 1], ["约定", "完成"]),
    "fill_between": lambda axes: axes.fill_between(PLACE, AGREED, DONE),
    "fill_betweenx": lambda axes: axes.fill_betweenx(PLACE, DONE),
    "stairs": lambda axes: axes.stairs(DONE),
    "stackplot": lambda axes: axes.stackplot(PLACE, DONE),
    "axhline": lambda axes: axes.axhline(1, ls="--"),
    "axvspan": lambda axes: axes.axvspan(900, 910),
    "imshow": lambda axes: axes.imshow(HOURS[["agreed", "done"]]),
    "pcolormesh with its bar": lambda axes: axes.figure.colorbar(axes.pcolormesh(HOURS[["agreed", "done"]])),
    "a log scale": lambda axes: [axes.barh(METHODS, DONE), axes.set_xscale("log")],
    "labels beside": labels_beside,
    "labels in the middle of bars": labels_in_the_middle,
    "words beside a drawn thing": lambda axes: axes.annotate("完成", (0.37, 0.5), xycoords=axes.bar(PLACE, DONE)[1]),
    "words on a side of it": lambda axes: axes.annotate("完成", (1, 1.37), xycoords=("data", axes.transAxes)),
    "labels of shares": lambda axes: axes.bar_label(axes.barh(METHODS, SHARE), [f"{one:.1%}" for one in SHARE]),
    "rounded shares": lambda axes: axes.bar_label(axes.barh(METHODS, SHARE), [f"{one:.0%}" for one in SHARE]),
    "even ticks": lambda axes: axes.set_xticks([0, 1500, 3000]),
    "even ticks with words": lambda axes: axes.set_xticks([0, 0.5, 1], ["0%", "50%", "100%"]),
    "words of the tables": lambda axes: axes.set_yticks(PLACE, METHODS),
    "a year": lambda axes: axes.set_title("2023 年各服务方法的工时（95% 置信区间）"),
    "a legend": lambda axes: axes.legend([axes.bar(METHODS, DONE)], ["完成"], title="工时"),
    "a table": lambda axes: axes.table(cellText=[[f"{one:,.0f}" for one in DONE]], colLabels=METHODS),
    "an inset": lambda axes: inset(axes, lambda inner: inner.bar(PLACE, DONE)),
    "a twin": lambda axes: axes.twinx().plot(METHODS, SHARE),
    "an area of nothing": lambda axes: axes.fill([], []),
    "grid": lambda axes: axes.grid(visible=True),
}  # fmt: skip


@pytest.mark.parametrize("way", STRANGE)
@pytest.mark.filterwarnings("ignore")
def test_no_number_of_one_s_own_comes_into_the_picture(hours, way):
    figure = Figure()
    STRANGE[way](figure.subplots())
    with pytest.raises(OwnFigureError) as refused:
        show(figure, of=hours, alt="工时")
    assert not any(word in str(refused.value) for word in ("17.", "21.", "12.25", "13.75", "9.75", "11.75"))


@pytest.mark.parametrize("way", HELD)
@pytest.mark.filterwarnings("ignore")
def test_what_the_table_holds_is_drawn_in_every_usual_way(hours, way):
    figure = Figure()
    HELD[way](figure.subplots())
    assert show(figure, of=hours, alt="工时").figure is figure


def test_a_picture_of_the_plotting_calls_is_read_too(hours):
    figure, axes = plt.subplots()
    axes.hlines(PLACE, PRE, POST)
    with pytest.raises(OwnFigureError):
        show(figure, of=hours, alt="工时")
    plt.close(figure)


def test_a_kind_that_is_not_known_is_named(hours):
    figure = Figure()
    figure.subplots().pie(HOURS["done"])
    with pytest.raises(OwnFigureError, match="Wedge"):
        show(figure, of=hours, alt="工时")


@pytest.mark.parametrize("draw", [own_marker, own_markers])
def test_a_marker_of_one_s_own_is_told_in_words_that_anybody_may_read(hours, draw):
    figure = Figure()
    draw(figure.subplots())
    figure.axes[0].add_patch(Circle((0, 0), 1))
    with pytest.raises(OwnFigureError, match="Circle、自定义的点形") as refused:
        show(figure, of=hours, alt="工时")
    assert isinstance(sentence_told(str(refused.value), "工时"), Ours)


def test_a_series_has_no_more_points_than_the_table_has_rows_even_where_many_tables_hold_its_numbers(hours, months):
    both = np.resize(HOURS["done"], 12), np.resize(HOURS["agreed"], 12)
    for values in (np.resize(MONTHS["hours"], 13) * -1, np.concatenate([MONTHS["hours"], -MONTHS["hours"]])):
        figure = Figure()
        figure.subplots().scatter(range(len(values)), values)
        with pytest.raises(OwnFigureError, match="个点"):
            show(figure, of=(hours, months), alt="工时")
    figure = Figure()
    figure.subplots().plot(MONTHS["month"], MONTHS["hours"])
    assert show(figure, of=(hours, months), alt="工时") is not None
    figure = Figure()
    figure.subplots().plot(*both)
    assert show(figure, of=(hours, months), alt="工时") is not None  # three points, drawn again and again


def test_a_side_stands_in_one_table(hours, months):
    figure = Figure()
    figure.subplots().plot([*HOURS["done"][:2], MONTHS["hours"][5]])
    with pytest.raises(OwnFigureError, match="1 个数不在"):
        show(figure, of=(hours, months), alt="工时")


@pytest.mark.parametrize("words", [
    "截至2024年12月31日", "截至2024-12-31的工时", "2024/3/5 起", "2024.03.05", "12 月 31 号",
    "图12 各服务方法的工时", "附表 17：工时", "见图3-12", "第17组", "4季度工时", "工时最多的前17名",
    "65岁及以上", "65岁以上", "14 周岁以下",
    "PHQ-9", "ULS-6 之前", "EQ-5D", "2023-01 至 2023-12", "12月1日至31日",
])  # fmt: skip
def test_numbers_of_dates_places_ages_and_names_are_no_figures(hours, words):
    figure = Figure()
    figure.subplots().set_title(words)
    assert show(figure, of=hours, alt="工时") is not None


@pytest.mark.parametrize("words", [
    "12 月 31 日均 17", "2024-12-31：17", "2024-12-31 17 人", "2024-12-317", "2024-13-31", "2024-12.5", "31日",
    "抑郁量表17", "图17.25", "表17%", "代表17人",
    "第17.25百分位", "17季度", "17名服务对象", "干预前17名", "65岁的一位",
    "M-17.25", "PHQ-117", "PHQ-9：17", "pre-17", "PHQ 17",
])  # fmt: skip
def test_numbers_beside_them_are(hours, words):
    figure = Figure()
    figure.subplots().set_title(words)
    with pytest.raises(OwnFigureError, match="文字"):
        show(figure, of=hours, alt="工时")


@pytest.mark.parametrize("alt", ["前测 17.25 分", "有 2 人变差", "１７ 岁", "⑰ 分", "完成 72.5%"])
def test_numbers_of_alt_are_those_of_the_picture_s_words(hours, alt):
    figure = Figure()
    figure.subplots().barh(METHODS, DONE)
    with pytest.raises(OwnFigureError, match="alt 有 1 个数不在"):
        show(figure, of=hours, alt=alt)
    assert show(figure, of=hours, alt="2023年小组完成 71.7%，合 1,290 小时").alt.startswith("2023年")


@pytest.mark.parametrize("of_dates", [AutoDateFormatter, ConciseDateFormatter])
@pytest.mark.parametrize("end", [date(2023, 1, 23), date(2023, 1, 3), date(2033, 1, 1)])
def test_the_labels_of_an_axis_of_dates_are_no_figures(hours, of_dates, end):
    figure = Figure()
    axes = figure.subplots()
    axes.xaxis_date()
    axes.xaxis.set_major_formatter(of_dates(axes.xaxis.get_major_locator()))
    axes.set_xlim(date(2023, 1, 1), end)
    assert show(figure, of=hours, alt="工时").alt == "工时"


@pytest.mark.parametrize(
    "as_number", [lambda value, _: f"{abs(value):,.0f}", lambda value, _: f"{abs(value):.0f} 小时"]
)
def test_the_axis_of_a_pyramid_counts_to_both_sides(hours, as_number):
    figure = Figure()
    axes = figure.subplots()
    axes.barh(PLACE, -DONE)
    axes.barh(PLACE, SHARE)
    axes.xaxis.set_major_formatter(FuncFormatter(as_number))
    assert show(figure, of=hours, alt="工时") is not None


GROUPS = pd.DataFrame({"method": [f"小组{chr(0x4E00 + row)}" for row in range(30)],
                       "sessions": [float(row % 3 + 1) for row in range(0, 90, 7)] + [4.0] * 17,
                       "done": [430.5 + 7 * row for row in range(30)]})  # fmt: skip
SCORES = (
    pd.Series([5, 6, 6, 8, 8, 8, 9, 10, 10, 11, 13, 14, 14, 14, 17, 19, 20, 20, 23, 26]).value_counts().sort_index()
)
EVEN = SCORES.set_axis(range(5, 5 + len(SCORES)))


@pytest.fixture(scope="module")
def groups():
    return protect(ResultTable("groups", TableClass.HOURS, GROUPS, ("method",)), shipped_policy(), Audience.SHARED)


def bars_one_by_one(axes):
    for place, count in SCORES.items():
        axes.bar(place, count)


@pytest.mark.parametrize("draw", [
    lambda axes: axes.bar(SCORES.index, SCORES),
    lambda axes: axes.bar(SCORES.index - 0.2, SCORES, 0.4),
    lambda axes: axes.barh(SCORES.index, SCORES),
    lambda axes: axes.bar(EVEN.index, EVEN),
    lambda axes: axes.bar(EVEN.index * 2 - 1, EVEN),
    bars_one_by_one,
    lambda axes: axes.fill_between(EVEN.index, EVEN),
    lambda axes: axes.stairs(EVEN, np.arange(5, 6 + len(EVEN))),
    lambda axes: axes.hist(np.repeat(EVEN.index, EVEN), bins=np.arange(5, 6 + len(EVEN)) - 0.5),
    lambda axes: axes.hist(np.repeat(EVEN.index, EVEN), bins=np.arange(5, 6 + len(EVEN)) - 0.5, histtype="step"),
])  # fmt: skip
def test_how_often_single_persons_have_a_score_is_no_row_of_a_table_as_long(groups, draw):
    figure = Figure()
    draw(figure.subplots())
    with pytest.raises(OwnFigureError, match="个数不在"):
        show(figure, of=groups, alt="工时")


def bars_by_length(axes):
    order = np.argsort(np.argsort(-GROUPS["sessions"], kind="stable"))
    is_long = GROUPS["sessions"] > 2
    axes.barh(order[is_long], GROUPS["sessions"][is_long])
    axes.barh(order[~is_long], GROUPS["sessions"][~is_long])


LATER = slice(7, 12)


@pytest.mark.parametrize("draw", [
    bars_by_length,
    lambda axes: axes.bar(GROUPS.index[LATER], GROUPS["done"][LATER]),
    lambda axes: axes.bar(GROUPS.index[LATER] + 0.2, GROUPS["done"][LATER], 0.4),
    lambda axes: axes.bar(GROUPS.index[LATER], GROUPS["done"][LATER], bottom=GROUPS["sessions"][LATER]),
    lambda axes: axes.bar(GROUPS.index, GROUPS["done"].where(GROUPS.index % 2 == 0)),
    lambda axes: axes.bar(3 * GROUPS.index + 1, GROUPS["done"]),
    lambda axes: axes.fill_between(GROUPS.index[LATER], GROUPS["done"][LATER]),
    lambda axes: axes.fill_between(GROUPS.index, GROUPS["done"], where=GROUPS["sessions"] > 1),
    lambda axes: axes.fill_between(GROUPS.index, GROUPS["sessions"], GROUPS["done"], where=GROUPS.index > 7),
])  # fmt: skip
def test_bars_and_areas_stand_at_the_rows_whose_values_they_tell(groups, draw):
    figure = Figure()
    draw(figure.subplots())
    assert show(figure, of=groups, alt="工时") is not None


def test_words_that_are_made_only_when_it_is_drawn_are_told_beside_it(hours):
    figure = Figure()
    figure.subplots().barh(["王小明", "C4U3IOO", "个案"], HOURS["done"])
    assert show(figure, of=hours, alt="工时").alt == "工时 [王小明 · C4U3IOO · 个案]"


def test_the_numbers_of_an_axis_are_no_words(hours):
    figure = Figure()
    axes = figure.subplots()
    axes.plot(METHODS, HOURS["done"])
    axes.set_yscale("log")
    assert show(figure, of=hours, alt="工时").alt == "工时 [个案 · 小组 · 社区活动]"


@pytest.mark.parametrize("run", [None, "station", "partner", "shared", "public"])
def test_the_station_draws_what_it_likes_only_where_the_run_is_its_own(run):
    own = protect(make_table("hours", HOURS), shipped_policy(), Audience.STATION)
    figure = Figure()
    figure.subplots().hlines(PLACE, PRE, POST)
    with run_for(run):
        if run in (None, "station"):
            assert show(figure, of=own, alt="工时") is not None
            return
        with pytest.raises(UserError):
            show(figure, of=own, alt="工时")
