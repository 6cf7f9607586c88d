"""Which rows lie at an end, and whether that may be said: nobody is named where a row is hidden or all are alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce

from evaltoolkit.findings.numbers import percent
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Text, text

Say = Callable[[float], str]


def lowest(rows: Iterable[Row], name: str, say: Say = percent) -> tuple[Row, ...]:
    """Return the rows whose figure reads as the lowest; none where one is open or hidden, or where all read alike."""
    return _at_an_end(tuple(rows), name, say, min)


def highest(rows: Iterable[Row], name: str, say: Say = percent) -> tuple[Row, ...]:
    """Return the rows whose figure reads as the highest, as :func:`lowest` does."""
    return _at_an_end(tuple(rows), name, say, max)


def _at_an_end(
    rows: tuple[Row, ...], name: str, say: Say, choose: Callable[[Iterable[float]], float]
) -> tuple[Row, ...]:
    values = [row.number(name) for row in rows]
    known = [value for value in values if value is not None]
    if len(known) < len(rows) or len({say(value) for value in known}) < 2:
        return ()
    end = say(choose(known))
    return tuple(row for row, value in zip(rows, known, strict=True) if say(value) == end)


def span(rows: Iterable[Row], name: str, say: Say = percent) -> tuple[str, str] | None:
    """Return the lowest and the highest of the known figures as they are said; None where there is none."""
    known = [value for row in rows if (value := row.number(name)) is not None]
    return (say(min(known)), say(max(known))) if known else None


def clauses(parts: Iterable[Text | str]) -> Text | str:
    """Return the clauses one after another."""
    found = tuple(parts)
    return reduce(lambda whole, part: text("{said}; {next}", said=whole, next=part), found) if found else ""
