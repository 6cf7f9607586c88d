"""Service hours against the agreement, over the quarters and over the months."""

from __future__ import annotations

from collections.abc import Sequence

from evaltoolkit.findings.headlines.ends import clauses
from evaltoolkit.findings.numbers import factor, percent, set_share, trimmed
from evaltoolkit.findings.rows import Row, column_sum
from evaltoolkit.language import Text, text
from evaltoolkit.model.rounding import DECIMALS, SHARE_DECIMALS, as_printed
from evaltoolkit.model.thresholds import OVERSHOOT, SHORTFALL, UNDER

MONTHS = 12


def is_short(row: Row) -> bool:
    """Return whether the hours done lie far under those agreed."""
    return row.has("completion") and as_printed(row.number("completion") or 0.0, SHARE_DECIMALS) < SHORTFALL


def is_under(done: float | None, agreed: float | None) -> bool:
    """Return whether less was done than agreed, by more than a little, as the share is printed."""
    return done is not None and bool(agreed) and as_printed(done / (agreed or 1.0), SHARE_DECIMALS) < UNDER


def is_far_above(row: Row) -> bool:
    """Return whether the hours done lie so far above those agreed that a reason is asked for."""
    return (row.number("completion") or 0.0) >= overshoot((row,))


def overshoot(rows: Sequence[Row]) -> float:
    """Return the completion from which on the indicator system asks for a reason, as the table carries it."""
    return next((limit for row in rows if (limit := row.number("overshoot"))), OVERSHOOT)


def hours_for_one(row: Row) -> str:
    """Return the hours that one unit of a conversion counts for: as many digits as give the hours that stand beside it.

    Examples
    --------
    >>> hours_for_one(Row({"rate": 4033 / 482, "units": 482.0}))
    '8.3672'
    """
    return factor(row.number("rate") or 0.0, row.number("units") or 0.0, DECIMALS["小时"])


def limits(rows: Sequence[Row]) -> dict[str, str]:
    """Return the two completions between which nothing is remarked on, as they are said."""
    return {"low": set_share(SHORTFALL), "high": set_share(overshoot(rows))}


def far_off(rows: Sequence[Row], column: str) -> Text | str:
    """Return which rows are short of or far above the agreement, or that none is."""
    compared = [row for row in rows if row.has("completion")]
    short, above = ([row for row in compared if far(row)] for far in (is_short, is_far_above))
    said = limits(rows)
    if not compared:
        return text("The hours cannot be compared with an agreement")
    if short or above:
        return clauses((
            *((text("Under {low} of the hours agreed: {names}", names=_first(short, column), **said),)
              if short else ()),
            *((text("{high} or more of the hours agreed: {names}", names=_first(above, column), **said),)
              if above else ()),
        ))  # fmt: skip
    if len(compared) == 1:
        share = percent(compared[0].number("completion") or 0.0)
        return text("{name}: {share} of the agreed hours", name=compared[0].said(column), share=share)
    return text("The {n} compared all reach {low} of the agreed hours and stay under {high}", n=len(compared),
                **said)  # fmt: skip


def _first(rows: Sequence[Row], column: str) -> Text | str:
    if len(rows) == 1:
        return rows[0].said(column)
    return text("{first} and {n} more", first=rows[0].said(column), n=len(rows) - 1)


def by_quarter(rows: Sequence[Row]) -> Text:
    """Return the fullest and the emptiest quarter, where the hours of every quarter are known and they differ."""
    numbers = dict.fromkeys(row.number("quarter") for row in rows)
    sums = {quarter: column_sum((row for row in rows if row.number("quarter") == quarter), "done")
            for quarter in numbers}  # fmt: skip
    known = {int(quarter): done for quarter, done in sums.items() if quarter and done is not None}
    if len(known) < max(len(sums), 2):
        return text("Not every quarter's hours are known")
    high, low = max(known.values()), min(known.values())
    most, least = ([quarter for quarter, done in known.items() if trimmed(done) == trimmed(end)] for end in (high, low))
    if len(most) > 1 or len(least) > 1:
        return text("Between {low} and {high} hours a quarter", low=trimmed(low), high=trimmed(high))
    return text("Most hours in Q{most} ({high}), fewest in Q{least} ({low})", most=most[0], least=least[0],
                high=trimmed(high), low=trimmed(low))  # fmt: skip


def over_the_year(course: Sequence[float], agreed: float | None) -> Text:
    """Return how far the hours had come by the middle of the year; `course` adds up month by month.

    What the year brought of what was agreed is told beside the picture, and not again; without an agreement it is here.
    """
    if not course:
        return text("The hours of the first month are not known, so nothing adds up")
    if len(course) < MONTHS:
        return text("Hours are known up to month {n}: {done}", n=len(course), done=trimmed(course[-1]))
    half, end = course[MONTHS // 2 - 1], course[-1]
    if not agreed:
        return text("{half} hours by the middle of the year, {done} by its end", half=trimmed(half), done=trimmed(end))
    return text("By the middle of the year {half} of the agreed hours were done", half=percent(half / agreed))
