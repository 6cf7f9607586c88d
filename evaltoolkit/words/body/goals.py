"""一（三）: the goals of the year as they were set, beside those of the year before."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import NOT_PROVIDED
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.numbers import typed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.body.passage import NOTHING, Passage, given, named, passage, sources
from evaltoolkit.words.page.columns import Column, Shown
from evaltoolkit.words.services.goals import goals_set

_NONE = "—"


def goals(shown: ProtectedReport, language: Language) -> Passage:
    """Return how many goals the year has, and each with its measure, its targets, and whether it was reached.

    Parameters
    ----------
    shown
        Every protected table of the report; ``goals`` is told.
    language
        The reader's.
    """
    rows = tuple(row for row in given(shown, "goals") if row.has("expected"))
    if not rows:
        return NOTHING
    has_last = any(row.has("last_expected") or row.has("last_target") for row in rows)
    is_stated = any(row.has("reached") for row in rows)
    evidence = _evidence if any(row.has("evidence") for row in rows) else None
    columns = (
        Column(text("Goal"), _goal, detail=lambda row: row.words("measure")),
        Column(text("Target"), lambda row: row.gap("target") or typed(row.string("target"))),
        *((Column(text("Target the year before"), _last, detail=_other_goal),) if has_last else ()),
        *((Column(text("Reached, as stated"), _reached, detail=evidence),) if is_stated else ()),
    )
    caption = text("Goals of the year, how they are measured, and whether the station states them as reached")
    caption = caption if is_stated else text("Goals of the year and how they are measured")
    table = named("goals", rows, columns, language, caption=caption, notes=(sources(rows, "source", language),))
    return passage(goals_set(shown["goals"], language), table, language)


def _goal(row: Row) -> Text:
    return text("{goal}. {words}", goal=row.words("goal"), words=row.words("expected"))


def _last(row: Row) -> Shown:
    if not row.has("last_expected") and not row.has("last_target"):
        return _NONE
    return row.gap("last_target") or typed(row.string("last_target"))


def _reached(row: Row) -> Shown:
    return row.gap("reached") or say_choice(row.string("reached"))


def _evidence(row: Row) -> Text | str:
    if not row.has("reached"):
        return ""
    return text("evidence: {words}", words=row.words("evidence") if row.has("evidence") else NOT_PROVIDED)


def _other_goal(row: Row) -> Text | str:
    """Return last year's goal where it was another one."""
    last = row.words("last_expected")
    return last if last != row.words("expected") else ""
