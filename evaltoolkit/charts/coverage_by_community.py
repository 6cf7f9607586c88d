"""Draw how many people of the priority groups the services reached in each community."""

from __future__ import annotations

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.rows import side_bar, side_ruler
from evaltoolkit.charts.shares import draw_share, reached
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.theme import LEFT, RIGHT
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import reach
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import says_nothing
from evaltoolkit.language import Language, text

_LEAST_BAR = 1.0  # inches that the bars need beside their words; else the words stand above them


def coverage_by_community(table: ProtectedTable, language: Language) -> Chart:
    """Draw people of the priority groups served of those there are, by community.

    Parameters
    ----------
    table
        ``coverage_by_community``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Communities in the order of the table, that of their names. One without a denominator says so and has no bar.

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
        reach.communities(rows),
        text("People of the priority groups served in the year, of all on the roster; each person once"),
        text("the station's roster"),
        tuple(entry(row.said("community"), reached(row)) for row in rows),
    )
    sheet = begin(story, language)
    names = [language.say(row.said("community")) for row in rows]
    said = [language.say(reached(row)) for row in rows]
    ruler = side_ruler(1.0, names, said)
    is_compact = _LEAST_BAR <= ruler.right - ruler.left < RIGHT - LEFT
    for row, name, shown in zip(rows, names, said, strict=True):
        share = row.number("share")
        if is_compact:
            side_bar(sheet, ruler, name, None if share is None else min(max(share, 0.0), 1.0), shown=shown, track=True)
        else:
            draw_share(sheet, name, shown, row, language)
    sheet.skip(0.1)
    return finish(sheet, story, language, table)
