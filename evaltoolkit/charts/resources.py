"""Draw the value of the resources linked from outside the budget, by kind."""

from __future__ import annotations

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.rows import bar, end_row, label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.money import resources as linked
from evaltoolkit.findings.numbers import money, trimmed
from evaltoolkit.findings.rows import Row, rows_of, says_nothing
from evaltoolkit.language import Language, Text, text


def resources(table: ProtectedTable, language: Language) -> Chart:
    """Draw the value of linked resources by kind as bars.

    Parameters
    ----------
    table
        ``resources``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Kinds by value, those without a figure last.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = tuple(sorted(rows_of(table), key=lambda row: -(row.number("value") or -1.0)))
    if says_nothing(rows, "value"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        linked(rows) or text("Not every kind of resource has a value"),
        text("Value of the resources linked in the year by kind, in 10,000 yuan; number of entries in brackets"),
        text("the station's list of linked resources"),
        tuple(entry(row.said("kind"), _words(row)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = Ruler(0.0, max([row.number("value") or 0.0 for row in rows]) or 1.0)
    for row in rows:
        label_line(sheet, language.say(row.said("kind")), language.say(_words(row)))
        bar(sheet, ruler, row.number("value"))
        end_row(sheet)
    return finish(sheet, story, language)


def _words(row: Row) -> str | Text:
    value = row.said("value", money)
    return text("{value} ({n} entries)", value=value, n=row.said("items", trimmed)) if row.has("items") else value
