"""四（三）: how satisfied people were against target and last year, the lowest item, and what residents know."""

from __future__ import annotations

from dataclasses import replace

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.headlines.answers import enough, least_known
from evaltoolkit.findings.headlines.ends import lowest
from evaltoolkit.findings.numbers import percent, share_of, trimmed
from evaltoolkit.findings.rows import Gap, Row
from evaltoolkit.findings.targets import Target, is_of_users, satisfaction_target
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.body.bars import share_bar
from evaltoolkit.words.body.passage import NOTHING, Passage, given, named, passage
from evaltoolkit.words.page.bar import Bar
from evaltoolkit.words.page.columns import Column, Shown, between, figure, figures
from evaltoolkit.words.page.html_table import Align, HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, closed, prose
from evaltoolkit.words.services.satisfaction import INDICATIVE, WILSON, name, scored_share
from evaltoolkit.words.services.satisfaction_items import item_name

_NONE = "—"
_LAST = ("last_share", "last_satisfied", "last_valid")


def satisfaction(shown: ProtectedReport, language: Language) -> Passage:
    """Return which methods reach the target, what changed since last year, the lowest item, and one row a method.

    Parameters
    ----------
    shown
        Every protected table of the report; ``satisfaction``, ``satisfaction_change``, ``satisfaction_items`` and of
        ``scorecard`` the target are told.
    language
        The reader's.
    """
    rows = _with_last(given(shown, "satisfaction"), given(shown, "satisfaction_change"))
    if not rows:
        return NOTHING
    target = satisfaction_target(shown["scorecard"]) if given(shown, "scorecard") else Target()
    said = prose(
        language,
        (
            Kind.BODY,
            (
                _against_target(rows, target),
                scored_share(target),
                _against_last_year(shown, language),
                _lowest_item(shown),
            ),
        ),
    )
    return passage(said, _table(rows, target, language), language)


def _with_last(rows: tuple[Row, ...], change: tuple[Row, ...]) -> tuple[Row, ...]:
    before = {(row.string("method"), row.string("respondent")): row for row in change}
    return tuple(_joined(row, before.get((row.string("method"), row.string("respondent")))) for row in rows)


def _joined(row: Row, before: Row | None) -> Row:
    if before is None:
        return row
    kept = {name: before.values.get(name) for name in _LAST}
    return Row({**row.values, **kept}, row.withheld | before.withheld & frozenset(_LAST), row.bands)


def _against_target(rows: tuple[Row, ...], target: Target) -> Text | str:
    least = target.share
    users = [row for row in rows if is_of_users(row)]
    told = [share for row in users if (share := row.number("share")) is not None]
    if least is None or not told:
        return ""
    n = sum(share >= least for share in told)
    words = _ALL if n == len(told) else _NONE_OF if not n else _SOME
    each = words[len(told) < len(users)]
    return each.with_(n=n, all=len(told), target=target.words)


_ALL = (
    text("All {all} methods reach the target of {target}."),
    text("All {all} methods shown reach the target of {target}."),
)
_NONE_OF = (
    text("None of the {all} methods reaches the target of {target}."),
    text("None of the {all} methods shown reaches the target of {target}."),
)
_SOME = (
    text("{n} of {all} methods reach the target of {target}."),
    text("{n} of the {all} methods shown reach the target of {target}."),
)


def _against_last_year(shown: ProtectedReport, language: Language) -> Text | str:
    """Return where a rise or fall since last year is established: where people were drawn at random both times."""
    if shown.audience is Audience.PUBLIC:
        return ""
    rows = [row for row in given(shown, "satisfaction_change") if row.string("interval") == WILSON]
    known = [(row, ends) for row in rows if (ends := row.ends("ci_low", "ci_high")) is not None]
    parts = (
        (text("higher than the year before: {names}"), [row for row, ends in known if ends[0] > 0]),
        (text("lower than the year before: {names}"), [row for row, ends in known if ends[1] < 0]),
        (text("neither a rise nor a fall is established: {names}"), [row for row, (a, b) in known if a <= 0 <= b]),
    )
    each = (words.with_(names=language.join(map(name, found))) for words, found in parts if found)
    said = language.join(each, separator=language.say(text("; ")))
    return (
        text("Where people were drawn at random both years, against the year before: {each}.", each=said)
        if said
        else ""
    )


