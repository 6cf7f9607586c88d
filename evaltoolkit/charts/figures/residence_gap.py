"""Draw how the services reach registered and non-registered residents, and the gap between them."""

from __future__ import annotations

from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.ruler import Ruler
from evaltoolkit.charts.parts.shares import reached, share_chart
from evaltoolkit.charts.parts.story import BAR_CHART, Story
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import reach
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import says_nothing
from evaltoolkit.language import Language, text


def residence_gap(table: ProtectedTable, language: Language) -> Chart:
    """Draw the share of people served among registered and non-registered residents.

    Parameters
    ----------
    table
        ``residence``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        The axis ends at the higher share, as both are small
        parts of a whole population.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = drawn_rows(table)
    if says_nothing(rows, "served", "people", "share"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        reach.residence_gap(rows) or text("The two groups of residents cannot be compared"),
        text("People served in the year of all residents, by registration"),
        text("the station's roster and population figures"),
    )
    values = tuple(reached(row) for row in rows)
    ruler = Ruler(0.0, max([row.number("share") or 0.0 for row in rows]) or 1.0)
    return share_chart(story, rows, "residence", language, table=table, values=values, ruler=ruler)
