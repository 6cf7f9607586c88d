"""Choose the rows of the outcome table that a chart shows, and name them."""

from __future__ import annotations

from evaltoolkit.charts.records import Record, records
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Text, text

TOTAL = "total"
MOST_ROWS = 12
"""Above so many rows a chart keeps to the whole scales (本工具规则): a phone shows about four rows a screen."""


def chosen(table: ProtectedTable, scale: str | None, group_kind: str) -> tuple[Record, ...]:
    """Return the rows of one scale, or of all scales, for one way of grouping."""
    rows = tuple(
        row
        for row in records(table)
        if row.given("group_kind") == group_kind and (scale is None or row.given("scale") == scale)
    )
    return rows if len(rows) <= MOST_ROWS else (_totals(rows) or rows)


def name_of(row: Record, rows: tuple[Record, ...]) -> str | Text:
    """Return the shortest name that tells this row from the others of the chart."""
    scales = {other.given("scale") for other in rows}
    groups = {other.given("group") for other in rows}
    parts = [row.words("scale_name")] if len(scales) > 1 or row.given("dimension") in (TOTAL, None) else []
    if row.given("dimension") not in (TOTAL, None):
        parts.append(row.words("dimension_name"))
    if len(groups) > 1:
        parts.append(row.words("group"))
    name: str | Text = parts[0]
    for part in parts[1:]:
        name = text("{whole} · {part}", whole=name, part=part)
    return name


def pairs_of(rows: tuple[Record, ...]) -> Text:
    """Return the number of pairs of the rows, as one figure or as a range."""
    known = [int(value) for row in rows if (value := row.number("n_pairs").value) is not None]
    if not known:
        return text("number of pairs not stated")
    if min(known) == max(known):
        return text("{n} pairs", n=known[0])
    return text("{low} to {high} pairs", low=min(known), high=max(known))


def _totals(rows: tuple[Record, ...]) -> tuple[Record, ...]:
    return tuple(row for row in rows if row.given("dimension") == TOTAL)
