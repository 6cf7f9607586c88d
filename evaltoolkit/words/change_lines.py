"""Each measured scale's change in one clause, as page 1 has it: how much, how sure, what the follow-up shows."""

from __future__ import annotations

from collections.abc import Mapping

from evaltoolkit.findings.change import decimals, is_total, is_whole, reading_words
from evaltoolkit.findings.follow_up import last_follow_ups, with_follow_up
from evaltoolkit.findings.numbers import signed
from evaltoolkit.findings.outcome_rows import headline_rows
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.outcome_phrases import interval_said, is_comparable, label
from evaltoolkit.words.outcome_verdicts import unit


def change_line(row: Row, last: Mapping[str, Row]) -> Text:
    """Return the change of one scale with its interval, its reading, and its last follow-up.

    Parameters
    ----------
    row
        A row of the protected table ``outcomes``.
    last
        What :func:`~evaltoolkit.findings.follow_up.last_follow_ups` returned.
    """
    if not is_comparable(row):
        return text("{what}: {reading}", what=label(row), reading=reading_words(row))
    span = interval_said(row)
    said = text(
        "{what}: {change} {unit}{interval}, {reading}",
        what=label(row), change=signed(row.number("mean_change") or 0.0, decimals(row)), unit=unit(row),
        interval=text(" {interval}", interval=span) if span is not None else "", reading=reading_words(row),
    )  # fmt: skip
    later = with_follow_up(row, last)
    return said if later is None else text("{sentence}; {later}", sentence=said, later=later)


def other_changes(outcomes: tuple[Row, ...], follow_up: tuple[Row, ...], told: set[str], language: Language) -> str:
    """Return every measured scale that is not among those `told`, so that some are not taken for the whole."""
    last, headlines = last_follow_ups(follow_up), headline_rows(outcomes)
    lines = [change_line(row, last) for row in headlines if row.string("scale") not in told]
    named = {row.string("scale") for row in headlines}
    left = [row for row in outcomes if is_whole(row) and is_total(row) and row.string("scale") not in named]
    lines += [text("{what}: not counted among the results", what=label(row)) for row in left]
    return language.join(lines, separator=language.say(text("; ")))
