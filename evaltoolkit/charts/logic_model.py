"""Draw the logic model of a project: need, means, activities, output, change, lasting effect, filled from the data."""

from __future__ import annotations

from collections.abc import Iterator

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.rows import heading
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.story import DIAGRAM, Story, begin, entry, finish
from evaltoolkit.charts.theme import ACCENT, BODY, LEFT, RIGHT, SOFT
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import is_total, is_whole
from evaltoolkit.findings.headlines import projects
from evaltoolkit.findings.headlines.outcomes import change_words
from evaltoolkit.findings.numbers import money, percent, trimmed
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text

_INDENT = 0.2  # inches between the upright line of a stage and its words
Lines = tuple[str | Text, ...]


def logic_model(table: ProtectedTable, language: Language, *, measured: ProtectedTable | None = None) -> Chart:
    """Draw each project as a chain from its need to its lasting effect.

    Parameters
    ----------
    table
        ``projects``, or the row of one project.
    language
        Language of the chart's words.
    measured
        Of one project: its ``outcomes``, as of a whole; their mean changes stand beside the expected change.

    Returns
    -------
    Chart
        What is not provided is said, in its place in the chain; nothing is inferred.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = drawn_rows(table)
    if not rows:
        return not_provided(table, language)
    outcomes = () if measured is None else _whole(measured)
    chains = [(row, tuple(_stages(row, outcomes))) for row in rows]
    story = Story(
        DIAGRAM,
        projects.logic_model(rows, measured=bool(outcomes)),
        text("From the need to the lasting effect: planned on the sheet 项目, done by the records of the year"),
        text("the station's sheets of projects, services and tests"),
        (
            *(entry(stage, language.join(lines)) for _, chain in chains for stage, lines in chain),
            projects.NOT_ATTRIBUTED,
        ),
    )
    sheet = begin(story, language)
    sheet.paragraph(language.say(projects.NOT_ATTRIBUTED), ink=SOFT)
    sheet.skip(0.1)
    for row, chain in chains:
        kind = row.said("kind") if row.string("kind") else ""
        heading(sheet, language.say(row.said("project")), language.say(kind))
        _draw(sheet, chain, language)
        sheet.skip(0.12)
    return finish(sheet, story, language, table)


def _draw(sheet: Sheet, chain: tuple[tuple[Text, Lines], ...], language: Language) -> None:
    for place, (stage, lines) in enumerate(chain):
        if place:
            sheet.write("↓", LEFT - 0.03, sheet.y + BODY / 72, ink=SOFT)
            sheet.skip(0.3)
        top = sheet.y
        sheet.paragraph(language.say(stage), left=LEFT + _INDENT, right=RIGHT, ink=SOFT)
        for line in lines:
            sheet.paragraph(language.say(line), left=LEFT + _INDENT, right=RIGHT)
        sheet.stroke((LEFT + 0.06, top + 0.04), (LEFT + 0.06, sheet.y), ink=ACCENT, width=3.0)
        sheet.skip(0.06)


def _stages(row: Row, outcomes: tuple[Row, ...]) -> Iterator[tuple[Text, Lines]]:
    yield text("Need"), (row.said("need"),)
    yield text("Put in"), _put_in(row)
    yield text("Activities"), _activities(row)
    yield text("Output"), (_hours(row), text("attendances: {n}", n=row.said("participants", trimmed)))
    expected = text("expected: {words}", words=row.said("change"))
    yield text("Change"), (expected, *(_measured(found) for found in outcomes))
    yield text("Lasting effect"), (row.said("impact"),)


def _put_in(row: Row) -> Lines:
    return (
        text("money: {n}", n=row.said("budget", _money)),
        text("staff: {n}", n=row.said("staff", trimmed)),
        text("hours agreed: {n}", n=row.said("agreed", trimmed)),
    )


def _money(value: float) -> Text:
    return text("{n} (CNY 10,000)", n=money(value))


def _activities(row: Row) -> Lines:
    return (
        text("casework services: {n}", n=row.said("casework", trimmed)),
        text("group sessions: {n}", n=row.said("sessions", trimmed)),
        text("community activities: {n}", n=row.said("activities", trimmed)),
    )


def _hours(row: Row) -> Text:
    said = text("hours done: {n}", n=row.said("done", trimmed))
    if not row.has("completion"):
        return said
    return text("{done}, {share} of those agreed", done=said, share=row.said("completion", percent))


def _measured(row: Row) -> Text:
    return text("measured: {scale} {change}", scale=row.said("scale_name"), change=change_words(row))


def _whole(table: ProtectedTable) -> tuple[Row, ...]:
    rows = drawn_rows(table)
    return tuple(row for row in rows if is_total(row) and is_whole(row))
