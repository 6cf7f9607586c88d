"""What a reader must be told beside results of outcomes, each once a section, with its figures: four lines at most."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import Reading, came_by_score, is_total, is_whole, read
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.results import Caution
from evaltoolkit.model.texts import texts
from evaltoolkit.words.outcome.outcome_phrases import label
from evaltoolkit.words.outcome.outcome_verdicts import expected_change
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, run

MOST = 4
"""Lines of one box of cautions; the rest are counted."""
CAUTIONS: Mapping[Caution | Reading, Text] = {
    Reading.SPLIT if name == Reading.SPLIT.value else Caution(name): words
    for name, words in texts("words", "cautions").items()
}
"""Every caution of the toolkit in words; ``{where}`` names the results concerned, with their figures."""
LINES: tuple[tuple[Caution | Reading, ...], ...] = (
    (Caution.DOUBTED_KEY,),
    (Reading.SPLIT,),
    (Caution.NO_COMPARISON, Caution.REGRESSION),
    (Caution.ATTRITION,),
    (Caution.FLOOR, Caution.CEILING),
    (Caution.FEW_PAIRS, Caution.SKEWED),
    (Caution.MULTIPLE_TESTS,),
    (Caution.LOW_RELIABILITY,),
    (Caution.UNVERIFIED_SCALE,),
    (Caution.NO_SPREAD,),
    (Caution.LARGE_T,),
)
"""What is told in one line, the weightiest line first (rule 20 of the toolkit's statistics)."""


_ABOUT_PEOPLE = (
    Caution.DOUBTED_KEY, Caution.FEW_PAIRS, Caution.ATTRITION, Caution.MULTIPLE_TESTS, Caution.UNVERIFIED_SCALE,
)  # fmt: skip


def cautions(table: ProtectedTable, language: Language) -> Prose:
    """Return every caution that the outcome table carries, once, in the order of :data:`LINES`.

    Parameters
    ----------
    table
        The protected table ``outcomes``.
    language
        The reader's.
    """
    return _all(rows_of(table), language)


def of_rows(rows: tuple[Row, ...], language: Language) -> Prose:
    """Return the first lines of caution that some rows of the outcome table carry, and how many more there are."""
    found = _all(rows, language).paragraphs
    if len(found) <= MOST:
        return Prose(found)
    more = text("Further cautions on these results: {n}, in the appendix.", n=len(found) - MOST)
    return Prose((*found[:MOST], Paragraph(language.say(more), Kind.CAUTION)))


def _all(rows: tuple[Row, ...], language: Language) -> Prose:
    lines = (run(language, *(_sentence(caution, rows, language) for caution in line)) for line in LINES)
    return Prose(tuple(Paragraph(said, Kind.CAUTION) for said in lines if said))


def carrying(rows: tuple[Row, ...], caution: Caution | Reading) -> tuple[Row, ...]:
    """Return the rows of which a caution is to be said: everyone rather than groups, scales rather than dimensions."""
    found = tuple(row for row in rows if caution in (*row.texts("cautions"), read(row)))
    # a caution on everyone says it for the groups too, one on people for every dimension of their scale
    whole = tuple(row for row in found if is_whole(row)) or found
    if caution not in _ABOUT_PEOPLE:
        return whole
    return tuple(row for row in whole if is_total(row)) or whole


def _sentence(caution: Caution | Reading, rows: tuple[Row, ...], language: Language) -> Text | str:
    places = tuple(dict.fromkeys(language.say(_place(caution, row)) for row in carrying(rows, caution)))
    words = _ONE_TESTED if caution is Caution.MULTIPLE_TESTS and len(places) == 1 else CAUTIONS[caution]
    return words.with_(where=language.join(places)) if places else ""


_ONE_TESTED = text(
    "{where} was tested together with further results, which are not all told of here: some look like a change by "
    "chance alone, so what is said of it follows the test adjusted over all of them."
)


def _place(caution: Caution | Reading, row: Row) -> Text | str:
    figure = _FIGURES[caution](row) if caution in _FIGURES else None
    return label(row) if figure is None else text("{what} {figure}", what=label(row), figure=figure)


def _pairs(row: Row) -> Text | None:
    pairs = row.number("n_pairs")
    return None if pairs is None else text("{n} pairs of tests", n=trimmed(pairs))


def _at_end(name: str, said: Text) -> Callable[[Row], Text | None]:
    return lambda row: said.with_(share=percent(row.number(name) or 0.0)) if row.has(name) else None


def _regression(row: Row) -> Text | None:
    expected, norm = expected_change(row), row.words("norm_population")
    if not row.has("regression"):
        return text("size not known: norm or retest reliability is missing")
    said = text("{change}; norm: {norm}", change=expected, norm=norm) if norm else expected
    return said if came_by_score(row) else text("if they came so, {change}", change=said)


_FIGURES: Mapping[Caution | Reading, Callable[[Row], Text | None]] = {
    Caution.FEW_PAIRS: _pairs,
    Caution.CEILING: _at_end("share_ceiling", text("{share} at the best end")),
    Caution.FLOOR: _at_end("share_floor", text("{share} at the worst end")),
    Caution.REGRESSION: _regression,
}
