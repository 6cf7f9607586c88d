"""Draw the service hours done against those agreed: by method and by field of service."""

from __future__ import annotations

from evaltoolkit.charts.parts.bars import bar_chart
from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.story import BAR_CHART, Story, entry
from evaltoolkit.charts.parts.theme import ACCENT, INK, WARNING, WARNING_INK
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import hours
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, says_nothing
from evaltoolkit.language import Language, Text, text


def hours_by_method(table: ProtectedTable, language: Language) -> Chart:
    """Draw the hours done by method as bars, the hours agreed as an upright line.

    Parameters
    ----------
    table
        ``hours``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Rows in the order of the table; amber with its figure where it lies far from the agreement.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    return _compared(table, language, "method")


def hours_by_field(table: ProtectedTable, language: Language) -> Chart:
    """Draw the hours done by field of service, as :func:`hours_by_method`; the table is ``hours_by_field``."""
    return _compared(table, language, "field")


_BY = {"method": text("method"), "field": text("field of service")}


def _compared(table: ProtectedTable, language: Language, column: str) -> Chart:
    rows = drawn_rows(table)
    if says_nothing(rows, "done", "agreed"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        hours.far_off(rows, column),
        text(
            "Hours of the year by {what}, done and agreed (upright line); amber: under {low}, or {high} and more",
            what=_BY[column],
            **hours.limits(rows),
        ),
        text("the station's service records and the agreement"),
        tuple(entry(row.said(column), _done(row)) for row in rows),
    )
    return bar_chart(
        story,
        rows,
        language,
        table=table,
        name=lambda row: row.said(column),
        shown=_done,
        columns=("done", "agreed"),
        inks=_inks,
    )


def _done(row: Row) -> Text:
    """Return done and agreed amounts with the completion, or what is missing of them."""
    figures = {name: row.said(name, trimmed) for name in ("done", "agreed")}
    if not row.has("completion"):
        return text("{done} of {agreed}", **figures)
    return text("{done} of {agreed}, {share}", share=row.said("completion", percent), **figures)


def _inks(row: Row) -> tuple[str, str]:
    return (WARNING_INK, WARNING) if hours.is_short(row) or hours.is_far_above(row) else (INK, ACCENT)
