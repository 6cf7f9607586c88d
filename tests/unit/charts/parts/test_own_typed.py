"""Words of a picture of one's own that came out of data, and not out of a cell or a table, are refused."""

import sys

import pandas as pd
import pytest

from evaltoolkit.charts.parts.own_figure import OwnFigureError, show
from evaltoolkit.charts.parts.own_typed import Vocabulary

METHODS = ["长者个案", "小组", "社区活动"]


def from_data(*points):
    """Return words that stand in no source, as those of a row of the evidence."""
    return "".join(map(chr, points))


SEX, ANSWER = from_data(0x7537), from_data(0x975E, 0x5E38, 0x6EE1, 0x610F)


STRANGE = {
    "title": lambda axes: axes.set_title(f"这位{SEX}性"),
    "ticks": lambda axes: axes.set_yticks(range(3), [ANSWER] * 3),
    "legend": lambda axes: axes.legend(axes.patches[:1], [ANSWER]),
    "annotation": lambda axes: axes.annotate(SEX, (0, 0)),
    "table": lambda axes: axes.table(cellText=[[SEX]]),
    "letters": lambda axes: axes.set_xlabel(from_data(0x66, 0x65, 0x6D, 0x61, 0x6C, 0x65)),
    "stars": lambda axes: axes.set_title("★" * len(METHODS) * 2),
    "a tally": lambda axes: axes.set_title("工时" * len(METHODS)),
    "strokes": lambda axes: axes.set_title("|" * len(METHODS)),
    "a symbol": lambda axes: axes.set_title(from_data(0x2640)),
    "formatter": lambda axes: axes.xaxis.set_major_formatter(lambda *_: SEX),
}
SAID = {
    "signs": lambda axes: axes.set_title("工时——各方法…… ★★★ → ±"),
    "typed": lambda axes: axes.set_title("各服务方法的工时"),
    "parts of a sentence": lambda axes: axes.set_title(f"{METHODS[1]}完成的工时，{'hours done'.upper()}"),
    "wrapped": lambda axes: axes.set_title("各服务方法\n的工时".replace("法", "法\n")),
    "cells, shortened": lambda axes: axes.set_yticks(range(3), [f"{one[:3]}…" for one in METHODS]),
    "a column": lambda axes: axes.set_xlabel("_".join(["done", "agreed"])),
    "a format": lambda axes: axes.xaxis.set_major_formatter("{x:,.0f} 小时"),
    "months": lambda axes: axes.set_xlabel(f"{pd.Timestamp(2023, 3, 1):%b} – {pd.Timestamp(2023, 5, 1):%B}"),
}


@pytest.mark.parametrize("way", STRANGE)
def test_words_that_came_out_of_data_are_refused_without_being_told(hours, axes, way):
    STRANGE[way](axes)
    with pytest.raises(OwnFigureError, match="处文字") as refused:
        show(axes.figure, of=hours, alt="工时")
    assert SEX not in str(refused.value)
    assert ANSWER not in str(refused.value)


def test_those_of_alt_are_refused_too(hours, axes):
    with pytest.raises(OwnFigureError, match="1 处文字"):
        show(axes.figure, of=hours, alt=f"这位{SEX}性变差了")


@pytest.mark.parametrize("way", SAID)
def test_what_is_typed_or_stands_in_the_tables_may_be_said(hours, axes, way):
    SAID[way](axes)
    assert show(axes.figure, of=hours, alt="工时") is not None


def test_the_words_of_every_cell_that_the_notebook_ran_are_typed(monkeypatch):
    cells = ["", "kinds = {'a': '" + ANSWER + "'}", "x = = 1", "f'{1}" + SEX + "'"]
    history = type("History", (), {"input_hist_parsed": cells})
    shell = type("Shell", (), {"history_manager": history})
    monkeypatch.setitem(sys.modules, "IPython", type("IPython", (), {"get_ipython": lambda: shell}))
    known = Vocabulary.of(["户籍人口"])
    assert all(map(known.says, [ANSWER, f"{SEX} 17", f"户籍{ANSWER}"]))
    assert not any(map(known.says, [from_data(0x6237), from_data(0x5973)]))
