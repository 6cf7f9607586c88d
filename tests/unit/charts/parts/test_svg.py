"""The drawing of a chart: words as words, the same characters every time, and no digit beyond the printed ones."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from functools import cache
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from evaltoolkit import charts
from evaltoolkit.charts.gallery import _WITH_OPTIONS, TABLE_OF, gallery
from evaltoolkit.charts.made import made_results
from evaltoolkit.charts.parts.chart import LARGEST, Chart
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.findings.printed import printed
from evaltoolkit.language import Language
from evaltoolkit.model.results import ResultTable
from tests.sample import one_in

NAMES = tuple(name for name in charts.__all__ if name != "Chart")
RESULTS = made_results()
FIXED = {"score_low", "score_high", "resolution", "month", "quarter"}
STEPS = (0.04, 0.004, 0.0004, 0.00004)


def drawn(name: str, frame: pd.DataFrame | None = None, audience: Audience = Audience.SHARED) -> Chart:
    table = RESULTS[TABLE_OF.get(name, name)]
    table = table if frame is None else replace(table, frame=frame)
    chart = (_WITH_OPTIONS.get(name) or getattr(charts, name))(protected(table, audience), Language())
    assert isinstance(chart, Chart)
    return chart


def protected(table: ResultTable, audience: Audience) -> ProtectedTable:
    return protect(table, shipped_policy(), audience)


def words(chart: Chart) -> tuple[list[str], str, str]:
    return re.findall(r">([^<>]+)</text>", chart.svg()), chart.alt, chart.message


def shared(name: str, frame: pd.DataFrame) -> ProtectedTable:
    return protected(replace(RESULTS[TABLE_OF.get(name, name)], frame=frame), Audience.SHARED)


def disturbed(frame: pd.DataFrame, column: str, step: float) -> pd.DataFrame:
    return frame.assign(**{column: frame[column] + step * np.resize((1.0, -0.5), len(frame))})


def figures(frame: pd.DataFrame) -> list[str]:
    return [name for name in frame.columns if pd.api.types.is_float_dtype(frame[name]) and name not in FIXED]


@pytest.mark.parametrize("name", one_in(3, NAMES))
def test_the_coordinates_tell_no_digit_that_is_not_printed(name: str) -> None:
    """Where all figures change so little that they are printed alike, no coordinate changes."""
    table = TABLE_OF.get(name, name)
    other, changed = unseen(table)
    assert changed or not figures(RESULTS[table].frame)
    assert drawn(name, other).svg() == drawn(name).svg()


@cache
def unseen(name: str) -> tuple[pd.DataFrame, list[str]]:
    """Return a table's frame with each figure changed as far as its print lets it go unseen, and which were changed."""
    frame = RESULTS[name].frame
    told, changed = printed(shared(name, frame)), []
    for column in figures(frame):
        trials = (disturbed(frame, column, step) for step in STEPS)
        hidden = next((trial for trial in trials if printed(shared(name, trial)).equals(told)), None)
        if hidden is not None:
            frame = hidden
            changed.append(column)
    return frame, changed


@pytest.mark.parametrize("name", one_in(3, NAMES))
def test_the_same_chart_gives_the_same_characters_and_is_not_changed(name: str) -> None:
    chart = drawn(name)
    before = chart.png()
    assert chart.svg() == chart.svg() == drawn(name).svg()
    assert chart.png() == before
    assert not re.search(r"\d\.\d{3}", chart.svg())


def test_a_title_is_left_to_the_page_and_all_other_words_are_text() -> None:
    chart = drawn("hours_course")
    assert chart.message not in "".join(words(chart)[0])
    assert "来源：社工站服务记录、服务协议" in words(chart)[0]
    assert f"<figcaption>{chart.message}</figcaption>" in chart._repr_html_()
    assert '<figure id="f-hours">' in chart._repr_html_()


@pytest.mark.parametrize("audience", list(Audience))
def test_the_public_gets_a_picture_and_everyone_else_a_drawing(audience: Audience) -> None:
    data, metadata = drawn("hours_course", audience=audience)._repr_mimebundle_()
    is_public = audience is Audience.PUBLIC
    assert ("data:image/png;base64," in data["text/html"]) == is_public
    assert ("data:image/svg+xml;base64," in data["text/html"]) != is_public
    assert "image/png" not in data
    assert "evaltoolkit" in metadata


def test_hatching_stays_inside_its_box() -> None:
    from evaltoolkit.charts.parts.sheet import Sheet
    from evaltoolkit.charts.parts.svg import drawing

    sheet = Sheet()
    sheet.box(1.0, 2.0, 0.5, 0.25, fill=None, edge="#000000", hatched=True)
    sheet.y = 1.0
    path = re.findall(r'<path d="([^"]+)" stroke', drawing(sheet.finish()))[0]
    places = np.array([[float(part) for part in place.split()] for place in re.findall(r"[ML]([^ML]+)", path)])
    assert places.min(axis=0).tolist() >= [72.0, 36.0]
    assert places[:, 0].max() <= 144.0
    assert places[:, 1].max() <= 54.01


@pytest.mark.parametrize("language", ["en", pytest.param("zh_CN", marks=pytest.mark.full)])
def test_no_picture_of_a_public_page_is_over_60_kilobytes_and_no_drawing_over_20(language: str) -> None:
    shown = gallery(Language(language))
    assert LARGEST <= 60_000
    public = {name: chart.png(LARGEST) for name, chart in shown.items()}
    assert {name: len(picture) for name, picture in public.items() if len(picture) > LARGEST} == {}
    assert {name: size for name, chart in shown.items() if (size := len(chart.svg().encode())) > 20_000} == {}
    assert all(Image.open(BytesIO(picture)).mode == "P" for picture in public.values())


def test_a_public_page_gets_the_small_picture_and_a_reader_who_saves_one_the_fine_one() -> None:
    chart = drawn("outcome_slopes", audience=Audience.PUBLIC)
    (sent,) = re.findall(r'base64,([^"]+)"', chart._repr_html_())
    assert len(b64decode(sent)) <= LARGEST < len(chart.png())
    assert Image.open(BytesIO(chart.png())).size[0] == 840
    assert Image.open(BytesIO(drawn("hours_course").png(LARGEST))).size[0] == 840
