from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from html import escape
from io import BytesIO

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from PIL import Image

from evaltoolkit.charts import hours_by_method
from evaltoolkit.charts.made import made_tables
from evaltoolkit.charts.parts.chart import not_provided
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.shown import is_marked
from evaltoolkit.language import Language
from evaltoolkit.model.results import ResultTable, TableClass


def test_a_notebook_shows_the_picture_with_its_alt_text() -> None:
    chart = hours_by_method(made_tables()["hours"], Language())
    data, metadata = InteractiveShell.instance().display_formatter.format(chart)
    assert f'alt="{escape(chart.alt)}"' in data["text/html"]
    assert data["text/plain"] == chart.alt
    assert is_marked(data, metadata)


def test_a_picture_that_is_no_figure_of_a_page_is_a_png_with_its_alt_text() -> None:
    chart = replace(hours_by_method(made_tables()["hours"], Language()), audience=None)
    data, metadata = InteractiveShell.instance().display_formatter.format(chart)
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == chart.alt


def test_a_picture_is_small_has_few_colours_and_no_metadata() -> None:
    png = hours_by_method(made_tables()["hours"], Language()).png()
    picture = Image.open(BytesIO(png))
    assert len(png) < 60_000
    assert picture.size[0] == 840
    assert picture.mode == "P"
    assert picture.info == {}


def test_what_is_not_provided_is_escaped_and_has_no_picture() -> None:
    table = ResultTable("<script>", TableClass.FACT, pd.DataFrame())
    chart = not_provided(protect(table, shipped_policy(), Audience.SHARED), Language())
    data, _ = chart._repr_mimebundle_()
    assert data["text/html"] == '<p class="not-provided">&lt;script&gt;：未提供。</p>'
    with pytest.raises(ValueError, match="no picture"):
        chart.png()
