"""Draw how regularly the members of each group came."""

from __future__ import annotations

from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.shares import share_chart
from evaltoolkit.charts.parts.story import BAR_CHART, Story
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import answers
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, rows_of, says_nothing
from evaltoolkit.language import Language, Text, text


def attendance(table: ProtectedTable, language: Language) -> Chart:
    """Draw the mean attendance of each group as a share of its members.

    Parameters
    ----------
    table
        ``attendance``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Groups in the order of the table.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = rows_of(table)
    if says_nothing(rows, "share"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        answers.attendance(rows),
        text("Mean attendance of a session in the year as a share of the members, {n} groups", n=len(rows)),
        text("the station's attendance lists"),
    )
    return share_chart(story, drawn_rows(table), "group", language, table=table, values=tuple(map(_words, rows)))


def _words(row: Row) -> str | Text:
    if not row.has("share", "mean_attendance", "enrolled"):
        return row.said("share", percent)
    return text(
        "{share} ({present} of {members}, {sessions} sessions)",
        share=row.said("share", percent), present=answers.present(row),
        members=row.said("enrolled", trimmed), sessions=row.said("sessions", trimmed),
    )  # fmt: skip
