"""What holds for every chart, in ordinary and in hard cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import numpy as np
import pandas as pd
import pytest
from matplotlib import rcParams
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from evaltoolkit import charts
from evaltoolkit.charts.gallery import TABLE_OF
from evaltoolkit.charts.made import made_results, made_tables
from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.charts.parts.theme import PHONE_PIXELS, WIDTH
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.language import Language
from evaltoolkit.model.results import ResultTable, TableClass
from tests.sample import one_in, rows_in

NAMES = tuple(name for name in charts.__all__ if name != "Chart")
SILENT = ("outcomes",)  # of the report's body: without a figure to draw nothing stands there
SPEAKING = tuple(name for name in NAMES if name not in SILENT)
LANGUAGES = (Language("zh_CN"), Language("en"))
KEYS = {"scale", "dimension", "group_kind", "status", "state", "interval", "item", "level", "unit", "better", "grade"}
PLACES = {"quarter", "month"}
LONG = "为辖区内独居高龄及失能半失能长者提供上门探访、健康监测与紧急支援的综合服务项目"
WITHHELD = {"zh_CN": "已抑制", "en": "(withheld)"}


RESULTS = made_results()


def table_of(name: str) -> ResultTable:
    return RESULTS[TABLE_OF.get(name, name)]


def numeric(frame: pd.DataFrame) -> list[str]:
    kinds = ["number", "datetime", "boolean"]
    return [column for column in frame.select_dtypes(kinds).columns if column not in KEYS | PLACES]


def open_to_all(frame: pd.DataFrame) -> ProtectedTable:
    return protect(ResultTable("test", TableClass.FACT, frame), shipped_policy(), Audience.SHARED)


def hidden(frame: pd.DataFrame) -> ProtectedTable:
    figures = (*numeric(frame), *(name for name in ("conclusion",) if name in frame.columns))
    frame = frame.assign(few=1)
    table = ResultTable("test", TableClass.SATISFACTION, frame, (), ("few",), figures)
    return protect(table, shipped_policy(), Audience.SHARED)


def as_made(frame: pd.DataFrame) -> pd.DataFrame:
    return frame


def one_row(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.head(1)


def twenty_rows(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame] * 20).head(20).reset_index(drop=True)


def long_names(frame: pd.DataFrame) -> pd.DataFrame:
    words = [name for name in frame.select_dtypes(["object", "string"]).columns if name not in KEYS]
    changed = frame.copy()
    for name in words:
        changed[name] = [f"{LONG}{position}" for position in range(len(frame))]
    return changed


def zeros(frame: pd.DataFrame) -> pd.DataFrame:
    figures = frame.select_dtypes("number").columns.difference([*KEYS, *PLACES])
    return frame.assign(**dict.fromkeys(figures, 0.0))


def huge(frame: pd.DataFrame) -> pd.DataFrame:
    figures = frame.select_dtypes("number").columns.difference([*KEYS, *PLACES, "share", "score_low", "score_high"])
    return frame.assign(**{name: frame[name] * 123456.789 for name in figures})


def some_missing(frame: pd.DataFrame) -> pd.DataFrame:
    changed = frame.copy()
    for name in numeric(frame):
        changed[name] = changed[name].where(np.arange(len(frame)) % 2 == 0)
    return changed


Change = Callable[[pd.DataFrame], pd.DataFrame]
HARD: tuple[Change, ...] = (as_made, one_row, twenty_rows, long_names, zeros, huge, some_missing)


def draw(name: str, table: ProtectedTable, language: Language) -> Chart:
    chart = getattr(charts, name)(table, language)
    assert isinstance(chart, Chart)
    return chart


def words_of(chart: Chart) -> list[Text]:
    assert chart.figure is not None
    return [label for label in chart.figure.findobj(Text) if label.get_visible() and label.get_text().strip()]


def places_of(chart: Chart, artists: Sequence[Artist]) -> np.ndarray:
    """Left, bottom, right, top of each artist in dots."""
    assert chart.figure is not None
    renderer = FigureCanvasAgg(chart.figure).get_renderer()
    return np.array([artist.get_window_extent(renderer).extents for artist in artists]).reshape(-1, 4)


def touching(ones: np.ndarray, others: np.ndarray, slack: float) -> np.ndarray:
    """Pairs of places that share more than `slack` dots in both directions."""
    low = np.maximum(ones[:, None, :2], others[None, :, :2])
    high = np.minimum(ones[:, None, 2:], others[None, :, 2:])
    return np.argwhere(((high - low) > slack).all(axis=2))


@pytest.mark.parametrize(("name", "case"), rows_in(4, product(NAMES, HARD)))
def test_words_are_large_inside_and_apart_and_nothing_runs_through_them(name: str, case: Change) -> None:
    table = open_to_all(case(table_of(name).frame))
    for language in LANGUAGES if case in (as_made, long_names) else LANGUAGES[:1]:
        chart = draw(name, table, language)
        assert chart.figure is not None
        words, axes = words_of(chart), chart.figure.axes[0]
        labels, shapes = places_of(chart, words), places_of(chart, [*axes.patches, *axes.lines])
        paper = chart.figure.bbox.extents
        assert min(label.get_fontsize() for label in words) >= 13.6
        assert (labels[:, :2] >= paper[:2]).all()
        assert (labels[:, 2:] <= paper[2:]).all()
        assert (shapes[:, :2] >= paper[:2] - 1).all()
        assert (shapes[:, 2:] <= paper[2:] + 1).all()
        assert [pair for pair in touching(labels, labels, 1.0).tolist() if pair[0] != pair[1]] == []
        assert touching(labels, shapes, 2.0).tolist() == []


@pytest.mark.parametrize("name", NAMES)
def test_a_bare_frame_is_refused(name: str) -> None:
    with pytest.raises(TypeError, match="protected"):
        getattr(charts, name)(table_of(name).frame, LANGUAGES[0])


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("name", SPEAKING)
def test_a_table_without_rows_or_figures_says_that_it_is_not_provided(name: str, language: Language) -> None:
    frame = table_of(name).frame
    missing = frame.assign(**{column: pd.Series(np.nan, index=frame.index) for column in numeric(frame)})
    for table in map(open_to_all, [frame.head(0), missing]):
        chart = draw(name, table, language)
        bundle, metadata = chart._repr_mimebundle_()
        assert chart.figure is None
        assert set(bundle) == {"text/html", "text/plain"}
        assert set(metadata) == {"evaltoolkit"}  # the mark of what charts made
        assert bundle["text/html"].startswith('<p class="not-provided">')
        assert {"zh_CN": "未提供", "en": "not provided"}[language.code] in bundle["text/html"]


@pytest.mark.parametrize("name", SILENT)
def test_a_figure_of_the_body_is_not_there_without_anything_to_draw(name: str) -> None:
    frame = table_of(name).frame
    empty = [open_to_all(frame.head(0)), hidden(frame)]
    for chart in (draw(name, table, LANGUAGES[0]) for table in empty):
        assert chart._repr_mimebundle_()[0] == {"text/html": "", "text/plain": ""}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("name", SPEAKING)
def test_withheld_figures_are_said_to_be_withheld_and_stay_hidden(name: str, language: Language) -> None:
    frame = table_of(name).frame
    secret = frame.assign(**dict.fromkeys(frame.select_dtypes("number").columns.difference(KEYS), 87654.0))
    for place in PLACES & set(frame):
        secret[place] = frame[place]
    chart = draw(name, hidden(secret), language)
    drawn = " ".join(label.get_text() for label in words_of(chart))
    assert WITHHELD[language.code] in drawn
    assert WITHHELD[language.code] in chart.alt
    assert not re.search(r"87,?654|8,?765,?400", drawn + chart.alt)


@pytest.mark.parametrize("name", one_in(3, NAMES))
def test_the_same_table_gives_the_same_bytes_also_from_threads(name: str) -> None:
    table = made_tables()[TABLE_OF.get(name, name)]
    with ThreadPoolExecutor(2) as pool:
        pictures = list(pool.map(lambda _: draw(name, table, LANGUAGES[0]).png(), range(2)))
    assert len(set(pictures)) == 1


def test_drawing_leaves_the_settings_of_matplotlib_alone() -> None:
    before = dict(rcParams)
    draw("hours_by_method", made_tables()["hours"], LANGUAGES[0]).png()
    assert dict(rcParams) == before


@pytest.mark.parametrize("name", one_in(3, NAMES))
def test_words_of_the_data_are_drawn_as_they_are(name: str) -> None:
    frame = table_of(name).frame
    hostile = long_names(frame).replace(f"{LONG}0", "$x^2$ <b>甲</b>\n乙 \U0001f600")
    chart = draw(name, open_to_all(hostile), LANGUAGES[0])
    chart.png()
    assert "\n" not in " ".join(label.get_text() for label in words_of(chart))


def test_text_on_a_phone_is_no_smaller_than_the_page() -> None:
    smallest = min(
        label.get_fontsize() for label in words_of(draw("hours_by_method", made_tables()["hours"], LANGUAGES[0]))
    )
    pixels = smallest / 72 * PHONE_PIXELS / WIDTH
    assert pixels >= 17
