"""Draw how many residents know what the station is and does."""

from __future__ import annotations

from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.shares import share_chart, share_words
from evaltoolkit.charts.parts.story import BAR_CHART, Story
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import answers
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import says_nothing
from evaltoolkit.language import Language, text


def awareness(table: ProtectedTable, language: Language) -> Chart:
    """Draw the share of people asked who know each fact about the station.

    Parameters
    ----------
    table
        ``awareness``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Facts in the order of the questionnaire.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = drawn_rows(table)
    if says_nothing(rows, "share"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        answers.awareness(rows),
        text(
            "Share of the people asked in the year (numbers in brackets); three or more of five facts count as knowing"
        ),
        text("the station's survey of awareness"),
    )
    values = tuple(share_words(row, "known", "n") for row in rows)
    return share_chart(story, rows, "item", language, table=table, values=values)
