"""What one row of the outcome table says: one reading of a change, which sentence, table and picture share.

Sources: the rules of the toolkit's statistics: ladder by pairs, a change established only where t and the exact
signed-rank test both say so after adjustment, a null result read from its interval in scale points (Hoenig and Heisey
2001, The American Statistician 55, 19-24), a scale whose key is doubted is no finding anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from evaltoolkit.findings.rows import Gap, Row
from evaltoolkit.language import Text, text
from evaltoolkit.model.ladder import DESCRIBE_FROM, Ladder
from evaltoolkit.model.results import Caution
from evaltoolkit.model.rounding import digits_of_ends, mean_decimals, rounded
from evaltoolkit.model.texts import texts
from evaltoolkit.model.thresholds import ALPHA


class Reading(Enum):
    """The one thing that a result says."""

    WITHHELD = "withheld"
    UNCOUNTED = "uncounted"  # few people differ from an earlier paper: the means stand without their number
    NO_PAIRS = "no_pairs"
    TOO_FEW = "too_few"
    NOT_PROVIDED = "not_provided"
    DOUBTED = "doubted"  # an item runs against its scale: the figures stand, none is a finding
    NO_SPREAD = "no_spread"  # everyone changed by the same amount: no interval
    DESCRIBE = "describe"
    BETTER = "better"
    WORSE = "worse"
    SPLIT = "split"  # one of the two tests establishes a change, the other does not
    WEAKENED = "weakened"  # a test alone would say so, after adjustment none does
    OPEN = "open"  # neither test establishes a change


READINGS: dict[Reading, Text] = {Reading(name): words for name, words in texts("findings", "readings").items()}
"""Each reading in the words that stand beside a figure, in tables and in pictures."""
ESTABLISHED = (Reading.BETTER, Reading.WORSE)
_BEYOND: dict[str, Text] = texts("findings", "beyond")


class Beyond(Enum):
    """How a change stands to the one that is to be expected from regression to the mean alone."""

    MORE = "more"
    UNCLEAR = "unclear"
    LESS = "less"
    UNKNOWN = "unknown"  # people may have come because of their scores, and the registry does not tell what to expect


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
        return Reading.UNCOUNTED if row.has("mean_pre", "mean_post", "mean_change") else Reading.WITHHELD
    if pairs is None or pairs < 1:
        return Reading.NO_PAIRS
    if pairs < DESCRIBE_FROM or row.string("ladder") == Ladder.TOO_FEW:
        return Reading.TOO_FEW
    if not row.has("mean_change", "better"):
        return Reading.NOT_PROVIDED
    if Caution.DOUBTED_KEY in row.texts("cautions"):
        return Reading.DOUBTED
    if not row.has("change_low", "change_high") or Caution.NO_SPREAD in row.texts("cautions"):
        return Reading.NO_SPREAD
    return Reading.DESCRIBE if row.string("ladder") == Ladder.DESCRIBE else _tested(row)


def _tested(row: Row) -> Reading:
    adjusted, alone = (tuple(row.number(name) for name in names) for names in (_ADJUSTED, _ALONE))
    passed = [p is not None and p <= ALPHA for p in adjusted]
    if all(passed):
        return Reading.BETTER if is_better_side(row) else Reading.WORSE
    if any(passed):
        return Reading.SPLIT
    return Reading.WEAKENED if any(p is not None and p <= ALPHA for p in alone) else Reading.OPEN


_ADJUSTED, _ALONE = ("p_t_adjusted", "p_exact_adjusted"), ("p_t", "p_exact")


def is_better_side(row: Row) -> bool:
    """Return whether the mean change points to the scale's better end."""
    return turned(row, "mean_change") > 0


def turned(row: Row, name: str) -> float:
    """Return a figure of the change turned so that above 0 is better; 0 for a gap."""
    return (row.number(name) or 0.0) * (-1.0 if (row.number("better") or 1.0) < 0 else 1.0)


def turned_estimate(row: Row, value: str, low: str, high: str) -> tuple[float, float, float] | None:
    """Return an estimate with the ends of its interval, turned so that above 0 is better; None where one is open."""
    found = row.numbers(value, low, high, "better")
    if found is None:
        return None
    middle, start, end, better = found
    return (-middle, -end, -start) if better < 0 else (middle, start, end)


