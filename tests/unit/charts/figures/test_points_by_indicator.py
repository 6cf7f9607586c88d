from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from evaltoolkit.charts import points_by_indicator
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Language
from evaltoolkit.model.results import RowStatus

Shown = Callable[..., ProtectedTable]
COLUMNS = ["level_1", "level_3", "weight", "points", "points_low", "points_high", "status"]


def card(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=COLUMNS)


def test_settled_points_and_open_rows_are_counted_apart(shown: Shown, chinese: Language) -> None:
    frame = card(
        ("产出", "工时", 11, 9.9, 9.9, 9.9, RowStatus.SCORED), ("产出", "评估", 11, None, 0, 11, RowStatus.NOT_PROVIDED)
    )
    chart = points_by_indicator(shown(frame), chinese)
    assert chart.message == "已评定9.90分，2项指标中1项未定"
    assert "工时：9.90／11分" in chart.alt
    assert "评估：未提供，0.00至11.00／11分" in chart.alt


def test_a_complete_table_says_so(shown: Shown, english: Language) -> None:
    frame = card(("a", "b", 60, 60, 60, 60, RowStatus.SCORED), ("a", "c", 40, 30, 30, 30, RowStatus.SCORED))
    assert points_by_indicator(shown(frame), english).message == "All 2 indicators scored: 90.00 of 100 points"


@pytest.mark.parametrize(
    ("status", "words"),
    [(RowStatus.UNDECIDED, "undecided, 9.41 to 10.00"), (RowStatus.REFUSED, "refused, 9.41 to 10.00")],
)
def test_an_open_row_says_why_it_is_open(status: RowStatus, words: str, shown: Shown, english: Language) -> None:
    chart = points_by_indicator(shown(card(("a", "b", 10, None, 9.41, 10, status))), english)
    assert f"b: {words} of 10 points" in chart.alt


def test_an_open_row_is_hatched_over_what_it_can_still_bring(shown: Shown, english: Language) -> None:
    chart = points_by_indicator(shown(card(("a", "b", 10, None, 4, 10, RowStatus.UNDECIDED))), english)
    assert chart.figure is not None
    (hatched,) = [patch for patch in chart.figure.axes[0].patches if patch.get_hatch()]
    box = hatched.get_bbox()  # type: ignore[attr-defined]
    assert [box.x0, box.x1] == pytest.approx([0.1 + 4.0 * 0.4, 4.1])
