"""Draw what was spent by category, against the budget where there is one."""

from __future__ import annotations

from evaltoolkit.charts.bars import bar_chart
from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.story import BAR_CHART, Story, entry, sources_of
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.money import spending as spent_in_all
from evaltoolkit.findings.numbers import money, percent
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, says_nothing
from evaltoolkit.language import Language, Text, text


def spending(table: ProtectedTable, language: Language) -> Chart:
    """Draw the money spent by category as bars, the budget as an upright line.

    Parameters
    ----------
    table
        ``spending``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Categories by size, those without a figure last.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = tuple(sorted(drawn_rows(table), key=lambda row: -(row.number("spent") or -1.0)))
    if says_nothing(rows, "spent", "budget"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        spent_in_all(rows),
        text(
            "Spending of the year by category, in 10,000 yuan; upright line: budget; share of all spending in brackets"
        ),
        _source(sources_of(rows)),
        tuple(entry(row.said("category"), _amounts(row)) for row in rows),
    )
    return bar_chart(
        story,
        rows,
        language,
        table=table,
        name=lambda row: row.said("category"),
        shown=_short,
        columns=("spent", "budget"),
    )


def _short(row: Row) -> str | Text:
    spent = row.said("spent", money)
    return text("{value} ({share})", value=spent, share=row.said("share", percent)) if row.has("share") else spent


def _amounts(row: Row) -> Text:
    return text("spent {spent}, budget {budget}", spent=_short(row), budget=row.said("budget", money))


def _source(named: str) -> Text:
    if not named:
        return text("the station's sheet of spending")
    return text("the station's sheet of spending ({named})", named=named)
