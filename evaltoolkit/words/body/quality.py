"""四（四）: how the projects were rated, in a grid, and what supervision there was."""

from __future__ import annotations

from dataclasses import replace

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.workbook import QUALITY_ASPECTS, QUALITY_LEVELS
from evaltoolkit.words.body.passage import NOTHING, Passage, given, passage, unless_empty
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow
from evaltoolkit.words.page.prose import Kind, Prose, prose, run
from evaltoolkit.words.services.practice import supervisions

MOST_ROWS = 6
"""Subjects in the grid of the body; the others are counted and stand in annex 2."""
_NONE = "—"


def quality(shown: ProtectedReport, language: Language) -> Passage:
    """Return what was not fulfilled and why, and the grid of ratings: what was rated by four aspects.

    Parameters
    ----------
    shown
        Every protected table of the report; ``quality_checks`` is told. Where each subject is a project, its ratings
        stand in the table of projects already, to which the sentence points instead of a grid.
    language
        The reader's.
    """
    rows = given(shown, "quality_checks")
    if not rows:
        return NOTHING
    unmet = [row for row in rows if row.string("level") == QUALITY_LEVELS[2]]
    absent = [aspect for aspect in QUALITY_ASPECTS if all(row.string("aspect") != aspect for row in rows)]
    names = language.join(map(say_choice, absent))
    said = prose(
        language,
        (Kind.BODY, (
            text("Not fulfilled: {each}.", each=language.join(_unmet(row) for row in unmet)) if unmet
            else text("No aspect was rated as not fulfilled."),
            text("Not rated by anybody: {names}.", names=names) if absent else "",
            _JUDGEMENT,
        )),
    )  # fmt: skip
    if {row.string("subject") for row in rows} <= {row.string("project") for row in given(shown, "projects")}:
        first, *rest = said.paragraphs
        return Passage(Prose((replace(first, see=("t-projects",)), *rest)))
    return passage(said, _grid(rows, language), language)


_JUDGEMENT = text("A rating is a person's judgement; nothing is computed from it.")


def _unmet(row: Row) -> Text:
    figures = {"subject": row.words("subject"), "aspect": say_choice(row.string("aspect"))}
    if not row.has("finding"):
        return text("{subject}, {aspect}", **figures)
    return text("{subject}, {aspect} ({why})", why=row.words("finding"), **figures)


def _grid(rows: tuple[Row, ...], language: Language) -> HtmlTable:
    subjects = list(dict.fromkeys(row.string("subject") for row in rows))
    header = (text("What was rated"), *map(say_choice, QUALITY_ASPECTS))
    rest = len(subjects) - MOST_ROWS
    notes = (text("{n} more are listed in annex 2.", n=rest),) if rest > 0 else ()
    return HtmlTable(
        language.say(text("How the projects were rated, by aspect")),
        tuple(map(language.say, header)),
        tuple(_subject(subject, rows, language) for subject in subjects[:MOST_ROWS]),
        (Align.TEXT,) * len(header),
        tuple(map(language.say, notes)),
        name="quality",
    )


def _subject(subject: str, rows: tuple[Row, ...], language: Language) -> TableRow:
    own = [row for row in rows if row.string("subject") == subject]
    raters = "\n".join(dict.fromkeys(language.say(_rated(row)) for row in own))
    cells = (_levels([row for row in own if row.string("aspect") == aspect], language) for aspect in QUALITY_ASPECTS)
    flagged = any(row.string("level") == QUALITY_LEVELS[2] for row in own)
    return TableRow((Cell(subject, detail=raters), *cells), "flag" if flagged else "")


def _rated(row: Row) -> Text | str:
    return text("{rater}\n{date}", rater=say_choice(row.string("rater")), date=row.day("date"))


def _levels(rows: list[Row], language: Language) -> Cell:
    return Cell(language.join(say_choice(row.string("level")) for row in rows) or _NONE)


def supervision(shown: ProtectedReport, language: Language) -> Prose:
    """Return how often and how long supervision was given, and what of it has no follow-up, in one paragraph.

    Parameters
    ----------
    shown
        Every protected table of the report; ``supervisions`` is told.
    language
        The reader's.
    """
    told = unless_empty(shown, "supervisions", supervisions, language)
    return prose(language, (Kind.BODY, (run(language, *(one.words for one in told.paragraphs)),)))
