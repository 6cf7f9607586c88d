"""What the last follow-up shows beside the result of pre-test and post-test: a result never stands without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from evaltoolkit.findings.change import READINGS as WORDS
from evaltoolkit.findings.change import Reading, decimals, interval_decimals, is_total, is_whole, read
from evaltoolkit.findings.headlines.ends import clauses
from evaltoolkit.findings.numbers import change_interval, signed, trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.rounding import rounded

_BACK = text("back at the mean of the pre-test")
_UNTOLD: Mapping[Reading, Text] = {
    Reading.WITHHELD: text("{wave} was measured and is not shown in this version"),
    Reading.TOO_FEW: text("{wave} was measured of {n} people, too few to tell"),
}


def last_follow_ups(rows: Iterable[Row]) -> dict[str, Row]:
    """Return the last follow-up wave of each scale, from the rows of the protected table ``follow_up``."""
    return {row.string("scale"): row for row in rows}


def with_follow_up(row: Row, last: Mapping[str, Row]) -> Text | None:
    """Return what the last follow-up of a whole scale shows, as a clause; None where none was measured.

    Parameters
    ----------
    row
        A row of the protected table ``outcomes``.
    last
        What :func:`last_follow_ups` returned.
    """
    found = last.get(row.string("scale"))
    return at_wave(found) if found is not None and is_whole(row) and is_total(row) else None


def in_short(row: Row, last: Mapping[str, Row]) -> Text | str:
    """Return how the last follow-up of a whole scale reads, as it stands behind a reading; empty without one.

    Of a part of the people it is said that the follow-up is that of everyone.
    """
    wave = last.get(row.string("scale")) if is_total(row) else None
    if wave is None:
        return ""
    said = _IN_SHORT if is_whole(row) else _OF_EVERYONE
    return said.with_(wave=say_choice(wave.string("wave")), reading=wave_reading(wave))


_IN_SHORT, _OF_EVERYONE = text("{wave}: {reading}"), text("{wave} of everyone: {reading}")


def with_later(reading: Text, row: Row, last: Mapping[str, Row]) -> Text:
    """Return a reading with that of the scale's last follow-up behind it, where one was measured."""
    later = in_short(row, last)
    return text("{reading}; {later}", reading=reading, later=later) if later else reading


def named_follow_ups(rows: Iterable[Row], last: Mapping[str, Row], name: Callable[[Row], Text | str]) -> Iterator[Text]:
    """Yield how the last follow-up of each whole scale reads, with the scale's name before it."""
    for row in rows:
        later = in_short(row, last) if is_whole(row) else ""
        if later:
            yield text("{what}, {later}", what=name(row), later=later)


def headline(
    counted: Text, rows: Iterable[Row], last: Mapping[str, Row], name: Callable[[Row], Text | str]
) -> Text | str:
    """Return what a picture says of all its results, and behind it how each last follow-up reads."""
    return clauses((counted, *named_follow_ups(rows, last, name)))


def at_wave(row: Row) -> Text:
    """Return what one follow-up wave shows against the pre-test of the same people, as a clause."""
    reading, wave = read(row), say_choice(row.string("wave"))
    figures = {"wave": wave, "n": trimmed(row.number("n_pairs") or 0.0)}
    if not row.has("mean_change"):
        return _UNTOLD.get(reading, _UNTOLD[Reading.TOO_FEW]).with_(**figures)
    change, ends = row.number("mean_change") or 0.0, row.ends("change_low", "change_high")
    return text(
        "at {wave} the same {n} people stood {change} {unit}{interval} from their pre-test: {reading}",
        change=signed(change, decimals(row)),
        unit=say_choice(row.string("unit") or "分"),
        interval="" if ends is None else text(" {interval}", interval=change_interval(*ends, interval_decimals(row))),
        reading=wave_reading(row),
        **figures,
    )


def wave_reading(row: Row) -> Text:
    """Return how a follow-up wave reads, as it stands beside its figures: also that it is back where it began."""
    reading, change = read(row), row.number("mean_change")
    is_back = change is not None and not rounded(change, decimals(row)) and reading is not Reading.DOUBTED
    return _BACK if is_back else WORDS[reading]
