"""Whether those who were lost had stood elsewhere before the service than those who stayed."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import fixed, p_value, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.rounding import mean_decimals
from evaltoolkit.model.thresholds import ALPHA
from evaltoolkit.words.outcome.outcome_verdicts import doubt
from evaltoolkit.words.outcome.outcome_words import capitalised
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose


def attrition(table: ProtectedTable, language: Language) -> Prose:
    """Return the pre-test means of the lost beside those of the kept; nothing where under five were lost or kept.

    Parameters
    ----------
    table
        The protected table ``attrition``.
    language
        The reader's.
    """
    told = tuple(row for row in rows_of(table) if row.has("mean_kept", "mean_lost", "n_lost"))
    if not told:
        return Prose(())
    paragraphs = tuple(
        Paragraph(capitalised(language.say(_sentence(row))), Kind.BODY, language.say(row.words("scale_name")))
        for row in told
    )
    meaning = text(
        "Even where no difference between the lost and the kept is seen before the service, this is no proof that they "
        "fared alike after it."
    )
    return Prose((*paragraphs, Paragraph(language.say(meaning), Kind.CAUTION)))


def _sentence(row: Row) -> Text:
    digits = mean_decimals(row.number("resolution"))
    figures = {
        "lost": trimmed(row.number("n_lost") or 0.0),
        "mean_lost": fixed(row.number("mean_lost") or 0.0, digits),
        "mean_kept": fixed(row.number("mean_kept") or 0.0, digits),
        "unit": say_choice(row.string("unit") or "分"),
    }
    p, adjusted = row.number("p"), row.number("p_adjusted")
    means = text("at pre-test the {lost} who were lost stood at {mean_lost} {unit}, those who stayed at {mean_kept}")
    if row.flag("doubted"):
        return text("{means}. {doubt}", means=means.with_(**figures), doubt=doubt(row))
    if p is None or adjusted is None:
        return text("{means}.", means=means.with_(**figures))
    return text(
        "{means}; {reading} (Welch's t-test {p}, adjusted by Holm {adjusted}).",
        means=means.with_(**figures), reading=_reading(row, adjusted), p=p_value(p), adjusted=p_value(adjusted),
    )  # fmt: skip


def _reading(row: Row, p: float) -> Text:
    if p > ALPHA:
        return text("that the two differ is not established")
    difference = (row.number("difference") or 0.0) * (row.number("better") or 1.0)
    return text("the lost stood better") if difference > 0 else text("the lost stood worse")
