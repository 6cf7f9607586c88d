"""Who the services reach: which group or community least, and how far apart the two kinds of residents lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evaltoolkit.findings.headlines.ends import highest, lowest, span
from evaltoolkit.findings.numbers import percent, share_of
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Text, listed, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.workbook import RESIDENCE

_NONE = text("No coverage can be stated: there is no denominator, or the figures are withheld")


def has_share(row: Row) -> bool:
    """Return whether the row has people served and a denominator to divide them by."""
    return row.has("served", "people", "share") and (row.number("people") or 0.0) > 0


def name(row: Row) -> Text | str:
    """Return the category with its residence, the residence alone, or the community."""
    if row.has("community"):
        return say_choice(row.string("community"))
    residence = say_choice(row.string("residence"))
    if not row.has("category"):
        return residence
    if not residence:
        return row.said("category")
    return text("{category} ({residence})", category=row.words("category"), residence=residence)


def share(row: Row) -> Text:
    """Return the share reached with its counts."""
    return share_of(row.number("served") or 0.0, row.number("people") or 1.0)


def reached(row: Row) -> Text:
    """Return the row's name with the share reached and its counts."""
    return text("{name} {share}", name=name(row), share=share(row))


def is_hidden(row: Row) -> bool:
    """Return whether a coverage of this row exists that is not shown here."""
    return row.is_withheld("served", "people", "share")


def wholly(rows: Iterable[Row]) -> Text | str:
    """Return how many of the groups shown are reached wholly; empty where none has a denominator.

    Where rounded counts hide who is reached wholly, their number is not told either.
    """
    given = tuple(rows)
    if any(row.has("served", "people") and row.is_withheld("share") for row in given):
        return ""
    known = [row for row in given if has_share(row)]
    whole = sum((row.number("served") or 0.0) >= (row.number("people") or 0.0) for row in known)
    words = text("Of the {all} groups with a denominator that are shown here, {n} are reached wholly")
    return words.with_(all=len(known), n=whole) if known else ""


def coverage(rows: Sequence[Row]) -> Text | str:
    """Return the least reached group, where nothing is hidden; else how many are reached wholly."""
    least = lowest((row for row in rows if has_share(row) or is_hidden(row)), "share")
    if len(least) == 1:
        return text("The lowest coverage is that of {each}", each=reached(least[0]))
    known = [row for row in rows if has_share(row)]
    return text("Coverage: {each}", each=reached(known[0])) if len(known) == 1 else wholly(rows) or _NONE


def lowest_few(rows: Iterable[Row], name: str, most: int, say: Callable[[float], str] = percent) -> tuple[Row, ...]:
    """Return at most so many rows with the lowest figures, in order, and never one of several that read alike alone.

    None where a figure is open or hidden, or where there are no rows above them.
    """
    given = tuple(rows)
    values = [(value, row) for row in given if (value := row.number(name)) is not None]
    ordered = sorted(values, key=lambda one: one[0])
    cut = most if len(values) == len(given) > most else 0
    while cut and say(ordered[cut - 1][0]) == say(ordered[cut][0]):
        cut -= 1
    return tuple(row for _, row in ordered[:cut])


def communities(rows: Sequence[Row]) -> Text:
    """Return between which shares the communities' coverage lies; both ends are named where nothing is hidden."""
    told = [row for row in rows if has_share(row) or is_hidden(row)]
    known = [row for row in told if has_share(row)]
    ends = span(known, "share")
    if ends is None:
        return _NONE
    if len(known) == 1:
        return text("Coverage of the priority groups: {each}", each=reached(known[0]))
    if ends[0] == ends[1]:
        return text("Coverage of the priority groups is {share} in every community shown", share=ends[0])
    low, high = (listed(map(reached, found(told, "share"))) for found in (lowest, highest))
    if low:
        return text("Coverage of the priority groups is lowest in {low}, highest in {high}", low=low, high=high)
    return text("In the {n} communities shown coverage of the priority groups lies between {low} and {high}",
                n=len(known), low=ends[0], high=ends[1])  # fmt: skip


def residence_gap(rows: Iterable[Row]) -> Text | None:
    """Return how far apart the reach of registered and of non-registered residents lies; None where either is open."""
    by_name = {row.string("residence"): row for row in rows if has_share(row)}
    registered, other = (by_name.get(residence) for residence in RESIDENCE)
    if registered is None or other is None:
        return None
    first, second = registered.number("share") or 0.0, other.number("share") or 0.0
    figures = {"registered": share(registered), "other": share(other)}
    if percent(first) == percent(second):
        return text("Non-registered residents are reached like registered ones: {other} and {registered}", **figures)
    if second < first:
        return text("Non-registered residents are reached less: {other}, registered ones {registered}", **figures)
    return text("Non-registered residents are reached more: {other}, registered ones {registered}", **figures)
