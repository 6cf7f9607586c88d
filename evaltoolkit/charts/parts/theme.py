"""Sizes and colours that every chart shares.

A figure is 4.2 inches wide and shown 358 CSS pixels wide on a phone (390 less the page's margins), so that 14.4 pt of
the figure are the 17 px of the page's own text. On a desktop the page shows it at most 460 px wide.
"""

from __future__ import annotations

from typing import Final

WIDTH: Final = 4.2  # inches
PHONE_PIXELS: Final = 358
DPI: Final = 200  # 840 dots: 2.3 for each CSS pixel of a phone, 1.8 on a desktop
MARGIN: Final = 0.1
LEFT: Final = MARGIN
RIGHT: Final = WIDTH - MARGIN

BODY: Final = 14.4  # points
TITLE: Final = 16.5
LINE: Final = 1.36  # baseline to baseline, in font sizes

BAR: Final = 0.17  # inches
GAP: Final = 0.16  # between rows

PAPER: Final = "#ffffff"
INK: Final = "#1c1c1c"
SOFT: Final = "#555555"
RULE: Final = "#8a8a8a"
GRID: Final = "#cfcfcf"
TRACK: Final = "#e9e9e9"
ACCENT: Final = "#0b4a82"
ACCENT_LIGHT: Final = "#8db9de"
WARNING: Final = "#dd8a00"
WARNING_LIGHT: Final = "#f6cf8f"
WARNING_INK: Final = "#8a5000"  # the same amber, dark enough to be read as text on white (over 4.5 : 1)

NAMED: Final = (
    *(PAPER, TRACK, GRID, RULE, SOFT, INK),
    *(ACCENT, ACCENT_LIGHT, WARNING, WARNING_LIGHT, WARNING_INK),
)
"""Every colour that something is drawn in."""

# With those between them and the paper that smooth the edges: 16, so that PNGs stay small.
PALETTE: Final = (*NAMED, "#adadad", "#6c6c6c", "#4c82b0", "#c6dcee", "#b98a55")
