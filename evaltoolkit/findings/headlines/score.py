"""Points: of one row, of a group of rows, of all, and the total with its range and grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaltoolkit.disclosure.protected import SUPPRESSED
from evaltoolkit.findings.numbers import points, trimmed
from evaltoolkit.findings.rows import Row, column_sum
from evaltoolkit.findings.score import TotalReading, TotalScore
from evaltoolkit.language import Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.results import RowStatus

_OPEN = {
    RowStatus.UNDECIDED: text("undecided, {low} to {high}"),
    RowStatus.REFUSED: text("refused, {low} to {high}"),
}
_NOT_PROVIDED = text("not provided, {low} to {high}")


def row_points(row: Row) -> Text:
    """Return the points of a row of its weight; of an open one why it is open, and what it can still bring."""
    weight = row.said("weight", trimmed)
    if row.has("points"):
        return _of(row.said("points", points), weight)
    if row.is_withheld("points"):
        return text("{state} of {weight} points", state=SUPPRESSED, weight=weight)
    low, high = (row.said(name, points) for name in ("points_low", "points_high"))
    status = row.string("status")
    template = _OPEN.get(RowStatus(status), _NOT_PROVIDED) if status else _NOT_PROVIDED
    return text("{state} of {weight} points", state=template.with_(low=low, high=high), weight=weight)


def settled(rows: Sequence[Row]) -> Text:
    """Return the points settled so far in a group of rows."""
    known, weight = _known(rows), trimmed(column_sum(rows, "weight") or 0.0)
    if len(known) < len(rows):
        return text("{points} of {weight} points so far", points=points(sum(known)), weight=weight)
    return _of(points(sum(known)), weight)


def by_indicator(rows: Sequence[Row]) -> Text:
    """Return the points settled, and how many rows are still open."""
    known, said = _known(rows), {"points": points(sum(_known(rows))), "n": len(rows)}
    if not known:
        return text("No indicator could be scored yet: all {n} lack data", n=len(rows))
    if len(known) == len(rows):
        weight = trimmed(column_sum(rows, "weight") or 0.0)
        return text("All {n} indicators scored: {points} of {weight} points", weight=weight, **said)
    open_ = len(rows) - len(known)
    return text("Points settled: {points}; {missing} of {n} indicators are still open", missing=open_, **said)


def total(score: TotalScore) -> Text:
    """Return the total or what is scored of it, with the range and the grade where one stands."""
    return _TOTAL[score.reading].with_(
        points=points(score.scored),
        scored=trimmed(score.scored_weight),
        low=points(score.low),
        high=points(score.high),
        whole=trimmed(score.weight),
        grade=say_choice(score.grade),
    )


_TOTAL: Mapping[TotalReading, Text] = {
    TotalReading.NOTHING: text("No row is scored yet; the whole lies between {low} and {high} of {whole} points"),
    TotalReading.OPEN: text("{points} of {scored} points scored; the whole lies between {low} and {high} of {whole}"),
    TotalReading.GRADE_HOLDS: text(
        "{points} of {scored} points scored; the whole lies between {low} and {high} of {whole}: {grade} either way"
    ),
    TotalReading.GRADED: text("{points} of {whole} points; grade: {grade}"),
    TotalReading.UNGRADED: text("{points} of {whole} points; the indicator system names no grade for it"),
}


def _known(rows: Sequence[Row]) -> list[float]:
    return [value for row in rows if (value := row.number("points")) is not None]


def _of(brought: Text | str, weight: Text | str) -> Text:
    return text("{points} of {weight} points", points=brought, weight=weight)
