"""Inspections and assessments of the year in sentences and a table: held, findings, put right or open."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.inspection_states import is_off, is_unsettled, state_words
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.page.columns import Column, Say, Shown, build, day, words
from evaltoolkit.words.page.due import FINAL, MIDTERM, assessments_due, quarters_over
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, missing, prose

QUARTERLY = "季度督查"


def inspections(table: ProtectedTable, language: Language, *, plan: Plan | None = None) -> Prose:
    """Return how many inspections were held, what the two assessments concluded, which findings are still open.

    The plan says up to which day inspections should have been held; without it those of the whole year.
    """
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    of_kind = {kind: tuple(row for row in rows if row.string("kind") == kind) for kind in (QUARTERLY, MIDTERM, FINAL)}
    return prose(
        language,
        (
            Kind.BODY,
            (quarterly(of_kind[QUARTERLY], plan), *(_assessed(row) for row in of_kind[MIDTERM] + of_kind[FINAL])),
        ),
        (Kind.MISSING, tuple(absent_kind(kind) for kind in assessments_due(plan) if not of_kind[kind])),
        (Kind.CAUTION, (empty_quarters(of_kind[QUARTERLY], language, plan),)),
        (Kind.CAUTION, tuple(_off(row) for row in rows if is_off(row))),
    )


def quarterly(rows: tuple[Row, ...], plan: Plan | None) -> Text:
    """Return how many quarterly inspections are on record, of how many that were to be held by then."""
    return text("Quarterly inspections on record: {n} of {expected}.", n=len(rows), expected=quarters_over(plan))


def empty_quarters(rows: tuple[Row, ...], language: Language, plan: Plan | None) -> Text | str:
    """Return the quarters that have ended without an inspection; empty where each has one or no day is known."""
    held = {(int(row.day("date")[5:7]) + 2) // 3 for row in rows if row.has("date")}
    empty = [quarter for quarter in range(1, quarters_over(plan) + 1) if quarter not in held]
    if not held or not empty:
        return ""
    names = language.join(text("quarter {quarter}", quarter=quarter) for quarter in empty)
    return text("No inspection is on record in {names}.", names=names)


def _assessed(row: Row) -> Text:
    figures = {"kind": say_choice(row.string("kind")), "date": row.day("date")}
    if not row.has("conclusion"):
        return text("{kind} on {date}: conclusion not provided.", **figures)
    return text("{kind} on {date}: conclusion '{words}'.", words=row.words("conclusion"), **figures)


def absent_kind(kind: str) -> Text:
    """Return that an assessment of that kind is not provided."""
    return text("{kind}: not provided.", kind=say_choice(kind))


def _off(row: Row) -> Text:
    figures = {"kind": say_choice(row.string("kind")), "date": row.day("date"), "state": state_words(row)}
    if is_unsettled(row):
        return text("{kind} on {date}: the finding is, as of {as_of}, {state}.", as_of=row.day("as_of"), **figures)
    return text("{kind} on {date}: the finding was {state}.", **figures)


def inspections_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return every inspection and assessment with its finding and where that stands."""
    columns = (
        words("kind", text("Kind")),
        day("planned_on", text("Planned on")),
        day("date", text("Held on")),
        words("conclusion", text("Conclusion")),
        Column(text("Finding"), finding),
        Column(text("To be put right by"), _settled("deadline")),
        Column(text("Put right on"), _settled("fixed_on")),
        Column(text("State"), state_words),
    )
    caption = text("What was inspected and assessed, what was found, and whether it was put right")
    return build(table, columns, language, caption=caption, kind=_mark)


def finding(row: Row) -> Shown:
    """Return what the inspection found; a dash where it found nothing."""
    return "—" if row.string("state") == "no_finding" else row.gap("finding") or row.words("finding")


def _settled(name: str) -> Say:
    def said(row: Row) -> Shown:
        nothing = row.string("state") == "no_finding" or (name == "fixed_on" and is_unsettled(row))
        return "—" if nothing else row.gap(name) or row.day(name)

    return said


def _mark(row: Row) -> str:
    return "flag" if is_off(row) else ""
