"""Each measured scale's change in one clause, as page 1 has it: how much, how sure, what the follow-up shows."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evaltoolkit.findings.change import (
    READINGS,
    beyond_words,
    decimals,
    interval_decimals,
    is_narrow,
    is_total,
    is_whole,
    read,
    reading_words,
)
from evaltoolkit.findings.follow_up import last_follow_ups, with_follow_up
from evaltoolkit.findings.numbers import signed
from evaltoolkit.findings.outcome_rows import headline_rows
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.outcome.outcome_phrases import is_comparable, label
from evaltoolkit.words.outcome.outcome_verdicts import unit

IN_BRACKETS: Text = text("in brackets the 95% interval")
"""Stands once before the changes, whose intervals follow them."""


def change_line(row: Row, last: Mapping[str, Row], *, with_reading: bool = True) -> Text:
    """Return the change of one scale with its interval, its reading, and its last follow-up.

    Parameters
    ----------
    row
        A row of the protected table ``outcomes``.
    last
        What :func:`~evaltoolkit.findings.follow_up.last_follow_ups` returned.
    with_reading
        Whether the reading is said, with how the change stands to regression; not where the sentence says it of all.
    """
    if not is_comparable(row):
        return text("{what}: {reading}", what=label(row), reading=READINGS[read(row)])
    said = text(
        "{what} {change} {unit}{interval}",
        what=label(row), change=signed(row.number("mean_change") or 0.0, decimals(row)), unit=unit(row),
        interval=_interval(row),
    )  # fmt: skip
    reading = reading_words(row) if with_reading else ""
    for more in (reading, with_follow_up(row, last) or ""):
        said = text("{sentence}, {more}", sentence=said, more=more) if more else said
    return said


def _interval(row: Row) -> Text | str:
    ends = row.ends("change_low", "change_high")
    if ends is None:
        return ""
    low, high = (signed(end, interval_decimals(row)) for end in ends)
    return (_NARROW if is_narrow(row) else _WIDE).with_(low=low, high=high)


_WIDE, _NARROW = text(" ({low} to {high})"), text(" ({low} to {high}, may be too narrow)")


def beyond_lines(rows: tuple[Row, ...], language: Language) -> str:
    """Return how the changes stand to regression to the mean, each way once with the scales of which it holds."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(language.say(beyond_words(row)), []).append(short_label(row, language))
    lines = (
        text("{what}: {reading}", what=language.join(names), reading=said) for said, names in found.items() if said
    )
    return language.join(lines, separator=language.say(text("; ")))


def short_label(row: Row, language: Language) -> str:
    """Return what a scale is called in short: the letters in brackets at the end of its name, else its name."""
    name = language.say(row.words("scale_name"))
    short = _SHORT.search(name)
    return short[1] if short else name


def brief_label(row: Row, language: Language) -> Text | str:
    """Return what a row on everyone is about, its scale in short, where a table beside it has the whole name."""
    if is_total(row):
        return short_label(row, language)
    dimension = row.words("dimension_name") or row.words("dimension")
    return text("{scale}: {dimension}", scale=short_label(row, language), dimension=dimension)


_SHORT = re.compile(r"[（(]([A-Z][A-Za-z0-9-]*)[)）]$")


def other_changes(outcomes: tuple[Row, ...], follow_up: tuple[Row, ...], told: set[str], language: Language) -> str:
    """Return every measured scale that is not among those `told`, so that some are not taken for the whole."""
    last, headlines = last_follow_ups(follow_up), headline_rows(outcomes)
    lines = [change_line(row, last) for row in headlines if row.string("scale") not in told]
    named = {row.string("scale") for row in headlines}
    left = [row for row in outcomes if is_whole(row) and is_total(row) and row.string("scale") not in named]
    lines += [text("{what}: not counted among the results", what=label(row)) for row in left]
    return language.join(lines, separator=language.say(text("; ")))
