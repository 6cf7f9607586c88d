from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from evaltoolkit.charts.parts.theme import (
    ACCENT,
    ACCENT_LIGHT,
    GRID,
    INK,
    PALETTE,
    PAPER,
    RULE,
    SOFT,
    TRACK,
    WARNING,
    WARNING_INK,
    WARNING_LIGHT,
)

# Viénot, Brettel, Mollon 1999, Color Research & Application 24(4), 243-252: dichromat simulation in linear RGB
PROTANOPIA = np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]])
DEUTERANOPIA = np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]])
GREY = np.tile([0.2126, 0.7152, 0.0722], (3, 1))  # relative luminance, WCAG 2.2

MEANINGS = {"better": ACCENT, "worse": WARNING, "unclear": RULE, "track": TRACK}
LEVELS = (WARNING_INK, WARNING_LIGHT, GRID, ACCENT_LIGHT, ACCENT)


def linear(colour: str) -> np.ndarray:
    part = np.array(to_rgb(colour))
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) of linear RGB."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ np.clip(
        light, 0, 1
    )
    x, y, z = (
        np.cbrt(part) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz / np.array([0.9505, 1.0, 1.089])
    )
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def apart(one: str, other: str, seen: np.ndarray) -> float:
    return float(np.linalg.norm(lab(seen @ linear(one)) - lab(seen @ linear(other))))


def contrast(one: str, other: str) -> float:
    light = sorted((GREY[0] @ linear(colour) + 0.05 for colour in (one, other)), reverse=True)
    return float(light[0] / light[1])


@pytest.mark.parametrize("seen", [np.eye(3), PROTANOPIA, DEUTERANOPIA], ids=["usual", "protanopia", "deuteranopia"])
def test_what_a_colour_means_is_told_apart_by_colour_blind_eyes(seen: np.ndarray) -> None:
    for (one, first), (other, second) in combinations(MEANINGS.items(), 2):
        assert apart(first, second, seen) > 20, (one, other)


def test_better_and_worse_and_their_track_differ_on_a_grey_photocopy() -> None:
    for one, other in combinations((ACCENT, WARNING, TRACK), 2):
        assert apart(one, other, GREY) > 20


def test_neighbouring_levels_of_satisfaction_differ_on_a_grey_photocopy() -> None:
    for one, other in pairwise(LEVELS):
        assert apart(one, other, np.eye(3)) > 20
    for one, other in ((WARNING_INK, WARNING_LIGHT), (ACCENT_LIGHT, ACCENT)):
        assert apart(one, other, GREY) > 20


@pytest.mark.parametrize("ink", [INK, SOFT, WARNING_INK])
def test_text_has_the_contrast_of_wcag_aa(ink: str) -> None:
    assert contrast(ink, PAPER) >= 4.5


def test_a_picture_needs_no_more_than_sixteen_colours() -> None:
    assert len(set(PALETTE)) == len(PALETTE) == 16
