"""How one result of outcomes reads, in the scale's own direction; a null result is read from its interval."""

from __future__ import annotations

from collections.abc import Callable

from evaltoolkit.findings.change import (
    ESTABLISHED,
    READINGS,
    Beyond,
    Reading,
    beyond_regression,
    came_by_score,
    decimals,
    interval_decimals,
    interval_ends,
    is_better_side,
    is_skewed,
    read,
    turned,
)
from evaltoolkit.findings.numbers import fixed, p_value, signed, trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.texts import texts
from evaltoolkit.model.thresholds import ALPHA
from evaltoolkit.words.page.columns import Column


def unit(row: Row) -> Text | str:
    """Return the unit of the scale's scores."""
    return say_choice(row.string("unit") or "分")


def verdict(row: Row) -> Text:
    """Return how the result reads, in the scale's own direction."""
    return _VERDICTS[read(row)](row)


def regression(row: Row) -> Text | str:
    """Return what measurement alone would bring, and how an established change stands to it; empty where not known."""
    found = beyond_regression(row)
    if found is None or read(row) in (Reading.DOUBTED, Reading.NO_SPREAD):
        return ""
    condition = _CAME if came_by_score(row) else _IF
    beyond, low, high = found
    if read(row) not in ESTABLISHED:
        return "" if beyond is Beyond.UNKNOWN else condition.with_(what=expected_change(row))
    change, expected = turned(row, "mean_change"), turned(row, "regression")
    digits = decimals(row)  # those of the change itself, wherever it is printed
    figures = {"change": fixed(change, digits), "expected": fixed(expected, digits), "unit": unit(row)}
    is_part = beyond is Beyond.UNCLEAR and min(change, expected) > 0
    said = _PART if is_part else _BEYOND[beyond].with_(low=_size(row, low), high=_size(row, high))
    return condition.with_(what=said.with_(**figures))


def expected_change(row: Row) -> Text:
    """Return the change to be expected from regression alone, as it stands where nothing is compared with it."""
    expected = signed(row.number("regression") or 0.0, decimals(row))
    return text("coming back towards the average alone would bring {change} {unit}", change=expected, unit=unit(row))


def skewed(row: Row) -> Text | str:
    """Return what an established change of clearly skewed changes may be; empty for any other."""
    return _SKEWED if is_skewed(row) and read(row) in ESTABLISHED else ""


_SKEWED = text(
    "A few people changed far more than the others: the interval may be too narrow, and on such changes a mean change "
    "appears somewhat more often than it should where there is none."
)
_CAME, _IF = (
    text("People came because of their scores: {what}."), text("If people came because of their scores: {what}."),
)  # fmt: skip
_PART = text(
    "of the {change} {unit} towards the better, coming back towards the average alone would bring about {expected} "
    "{unit}; whether there is more cannot be told"
)
_BEYOND: dict[Beyond, Text] = {Beyond(name): words for name, words in texts("words", "beyond").items()}


def _better(row: Row) -> Text:
    ends = interval_ends(row)
    return text(
        "The whole interval lies on the better side: on average better by {low} to {high} {unit} over the period.",
        low=_size(row, -ends.worse), high=_size(row, ends.better), unit=unit(row),
    )  # fmt: skip


def _worse(row: Row) -> Text:
    ends = interval_ends(row)
    return text(
        "The whole interval lies on the worse side: on average worse by {low} to {high} {unit} over the period.",
        low=_size(row, -ends.better), high=_size(row, ends.worse), unit=unit(row),
    )  # fmt: skip


def _open(row: Row) -> Text:
    return text("{interval}; whether there was any change stays open.", interval=from_both_ends(row))


def from_both_ends(row: Row) -> Text:
    """Return what the interval makes unlikely, or between what it lies where it does not hold 0."""
    low, high = (signed(end, interval_decimals(row)) for end in row.ends("change_low", "change_high") or (0.0, 0.0))
    ends = interval_ends(row)
    if min(ends.better, ends.worse) < 0:
        side = text("better") if is_better_side(row) else text("worse")
        return text("The interval runs from {low} to {high}, on the {side} side", low=low, high=high, side=side)
    return text(
        "The interval runs from {low} to {high}: an improvement of more than {better} {unit} is unlikely, and so is a "
        "worsening of more than {worse} {unit}",
        low=low, high=high, better=_size(row, ends.better), worse=_size(row, ends.worse), unit=unit(row),
    )  # fmt: skip


def _adjusted(row: Row) -> dict[str, str]:
    found = {"t": row.number("p_t_adjusted"), "exact": row.number("p_exact_adjusted")}
    return {name: p_value(1.0 if p is None else p) for name, p in found.items()}


def _weakened(row: Row) -> Text:
    return text(
        "Taken alone a test would call this a change; several results were tested, and after adjustment (t-test {t}, "
        "exact signed-rank test {exact}) neither does: a change is not established.",
        **_adjusted(row),
    )


def _split(row: Row) -> Text:
    by_t = row.number("p_t_adjusted")
    template = _ONLY_T if by_t is not None and by_t <= ALPHA else _ONLY_RANKS
    return text("{tests} {interval}.", tests=template.with_(**_adjusted(row)), interval=from_both_ends(row))


_ONLY_T = text(
    "The two tests disagree: the t-test alone calls it a change ({t}), the exact signed-rank test does not ({exact}); "
    "a change is not established yet."
)
_ONLY_RANKS = text(
    "The two tests disagree: the exact signed-rank test alone calls it a change ({exact}), the t-test does not ({t}); "
    "a change is not established yet."
)


IN_DOUBT = text("An item of this scale runs against the others: until its key is checked this is no finding.")


def doubt(row: Row) -> Text | str:
    """Return the sentence on a scale in doubt, from a table whose rows are marked; empty for a sound one."""
    return IN_DOUBT if row.flag("doubted") else ""


def scale_column() -> Column:
    """Return the column that names the scale, with the doubt beneath where its key is in doubt."""
    return Column(
        text("Scale"), lambda row: row.words("scale_name"),
        detail=lambda row: READINGS[Reading.DOUBTED] if row.flag("doubted") else "",
    )  # fmt: skip


def _doubted(_: Row) -> Text:
    return IN_DOUBT


def _described(row: Row) -> Text:
    return text("With only {n} pairs this is described, not tested.", n=trimmed(row.number("n_pairs") or 0.0))


def _no_spread(_: Row) -> Text:
    return text("Everyone changed by the same amount, so there is no interval and no test, and no finding.")


_VERDICTS: dict[Reading, Callable[[Row], Text]] = {
    Reading.BETTER: _better,
    Reading.WORSE: _worse,
    Reading.OPEN: _open,
    Reading.WEAKENED: _weakened,
    Reading.SPLIT: _split,
    Reading.DOUBTED: _doubted,
    Reading.DESCRIBE: _described,
    Reading.NO_SPREAD: _no_spread,
}


def _size(row: Row, value: float) -> str:
    return fixed(value, interval_decimals(row))
