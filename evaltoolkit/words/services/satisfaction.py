"""Satisfaction in sentences and a table: share and index named apart, with denominators and the way of asking.

An interval stands only where the way in which the answers came in allows one: none where everyone was asked, Wilson's
where people were drawn at random, marked as indicative where forms were handed out on site.
"""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import fixed, percent, share_interval, share_of, trimmed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.findings.targets import Target, is_of_users
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.page.columns import Column, Shown, amount, build, figures, number, share, words
from evaltoolkit.words.page.html_table import Align, HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, missing, prose, run

INDICATIVE, WILSON = "indicative", "wilson"


def satisfaction(
    table: ProtectedTable, language: Language, *, target: Target | None = None, is_part: bool = False
) -> Prose:
    """Return one paragraph for each method and type of respondent, then what satisfaction is not.

    Parameters
    ----------
    table
        The protected table ``satisfaction``.
    language
        The reader's.
    target
        The target of the share satisfied, which stands beside every share of users.
    is_part
        Whether the table is of a part of the station's users, for which forms issued and returned are not counted.
    """
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    limit = text(
        "The share of satisfied answers and the index are two different figures; neither stands in for a measured "
        "outcome."
    )
    none = text("The target of the share satisfied is not provided.")
    whole = text("Forms issued and returned are counted for the whole station only.")
    return Prose(tuple(_paragraph(row, language, target, is_part=is_part) for row in rows)) + prose(
        language,
        (Kind.MISSING, ("" if target is None or target.words else none,)),
        (Kind.BODY, (scored_share(target), whole if is_part else "")),
        (Kind.CAUTION, (limit,)),
    )


def scored_share(target: Target | None) -> Text | str:
    """Return what the indicator table has over all methods; empty where it has nothing."""
    actual = "" if target is None else target.actual
    return text("The indicator table counts all methods together: {actual}.", actual=actual) if actual else ""


def _paragraph(row: Row, language: Language, target: Target | None, *, is_part: bool) -> Paragraph:
    lead = language.say(name(row))
    if row.gap("share") is Gap.WITHHELD:
        return Paragraph(language.say(text("Withheld from this version.")), Kind.MISSING, lead)
    if not row.has("share", "n_valid", "n_satisfied"):
        return Paragraph(language.say(text("Not provided: no valid answers were handed in.")), Kind.MISSING, lead)
    forms = () if is_part else (_returned(row), _two_counts(row))
    said = run(language, share_sentence(row, target), _index(row), _asked(row), *forms)
    return Paragraph(said, Kind.BODY, lead)


def name(row: Row) -> Text:
    """Return the method and who answered."""
    return text("{method} ({respondent})", method=say_choice(row.string("method")), respondent=_respondent(row))


def _respondent(row: Row) -> Text | str:
    return say_choice(row.string("respondent")) if row.has("respondent") else text("respondents not stated")


def share_sentence(row: Row, target: Target | None = None) -> Text:
    """Return the share of satisfied answers with its counts, the interval that asking allows, and its target."""
    said, aim = _share_alone(row), _target(row, target)
    return text("{sentence} Target: {target}.", sentence=said, target=aim) if aim else said


def _share_alone(row: Row) -> Text:
    said = share_of(row.number("n_satisfied") or 0.0, row.number("n_valid") or 1.0)
    ends = row.ends("ci_low", "ci_high")
    kind = row.string("interval")
    if ends is None or kind not in (WILSON, INDICATIVE):
        return text("Share satisfied or very satisfied: {share}.", share=said)
    span = share_interval(*ends)
    if kind == WILSON:
        return text("Share satisfied or very satisfied: {share} {interval}.", share=said, interval=span)
    return text("Share satisfied or very satisfied: {share} {interval}, for reference only.", share=said, interval=span)


def _target(row: Row, target: Target | None) -> str:
    """Return the target in words; it is one of users, not of committees and partners."""
    return target.words if target is not None and is_of_users(row) else ""


