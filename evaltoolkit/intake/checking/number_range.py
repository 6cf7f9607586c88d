"""The range a number must lie in, in words."""

from __future__ import annotations

from evaltoolkit.language import Text, text

_MOST = 1e12


def range_problem(value: float, low: float | None, high: float | None) -> Text | None:
    """Return the range in words where `value` lies outside it, else None.

    Examples
    --------
    >>> range_problem(-1, 0, None).english()
    'of at least 0'
    >>> range_problem(1e308, 0, None).english()
    'of at most 1,000,000,000,000'
    """
    if abs(value) > _MOST:  # whatever is counted, a slip of the keyboard
        return text("of at most 1,000,000,000,000")
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    if low is not None and high is not None:
        return text("from {low:g} to {high:g}", low=low, high=high)
    if low is not None:
        return text("of at least {low:g}", low=low)
    return text("of at most {high:g}", high=high)
