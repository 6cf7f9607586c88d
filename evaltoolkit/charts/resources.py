"""Draw the value of the resources linked from outside the budget, by kind."""

from __future__ import annotations

from evaltoolkit.charts.bars import bar_chart
from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.story import BAR_CHART, Story, entry
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.money import resources as linked
from evaltoolkit.findings.numbers import money, trimmed
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, says_nothing
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
    rows = tuple(sorted(drawn_rows(table), key=lambda row: -(row.number("value") or -1.0)))
    if says_nothing(rows, "value"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        linked(rows) or text("Not every kind of resource has a value"),
        text("Value of the resources linked in the year by kind, in 10,000 yuan; number of entries in brackets"),
        text("the station's list of linked resources"),
        tuple(entry(row.said("kind"), _words(row)) for row in rows),
    )
    return bar_chart(
        story, rows, language, table=table, name=lambda row: row.said("kind"), shown=_words, columns=("value",)
    )


def _words(row: Row) -> str | Text:
    value = row.said("value", money)
    return text("{value} ({n} entries)", value=value, n=row.said("items", trimmed)) if row.has("items") else value
