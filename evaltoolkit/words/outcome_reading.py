"""What one row of the outcome table allows to be said: read from its interval, its test of record and its ladder.

Sources: the rules of the toolkit's statistics: ladder by pairs (5, 10, 15, 30), the exact test as test of record from
10 to 14 pairs, the adjusted p before the raw one, a null result read from its interval in scale points (Hoenig and
Heisey 2001, The American Statistician 55, 19-24).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from evaltoolkit.language import Text, text
from evaltoolkit.model.results import Caution, Ladder
from evaltoolkit.words.numbers import ALPHA, mean_decimals
from evaltoolkit.words.rows import Gap, Row

MIN_PAIRS = 5
"""Least number of pairs of which a mean change is told (ladder of the toolkit's statistics)."""
EFFECT_WORDS: tuple[tuple[float, Text], ...] = (
    (0.8, text("large")),
    (0.5, text("medium")),
    (0.2, text("small")),
    (0.0, text("very small")),
)
"""Customary words for a standardised change and where they begin: Cohen (1988), Statistical Power Analysis, 25-27."""


class Reading(Enum):
    """The one thing that a result says."""

    WITHHELD = "withheld"
    NO_PAIRS = "no_pairs"
    TOO_FEW = "too_few"
    NOT_PROVIDED = "not_provided"
    NO_SPREAD = "no_spread"  # everyone changed by the same amount: no interval
    DESCRIBE = "describe"
    BETTER = "better"
    WORSE = "worse"
    OPEN = "open"  # the interval holds both directions
    WEAKENED = "weakened"  # the interval does not hold 0, the adjusted p does not follow
    MIXED = "mixed"  # interval and test of record disagree


@dataclass(frozen=True, slots=True)
class Ends:
    """The interval of a change in the scale's own direction, in scale points.

    `better` and `worse` are the most that the group may plausibly have changed that way; a negative figure means
    that the interval does not reach that side.
    """

    better: float
    worse: float


def read(row: Row) -> Reading:
    """Return what the row allows to be said.

    Parameters
    ----------
    row
        A row of the protected table ``outcomes``.
    """
    pairs = row.number("n_pairs")
    if row.gap("n_pairs") is Gap.WITHHELD or row.gap("mean_change") is Gap.WITHHELD:
        return Reading.WITHHELD
    if pairs is None or pairs < 1:
        return Reading.NO_PAIRS
    if pairs < MIN_PAIRS or row.string("ladder") == Ladder.TOO_FEW:
        return Reading.TOO_FEW
    if not row.has("mean_change", "better"):
        return Reading.NOT_PROVIDED
    if not row.has("change_low", "change_high") or Caution.NO_SPREAD in row.texts("cautions"):
        return Reading.NO_SPREAD
    return Reading.DESCRIBE if row.string("ladder") == Ladder.DESCRIBE else _inferred(row)


def _inferred(row: Row) -> Reading:
    ends, p = interval_ends(row), record_p(row)
    agrees = p is None or (p < ALPHA) == _excludes_zero(ends)
    if not agrees:
        return Reading.MIXED
    if not _excludes_zero(ends):
        return Reading.OPEN
    adjusted = row.number("p_adjusted")
    if adjusted is not None and adjusted >= ALPHA:
        return Reading.WEAKENED
    return Reading.BETTER if ends.worse < 0 else Reading.WORSE


def interval_ends(row: Row) -> Ends:
    """Return how far the interval reaches to the better and to the worse side; the row must have an interval."""
    low, high = row.number("change_low") or 0.0, row.number("change_high") or 0.0
    return Ends(high, -low) if (row.number("better") or 1.0) > 0 else Ends(-low, high)


def record_p(row: Row) -> float | None:
    """Return the p of the test of record: the exact one from 10 to 14 pairs, the t-test's from 15."""
    exact, by_t = row.number("p_exact"), row.number("p_t")
    if row.string("ladder") == Ladder.EXACT:
        return exact if exact is not None else by_t
    return by_t if by_t is not None else exact


def is_one_of_several(row: Row) -> bool:
    """Return whether the row's p was adjusted together with others."""
    return Caution.MULTIPLE_TESTS in row.texts("cautions")


def is_whole(row: Row) -> bool:
    """Return whether the row is about everyone rather than one group."""
    return row.string("group_kind") in ("", "all")


def is_total(row: Row) -> bool:
    """Return whether the row is about the whole scale rather than one dimension."""
    return row.string("dimension") in ("", "total")


def decimals(row: Row) -> int:
    """Return the digits of the row's means and changes."""
    return mean_decimals(row.number("resolution"))


def interval_decimals(row: Row) -> int:
    """Return the digits of the interval: more than the change has where an end beside 0 would read as 0."""
    least = decimals(row)
    ends = [abs(end) for end in row.ends("change_low", "change_high") or () if end]
    return next((least + more for more in range(4) if all(round(end, least + more) for end in ends)), least)


def effect_word(g: float) -> Text:
    """Return the customary word for a standardised change; a secondary remark, never a finding.

    Examples
    --------
    >>> effect_word(-0.55).english(), effect_word(0.1).english()
    ('medium', 'very small')
    """
    return next(words for least, words in EFFECT_WORDS if abs(g) >= least)


def _excludes_zero(ends: Ends) -> bool:
    return ends.better < 0 or ends.worse < 0
