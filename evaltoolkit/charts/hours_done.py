"""Draw the service hours done against those agreed: by method, by field of service, by project."""

from __future__ import annotations

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.done_against_agreed import done_words, draw_done
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import hours
from evaltoolkit.findings.rows import rows_of, says_nothing
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
    subtitle = text("Hours of the year by method, done and agreed (upright line); amber: under {low} or from {high}")
    return _compared(table, language, "method", subtitle)


def hours_by_field(table: ProtectedTable, language: Language) -> Chart:
    """Draw the hours done by field of service, as :func:`hours_by_method`; the table is ``hours_by_field``."""
    subtitle = text(
        "Hours of the year by field of service, done and agreed (upright line); amber: under {low} or from {high}"
    )
    return _compared(table, language, "field", subtitle)


def hours_by_project(table: ProtectedTable, language: Language) -> Chart:
    """Draw the hours done by project, as :func:`hours_by_method`; the table is ``projects``."""
    subtitle = text("Hours of the year by project, done and agreed (upright line); amber: under {low} or from {high}")
    return _compared(table, language, "project", subtitle)


def _compared(table: ProtectedTable, language: Language, column: str, subtitle: Text) -> Chart:
    rows = rows_of(table)
    if says_nothing(rows, "done", "agreed"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        hours.far_off(rows, column),
        subtitle.with_(**hours.limits(rows)),
        text("the station's service records and the agreement"),
        tuple(entry(row.said(column), done_words(row)) for row in rows),
    )
    sheet = begin(story, language)
    draw_done(sheet, rows, column, language)
    return finish(sheet, story, language)
