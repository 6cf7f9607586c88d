"""Draw one amount of each row of a table as a bar, beside what was agreed or planned where that is known."""

from __future__ import annotations

from collections.abc import Callable

from evaltoolkit.charts.parts.bars import bar_chart
from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.story import BAR_CHART, Story, entry
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, says_nothing
from evaltoolkit.findings.table_names import kind_of_row, report_table
from evaltoolkit.language import AsWritten, Language, Text, text
from evaltoolkit.model.report_tables import COLUMNS


def amounts(
    table: ProtectedTable,
    language: Language,
    *,
    names: tuple[str, ...],
    columns: tuple[str, ...],
    say: Callable[[float], str] = trimmed,
) -> Chart:
    """Draw a bar a row from 0, in the table's order; nothing is ranked and no row is called the highest or lowest.

    Parameters
    ----------
    table
        Any protected table.
    language
        Language of the chart's words.
    names
        Columns that say what a row is.
    columns
        The amount, and where there is one the amount agreed, an upright line across the bar.
    say
        How the table beside the picture writes them.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = tuple(row for row in drawn_rows(table) if row.has(columns[0]) or row.is_withheld(columns[0]))
    if says_nothing(rows, columns[0]):
        return not_provided(table, language)

    def name(row: Row) -> str:
        parts = (kind_of_row(table.name, row.string(name)) or row.said(name) for name in names if row.has(name))
        return language.join(dict.fromkeys(map(language.say, parts)), separator=" · ")

    def shown(row: Row) -> Text | str:
        return _shown(row, columns, say)

    title = report_table(table.name)
    what = language.join((_header(name, language) for name in columns), separator=" ／ ")
    story = Story(
        BAR_CHART,
        text("{what}: {n} rows", what=title, n=len(rows)),
        text("Bar: {what}", what=AsWritten(what)),
        text("the sheets of this report"),
        tuple(entry(name(row), shown(row)) for row in rows),
    )

    return bar_chart(story, rows, language, table=table, name=name, shown=shown, columns=columns)


def _header(column: str, language: Language) -> str:
    chinese, english = COLUMNS[column]
    return chinese if language.code == "zh_CN" else english


def _shown(row: Row, columns: tuple[str, ...], say: Callable[[float], str]) -> Text | str:
    amount = row.said(columns[0], say)
    if len(columns) == 1 or not row.has(columns[1]):
        return amount
    return text("{done} of {agreed}", done=amount, agreed=row.said(columns[1], say))