def _index(row: Row) -> Text | str:
    index = row.number("index")
    return text("Satisfaction index: {index} of 100.", index=fixed(100 * index, 1)) if index is not None else ""


def _asked(row: Row) -> Text | str:
    return _ASKED.get(row.string("asked"), text("How people were asked is not stated, so no interval is given."))


_ASKED: dict[str, Text] = {
    "全部询问": text("Everyone was asked, so no interval is needed."),
    "随机抽取": text("Those asked were drawn at random."),
    "现场发放": text("The forms were handed out on site, so those who answered may not stand for all."),
}


def _returned(row: Row) -> Text | str:
    counts = row.numbers("issued", "returned")
    if counts is None:
        return text("Response rate: not provided.")
    return text("Response rate: {share}.", share=share_of(counts[1], counts[0])) if counts[0] > 0 else ""


def _two_counts(row: Row) -> Text | str:
    """Return where the forms returned and the answers on the sheet are not the same number; neither is preferred."""
    counts = row.numbers("returned", "n_answers")
    if counts is None or counts[0] == counts[1]:
        return ""
    return text(
        "Two counts disagree: {returned} forms returned (sheet 问卷发放), {answers} answers on the sheet 满意度; both "
        "are told.",
        returned=trimmed(counts[0]), answers=trimmed(counts[1]),
    )  # fmt: skip


def satisfaction_table(
    table: ProtectedTable, language: Language, *, target: Target | None = None, is_part: bool = False
) -> HtmlTable:
    """Return satisfaction by method and respondent, share, its target and index in columns of their own.

    Parameters
    ----------
    table, language, target, is_part
        As :func:`satisfaction` has them.
    """
    issued = () if is_part else (amount("issued", text("Issued")), amount("returned", text("Returned")))
    aim = () if target is None else (Column(text("Target"), lambda row: _target_cell(row, target), Align.NUMBER),)
    columns = (
        words("method", text("Method")),
        words("respondent", text("Respondents")),
        words("asked", text("How asked")),
        *issued,
        number("n_valid", text("Valid")),
        number("n_satisfied", text("Satisfied")),
        share("share", text("Share satisfied")),
        *aim,
        Column(text("95% interval"), _interval, Align.NUMBER),
        INDEX,
    )
    return build(
        table,
        columns,
        language,
        caption=text("How satisfied people were, how they were asked, and out of how many"),
        notes=(
            text("Share: satisfied and very satisfied over valid answers; 'neither' counts as not satisfied, 'not "
                 "applicable' and blanks are not valid. Index: points given over the highest possible points."),
            text("A dash: the way of asking allows no interval."),
        ),
    )  # fmt: skip


def satisfaction_levels_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return how many chose each level; `table` is the protected table ``satisfaction_levels``."""
    columns = (
        Column(text("Method"), name),
        words("level", text("Level")),
        number("n", text("Chosen")),
        number("n_valid", text("Valid")),
        share("share", text("Share")),
    )
    return build(table, columns, language, caption=text("How many chose each level of satisfaction"))


def _target_cell(row: Row, target: Target) -> Shown:
    if not is_of_users(row):
        return "—"
    return target.words or Gap.NOT_PROVIDED


def _interval(row: Row) -> Shown:
    ends, kind = row.ends("ci_low", "ci_high"), row.string("interval")
    if row.gap("ci_low") is Gap.WITHHELD:
        return Gap.WITHHELD
    if ends is None or kind not in (WILSON, INDICATIVE):
        return "—"
    return limits(percent(ends[0]), percent(ends[1]), row)


def limits(low: str, high: str, row: Row) -> Text:
    """Return both ends of the row's interval, marked where it is for reference only."""
    if row.string("interval") == INDICATIVE:
        return text("{low} to {high} (for reference only)", low=low, high=high)
    return text("{low} to {high}", low=low, high=high)


INDEX = figures("index", text("Index (of 100)"), lambda index: fixed(100 * index, 1))
