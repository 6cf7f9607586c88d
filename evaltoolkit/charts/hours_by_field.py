"""Draw the service hours done against those agreed, by field of service."""

from __future__ import annotations

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.done_against_agreed import done_message, done_words, draw_done
from evaltoolkit.charts.records import records, says_nothing
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
from evaltoolkit.language import Language, text


def hours_by_field(table: ProtectedTable, language: Language) -> Chart:
    """Draw the hours done by field of service as bars, the hours agreed as an upright line.

    Parameters
    ----------
    table
        ``hours_by_field``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Rows in the order of the table; amber with its figure where it is under 80 % or over 130 %.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    require_protected(table)
    rows = records(table)
    if says_nothing(rows, ["done", "agreed"]):
        return not_provided(text("Service hours by field of service"), language)
    story = Story(
        BAR_CHART,
        done_message(rows, "field"),
        text("Hours of the year by field of service, done and agreed (upright line); amber: under 80% or over 130%"),
        text("the station's service records and the agreement"),
        tuple(entry(row.words("field"), done_words(row)) for row in rows),
    )
    sheet = begin(story, language)
    draw_done(sheet, rows, "field", language)
    return finish(sheet, story, language)