def _lowest_item(shown: ProtectedReport) -> Text | str:
    """Return the item with the least satisfied answers of users; nothing where one is hidden or several are alike."""
    least = lowest((row for row in given(shown, "satisfaction_items") if is_of_users(row)), "share")
    if len(least) != 1:
        return ""
    share = share_of(least[0].number("n_satisfied") or 0.0, least[0].number("n") or 1.0)
    words = text("Users are least satisfied with {item} of the form ({method}): {share} satisfied.", share=share)
    return words.with_(item=item_name(least[0]), method=say_choice(least[0].string("method")))


def _table(rows: tuple[Row, ...], target: Target, language: Language) -> HtmlTable:
    has_last = any(row.has("last_share") or row.is_withheld("last_share") for row in rows)
    columns = (
        Column(text("Method"), name),
        replace(
            figures(
                "share", text("Share satisfied"), percent, detail=lambda row: _counts(row, "n_satisfied", "n_valid")
            ),
            bar=lambda row: _bar(row, target),
        ),
        Column(text("95% interval"), _interval, Align.NUMBER),
        *((Column(text("Year before"), _last, Align.NUMBER, _last_counts),) if has_last else ()),
    )
    caption = text("How satisfied people were, with target and last year's share")
    return named(
        "satisfaction", rows, columns, language, caption=caption, notes=_notes(rows, target, has_last=has_last)
    )


def _bar(row: Row, target: Target) -> Bar | None:
    aim = target.share if is_of_users(row) else None
    return share_bar(row.number("share"), target=aim, before=row.number("last_share"))


def _counts(row: Row, part: str, whole: str) -> Text | str:
    figures = row.numbers(part, whole)
    return "" if figures is None else text("{part}/{whole}", part=trimmed(figures[0]), whole=trimmed(figures[1]))


def _last(row: Row) -> Shown:
    return figure(row, "last_share", percent, _NONE)


def _last_counts(row: Row) -> Text | str:
    return _counts(row, "last_satisfied", "last_valid")


def _interval(row: Row) -> Shown:
    kind = row.string("interval")
    if row.gap("ci_low") is Gap.WITHHELD:
        return Gap.WITHHELD
    said = between(row, "ci_low", "ci_high", percent, _NONE) if kind in (WILSON, INDICATIVE) else _NONE
    return said if said == _NONE or kind != INDICATIVE else text("{interval} *", interval=said)


def _notes(rows: tuple[Row, ...], target: Target, *, has_last: bool) -> tuple[Text | str, ...]:
    marks = text("Share: satisfied and very satisfied of valid answers; it is no measured change.")
    aim = text("Mark on the bar: the target, {target}.", target=target.words) if target.share is not None else ""
    last = text("Dotted mark: last year's share; other people answered then.") if has_last else ""
    indicative = any(row.string("interval") == INDICATIVE and row.has("ci_low") for row in rows)
    star = text("* Forms were handed out on site: the interval is for reference only.") if indicative else ""
    dash = text("A dash: the way of asking allows no interval.") if any(_interval(row) == _NONE for row in rows) else ""
    return (marks, aim, last, star, dash)


def awareness(shown: ProtectedReport, language: Language) -> Prose:
    """Return who knows at least three of the five facts about the station, and which is known least.

    Parameters
    ----------
    shown
        Every protected table of the report; ``awareness`` is told.
    language
        The reader's.
    """
    rows = given(shown, "awareness")
    return prose(language, (Kind.BODY, (closed(enough(rows)), closed(least_known(rows)))))
