import datetime
import json
import math

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.language import Language, text
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.results import Caution
from evaltoolkit.reporting.release.plain import plain, to_text

ZH = Language()


def through_json(value):
    return json.loads(to_text({"value": plain(value, ZH)}))["value"]


@pytest.mark.parametrize("value", [0.1 + 0.2, 1 / 3, 5e-324, -2.2250738585072014e-308, 1.7976931348623157e308])
def test_a_float_keeps_every_bit(value):
    assert through_json(np.float64(value)) == value


@pytest.mark.parametrize("value", [math.nan, np.nan, None, pd.NaT, pd.NA])
def test_what_is_missing_is_null(value):
    assert through_json(value) is None


def test_words_are_said_and_codes_kept():
    assert through_json((text("(withheld)"), Ladder.TEST, {"b": Caution.CEILING}, True, np.int64(3))) == [
        "已抑制", "test", {"b": "ceiling"}, True, 3,
    ]  # fmt: skip


def test_a_table_comes_back_as_it_was():
    frame = pd.DataFrame(
        {
            "name": ["甲", None],
            "n": [3, 4],
            "share": [0.1 + 0.2, math.nan],
            "t": [math.inf, -math.inf],
            "on_time": pd.array([True, None], dtype="boolean"),
            "late": [True, False],
            "date": pd.to_datetime(["2025-03-01", None]),
            "cautions": [("a", "b"), ()],
        }
    )

    told = through_json(frame)

    assert list(told["types"].values()) == ["value", "count", "number", "number", "flag", "flag", "date", "value"]
    assert told["rows"] == [
        {"name": "甲", "n": 3, "share": 0.1 + 0.2, "t": "Infinity", "on_time": True, "late": True,
         "date": "2025-03-01T00:00:00", "cautions": ["a", "b"]},
        {"name": None, "n": 4, "share": None, "t": "-Infinity", "on_time": None, "late": False, "date": None,
         "cautions": []},
    ]  # fmt: skip


def test_an_empty_table_keeps_its_columns():
    assert list(through_json(pd.DataFrame(columns=["a", "b"]))["types"]) == ["a", "b"]


def test_a_date_is_written_as_iso():
    assert through_json(datetime.date(2025, 3, 1)) == "2025-03-01"
