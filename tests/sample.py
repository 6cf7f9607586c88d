"""A few of each kind for the quick profile; the others are run by the marker ``full``."""

from collections.abc import Iterable
from typing import Any

import pytest


def one_in(step: int, values: Iterable[Any]) -> list[Any]:
    """Return parameters of which the quick profile takes the first and every `step`-th after it."""
    return [
        value if place % step == 0 else pytest.param(value, marks=pytest.mark.full)
        for place, value in enumerate(values)
    ]


def rows_in(step: int, rows: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Return parameters as :func:`one_in` does, each with the values of several arguments."""
    return [pytest.param(*row, marks=() if place % step == 0 else pytest.mark.full) for place, row in enumerate(rows)]
