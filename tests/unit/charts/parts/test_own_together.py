"""A picture of one's own tells numbers of its tables only as they stand together there, not a person's one by one."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from evaltoolkit.charts.parts.own_figure import OwnFigureError, show
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.model.results import ResultTable, TableClass

COUNTS = pd.DataFrame({
    "method": [f"小组{chr(0x4E00 + row)}" for row in range(12)],
    "sessions": [3.0, 1, 2, 0, 3, 2, 1, 0, 5, 4, 6, 12],
    "weeks": [2.0, 4, 5, 1, 3, 17, 8, 0, 2, 6, 9, 13],
    "mean_pre": [17 + row / 13 for row in range(12)],
    "mean_post": [14 + row / 11 for row in range(12)],
})  # fmt: skip
ITEMS = np.array([1.0, 0, 3, 2, 0, 1, 2, 3, 0])
FIVE = np.array([13.0, 17, 4, 9, 12])
SOME = (12, 9, 5, 3, 6)
ROW = COUNTS.iloc[4]


@pytest.fixture(scope="module")
def counts():
    return protect(ResultTable("counts", TableClass.HOURS, COUNTS, ("method",)), shipped_policy(), Audience.SHARED)


def one_by_one(axes):
    for place, answer in enumerate(ITEMS):
        axes.bar(place, answer)


def words(axes):
    axes.barh(COUNTS["method"], COUNTS["mean_pre"])
    for row, score in enumerate(SOME):
        axes.text(0.5, row, f"{score}")


def cells(axes):
    axes.table(cellText=[[f"{score}" for score in SOME]])


def lines_of_some(axes):
    for pre, post in ((12, 9), (6, 13), (17, 4)):
        axes.plot([0, 1], [pre, post])


APART = {
    "the answers of a person": lambda axes: axes.bar(range(9), ITEMS),
    "a line of them": lambda axes: axes.plot(range(9), ITEMS),
    "points along": lambda axes: axes.scatter(ITEMS, range(9)),
    "answers that are 0 or 1": lambda axes: axes.bar(range(9), ITEMS > 1),
    "bars one by one": one_by_one,
    "before and after": lambda axes: axes.plot([0, 1], [12, 9]),
    "two bars": lambda axes: axes.bar(["前测", "后测"], [12, 9]),
    "a point": lambda axes: axes.scatter([12], [9]),
    "an interval": lambda axes: axes.hlines([0], [9], [12]),
    "no change": lambda axes: axes.plot([0, 1], [12, 12]),
    "lines of three": lines_of_some,
    "scores of five": lambda axes: axes.bar(range(5), FIVE),
    "an area": lambda axes: axes.fill_between(range(9), ITEMS),
    "steps": lambda axes: axes.stairs(ITEMS),
    "a heat map": lambda axes: axes.imshow(ITEMS.reshape(3, 3)),
    "sizes": lambda axes: axes.scatter(range(9), range(9), s=ITEMS),
    "means of two rows": lambda axes: axes.plot([0, 1], [COUNTS["mean_pre"][2], COUNTS["mean_post"][5]]),
}  # fmt: skip
HELD = {
    "a column": lambda axes: axes.bar(range(12), COUNTS["sessions"]),
    "a column that is sorted": lambda axes: axes.barh(range(12), np.sort(COUNTS["mean_post"])),
    "some rows by their names": lambda axes: axes.barh(COUNTS["method"][7:10], COUNTS["sessions"][7:10]),
    "some rows by names and numbers": lambda axes: axes.barh(
        [f"{row.method}（n={row.sessions:.0f}）" for row in COUNTS[7:10].itertuples()], COUNTS["sessions"][7:10]
    ),
    "some rows of means": lambda axes: axes.plot([0, 1, 2], COUNTS["mean_pre"][[9, 2, 4]]),
    "a row": lambda axes: axes.bar(["前", "后"], [ROW["mean_pre"], ROW["mean_post"]]),
    "intervals": lambda axes: axes.hlines(range(12), COUNTS["mean_post"], COUNTS["mean_pre"]),
    "a heat map": lambda axes: axes.imshow(COUNTS[["mean_pre", "mean_post"]]),
    "both ways": lambda axes: axes.scatter(COUNTS["sessions"], COUNTS["weeks"]),
}  # fmt: skip


def drawn(draw):
    figure = Figure()
    draw(figure.subplots())
    return figure


@pytest.mark.parametrize("way", APART)
def test_numbers_that_stand_in_a_table_one_by_one_are_no_picture_of_it(counts, way):
    with pytest.raises(OwnFigureError, match=r"不在同一列或同一行|样子却不同|种大小"):
        show(drawn(APART[way]), of=counts, alt="图")


@pytest.mark.parametrize("way", HELD)
def test_columns_and_rows_of_it_are(counts, way):
    assert show(drawn(HELD[way]), of=counts, alt="图") is not None


@pytest.mark.parametrize("draw", [words, cells])
def test_so_are_numbers_in_words_side_by_side(counts, draw):
    with pytest.raises(OwnFigureError, match="图里没有画出"):
        show(drawn(draw), of=counts, alt="图")


@pytest.mark.parametrize("alt", ["得分12", "前测 12 分，后测 9 分", "score 12"])
def test_a_score_in_alt_is_not_excused_by_a_count(counts, alt):
    with pytest.raises(OwnFigureError, match="图里没有画出"):
        show(drawn(HELD["a row"]), of=counts, alt=alt)


@pytest.mark.parametrize("alt", ["最多 12 次", "n=12", "12 sessions", "前测 17.3，后测 14.4"])
def test_what_says_what_it_counts_and_what_is_drawn_may_stand_in_it(counts, alt):
    assert show(drawn(HELD["a row"]), of=counts, alt=alt) is not None
    assert show(drawn(HELD["a column"]), of=counts, alt="最多 12").alt.startswith("最多")
