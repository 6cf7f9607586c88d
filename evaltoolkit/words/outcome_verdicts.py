"""How one result of outcomes reads, in the scale's own direction; a null result is read from its interval."""

from __future__ import annotations

from collections.abc import Callable

from evaltoolkit.language import Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.numbers import fixed, p_value, signed, trimmed
from evaltoolkit.words.outcome_reading import Reading, interval_decimals, interval_ends, read, record_p
from evaltoolkit.words.rows import Row


def unit(row: Row) -> Text | str:
    """Return the unit of the scale's scores."""
    return say_choice(row.string("unit") or "分")


def verdict(row: Row) -> Text:
    """Return how the result reads, in the scale's own direction."""
    return _VERDICTS[read(row)](row)


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
    low, high = row.ends("change_low", "change_high") or (0.0, 0.0)
    ends = interval_ends(row)
    return text(
        "The interval runs from {low} to {high}: an improvement of more than {better} {unit} is unlikely, and so is a "
        "worsening of more than {worse} {unit}; whether there was any change stays open.",
        low=signed(low, interval_decimals(row)), high=signed(high, interval_decimals(row)),
        better=_size(row, ends.better), worse=_size(row, ends.worse), unit=unit(row),
    )  # fmt: skip


def _weakened(row: Row) -> Text:
    return text(
        "Taken alone the interval does not hold 0, but several results were tested and after adjustment {p}: a change "
        "is not established.",
        p=p_value(row.number("p_adjusted") or 0.0),
    )


def _mixed(row: Row) -> Text:
    p = record_p(row)
    return text(
        "Interval and test of record ({p}) do not agree; no change is claimed.", p=p_value(1.0 if p is None else p)
    )


def _described(row: Row) -> Text:
    return text("With only {n} pairs this is described, not tested.", n=trimmed(row.number("n_pairs") or 0.0))


def _no_spread(_: Row) -> Text:
    return text("Everyone changed by the same amount, so there is no interval and no test.")


_VERDICTS: dict[Reading, Callable[[Row], Text]] = {
    Reading.BETTER: _better,
    Reading.WORSE: _worse,
    Reading.OPEN: _open,
    Reading.WEAKENED: _weakened,
    Reading.MIXED: _mixed,
    Reading.DESCRIBE: _described,
    Reading.NO_SPREAD: _no_spread,
}


def _size(row: Row, value: float) -> str:
    return fixed(value, interval_decimals(row))
