from __future__ import annotations

from decimal import Decimal

import pytest

from evaltoolkit.errors import InputError
from evaltoolkit.language import text
from evaltoolkit.model.results import RowStatus, ScoredRow
from evaltoolkit.scoring.registry import find_system
from evaltoolkit.scoring.total import grade_of, sum_rows

SYSTEM = find_system("yuncheng_2023")


def row(weight: float, low: float, high: float | None = None) -> ScoredRow:
    status = RowStatus.SCORED if high is None else RowStatus.UNDECIDED
    points = low if high is None else None
    return ScoredRow("r", ("a",), weight, text("rule"), "s", status, points, low, low if high is None else high)


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("89.5", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
    ],
)
def test_bands_are_half_open(points: str, grade: str) -> None:
    assert grade_of(Decimal(points), SYSTEM).label == grade


@pytest.mark.parametrize("points", ["-0.01", "100.01", "NaN", "Infinity", "-Infinity"])
def test_points_that_no_band_holds_are_an_error_with_a_sentence(points: str) -> None:
    with pytest.raises(InputError) as raised:
        grade_of(Decimal(points), SYSTEM)
    assert raised.value.sentence.english() == f"There are {points} points; they must lie from 0 to 100."


def test_the_grade_stands_where_no_open_row_can_change_it() -> None:
    total = sum_rows([row(95, 91.5), row(5, 0, 5)], SYSTEM)

    assert (total.scored, total.scored_weight, total.low, total.high) == (91.5, 95.0, 91.5, 96.5)
    assert (total.grade, total.grades_possible) == ("优", ("优",))


def test_the_grade_is_open_where_an_open_row_decides_it() -> None:
    total = sum_rows([row(80, 75), row(20, 0, 20)], SYSTEM)

    assert (total.grade, total.grades_possible) == (None, ("中", "良", "优"))


def test_points_are_added_as_decimals() -> None:
    total = sum_rows([row(10, 0.1), row(10, 0.2)], SYSTEM)

    assert total.scored == 0.3
