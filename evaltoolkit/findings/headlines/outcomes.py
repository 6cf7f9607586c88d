"""What the outcomes of a picture come to: whole scales counted by their reading, one change in words, people lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from evaltoolkit.findings.change import (
    ESTABLISHED,
    READINGS,
    Reading,
    decimals,
    interval_decimals,
    is_total,
    read,
    reading_words,
)
from evaltoolkit.findings.headlines.ends import clauses
from evaltoolkit.findings.numbers import fixed, percent, set_share, signed, trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Text, text
from evaltoolkit.model.ladder import DESCRIBE_FROM
from evaltoolkit.model.thresholds import ATTRITION, is_much_lost


def tally(rows: Sequence[Row], name: Text | str, say: Callable[[Row], Text] = reading_words) -> Text:
    """Return how the whole scales among `rows` read, each counted once; of a single one, how it does.

    Parameters
    ----------
    rows
        Rows of the protected table ``outcomes``. A dimension is part of its scale and no result of its own: where
        there are only dimensions, they are not counted.
    name
        What a single row is called.
    say
        Words of one row's reading.
    """
    told = tuple(row for row in rows if is_total(row))
    if len(rows) == 1 or len(told) == 1:
        return text("{name}: {reading}", name=name, reading=say((told or tuple(rows))[0]))
    if not told:
        return text("{n} dimensions, each read by itself; a dimension is no result of its own", n=len(rows))
    ranked = sorted(told, key=lambda row: _ORDER.index(_COUNTED_AS.get(read(row), read(row))))
    found = [READINGS[Reading.OPEN] if read(row) in _COUNTED_AS else say(row) for row in ranked]
    kinds = {words.english(): words for words in found}
    counts = Counter(words.english() for words in found)
    each = clauses(text("{reading} {n}", reading=words, n=counts[kind]) for kind, words in kinds.items())
    return text("Of {n} results: {each}", n=len(told), each=each)


_COUNTED_AS = {Reading.SPLIT: Reading.OPEN, Reading.WEAKENED: Reading.OPEN}
_ORDER = tuple(dict.fromkeys((*ESTABLISHED, Reading.OPEN, *reversed(Reading))))


def mean(row: Row, column: str) -> Text | str:
    """Return a mean of the scale's scores as it stands beside the change."""
    return row.said(column, lambda value: fixed(value, decimals(row)))


def change_words(row: Row) -> Text:
    """Return the change, its interval and its reading, as they stand beside a slope."""
    change = row.said("mean_change", lambda value: signed(value, decimals(row)))
    reading, ends = reading_words(row), row.ends("change_low", "change_high")
    if not row.has("mean_change"):
        return text("change: {reading}", reading=reading)
    if ends is None:
        return text("change {change}: {reading}", change=change, reading=reading)
    low, high = (signed(end, interval_decimals(row)) for end in ends)
    return text("change {change} (95% interval {low} to {high}): {reading}", change=change, low=low, high=high,
                reading=reading)  # fmt: skip


def change_figures(row: Row) -> Text | str:
    """Return the change with the ends of its interval, where it has one, without words."""
    change, ends = row.said("mean_change", lambda value: signed(value, decimals(row))), row.ends(*_ENDS)
    if ends is None or not row.has("mean_change"):
        return change
    low, high = (signed(end, interval_decimals(row)) for end in ends)
    return text("{change} ({low} to {high})", change=change, low=low, high=high)


_ENDS = ("change_low", "change_high")


def change_sentence(row: Row) -> Text:
    """Return the means, the change with its interval and reading, and the number of pairs."""
    return text(
        "before {before}, after {after}, {change}, pairs {pairs}",
        before=mean(row, "mean_pre"), after=mean(row, "mean_post"), change=change_words(row),
        pairs=row.said("n_pairs", trimmed),
    )  # fmt: skip


def lost_on_the_way(rows: Sequence[Row]) -> Text:
    """Return in how many scales more people were lost than a reader should pass over."""
    lost = [value for row in rows if (value := row.number("lost_share")) is not None]
    if not lost:
        return text("How many people could not be paired cannot be told")
    above = sum(is_much_lost(value) for value in lost)
    if above:
        return text("More than {limit} could not be paired in {above} of {n} scales", above=above, n=len(lost),
                    limit=set_share(ATTRITION))  # fmt: skip
    if len(lost) < len(rows):
        return text(
            "In the {n} scales shown at most {share} could not be paired", n=len(lost), share=percent(max(lost))
        )
    return text("At most {share} could not be paired", share=percent(max(lost)))


def reliably_better(rows: Sequence[Row]) -> Text | str:
    """Return what share of the people got reliably better, scale by scale."""
    shares = [(row, share) for row in rows if (share := share_told(row, "better")) is not None]
    if not shares:
        return _without_shares(rows) or text("How many people changed cannot be shown here")
    low, high = (percent(choose(share for _, share in shares)) for choose in (min, max))
    if len(shares) == 1:
        return text("{scale}: {share} got reliably better", scale=shares[0][0].said("scale_name"), share=low)
    return text("Reliably better: {low} to {high} of the people, over {n} scales", low=low, high=high, n=len(shares))


def share_told(row: Row, kind: str) -> float | None:
    """Return the share of a verdict among the pairs, None where it is withheld or there are too few pairs for shares.

    Parameters
    ----------
    row
        A row of the protected tables of verdicts.
    kind
        ``better``, ``unchanged``, ``worse`` or ``not_better``.
    """
    found = row.numbers(f"n_{kind}", "n_pairs")
    if found is None or found[1] < DESCRIBE_FROM or row.is_withheld(f"share_{kind}"):
        return None
    return found[0] / found[1]


def _without_shares(rows: Sequence[Row]) -> Text | str:
    """Return how many got reliably better where counts stand, some as a range; empty where none does."""
    told = [row for row in rows if row.band("n_better") or row.has("n_better")]
    each = clauses(
        text("{scale}: {n} people", scale=row.said("scale_name"), n=row.said("n_better", trimmed)) for row in told
    )
    if not any(row.band("n_better") for row in told):
        return text("Reliably better, of too few people for shares: {each}", each=each) if each else ""
    return text("Reliably better, of so few people as a range: {each}", each=each)
