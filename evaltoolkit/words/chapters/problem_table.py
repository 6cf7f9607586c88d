"""The table of problems on page 1: what it is with its figure, why, and whose it is."""

from __future__ import annotations

from evaltoolkit.findings.finding import Finding
from evaltoolkit.findings.rows import Gap
from evaltoolkit.language import Language, text
from evaltoolkit.words.chapters import finding_words
from evaltoolkit.words.chapters.advice_words import TO_FILL_IN, responsible
from evaltoolkit.words.chapters.measure_join import Joined, key
from evaltoolkit.words.page.bar import Bar
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow, gap_cell


def problem_table(problems: tuple[Finding, ...], measures: Joined, language: Language) -> HtmlTable:
    """Return the problems of page 1, the heaviest first.

    Parameters
    ----------
    problems
        What :func:`evaltoolkit.findings.front_choice.first_problems` returned.
    measures
        The street's own, by problem: whose a problem is stands there where the indicator system says none.
    language
        The reader's.
    """
    header = (text("Problem"), text("Reason"), text("Responsible"))
    return HtmlTable(
        language.say(text("Problems, the heaviest first")),
        tuple(map(language.say, header)),
        tuple(_row(one, _whose(one, measures, language), language) for one in problems),
        (Align.TEXT,) * len(header),
        absent=language.say(text("The tables show no problem.")),
        name="problems",
    )


def _whose(one: Finding, measures: Joined, language: Language) -> str:
    stated = (row.string("responsible") for row in measures.of.get(key(one), ()))
    return responsible(one) or language.join(dict.fromkeys(filter(None, stated))) or language.say(TO_FILL_IN)


def _row(one: Finding, whose: str, language: Language) -> TableRow:
    return TableRow((
        _what(one, language),
        _why(one, language),
        Cell(whose),
    ))  # fmt: skip


def _what(one: Finding, language: Language) -> Cell:
    figures = (finding_words.points_of(one), finding_words.figure_of(one, language))
    below = language.join((said for said in figures if said), separator=language.say(text("; ")))
    return Cell(
        language.say(finding_words.name(one)), detail=below, bar=_bar(one), href=finding_words.place(one)
    )  # fmt: skip


def _bar(one: Finding) -> Bar | None:
    found = one.row.numbers("points", "weight") if one.row is not None else None
    return None if found is None else Bar(*found)


def _why(one: Finding, language: Language) -> Cell:
    reason = one.row.words("deviation") if one.row is not None else ""
    return Cell(language.say(reason)) if reason else gap_cell(Gap.NOT_PROVIDED, language)
