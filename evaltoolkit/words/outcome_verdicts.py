"""How one result of outcomes reads, in the scale's own direction; a null result is read from its interval."""

from __future__ import annotations

from collections.abc import Callable

from evaltoolkit.findings.change import Reading, interval_decimals, interval_ends, read
from evaltoolkit.findings.numbers import fixed, p_value, signed, trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Text, text
from evaltoolkit.model.choices import say_choice


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
        p=p_value(min(row.numbers("p_t_adjusted", "p_exact_adjusted") or (1.0,))),
    )


def _split(row: Row) -> Text:
    by_t, exact = (row.number(name) for name in ("p_t_adjusted", "p_exact_adjusted"))
    low, high = row.ends("change_low", "change_high") or (0.0, 0.0)
    return text(
        "The two tests disagree (t-test {t}, exact signed-rank test {exact}): a change is not established yet; the "
        "interval runs from {low} to {high}.",
        t=p_value(1.0 if by_t is None else by_t), exact=p_value(1.0 if exact is None else exact),
        low=signed(low, interval_decimals(row)), high=signed(high, interval_decimals(row)),
    )  # fmt: skip


def _doubted(_: Row) -> Text:
    return text("An item of this scale runs against the others: until its key is checked this is no finding.")


def _described(row: Row) -> Text:
    return text("With only {n} pairs this is described, not tested.", n=trimmed(row.number("n_pairs") or 0.0))


def _no_spread(_: Row) -> Text:
    return text("Everyone changed by the same amount, so there is no interval and no test.")


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
