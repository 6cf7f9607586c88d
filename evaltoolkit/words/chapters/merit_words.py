"""Each merit in one sentence, and where the page shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.facts import HOURS, Facts, rows_in
from evaltoolkit.findings.finding import Finding, Strength
from evaltoolkit.findings.follow_up import last_follow_ups
from evaltoolkit.findings.numbers import percent, typed
from evaltoolkit.findings.score import row_name
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.chapters.finding_words import in_quotes
from evaltoolkit.words.outcome.change_lines import IN_BRACKETS, beyond_lines, change_line
from evaltoolkit.words.page.anchors import anchor
from evaltoolkit.words.page.linked import linked
from evaltoolkit.words.page.prose import Paragraph

PLACES: Mapping[Strength, str] = {
    Strength.BETTER: "t-outcomes", Strength.PASSED: "t-score", Strength.FULL: "t-score",
    Strength.SATISFIED: "t-satisfaction", Strength.IMPROVED: "t-satisfaction", Strength.PAID: anchor("timeliness"),
    Strength.PUT_RIGHT: "t-inspections", Strength.LAST_ADVICE: anchor("advice_performance"), Strength.GOALS: "t-goals",
}  # fmt: skip
_MOST_NAMES = 3


def merit(one: Finding, shown: ProtectedReport, language: Language) -> Paragraph:
    """Return a merit as one paragraph with its reference.

    Parameters
    ----------
    one
        One of :func:`evaltoolkit.findings.merits.merits`.
    shown
        Every protected table of the report.
    language
        The reader's.
    """
    kind = Strength(one.kind)
    return linked(language.say(_WORDS[kind](one, shown, language)), (PLACES[kind],), language)


def _better(one: Finding, shown: ProtectedReport, language: Language) -> Text:
    last = last_follow_ups(rows_in(shown, "follow_up"))
    each = language.join(
        (change_line(row, last, with_reading=False) for row in one.rows), separator=language.say(text("; "))
    )
    said = text("Changed for the better over the period ({note}): {each}.", note=IN_BRACKETS, each=each)
    beyond = beyond_lines(one.rows, language)
    return text("{sentence} {more}.", sentence=said, more=beyond) if beyond else said


def _passed(one: Finding, shown: ProtectedReport, _: Language) -> Text | str:
    if one.row is None:
        return ""
    name = row_name(one.row)
    if Facts(shown).feed(one.row) in HOURS or not one.row.has("actual", "target"):
        return text("'{name}' passed its target.", name=name)
    actual, target = (typed(one.row.string(column)) for column in ("actual", "target"))
    return text("'{name}' passed its target: {actual}, target {target}.", name=name, actual=actual, target=target)


def _full(one: Finding, _: ProtectedReport, language: Language) -> Text:
    names = [in_quotes(row) for row in one.rows]
    said = language.join(names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        said = language.say(text("{names} and {n} more", names=said, n=len(names) - _MOST_NAMES))
    return text("Full points: {names}.", names=said)


def _satisfied(_one: Finding, _shown: ProtectedReport, _: Language) -> Text:
    return text("Users of every method are satisfied beyond the target.")


def _improved(one: Finding, _: ProtectedReport, language: Language) -> Text:
    said = text("{method} (last year {last})")
    each = language.join(
        said.with_(method=say_choice(row.string("method")), last=percent(row.number("last_share") or 0.0))
        for row in one.rows
    )
    return text("More are satisfied than last year, beyond chance: {each}.", each=each)


def _paid(_one: Finding, _shown: ProtectedReport, _: Language) -> Text:
    return text("Every instalment was paid on time.")


def _put_right(_one: Finding, _shown: ProtectedReport, _: Language) -> Text:
    return text("Whatever inspections found was put right in time.")


def _last_advice(one: Finding, _: ProtectedReport, language: Language) -> Text:
    names = language.join(row.words("action") or row.words("problem") for row in one.rows)
    return text("Last year's advice was acted on, as the station states: {names}.", names=names)


def _goals(_one: Finding, _shown: ProtectedReport, _: Language) -> Text:
    return text("Every goal of the year was reached.")


_WORDS: Mapping[Strength, Callable[[Finding, ProtectedReport, Language], Text | str]] = {
    Strength.BETTER: _better, Strength.PASSED: _passed, Strength.FULL: _full, Strength.SATISFIED: _satisfied,
    Strength.IMPROVED: _improved, Strength.PAID: _paid, Strength.PUT_RIGHT: _put_right,
    Strength.LAST_ADVICE: _last_advice, Strength.GOALS: _goals,
}  # fmt: skip
