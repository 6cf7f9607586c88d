"""Figures as a chart prints them."""

from __future__ import annotations

MINUS = "−"


def plain(value: float, digits: int = 1) -> str:
    """Return `value` rounded, without trailing zeros, thousands separated.

    Examples
    --------
    >>> plain(1234.50), plain(-0.04), plain(-2.25, 2)
    ('1,234.5', '0', '−2.25')
    """
    shown = f"{abs(value):,.{digits}f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return f"{MINUS}{shown}" if value < 0 and shown != "0" else shown


def signed(value: float, digits: int = 1) -> str:
    """Return `value` as :func:`plain` does, with its sign.

    Examples
    --------
    >>> signed(2.0), signed(-1.5), signed(0.0)
    ('+2', '−1.5', '0')
    """
    shown = plain(value, digits)
    return shown if shown == "0" or shown.startswith(MINUS) else f"+{shown}"


def percent(share: float) -> str:
    """Return a share as a percentage with at most one decimal.

    Examples
    --------
    >>> percent(0.925), percent(1.0)
    ('92.5%', '100%')
    """
    return f"{plain(100 * share)}%"
