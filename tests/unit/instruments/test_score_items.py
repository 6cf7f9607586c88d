import numpy as np
import pandas as pd
import pytest

from evaltoolkit.errors import RegistryError
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.score_items import SCORED_COLUMNS, score_measurements


def measurements(*rows):
    columns = ["client", "scale", "wave", "date", "group", "method", "field", "project", "purpose", "total"]
    items = [f"item_{number}" for number in range(1, 13)]
    frame = pd.DataFrame(list(rows)).reindex(columns=[*columns, *items])
    return frame.astype(dict.fromkeys(["total", *items], float))


def answers(*values):
    return {f"item_{number}": value for number, value in enumerate(values, start=1)}


def score(*rows):
    return score_measurements(measurements(*rows), shipped_scales())


def test_the_table_has_its_documented_columns_in_the_order_of_the_measurements():
    table = score(
        {"client": "b", "scale": "station_own_template", "wave": "前测", **answers(*[1] * 12)},
        {"client": "a", "scale": "uls6", "wave": "前测", "group": "甲组", **answers(*[2] * 6)},
    )
    assert tuple(table.columns) == SCORED_COLUMNS
    assert list(zip(table["client"], table["dimension"], table["score"], strict=True)) == [
        ("b", "total", 12), ("b", "knowledge", 4), ("b", "skill", 4), ("b", "confidence", 4), ("a", "total", 12),
    ]  # fmt: skip
    assert table["group"].iloc[-1] == "甲组"


def test_a_total_without_items_is_taken_over_and_marked():
    table = score({"client": "a", "scale": "phq9", "wave": "前测", "total": 11})
    assert (table["score"].tolist(), table["from_items"].tolist()) == ([11], [False])


def test_items_go_before_a_total_beside_them():
    table = score({"client": "a", "scale": "phq9", "wave": "前测", "total": 27, **answers(*[1] * 9)})
    assert (table["score"].tolist(), table["from_items"].tolist()) == ([9], [True])


def test_a_total_does_not_mend_items_that_are_incomplete():
    table = score({"client": "a", "scale": "phq9", "wave": "前测", "total": 27, **answers(1, 1)})
    assert table["score"].isna().all()
    assert table["n_missing"].tolist() == [7]


@pytest.mark.parametrize("total", [28, -1, np.inf])
def test_a_total_outside_the_range_is_no_score_and_is_counted(total):
    table = score({"client": "a", "scale": "phq9", "wave": "前测", "total": total})
    assert table["score"].isna().all()
    assert table["n_invalid"].tolist() == [1]


def test_a_dimension_without_items_has_no_score():
    table = score({"client": "a", "scale": "station_own_template", "wave": "前测", "total": 40})
    assert table["score"].tolist()[0] == 40
    assert table["score"].iloc[1:].isna().all()


def test_columns_that_the_street_has_not_given_may_be_absent():
    bare = pd.DataFrame({"client": ["a"], "scale": ["uls6"], "wave": ["前测"], "total": [9.0]})
    assert score_measurements(bare, shipped_scales())["score"].tolist() == [9]


def test_no_measurements_give_an_empty_table_with_its_columns():
    table = score_measurements(measurements(), shipped_scales())
    assert (len(table), tuple(table.columns)) == (0, SCORED_COLUMNS)


def test_a_scale_that_is_not_known_is_refused():
    with pytest.raises(RegistryError, match="did you mean phq9"):
        score({"client": "a", "scale": "phq8", "wave": "前测", "total": 11})
