"""Draw how many people each scale followed from enrolment to a pair of measurements."""

from __future__ import annotations

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.numbers import percent, plain
from evaltoolkit.charts.records import Record, records, says_nothing
from evaltoolkit.charts.rows import heading, side_bar, side_ruler
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.theme import ACCENT, WARNING
from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text

MOST_LOST = 0.2
"""Share of people lost above which a reader is warned (usual convention; no official source)."""

_STAGES = (
    ("n_enrolled", text("enrolled")),
    ("n_pre", text("before")),
    ("n_post", text("after")),
    ("n_pairs", text("paired")),
)


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
    require_protected(table)
    rows = records(table)
    columns = [column for column, _ in _STAGES]
    if says_nothing(rows, columns):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        _message(rows),
        text("People of the year by scale: enrolled, scored before, scored after, with both (pairs)"),
        text("the station's measurements before and after"),
        tuple(entry(row.words("scale_name"), _sentence(row)) for row in rows),
    )
    sheet = begin(story, language)
    counts = [row.number(column) for row in rows for column in columns]
    ruler = side_ruler(
        max(count.value or 0.0 for count in counts),
        [language.say(name) for _, name in _STAGES],
        [language.say(count.words(_whole)) for count in counts],
    )
    for row in rows:
        heading(sheet, language.say(row.words("scale_name")), language.say(_lost(row)))
        _draw(sheet, ruler, row, language)
    return finish(sheet, story, language)


def _draw(sheet: Sheet, ruler: Ruler, row: Record, language: Language) -> None:
    lost = row.number("lost_share").value
    for column, name in _STAGES:
        count = row.number(column)
        warn = column == "n_pairs" and lost is not None and lost > MOST_LOST
        shown = language.say(count.words(_whole))
        side_bar(sheet, ruler, language.say(name), count.value, shown=shown, ink=WARNING if warn else ACCENT)
    sheet.skip(0.1)


def _whole(count: float) -> str:
    return plain(count, 0)


def _lost(row: Record) -> Text:
    return text("unpaired {share}", share=row.number("lost_share").words(percent))


def _sentence(row: Record) -> Text:
    counts = {column: row.number(column).words(_whole) for column, _ in _STAGES}
    return text(
        "enrolled {n_enrolled}, before {n_pre}, after {n_post}, pairs {n_pairs}, {lost}", lost=_lost(row), **counts
    )


def _message(rows: tuple[Record, ...]) -> Text:
    lost = [value for row in rows if (value := row.number("lost_share").value) is not None]
    if not lost:
        return text("How many people could not be paired cannot be told")
    above = sum(value > MOST_LOST for value in lost)
    if above:
        return text("More than 20% could not be paired in {above} of {n} scales", above=above, n=len(lost))
    return text("At most {share} could not be paired", share=percent(max(lost)))
