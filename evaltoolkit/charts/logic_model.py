"""Draw the logic model of a project: need, means, activities, output, change, lasting effect, filled from the data."""

from __future__ import annotations

from collections.abc import Iterator

from evaltoolkit.charts.change_words import change_words
from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.numbers import percent, plain
from evaltoolkit.charts.outcome_rows import TOTAL
from evaltoolkit.charts.records import Record, records
from evaltoolkit.charts.rows import heading
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.story import DIAGRAM, Story, begin, entry, finish
from evaltoolkit.charts.theme import ACCENT, BODY, LEFT, RIGHT, SOFT
from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
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
    rows = records(require_protected(table))
    if not rows:
        return not_provided(table, language)
    outcomes = () if measured is None else _whole(measured)
    chains = [(row, tuple(_stages(row, outcomes))) for row in rows]
    story = Story(
        DIAGRAM,
        _message(rows, outcomes),
        text("From the need to the lasting effect: planned on the sheet 项目, done by the records of the year"),
        text("the station's sheets of projects, services and tests"),
        tuple(entry(stage, language.join(lines)) for _, chain in chains for stage, lines in chain),
    )
    sheet = begin(story, language)
    for row, chain in chains:
        kind = row.words("kind") if row.given("kind") else ""
        heading(sheet, language.say(row.words("project")), language.say(kind))
        _draw(sheet, chain, language)
        sheet.skip(0.12)
    return finish(sheet, story, language)


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


def _stages(row: Record, outcomes: tuple[Record, ...]) -> Iterator[tuple[Text, Lines]]:
    yield text("Need"), (row.words("need"),)
    yield text("Put in"), _put_in(row)
    yield text("Activities"), _activities(row)
    yield text("Output"), (_hours(row), text("attendances: {n}", n=row.number("participants").words(plain)))
    expected = text("expected: {words}", words=row.words("change"))
    yield text("Change"), (expected, *(_measured(found) for found in outcomes))
    yield text("Lasting effect"), (row.words("impact"),)


def _put_in(row: Record) -> Lines:
    money, staff, agreed = (row.number(name) for name in ("budget", "staff", "agreed"))
    return (
        text("money: {n}", n=money.words(_money)),
        text("staff: {n}", n=staff.words(plain)),
        text("hours agreed: {n}", n=agreed.words(plain)),
    )


def _money(value: float) -> Text:
    return text("{n} (10,000 yuan)", n=plain(value, 2))


def _activities(row: Record) -> Lines:
    contacts, sessions, activities = (row.number(name) for name in ("casework", "sessions", "activities"))
    return (
        text("casework contacts: {n}", n=contacts.words(plain)),
        text("group sessions: {n}", n=sessions.words(plain)),
        text("community activities: {n}", n=activities.words(plain)),
    )


def _hours(row: Record) -> Text:
    done, completion = row.number("done"), row.number("completion").value
    said = text("hours done: {n}", n=done.words(plain))
    if completion is None:
        return said
    return text("{done}, {share} of those agreed", done=said, share=percent(completion))


def _measured(row: Record) -> Text:
    return text("measured: {scale} {change}", scale=row.words("scale_name"), change=change_words(row))


def _whole(table: ProtectedTable) -> tuple[Record, ...]:
    rows = records(require_protected(table))
    return tuple(row for row in rows if row.given("dimension") == TOTAL and row.given("group_kind") == "all")


def _message(rows: tuple[Record, ...], outcomes: tuple[Record, ...]) -> Text:
    if len(rows) > 1:
        return text("{n} projects, each from its need to its lasting effect", n=len(rows))
    project = rows[0].words("project")
    if not outcomes:
        return text("{project}: what was put in and done; no test before and after stands beside it", project=project)
    return text("{project}: what was put in and done, and what was measured", project=project)
