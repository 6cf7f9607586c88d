from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from evaltoolkit.charts.records import records
from evaltoolkit.charts.verdict import Verdict, aligned, verdict
from evaltoolkit.disclosure.protected import ProtectedTable

Shown = Callable[..., ProtectedTable]
COLUMNS = ["better", "mean_change", "change_low", "change_high", "p_adjusted"]
NAN = float("nan")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ((1, 2.0, 0.5, 3.5, NAN), Verdict.BETTER),
        ((-1, 2.0, 0.5, 3.5, NAN), Verdict.WORSE),
        ((-1, -2.0, -3.5, -0.5, 0.01), Verdict.BETTER),
        ((1, 2.0, -0.5, 4.5, NAN), Verdict.UNCLEAR),
        ((1, 2.0, 0.0, 4.0, NAN), Verdict.UNCLEAR),
        ((1, 2.0, 0.5, 3.5, 0.07), Verdict.UNCLEAR),  # the interval excludes 0, the adjusted p does not bear it out
        ((1, 2.0, NAN, NAN, NAN), Verdict.UNKNOWN),
        ((NAN, 2.0, 0.5, 3.5, NAN), Verdict.UNKNOWN),
    ],
)
def test_a_change_reads_by_its_interval_its_direction_and_the_adjusted_p(
    row: tuple[float, ...], expected: Verdict, shown: Shown
) -> None:
    (record,) = records(shown(pd.DataFrame([row], columns=COLUMNS)))
    assert verdict(record) is expected


def test_a_scale_on_which_less_is_better_is_turned_with_its_interval(shown: Shown) -> None:
    frame = pd.DataFrame([(-1, -2.0, -3.5, -0.5)], columns=COLUMNS[:4])
    estimate = aligned(records(shown(frame))[0], "mean_change", "change_low", "change_high")
    assert estimate is not None
    assert (estimate.value, estimate.low, estimate.high) == (2.0, 0.5, 3.5)
