"""Choose the rows of the outcome table that a chart shows, and name them."""

from __future__ import annotations

from evaltoolkit.charts.parts.theme import ACCENT, RULE, WARNING
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import Reading, is_total
from evaltoolkit.findings.headlines.ends import span
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Text, text

INKS = dict.fromkeys(Reading, RULE) | {Reading.BETTER: ACCENT, Reading.WORSE: WARNING}
"""The hue of a change: only what is established is called better or worse."""
MOST_ROWS = 12
"""Above so many rows a chart keeps to the whole scales (本工具规则): a phone shows about four rows a screen."""


def chosen(table: ProtectedTable, scale: str | None, group_kind: str) -> tuple[Row, ...]:
    """Return the rows of one scale, or of all scales, for one way of grouping."""
    rows = tuple(
        row
        for row in drawn_rows(table)
        if row.string("group_kind") == group_kind and (scale is None or row.string("scale") == scale)
    )
    return rows if len(rows) <= MOST_ROWS else (tuple(filter(is_total, rows)) or rows)


def name_of(row: Row, rows: tuple[Row, ...]) -> str | Text:
    """Return the shortest name that tells this row from the others of the chart."""
    scales = {other.string("scale") for other in rows}
    groups = {other.string("group") for other in rows}
    parts = [row.said("scale_name")] if len(scales) > 1 or is_total(row) else []
    if not is_total(row):
        parts.append(row.said("dimension_name"))
    if len(groups) > 1:
        parts.append(row.said("group"))
    name: str | Text = parts[0]
    for part in parts[1:]:
        name = text("{whole} · {part}", whole=name, part=part)
    return name


def pairs_of(rows: tuple[Row, ...]) -> Text:
    """Return the number of pairs of the rows, as one figure or as a range."""
    ends = span(rows, "n_pairs", trimmed)
    if ends is None:
        return text("number of pairs not stated")
    return (
        text("{n} pairs", n=ends[0]) if ends[0] == ends[1] else text("{low} to {high} pairs", low=ends[0], high=ends[1])
    )
