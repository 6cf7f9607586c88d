"""Draw how many people each scale followed from enrolment to a pair of measurements."""

from __future__ import annotations

from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.rows import heading, side_bar, side_ruler
from evaltoolkit.charts.parts.ruler import Ruler
from evaltoolkit.charts.parts.sheet import Sheet
from evaltoolkit.charts.parts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.parts.theme import ACCENT, WARNING
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.outcomes import lost_on_the_way
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, says_nothing
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.texts import texts
from evaltoolkit.model.thresholds import is_much_lost

_STAGES: tuple[tuple[str, Text], ...] = tuple(texts("charts", "stages_of_flow").items())


def flow(table: ProtectedTable, language: Language) -> Chart:
    """Draw people enrolled, measured before, measured after, and paired, scale by scale.

    Parameters
    ----------
    table
        ``flow``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        One scale of lengths for all; the pairs are amber where more than a fifth of the people were lost.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = drawn_rows(table)
    columns = [column for column, _ in _STAGES]
    if says_nothing(rows, *columns):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        lost_on_the_way(rows),
        text("People of the year by scale: enrolled, scored before, scored after, with both (pairs)"),
        text("the station's measurements before and after"),
        tuple(entry(row.said("scale_name"), _sentence(row)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = side_ruler(
        max(row.number(column) or 0.0 for row in rows for column in columns),
        [language.say(name) for _, name in _STAGES],
        [language.say(row.said(column, trimmed)) for row in rows for column in columns],
    )
    for row in rows:
        heading(sheet, language.say(row.said("scale_name")), language.say(_lost(row)))
        _draw(sheet, ruler, row, language)
    return finish(sheet, story, language, table)


def _draw(sheet: Sheet, ruler: Ruler, row: Row, language: Language) -> None:
    lost = row.number("lost_share")
    for column, name in _STAGES:
        warn = column == "n_pairs" and lost is not None and is_much_lost(lost)
        shown = language.say(row.said(column, trimmed))
        side_bar(sheet, ruler, language.say(name), row.number(column), shown=shown, ink=WARNING if warn else ACCENT)
    sheet.skip(0.1)


def _lost(row: Row) -> Text:
    return text("unpaired {share}", share=row.said("lost_share", percent))


def _sentence(row: Row) -> Text:
    counts = {column: row.said(column, trimmed) for column, _ in _STAGES}
    return text(
        "enrolled {n_enrolled}, before {n_pre}, after {n_post}, pairs {n_pairs}, {lost}", lost=_lost(row), **counts
    )
