"""Satisfaction of this year beside the year before, in sentences and a table."""

from __future__ import annotations

from evaltoolkit.disclosure.of_run import require_protected
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.findings.numbers import share_of, signed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.rounding import rounded
from evaltoolkit.words.page.columns import Column, Shown, build, number, share, words
from evaltoolkit.words.page.html_table import Align, HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, missing, prose
from evaltoolkit.words.services.satisfaction import INDICATIVE, WILSON, limits, name

_BOTH = ("n_valid", "n_satisfied", "last_valid", "last_satisfied", "share", "last_share")


def satisfaction_change(table: ProtectedTable, language: Language) -> Prose:
    """Return both years' shares and their difference, with an interval where both ways of asking allow one."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    is_rounded = table.audience is Audience.PUBLIC
    parts = tuple(_paragraph(row, language, is_rounded=is_rounded) for row in rows)
    note = text("Other people answered each year, so a difference is not a change of the same people.")
    unlike = not is_rounded and any(row.has(*_BOTH) and _points(row) != _of_printed(row) for row in rows)
    return Prose(parts) + prose(language, (Kind.BODY, (note, _UNROUNDED if unlike else "")))


_UNROUNDED = text("Differences are computed before the shares are rounded.")


def _of_printed(row: Row) -> str:
    """Return the difference of both shares as they are printed."""
    now, before = (rounded(100 * (row.number(name) or 0.0), 1) for name in ("share", "last_share"))
    return signed(float(now - before), 1)


def _paragraph(row: Row, language: Language, *, is_rounded: bool) -> Paragraph:
    lead = language.say(name(row))
    if not row.has(*_BOTH):
        hidden = any(row.gap(part) is Gap.WITHHELD for part in _BOTH)
        few, none = text("Withheld from this version."), text("Not provided.")
        return Paragraph(language.say(few if hidden else none), Kind.MISSING, lead)
    return Paragraph(language.say(_rounded(row) if is_rounded else _sentence(row)), Kind.BODY, lead)


def _rounded(row: Row) -> Text:
    now, before = _shares(row)
    return text("This year {now}, the year before {before}; from rounded counts no difference is told.",
                now=now, before=before)  # fmt: skip


def _shares(row: Row) -> tuple[Text, Text]:
    return (
        share_of(row.number("n_satisfied") or 0.0, row.number("n_valid") or 1.0),
        share_of(row.number("last_satisfied") or 0.0, row.number("last_valid") or 1.0),
    )


def _sentence(row: Row) -> Text:
    now, before = _shares(row)
    figures = {"now": now, "before": before, "points": _points(row), "verdict": _verdict(row)}
    ends = _ends(row)
    if ends is None:
        return text("This year {now}, the year before {before}: {points} percentage points; {verdict}.", **figures)
    return text(
        "This year {now}, the year before {before}: {points} percentage points (95% interval {low} to {high}); "
        "{verdict}.",
        low=ends[0], high=ends[1], **figures,
    )  # fmt: skip


def _points(row: Row) -> str:
    return signed(100 * ((row.number("share") or 0.0) - (row.number("last_share") or 0.0)), 1)


def _ends(row: Row) -> tuple[str, str] | None:
    ends = row.ends("ci_low", "ci_high")
    if ends is None or row.string("interval") not in (WILSON, INDICATIVE):
        return None
    return signed(100 * ends[0], 1), signed(100 * ends[1], 1)


def _verdict(row: Row) -> Text:
    ends = row.ends("ci_low", "ci_high")
    if ends is None or row.string("interval") not in (WILSON, INDICATIVE):
        return text("the way of asking allows no interval")
    said = text("higher than the year before") if ends[0] > 0 else text("lower than the year before")
    if ends[0] <= 0 <= ends[1]:
        said = text("the interval holds 0, so neither a rise nor a fall is established")
    if row.string("interval") == INDICATIVE:
        return text("{said}, for reference only, since forms were handed out on site", said=said)
    return said


def satisfaction_change_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return both years' shares with their answers, the difference and its interval."""
    columns: tuple[Column, ...] = (
        words("method", text("Method")),
        words("respondent", text("Respondents")),
        number("n_valid", text("Valid this year")),
        share("share", text("Share satisfied")),
        number("last_valid", text("Valid the year before")),
        share("last_share", text("Share satisfied the year before")),
    )
    if require_protected(table).audience is not Audience.PUBLIC:
        columns += _DIFFERENCE
    return build(table, columns, language, caption=text("Satisfaction of this year and of the year before"))


def _difference(row: Row) -> Shown:
    return row.gap("share") or row.gap("last_share") or _points(row)


def _interval(row: Row) -> Shown:
    if row.gap("ci_low") is Gap.WITHHELD:
        return Gap.WITHHELD
    ends = _ends(row)
    if ends is None:
        return "—"
    return limits(*ends, row)


_DIFFERENCE = (
    Column(text("Difference (percentage points)"), _difference, Align.NUMBER),
    Column(text("95% interval"), _interval, Align.NUMBER),
)
