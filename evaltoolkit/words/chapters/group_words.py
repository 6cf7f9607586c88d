"""The summary of one group: what it was, how people fared, what they said, what its worker thinks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from evaltoolkit.disclosure.of_run import require_own_plan, require_protected
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.findings.targets import Target
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.texts import texts
from evaltoolkit.words.outcome.verdict_words import NO_THRESHOLD, verdicts
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, missing, prose
from evaltoolkit.words.services.attendance import attendance
from evaltoolkit.words.services.hours import part_of_year_note
from evaltoolkit.words.services.satisfaction import satisfaction, satisfaction_table
from evaltoolkit.words.withheld.hidden_words import read_by

_KINDS: Mapping[str, Text] = texts("words", "kinds_of_group")


def group_head(plan: Plan, table: ProtectedTable, language: Language, *, told: Iterable[ProtectedTable] = ()) -> Prose:
    """Return what the group is, when it met, and who may read this.

    Parameters
    ----------
    plan
        The street's plan.
    table
        The protected table ``about``.
    language
        The reader's.
    told
        The protected tables of the page: what they withhold is said once here.
    """
    row = rows_of(table)[0]
    require_own_plan(plan)
    where = text("{street}, {district}, {year}", street=plan.street, district=plan.district, year=plan.year)
    facts = [text("{what}: {words}", what=words, words=say_choice(row.string(name)))
             for name, words in _KINDS.items() if row.string(name)]  # fmt: skip
    joined = language.join(facts, separator=language.say(text("; ")))
    return Prose(
        (
            Paragraph(language.say(where), Kind.BODY, row.string("group")),
            *((Paragraph(language.say(text("{facts}.", facts=joined))),) if facts else ()),
            Paragraph(language.say(_met(row))),
            *part_of_year_note(plan, language).paragraphs,
            *read_by(table.audience, told, language),
        )
    )


def _met(row: Row) -> Text:
    if not row.has("first", "last"):
        return text("Its sessions are not provided.")
    return text(
        "Services recorded in the year: {n}, from {first} to {last}.",
        n=int(row.number("sessions") or 0.0), first=row.day("first"), last=row.day("last"),
    )  # fmt: skip


def group_verdicts(table: ProtectedTable, about: ProtectedTable, language: Language) -> Prose:
    """Return how many of the group changed beyond the scale's error; in other versions where that stands."""
    row = rows_of(about)[0]
    if require_protected(table).is_empty and row.flag("is_measured") and row.flag("is_judged") is False:
        return prose(language, (Kind.MISSING, (NO_THRESHOLD,)))
    return _for_station(table, about, "is_measured", language) or verdicts(table, table, language)


def group_attendance(table: ProtectedTable, about: ProtectedTable, language: Language) -> Prose:
    """Return how regularly people came to the groups; where no record names a group, that there is nothing to come to.

    Parameters
    ----------
    table, about
        The protected tables ``attendance`` and ``about``.
    language
        The reader's.
    """
    if require_protected(table).is_empty and not rows_of(about)[0].number("groups"):
        words = text("No record of its services names a group, so there are no lists of attendance to tell of.")
        return prose(language, (Kind.BODY, (words,)))
    return attendance(table, language)


def group_outcomes(table: ProtectedTable, about: ProtectedTable, language: Language) -> Prose:
    """Return what this version leaves out of the tests before and after, and why; that there were none.

    Parameters
    ----------
    table, about
        The protected tables ``outcomes`` and ``about``.
    language
        The reader's.
    """
    if not require_protected(table).is_empty:
        return _later(table, about, language)
    if rows_of(about)[0].flag("is_measured"):
        words = text(
            "Withheld: this version tells results by one grouping of the people only, so that nobody can be found by "
            "subtracting; those of this grouping stand in the station's version."
        )
        return prose(language, (Kind.MISSING, (words,)))
    return missing(table, language)


def _later(table: ProtectedTable, about: ProtectedTable, language: Language) -> Prose:
    if table.audience is Audience.STATION or not rows_of(about)[0].flag("is_followed"):
        return Prose(())
    words = text("There were follow-up measurements: how the same people stood then is told in the station's version.")
    return prose(language, (Kind.MISSING, (words,)))


def group_satisfaction(table: ProtectedTable, about: ProtectedTable, language: Language) -> Prose:
    """Return how satisfied the group's members were; in other versions where that stands."""
    row = rows_of(about)[0]
    if require_protected(table).is_empty and not row.flag("is_asked"):
        words = text("Not provided: no answer on the sheet 满意度 carries the code of a member of this group.")
        return prose(language, (Kind.MISSING, (words,)))
    whose = text(
        "The sheet 满意度 tells answers apart by method, not by group or project: counted are the answers of those who "
        "came to this one or were measured in it, some of them perhaps about another."
    )
    note = "" if row.string("group") == row.string("method") else whose
    said = satisfaction(table, language, target=_target(about), is_part=True) + prose(language, (Kind.CAUTION, (note,)))
    return _for_station(table, about, "is_asked", language) or said


def group_satisfaction_table(table: ProtectedTable, about: ProtectedTable, language: Language) -> HtmlTable:
    """Return the satisfaction of the group's members as a table, in the station's version."""
    return replace(satisfaction_table(table, language, target=_target(about), is_part=True), absent="")


def _target(about: ProtectedTable) -> Target:
    return Target(rows_of(about)[0].string("satisfaction_target"))


def reflection(table: ProtectedTable, language: Language) -> Prose:
    """Return the worker's own words on the group, from the sheet 文字说明."""
    rows = tuple(row for row in rows_of(table) if row.string("words"))
    if not rows:
        words = text(
            "Not provided: on the sheet 文字说明 write a row with the group's name as its section, and what went "
            "well, what "
            "did not, and what comes next."
        )
        return prose(language, (Kind.MISSING, (words,)))
    mark = language.say(text("The worker's words"))
    return Prose(
        tuple(
            Paragraph(row.string("words"), Kind.AUTHOR, mark if place == 0 else "", row.string("source"))
            for place, row in enumerate(rows)
        )
    )


def _for_station(table: ProtectedTable, about: ProtectedTable, is_there: str, language: Language) -> Prose | None:
    if table.audience is Audience.STATION or not table.is_empty or not rows_of(about)[0].flag(is_there):
        return None
    words = text(
        "Told in the station's version only, however many people there are; the whole station's results stand in its "
        "report."
    )
    return prose(language, (Kind.MISSING, (words,)))