def is_narrow(row: Row) -> bool:
    """Return whether the interval is likely to be too narrow: 5 to 9 pairs, or clearly skewed changes."""
    return row.string("ladder") == Ladder.DESCRIBE or is_skewed(row)


def is_skewed(row: Row) -> bool:
    """Return whether a few people changed so much more than the others that tests find a change too often."""
    return Caution.SKEWED in row.texts("cautions")


def beyond_regression(row: Row) -> tuple[Beyond, float, float] | None:
    """Return how the change stands to what measurement alone would bring, and between what it goes beyond that.

    Returns
    -------
    tuple or None
        The reading, and both ends of the interval less the expected change as printed, better above 0, 0 where they are
        unknown; None where people did not come because of their scores, or the row has no interval.
    """
    if not row.has("regression", "change_low", "change_high"):
        is_unknown = row.string("selected_by_score") in _MAY_HAVE and row.gap("regression") is Gap.NOT_PROVIDED
        return (Beyond.UNKNOWN, 0.0, 0.0) if is_unknown else None
    expected, ends, digits = turned(row, "regression"), interval_ends(row), interval_decimals(row)
    # as printed: an end that reads 0 is not beyond it
    low, high = (float(rounded(end - expected, digits)) for end in (-ends.worse, ends.better))
    return (Beyond.MORE if low > 0 else Beyond.LESS if high < 0 else Beyond.UNCLEAR), low, high


_MAY_HAVE = ("yes", "unknown")


def beyond_words(row: Row) -> Text | str:
    """Return how an established change stands to regression alone, in short; empty where nothing is to be said."""
    found, reading = beyond_regression(row), read(row)
    if found is None or reading not in ESTABLISHED:
        return ""
    said = _BEYOND[f"{reading.value}_{found[0].value}"]
    return said if came_by_score(row) else text("{what} (if people came because of their scores)", what=said)


def reading_words(row: Row) -> Text:
    """Return the reading as it stands beside a figure: of an established change also how it stands to regression."""
    words, beyond = READINGS[read(row)], beyond_words(row)
    return text("{reading}, {beyond}", reading=words, beyond=beyond) if beyond else words


REMARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"


def remarks(rows: Iterable[Row]) -> dict[str, str]:
    """Return a mark for each thing that the rows say of regression to the mean, those on everyone first.

    A table or picture says each of them once, by :func:`remarks_of`, and marks the readings that it belongs to.
    """
    ordered = sorted(rows, key=lambda row: (not is_whole(row), not is_total(row)))
    found = dict.fromkeys(str(words) for words in map(beyond_words, ordered) if words)
    return dict(zip(found, REMARKS, strict=False))


def marked_reading(row: Row, marks: Mapping[str, str]) -> Text:
    """Return the reading with the mark of what is to be said of regression; in full where it has none."""
    mark, beyond = marks.get(str(beyond_words(row)), ""), beyond_words(row)
    return text("{reading}{mark}", reading=READINGS[read(row)], mark=mark) if mark or not beyond else reading_words(row)


def remarks_of(rows: Iterable[Row], marks: Mapping[str, str]) -> tuple[Text, ...]:
    """Return what the marks beside the readings of some rows stand for, each once."""
    found = {str(words): words for words in map(beyond_words, rows) if str(words) in marks}
    ordered = sorted(found, key=lambda words: marks[words])
    return tuple(text("{mark} {remark}", mark=marks[words], remark=found[words]) for words in ordered)


def came_by_score(row: Row) -> bool:
    """Return whether the plan says that the people of the scale came because of their scores."""
    return row.string("selected_by_score") == "yes"


def interval_ends(row: Row) -> Ends:
    """Return how far the interval reaches to the better and to the worse side; the row must have an interval."""
    low, high = row.number("change_low") or 0.0, row.number("change_high") or 0.0
    return Ends(high, -low) if (row.number("better") or 1.0) > 0 else Ends(-low, high)


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
    return digits_of_ends(decimals(row), row.ends("change_low", "change_high") or ())
