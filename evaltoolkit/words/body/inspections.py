"""二（二）: inspections and assessments of the year: what was found and where it stands."""

from __future__ import annotations

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.inspection_states import is_off, is_unsettled, state_words
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.body.passage import NOTHING, Passage, given, named, passage
from evaltoolkit.words.page.columns import Column
from evaltoolkit.words.page.due import assessments_due
from evaltoolkit.words.page.prose import Kind, prose
from evaltoolkit.words.services.inspections import (
    QUARTERLY,
    absent_kind,
    empty_quarters,
    finding,
    quarterly,
)

MOST_ROWS = 6
"""Inspections in the body; the others are counted and stand in annex 2."""


def inspections(shown: ProtectedReport, language: Language, *, plan: Plan | None = None) -> Passage:
    """Return how many inspections were held, how many findings are open or late, and the six that matter most.

    Parameters
    ----------
    shown
        Every protected table of the report; ``inspections`` is told.
    language
        The reader's.
    plan
        Says up to which day inspections should have been held; without it those of the whole year.
    """
    rows = given(shown, "inspections")
    if not rows:
        return NOTHING
    kinds = {row.string("kind") for row in rows}
    held = tuple(row for row in rows if row.string("kind") == QUARTERLY)
    said = prose(
        language,
        (Kind.BODY, (quarterly(held, plan), empty_quarters(held, language, plan), _put_right(rows),
                     *(absent_kind(kind) for kind in assessments_due(plan) if kind not in kinds))),
    )  # fmt: skip
    columns = (
        Column(text("Inspection"), lambda row: say_choice(row.string("kind")), detail=lambda row: row.day("date")),
        Column(text("Finding"), finding, detail=_conclusion),
        Column(text("State"), state_words),
    )
    told = _foremost(rows)
    rest = len(rows) - len(told)
    note = text("{n} more are listed in annex 2.", n=rest) if rest else ""
    caption = text("What was found, and whether it was put right")
    kind = lambda row: "flag" if is_off(row) else ""  # noqa: E731 - a mark, as the other tables give it
    return passage(
        said, named("inspections", told, columns, language, caption=caption, notes=(note,), kind=kind), language
    )


def _foremost(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return those not put right, or late, before those with nothing found, in the order in which they were held."""
    ranked = sorted(range(len(rows)), key=lambda place: (not is_off(rows[place]), not rows[place].has("finding")))
    return tuple(rows[place] for place in sorted(ranked[:MOST_ROWS]))


def _put_right(rows: tuple[Row, ...]) -> Text:
    unsettled = sum(map(is_unsettled, rows))
    late = sum(map(is_off, rows)) - unsettled
    if not unsettled and not late:
        return text("No finding was put right late or is still open.")
    return text("Findings put right late: {late}; not put right: {open}.", late=late, open=unsettled)


def _conclusion(row: Row) -> Text | str:
    return text("conclusion: {words}", words=row.words("conclusion")) if row.has("conclusion") else ""
