"""The projects of the 113X model in sentences and tables: what was put in, done and meant to change."""

from __future__ import annotations

from collections.abc import Iterable

from evaltoolkit.disclosure.of_run import require_own_plan
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.hours import is_far_above, is_short, limits
from evaltoolkit.findings.numbers import fixed, trimmed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.workbook import PROJECT_KINDS
from evaltoolkit.words.page.columns import Column, Shown, amount, build, number, share, words
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, missing, prose
from evaltoolkit.words.services.hours import completion, mark, part_of_year_note
from evaltoolkit.words.withheld.hidden_words import read_by

_UNSTATED = "未说明"
_ARROWS = text(
    "The order from what was put in to the change is the plan's: without a comparison group a change is not attributed "
    "to what was put in or done."
)
_STAFF = text(
    "People put in: as the sheet 项目 names them for each project. One person may be named for several, so that they "
    "do not add up to the people who work at the station."
)
_PARTS: tuple[tuple[str, Text], ...] = (
    ("casework", text("{n} casework services")),
    ("sessions", text("{n} group sessions")),
    ("activities", text("{n} community activities")),
)


def project_head(
    plan: Plan, table: ProtectedTable, language: Language, *, told: Iterable[ProtectedTable] = ()
) -> Prose:
    """Return which project this is, whom it serves, and who may read this.

    Parameters
    ----------
    plan
        The street's plan.
    table
        The row of the project in the protected table ``projects``.
    language
        The reader's.
    told
        The protected tables of the page: what they withhold is said once here.
    """
    audience = tuple(read_by(table.audience, told, language))
    rows = rows_of(table)
    if not rows:
        return missing(table, language) + Prose(audience)
    require_own_plan(plan)
    where = text("{street}, {district}, {year}", street=plan.street, district=plan.district, year=plan.year)
    facts = [
        text("{what}: {words}", what=what, words=say_choice(rows[0].string(name)))
        for name, what in (("kind", text("Kind")), ("people", text("Serves")))
        if rows[0].has(name)
    ]
    said = language.join(facts, separator=language.say(text("; ")))
    parts = [Paragraph(language.say(where), Kind.BODY, rows[0].string("project"))]
    if facts:
        parts.append(Paragraph(language.say(text("{facts}.", facts=said))))
    return Prose((*parts, *part_of_year_note(plan, language).paragraphs, *audience))


def projects(table: ProtectedTable, language: Language) -> Prose:
    """Return how many projects of each kind there are, which lie far from their agreed hours, and what lacks a plan."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    named = [row for row in rows if row.string("project") != _UNSTATED]
    kinds = [(kind, sum(row.string("kind") == kind for row in named)) for kind in PROJECT_KINDS]
    each = language.join(text("{name} {n}", name=say_choice(kind), n=n) for kind, n in kinds if n)
    of_kind = text("Of each kind: {each}.", each=each) if each else ""
    bare = language.join(row.words("project") for row in named if not row.has("need", "change"))
    gap = text("Without a stated need or expected change on the sheet 项目: {names}.", names=bare) if bare else ""
    return prose(
        language,
        (Kind.BODY, (text("Projects: {n}.", n=len(named)), of_kind)),
        (Kind.CAUTION, (_off(named, language), _unnamed(rows))),
        (Kind.MISSING, (gap,)),
    )


def _off(rows: list[Row], language: Language) -> Text | str:
    names = language.join(completion(row) for row in rows if is_short(row) or is_far_above(row))
    said = text("Hours under {low} or from {high} of those agreed for the project: {names}.", names=names)
    return said.with_(**limits(rows)) if names else ""


def _unnamed(rows: tuple[Row, ...]) -> Text | str:
    found = next((row for row in rows if row.string("project") == _UNSTATED), None)
    count = None if found is None else found.number("services")
    return text("Records of services that name no project: {n}.", n=trimmed(count)) if count else ""


def projects_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return what was put into each project and done in it."""
    columns = (
        words("project", text("Project (113X)")),
        words("kind", text("Kind")),
        number("budget", text("Money (CNY 10,000)"), 2),
        amount("staff", text("Staff")),
        amount("agreed", text("Hours agreed")),
        amount("done", text("Hours done")),
        share("completion", text("Completion")),
        amount("services", text("Services held")),
        amount("participants", text("Attendances (人次)")),
    )
    caption = text("What was put into each project and what was done in it")
    return build(table, columns, language, caption=caption, notes=_staffed(table), kind=mark)


def _staffed(table: ProtectedTable) -> tuple[Text, ...]:
    return (_STAFF,) if any(row.has("staff") for row in rows_of(table)) else ()


def logic_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the logic model of each project: need, means, activities, output, expected change, lasting effect."""
    columns = (
        words("project", text("Project (113X)")),
        *_stages(language),
    )
    caption = text("From the need to the change: each project as planned and as recorded")
    came = text("Whether the expected change came is for the tests before and after, not for this table.")
    return build(table, columns, language, caption=caption, notes=(_ARROWS, came, *_staffed(table)))


def project_chain(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the logic model of one project, a stage a row: what was planned, and what the year's records hold.

    Parameters
    ----------
    table
        The row of the project in the protected table ``projects``.
    language
        The reader's.
    """
    rows = tuple(
        TableRow((Cell(language.say(stage.header)), stage.cell(row, language)))
        for row in rows_of(table)
        for stage in _stages(language)
    )
    caption = text("From the need to the change: the project as planned and as recorded")
    header = (text("Stage"), text("Plan, and records of the year"))
    notes = (_ARROWS, *_staffed(table))
    return HtmlTable(
        language.say(caption),
        tuple(language.say(head) for head in header),
        rows,
        (Align.TEXT, Align.TEXT),
        tuple(language.say(note) for note in notes),
        name="chain",
    )


def _stages(language: Language) -> tuple[Column, ...]:
    return (
        words("need", text("Need")),
        Column(text("Put in"), lambda row: put_in(row, language)),
        Column(text("Done"), lambda row: done(row, language)),
        words("change", text("Expected change")),
        words("impact", text("Lasting effect")),
    )


def put_in(row: Row, language: Language) -> Shown:
    """Return money, staff and agreed hours of a project, or that none is provided."""
    money, staff, agreed = (row.number(name) for name in ("budget", "staff", "agreed"))
    parts = [
        *([] if money is None else [text("{n} (CNY 10,000)", n=fixed(money, 2))]),
        *([] if staff is None else [text("{n} staff", n=trimmed(staff))]),
        *([] if agreed is None else [text("{n} hours agreed", n=trimmed(agreed))]),
    ]
    return language.join(parts) if parts else Gap.NOT_PROVIDED


def done(row: Row, language: Language) -> Shown:
    """Return what the records hold of a project: contacts, sessions, activities, attendances, hours."""
    counts = [(words_, row.number(name)) for name, words_ in _PARTS]
    parts = [words_.with_(n=trimmed(count)) for words_, count in counts if count]
    came, hours = row.number("participants"), row.number("done")
    if came is not None:
        parts.append(text("{n} attendances", n=trimmed(came)))
    if hours is not None:
        parts.append(text("{n} hours done", n=trimmed(hours)))
    return language.join(parts) if parts else Gap.NOT_PROVIDED
