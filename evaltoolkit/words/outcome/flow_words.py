"""From enrolled to paired: how many took part, how many were measured twice, how many were lost."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import percent, share_of, trimmed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.thresholds import is_much_lost
from evaltoolkit.words.page.columns import amount, build, share, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, missing, run


def flow(table: ProtectedTable, language: Language) -> Prose:
    """Return for each scale who was enrolled, measured before, measured after, and paired."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    return Prose(tuple(_paragraph(row, language) for row in rows))


def _paragraph(row: Row, language: Language) -> Paragraph:
    lead = language.say(row.words("scale_name") or row.words("scale"))
    if row.gap("n_pairs") is Gap.WITHHELD:
        return Paragraph(
            language.say(text("Too few people to show here; see the station's version.")), Kind.MISSING, lead
        )
    lost = _lost(row)
    kind = Kind.CAUTION if is_much_lost(row.number("lost_share") or 0.0) else Kind.BODY
    return Paragraph(run(language, _counts(row), lost), kind, lead)


def _counts(row: Row) -> Text:
    figures = {name: trimmed(row.number(f"n_{name}") or 0.0) for name in ("enrolled", "pre", "post", "pairs")}
    if row.has("n_enrolled"):
        return text(
            "Enrolled {enrolled}; pre-tests that could be scored {pre}, post-tests {post}, pairs {pairs}.", **figures
        )
    del figures["enrolled"]
    return text(
        "Pre-tests that could be scored {pre}, post-tests {post}, pairs {pairs}; the number enrolled is not provided.",
        **figures,
    )


def _lost(row: Row) -> Text | str:
    share_lost = row.number("lost_share")
    if share_lost is None:
        return ""
    said = _with_counts(row, share_lost)
    if is_much_lost(share_lost):
        return text(
            "{share} have no usable post-test, more than 20 %: the change is known for those in pairs only.", share=said
        )
    return text("{share} have no usable post-test.", share=said)


def _with_counts(row: Row, share_lost: float) -> Text | str:
    for whole in ("n_enrolled", "n_pre"):
        counts = row.numbers(whole, "n_pairs")
        if counts and counts[0] > 0 and abs((counts[0] - counts[1]) / counts[0] - share_lost) < 1e-9:
            return share_of(counts[0] - counts[1], counts[0])
    return percent(share_lost)


def flow_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the flow of every scale as a table."""
    columns = (
        words("scale_name", text("Scale")),
        amount("n_enrolled", text("Enrolled")),
        amount("n_pre", text("Scored pre-tests")),
        amount("n_post", text("Scored post-tests")),
        amount("n_pairs", text("Pairs")),
        share("lost_share", text("Share without a usable post-test")),
    )
    return build(table, columns, language, caption=text("How many stayed from enrolment to the post-test, by scale"))
