"""Follow-up waves: the same people's pre-test, post-test and follow-up side by side, with who was lost on the way."""

from __future__ import annotations

from collections.abc import Mapping

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import Reading, decimals, interval_decimals, read
from evaltoolkit.findings.follow_up import at_wave
from evaltoolkit.findings.numbers import fixed, share_of
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.texts import texts
from evaltoolkit.words.outcome.outcome_table import change, interval, mean
from evaltoolkit.words.outcome.outcome_verdicts import scale_column
from evaltoolkit.words.page.columns import Column, amount, build_rows, words
from evaltoolkit.words.page.html_table import Align, HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, run


def follow_up(table: ProtectedTable, language: Language) -> Prose:
    """Return for each follow-up wave how the same people stood at all three times; nothing where none was measured.

    Parameters
    ----------
    table
        The protected table ``follow_up``.
    language
        The reader's.
    """
    return Prose(tuple(_paragraph(row, language) for row in rows_of(table)))


def _paragraph(row: Row, language: Language) -> Paragraph:
    clause = language.say(at_wave(row))
    said = text("{clause}.", clause=clause[:1].upper() + clause[1:])
    kind = Kind.MISSING if read(row) in (Reading.WITHHELD, Reading.TOO_FEW) else Kind.BODY
    return Paragraph(
        run(language, _means(row), said, _lost(row), _course_of_all(row)),
        kind,
        language.say(row.words("scale_name")),
    )


_COURSES: Mapping[str, Text] = texts("words", "courses_of_all")


def _course_of_all(row: Row) -> Text | str:
    """Return whether the change reads the same with everyone in it: of an interval that holds 0 without any side."""
    course, ends = row.string("course_of_all"), row.ends("change_low", "change_high")
    open_ = f"{course}_open" if ends is not None and ends[0] <= 0 <= ends[1] else course
    return _COURSES.get(open_, _COURSES.get(course, ""))


def _means(row: Row) -> Text | str:
    means = row.numbers("mean_pre", "mean_post", "mean_wave")
    if means is None:
        return ""
    pre, post, wave = (fixed(mean, decimals(row)) for mean in means)
    return text(
        "Of those measured all three times the mean was {pre} at pre-test, {post} at post-test, {wave} at follow-up.",
        pre=pre, post=post, wave=wave,
    )  # fmt: skip


def _lost(row: Row) -> Text | str:
    counts = row.numbers("n_lost", "n_pairs")
    if counts is None or not counts[0]:
        return ""
    return text("{share} of those in pairs were not measured again.", share=share_of(counts[0], sum(counts)))


def follow_up_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the three means of the same people, the change from pre-test to follow-up, and who was lost."""
    columns = (
        scale_column(),
        words("wave", text("Wave")),
        amount("n_pairs", text("Measured all three times")),
        amount("n_lost", text("Of the pairs, lost")),
        *(Column(header, mean(when), Align.NUMBER) for when, header in _MEANS),
        Column(
            text("Change from the pre-test"),
            change,
            Align.NUMBER,
            interval("change_low", "change_high", interval_decimals),
        ),
    )
    caption = text("The same people before, after and at follow-up; the change is that from the pre-test")
    return build_rows(rows_of(table), columns, language, caption=caption)


_MEANS = (("pre", text("Pre-test mean")), ("post", text("Post-test mean")), ("wave", text("Follow-up mean")))
