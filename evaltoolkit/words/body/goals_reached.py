"""Whether the goals of the year were reached, as the station states it, in two sentences."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.workbook import LEVELS
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, run
from evaltoolkit.words.services.goals import GOALS, counted, of_year


def goals_in_short(table: ProtectedTable, language: Language) -> Prose:
    """Return how many goals were reached, which were not, and whether evidence was named for it.

    Parameters
    ----------
    table
        The protected table ``goals``.
    language
        The reader's.
    """
    rows = of_year(table, "expected")
    if not any(row.has("reached") for row in rows):
        return Prose(())
    missed = language.join(row.words("goal") for row in rows if row.string("reached") in LEVELS[1:])
    short = text("Not fully reached: {names}.", names=missed) if missed else ""
    words = run(language, counted(GOALS, rows, "reached", language), short, _evidence(rows, language))
    return Prose((Paragraph(words, Kind.BODY, see=("t-goals",)),))


def _evidence(rows: tuple[Row, ...], language: Language) -> Text | str:
    stated = [row for row in rows if row.has("reached")]
    bare = [row for row in stated if not row.has("evidence")]
    if not bare:
        return text("Evidence is named for each.")
    if len(bare) == len(stated):
        return text("No evidence is named for any of them.")
    return text("Without evidence named: {names}.", names=language.join(row.words("goal") for row in bare))
