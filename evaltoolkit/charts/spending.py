"""Draw what was spent by category, against the budget where there is one."""

from __future__ import annotations

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.rows import bar, end_row, goal, label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.money import spending as spent_in_all
from evaltoolkit.findings.numbers import money, percent
from evaltoolkit.findings.rows import Row, rows_of, says_nothing
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
    rows = tuple(sorted(rows_of(table), key=lambda row: -(row.number("spent") or -1.0)))
    if says_nothing(rows, "spent", "budget"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        spent_in_all(rows),
        text(
            "Spending of the year by category, in 10,000 yuan; upright line: budget; share of all spending in brackets"
        ),
        _source(rows),
        tuple(entry(row.said("category"), _amounts(row)) for row in rows),
    )
    sheet = begin(story, language)
    amounts = [row.number(name) or 0.0 for row in rows for name in ("spent", "budget")]
    ruler = Ruler(0.0, max(amounts) or 1.0)
    for row in rows:
        label_line(sheet, language.say(row.said("category")), language.say(_short(row)))
        bar(sheet, ruler, row.number("spent"))
        budget = row.number("budget")
        if budget is not None:
            goal(sheet, ruler, budget)
        end_row(sheet)
    return finish(sheet, story, language)


def _short(row: Row) -> str | Text:
    spent = row.said("spent", money)
    return text("{value} ({share})", value=spent, share=row.said("share", percent)) if row.has("share") else spent


def _amounts(row: Row) -> Text:
    return text("spent {spent}, budget {budget}", spent=_short(row), budget=row.said("budget", money))


def _source(rows: tuple[Row, ...]) -> Text:
    named = list(dict.fromkeys(name for row in rows if (name := row.string("source"))))
    if not named:
        return text("the station's sheet of spending")
    return text("the station's sheet of spending ({named})", named="、".join(named))
