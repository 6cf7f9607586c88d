"""Draw the service hours of each quarter, method by method."""

from __future__ import annotations

from itertools import groupby

from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.rows import heading, side_bar, side_ruler
from evaltoolkit.charts.parts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import hours
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, column_sum, says_nothing
from evaltoolkit.language import Language, Text, text


def hours_by_quarter(table: ProtectedTable, language: Language) -> Chart:
    """Draw the hours done in each quarter as bars, grouped by method.

    Parameters
    ----------
    table
        ``hours_by_quarter``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        One scale for all methods, so that they compare.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = tuple(sorted(drawn_rows(table), key=lambda row: _order(table, row)))
    if says_nothing(rows, "done"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        hours.by_quarter(rows),
        text("Service hours done in the year by quarter and method"),
        text("the station's service records"),
        tuple(entry(_name(row), row.said("done", trimmed)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = side_ruler(
        max(row.number("done") or 0.0 for row in rows),
        [language.say(_quarter(row)) for row in rows],
        [language.say(row.said("done", trimmed)) for row in rows],
    )
    for _, part in groupby(rows, key=lambda row: row.string("method")):
        members = tuple(part)
        whole = column_sum(members, "done")
        heading(
            sheet,
            language.say(members[0].said("method")),
            "" if whole is None else language.say(text("{n} hours", n=trimmed(whole))),
        )
        for row in members:
            label = language.say(_quarter(row))
            side_bar(sheet, ruler, label, row.number("done"), shown=language.say(row.said("done", trimmed)))
        sheet.skip(0.1)
    return finish(sheet, story, language, table)


def _order(table: ProtectedTable, row: Row) -> tuple[int, float]:
    methods = list(dict.fromkeys(table.frame.get("method", ())))
    name = row.string("method")
    return methods.index(name) if name in methods else len(methods), row.number("quarter") or 0.0


def _quarter(row: Row) -> str | Text:
    number = row.number("quarter")
    return row.said("quarter") if number is None else text("Q{n}", n=int(number))


def _name(row: Row) -> Text:
    return text("{whole} · {part}", whole=row.said("method"), part=_quarter(row))
