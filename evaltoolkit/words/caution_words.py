"""What a reader must be told beside results of outcomes, each once a section, with its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import decimals, is_total, is_whole
from evaltoolkit.findings.numbers import percent, share_of, signed, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.results import Caution
from evaltoolkit.words.outcome_phrases import label
from evaltoolkit.words.outcome_verdicts import unit
from evaltoolkit.words.prose import Kind, Paragraph, Prose

CAUTIONS: Mapping[Caution, Text] = {
    Caution.NO_COMPARISON: text(
        "There was no comparison group: the change over the period cannot be attributed to the service. Time, other "
        "help and answering the same questions again may all have a part."
    ),
    Caution.FEW_PAIRS: text("Few pairs ({where}): one or two people can move the mean; read it with its interval."),
    Caution.ATTRITION: text(
        "More than 20 % of those with a pre-test have no usable post-test ({where}); those in pairs may differ from "
        "the others, so the change is known for those in pairs only."
    ),
    Caution.CEILING: text(
        "15 % or more were at the best end already at pre-test ({where}); the scale leaves them no room to get better."
    ),
    Caution.FLOOR: text(
        "15 % or more were at the worst end already at pre-test ({where}); the scale cannot show how much "
        "worse they stood, "
        "nor that they got any worse."
    ),
    Caution.REGRESSION: text(
        "Scores far from the average tend to come back towards it by measurement alone, without any service ({where}); "
        "a change is more than that only as far as it goes beyond."
    ),
    Caution.MULTIPLE_TESTS: text(
        "Several results were tested at once ({where}); some look like a change by chance alone, so the words follow "
        "the adjusted p."
    ),
    Caution.LOW_RELIABILITY: text(
        "Reliability below 0.70 ({where}): part of what moved is the inaccuracy of the measurement itself."
    ),
    Caution.NO_SPREAD: text("Everyone's change is the same ({where}); no interval and no test can be computed."),
    Caution.LARGE_T: text(
        "The change is so even across people that no interval of the standardised change is given ({where})."
    ),
    Caution.UNVERIFIED_SCALE: text(
        "Not verified ({where}): facts of the scale rest on memory, not on a source seen; they feed no conclusion."
    ),
}
"""Every caution of the toolkit in words; ``{where}`` names the results concerned, with their figures."""


_ABOUT_PEOPLE = (Caution.FEW_PAIRS, Caution.ATTRITION, Caution.MULTIPLE_TESTS, Caution.UNVERIFIED_SCALE)


def cautions(table: ProtectedTable, language: Language) -> Prose:
    """Return each caution that the outcome table carries, once, in the order of :class:`Caution`.

    Parameters
    ----------
    table
        The protected table ``outcomes``.
    language
        The reader's.
    """
    return of_rows(rows_of(table), language)


def of_rows(rows: tuple[Row, ...], language: Language) -> Prose:
    """Return each caution that some rows of the outcome table carry, once."""
    found = ((caution, _carrying(rows, caution)) for caution in Caution)
    return Prose(tuple(_paragraph(caution, carrying, language) for caution, carrying in found if carrying))


def _carrying(rows: tuple[Row, ...], caution: Caution) -> tuple[Row, ...]:
    carrying = tuple(row for row in rows if caution in row.texts("cautions"))
    # a caution on everyone says it for the groups too, one on people for every dimension of their scale
    whole = tuple(row for row in carrying if is_whole(row)) or carrying
    if caution not in _ABOUT_PEOPLE:
        return whole
    return tuple(row for row in whole if is_total(row)) or whole


def _paragraph(caution: Caution, rows: tuple[Row, ...], language: Language) -> Paragraph:
    where = language.join(dict.fromkeys(language.say(_place(caution, row)) for row in rows))
    return Paragraph(language.say(CAUTIONS[caution].with_(where=where)), Kind.CAUTION)


def _place(caution: Caution, row: Row) -> Text | str:
    figure = _FIGURES[caution](row) if caution in _FIGURES else None
    return label(row) if figure is None else text("{what} {figure}", what=label(row), figure=figure)


def _pairs(row: Row) -> Text | None:
    pairs = row.number("n_pairs")
    return None if pairs is None else text("{n} pairs of tests", n=trimmed(pairs))


def _lost(row: Row) -> Text | None:
    counts = row.numbers("n_pre", "n_pairs")
    if counts is None or counts[0] <= 0 or counts[0] < counts[1]:
        return None
    return text("without one: {share}", share=share_of(counts[0] - counts[1], counts[0]))


def _at_best(row: Row) -> Text | None:
    share = row.number("share_ceiling")
    return None if share is None else text("{share} at the best end", share=percent(share))


def _at_worst(row: Row) -> Text | None:
    share = row.number("share_floor")
    return None if share is None else text("{share} at the worst end", share=percent(share))


def _regression(row: Row) -> Text | None:
    expected = row.number("regression")
    if expected is None:
        return text("size not known: norm or retest reliability is missing")
    return text("{change} {unit} to be expected from it", change=signed(expected, decimals(row)), unit=unit(row))


_FIGURES: Mapping[Caution, Callable[[Row], Text | None]] = {
    Caution.FEW_PAIRS: _pairs,
    Caution.ATTRITION: _lost,
    Caution.CEILING: _at_best,
    Caution.FLOOR: _at_worst,
    Caution.REGRESSION: _regression,
}
