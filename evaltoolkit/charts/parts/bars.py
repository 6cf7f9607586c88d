"""Draw amounts as bars from 0, an agreed or budgeted amount as an upright line across; shared by hours and money."""

from __future__ import annotations

from collections.abc import Callable

from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.charts.parts.rows import bar, end_row, goal, label_line
from evaltoolkit.charts.parts.ruler import Ruler
from evaltoolkit.charts.parts.story import Story, begin, finish
from evaltoolkit.charts.parts.theme import ACCENT, INK
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text

Say = Callable[[Row], Text | str]


def bar_chart(
    story: Story,
    rows: tuple[Row, ...],
    language: Language,
    *,
    table: ProtectedTable,
    name: Say,
    shown: Say,
    columns: tuple[str, ...],
    inks: Callable[[Row], tuple[str, str]] = lambda _: (INK, ACCENT),
) -> Chart:
    """Return a chart of one bar a row.

    Parameters
    ----------
    story
        Its words.
    rows
        What is drawn, in this order, on one scale of lengths.
    language
        Language of the words.
    table
        Whose figures they are.
    name, shown
        What a row is called, and its figure in words.
    columns
        The amount, and where there is one the agreed amount.
    inks
        The ink of a row's figure and of its bar.
    """
    sheet = begin(story, language)
    ruler = Ruler(0.0, max([row.number(column) or 0.0 for row in rows for column in columns]) or 1.0)
    for row in rows:
        ink, fill = inks(row)
        label_line(sheet, language.say(name(row)), language.say(shown(row)), ink=ink)
        bar(sheet, ruler, row.number(columns[0]), ink=fill)
        for agreed in row.numbers(*columns[1:]) or ():
            goal(sheet, ruler, agreed)
        end_row(sheet)
    return finish(sheet, story, language, table)
