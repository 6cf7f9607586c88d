"""The narrow tables of a project's two-page view: its needs, and what was measured."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import decimals, reading_words
from evaltoolkit.findings.numbers import fixed, share_of
from evaltoolkit.findings.rows import Gap, Row
from evaltoolkit.language import Language, text
from evaltoolkit.words.columns import Column, Shown, amount, build, interval_of_change, say_change, words
from evaltoolkit.words.html_table import Align, HtmlTable
from evaltoolkit.words.outcome_phrases import direction, label


def project_needs_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the project's needs with who named them, the answering service and whether it meets them.

    Parameters
    ----------
    table
        The protected table ``needs`` of one project.
    language
        The reader's.
    """
    columns = (
        words("need", text("Need")),
        words("group", text("Group of people")),
        Column(text("Named it, of those asked"), _named, Align.NUMBER),
        Column(text("Service that answers it"), _service),
        words("met", text("Met?")),
    )
    return build(table, columns, language, caption=text("What residents need and this project answers"))


def _service(row: Row) -> Shown:
    if not row.flag("is_shared"):
        return row.gap("service") or row.words("service")
    return text("{service} (of several projects, each of which lists the need)", service=row.words("service"))


def _named(row: Row) -> Shown:
    return row.gap("share") or share_of(row.number("named") or 0.0, row.number("asked") or 0.0)


def project_change_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return each measured scale's means, its change with the interval, and what may be said of it.

    Parameters
    ----------
    table
        The protected table ``outcomes`` of one project.
    language
        The reader's.
    """
    columns = (
        Column(text("Measure"), label, detail=direction),
        amount("n_pairs", text("Pairs")),
        Column(text("Before and after"), _means, Align.NUMBER),
        Column(text("Mean change"), say_change, Align.NUMBER, interval_of_change),
        Column(text("Reading"), reading_words),
    )
    caption = text("What was measured before and after, with the 95% interval of the change")
    return build(table, columns, language, caption=caption)


def _means(row: Row) -> Shown:
    means = row.numbers("mean_pre", "mean_post")
    if means is None:
        return row.gap("mean_pre") or Gap.NOT_PROVIDED
    before, after = (fixed(mean, decimals(row)) for mean in means)
    return text("{before} → {after}", before=before, after=after)
