"""Who crossed a confirmed cut-off of a scale, each way."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import p_value, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.thresholds import ALPHA
from evaltoolkit.words.outcome.outcome_table import p_column
from evaltoolkit.words.outcome.outcome_verdicts import doubt, scale_column
from evaltoolkit.words.page.columns import amount, build_rows, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, run


def crossings(table: ProtectedTable, language: Language) -> Prose:
    """Return how many people crossed each cut-off; nothing where no scale has a confirmed one that may be shown.

    Parameters
    ----------
    table
        The protected table ``crossings``.
    language
        The reader's.
    """
    rows = tuple(row for row in rows_of(table) if row.has("became_good", "became_poor"))
    if not rows:
        return Prose(())
    lines = tuple(
        Paragraph(run(language, _counts(row), _test(row)), Kind.BODY, language.say(row.words("scale_name")))
        for row in rows
    )
    meaning = text(
        "A cut-off sorts scores; it is no diagnosis, and whoever stood close to it crosses it by chance easily."
    )
    return Prose((*lines, Paragraph(language.say(meaning), Kind.CAUTION)))


def _counts(row: Row) -> Text:
    template = (
        text("At {cutoff} and above ('{band}' or worse): {good} of {n} people came below it, {poor} rose to it.")
        if (row.number("better") or 1.0) < 0
        else text("At {cutoff} and below ('{band}' or worse): {good} of {n} people came above it, {poor} fell to it.")
    )
    figures = {"cutoff": "cutoff", "good": "became_good", "poor": "became_poor", "n": "n_pairs"}
    return template.with_(
        band=row.words("band"), **{name: trimmed(row.number(column) or 0.0) for name, column in figures.items()}
    )


def _test(row: Row) -> Text | str:
    exact, mid, adjusted = (row.number(name) for name in ("p_exact", "p_mid", "p_adjusted"))
    if exact is None or mid is None or adjusted is None:
        return doubt(row)
    figures = {"exact": p_value(exact), "mid": p_value(mid), "adjusted": p_value(adjusted)}
    if adjusted > ALPHA:
        return text(
            "McNemar's exact test {exact} (mid-p {mid}), adjusted by Holm {adjusted}: that more crossed one way than "
            "the other is not established.",
            **figures,
        )
    gained = (row.number("became_good") or 0.0) > (row.number("became_poor") or 0.0)
    side = text("more crossed to the better side") if gained else text("more crossed to the worse side")
    return text(
        "McNemar's exact test {exact} (mid-p {mid}), adjusted by Holm {adjusted}: {side}.", side=side, **figures
    )


def crossing_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return people on either side of each cut-off before and after."""
    columns = (
        scale_column(),
        amount("cutoff", text("Cut-off")),
        words("band", text("Band that begins there")),
        amount("stayed_good", text("better side both times")),
        amount("became_good", text("crossed to the better")),
        amount("became_poor", text("crossed to the worse")),
        amount("stayed_poor", text("worse side both times")),
        p_column("p_exact", text("Exact p")),
        p_column("p_adjusted", text("Adjusted p")),
    )
    return build_rows(rows_of(table), columns, language, caption=text("People on either side of each cut-off"))
