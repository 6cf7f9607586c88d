"""Service hours done against the agreement, in sentences and tables."""

from __future__ import annotations

from evaltoolkit.disclosure.of_run import require_protected
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.hours import is_far_above, is_short, limits
from evaltoolkit.findings.numbers import percent, share_of, trimmed
from evaltoolkit.findings.rows import Row, column_sum, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.page.columns import Column, amount, build, share, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, missing, prose
from evaltoolkit.words.services.other_years import left_out

_SHEET = "服务记录"


def hours(
    table: ProtectedTable,
    language: Language,
    *,
    other_years: ProtectedTable | None = None,
) -> Prose:
    """Return hours done against those agreed, and every method or field far below or far above.

    Parameters
    ----------
    table
        The protected table ``hours`` or ``hours_by_field``.
    language
        The reader's.
    other_years
        The protected table ``other_years``, for the records of services that are left out.
    """
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    short, far = (language.join(completion(row) for row in rows if is_off(row)) for is_off in (is_short, is_far_above))
    below = text("Under {low} of the hours agreed: {names}.", names=short, **limits(rows))
    above = text("{high} or more of the hours agreed: {names}; a written reason is called for.", names=far)
    above = above.with_(**limits(rows))
    return prose(
        language,
        (Kind.BODY, (whole(rows), left_out(other_years, language, sheet=_SHEET))),
        (Kind.CAUTION, (below if short else "", above if far else "")),
        (Kind.MISSING, (_without_agreement(rows, language),)),
    )


def whole(rows: tuple[Row, ...]) -> Text:
    """Return the hours done of those agreed, over the rows that the agreement names."""
    done, agreed = done_of_agreed(rows)
    all_done = column_sum(rows, "done")
    if agreed is None or done is None or agreed <= 0:
        if all_done is None:
            return text("Hours done are not provided.")
        return text(
            "{done} hours were done; no agreed hours are provided to compare them with.", done=trimmed(all_done)
        )
    return text("Of the hours agreed {share} were done.", share=share_of(done, agreed))


def part_of_year(plan: Plan | None) -> Text | str:
    """Return how agreed hours and services are held against a year that is not over; nothing where it is."""
    if plan is None or plan.passed >= 1:
        return ""
    return text(
        "The figures tell of {year} up to {day}, {share} of the year; hours and services agreed for the year are "
        "counted in that part, at an even pace.",
        year=plan.year, day=plan.last_day.isoformat(), share=percent(plan.passed),
    )  # fmt: skip


def part_of_year_note(plan: Plan | None, language: Language) -> Prose:
    """Return the same as a paragraph; nothing where the year is over."""
    return prose(language, (Kind.BODY, (part_of_year(plan),)))


def done_of_agreed(rows: tuple[Row, ...]) -> tuple[float | None, float | None]:
    """Return the hours done and agreed, over the rows that the agreement names; None where open."""
    compared = tuple(row for row in rows if row.has("agreed"))
    return column_sum(compared, "done"), column_sum(compared, "agreed")


def name(row: Row) -> Text | str:
    """Return the method, field or project that the row is about."""
    return say_choice(row.string("method") or row.string("field") or row.string("project"))


def completion(row: Row) -> Text:
    """Return the row's name with its completion and both figures."""
    agreed, done = row.number("agreed") or 0.0, row.number("done") or 0.0
    return text("{name} {share}", name=name(row), share=share_of(done, agreed))


def _without_agreement(rows: tuple[Row, ...], language: Language) -> Text | str:
    found = [name(row) for row in rows if row.has("done") and not row.has("agreed")]
    if not found or len(found) == len(rows):
        return ""
    return text("Done without a figure in the agreement: {names}.", names=language.join(found))


def hours_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return hours agreed and done, by method or by field as the table has it."""
    by_field = "field" in require_protected(table).frame.columns
    head = Column(text("Field of service") if by_field else text("Method"), name)
    columns = (
        head,
        amount("agreed", text("Hours agreed")),
        amount("done", text("Hours done")),
        share("completion", text("Completion")),
    )
    caption = text("Hours done against those agreed; under {low} and from {high} are marked", **limits(rows_of(table)))
    return build(table, columns, language, caption=caption, kind=mark)


def mark(row: Row) -> str:
    """Return the mark of a row whose hours lie far from those agreed."""
    return "flag" if is_short(row) or is_far_above(row) else ""


def hours_by_quarter(table: ProtectedTable, language: Language) -> Prose:
    """Return the hours of each quarter and which was the fullest and which the emptiest."""
    rows = rows_of(table)
    sums = {quarter: _of(rows, quarter) for quarter in dict.fromkeys(row.number("quarter") for row in rows)}
    known = {int(quarter): done for quarter, done in sums.items() if quarter is not None and done is not None}
    if not known:
        return missing(table, language)
    each = language.join(
        text("quarter {quarter} {done} hours", quarter=quarter, done=trimmed(done)) for quarter, done in known.items()
    )
    gaps = [quarter for quarter, done in known.items() if done == 0]
    return prose(
        language,
        (Kind.BODY, (text("Hours done: {each}.", each=each),)),
        (Kind.CAUTION, (_empty_quarters(gaps, language),)),
    )


def _of(rows: tuple[Row, ...], quarter: float | None) -> float | None:
    return column_sum((row for row in rows if row.number("quarter") == quarter), "done")


def _empty_quarters(gaps: list[int], language: Language) -> Text | str:
    names = language.join(text("quarter {quarter}", quarter=quarter) for quarter in gaps)
    return text("No hours are recorded for {names}; check the records.", names=names) if gaps else ""


def hours_by_quarter_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return hours done by quarter and method."""
    columns = (
        amount("quarter", text("Quarter")),
        words("method", text("Method")),
        amount("done", text("Hours done")),
    )
    return build(table, columns, language, caption=text("How the hours were spread over the year"))
