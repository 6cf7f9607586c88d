"""Draw how many people of each official category the services reached."""

from __future__ import annotations

from itertools import groupby

from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.rows import heading, side_bar, side_ruler
from evaltoolkit.charts.parts.ruler import Ruler
from evaltoolkit.charts.parts.shares import draw_share, reached
from evaltoolkit.charts.parts.sheet import Sheet
from evaltoolkit.charts.parts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import reach
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, says_nothing
from evaltoolkit.language import Language, Text, text


def coverage(table: ProtectedTable, language: Language) -> Chart:
    """Draw people served of people there are, by official category and residence.

    Parameters
    ----------
    table
        ``coverage``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Categories in the order of the table. A category without a denominator says so and has no bar.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = tuple(row for row in drawn_rows(table) if _has_something(row))
    if says_nothing(rows, "served", "people", "share"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        reach.coverage(rows),
        text("People served in the year of all people in each category; one person may be in several"),
        text("the station's roster and population figures"),
        tuple(entry(_name(row), reached(row)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = _ruler(rows, language)
    for _, part in groupby(rows, key=lambda row: row.string("category")):
        members = tuple(part)
        if len(members) > 1:
            _compare(sheet, ruler, members, language)
        else:
            draw_share(sheet, _name(members[0]), reached(members[0]), members[0], language)
    return finish(sheet, story, language, table)


def _compare(sheet: Sheet, ruler: Ruler, members: tuple[Row, ...], language: Language) -> None:
    heading(sheet, language.say(members[0].said("category")))
    for row in members:
        share = row.number("share")
        label, shown = language.say(row.said("residence")), language.say(reached(row))
        side_bar(sheet, ruler, label, None if share is None else min(share, 1.0), shown=shown, track=True)
    sheet.skip(0.1)


def _ruler(rows: tuple[Row, ...], language: Language) -> Ruler:
    labels = [language.say(row.said("residence")) for row in rows]
    return side_ruler(1.0, labels, [language.say(reached(row)) for row in rows])


def _has_something(row: Row) -> bool:
    """Nobody served of nobody known says nothing of a category: such a row is not drawn."""
    return row.number("served") != 0 or row.has("people") or row.is_withheld("people")


def _name(row: Row) -> str | Text:
    if not row.has("residence"):
        return row.said("category")
    return text("{whole} · {part}", whole=row.said("category"), part=row.said("residence"))
