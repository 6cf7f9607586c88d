from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from evaltoolkit.charts.numbers import plain
from evaltoolkit.charts.records import Figure, records, says_nothing, total
from evaltoolkit.disclosure.protected import NOT_PROVIDED, SUPPRESSED, ProtectedTable

Shown = Callable[..., ProtectedTable]


def test_withheld_and_missing_are_told_apart(shown: Shown) -> None:
    frame = pd.DataFrame({"n": [3, 30, 30], "share": [0.5, None, 0.25]})
    small, missing, known = records(shown(frame, ("n",), ("share",)))
    assert small.number("share") == Figure(None, withheld=True)
    assert small.number("share").words(plain) is SUPPRESSED
    assert missing.number("share").words(plain) is NOT_PROVIDED
    assert known.number("share").words(lambda share: plain(share, 2)) == "0.25"


def test_a_column_that_the_table_lacks_is_not_provided(shown: Shown) -> None:
    (row,) = records(shown(pd.DataFrame({"n": [30]})))
    assert row.number("share") == Figure(None)
    assert row.date("due_on") is None
    assert row.flag("on_time") is None
    assert row.words("name") is NOT_PROVIDED


def test_infinite_figures_are_not_drawn(shown: Shown) -> None:
    (row,) = records(shown(pd.DataFrame({"n": [float("inf")]})))
    assert not row.number("n").is_known


def test_a_sum_over_an_unknown_figure_is_unknown(shown: Shown) -> None:
    rows = records(shown(pd.DataFrame({"spent": [1.0, None], "budget": [1.0, 2.0]})))
    assert total(rows, "spent") is None
    assert total(rows, "budget") == 3.0


def test_a_table_of_withheld_figures_still_says_something(shown: Shown) -> None:
    frame = pd.DataFrame({"n": [3], "share": [0.5]})
    assert not says_nothing(records(shown(frame, ("n",), ("share",))), ["share"])
    assert says_nothing(records(shown(frame.assign(share=None))), ["share"])
