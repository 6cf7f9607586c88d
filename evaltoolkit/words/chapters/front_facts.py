"""The facts at the top of page 1: whose report, for which year, by whom; money, payments, answers, hours, pairs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from evaltoolkit.disclosure.of_run import require_own_plan
from evaltoolkit.disclosure.protected import NOT_PROVIDED, SUPPRESSED
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.change import is_total, is_whole
from evaltoolkit.findings.facts import PAYMENTS, SATISFACTION, Facts
from evaltoolkit.findings.headlines.money import amount, spent_of_budget
from evaltoolkit.findings.numbers import money, percent, trimmed, typed
from evaltoolkit.findings.rows import Gap, Row
from evaltoolkit.findings.targets import is_of_users
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.outcome.change_lines import short_label
from evaltoolkit.words.outcome.people_words import people_changed
from evaltoolkit.words.page.html_table import Cell, gap_cell
from evaltoolkit.words.services.hours import done_of_agreed

Fact = Text | str | Gap


def front_facts(
    plan: Plan, shown: ProtectedReport, language: Language, *, told: Collection[str] = ()
) -> tuple[tuple[str, Cell], ...]:
    """Return label and words of each fact; 未提供 where the street has not given it.

    Parameters
    ----------
    plan
        The street's plan.
    shown
        Every protected table of the report.
    language
        The reader's.
    told
        Indicators whose figure stands elsewhere on the page.
    """
    require_own_plan(plan)
    facts = Facts(shown)
    lines = (
        (text("Evaluated"), text("{project} of {street}, {district}", project=plan.project, street=plan.street,
                                 district=plan.district), ""),
        (text("Period"), _period(plan), ""),
        (text("Evaluated by"), plan.department or Gap.NOT_PROVIDED, ""),
        (text("Operator"), plan.operator or Gap.NOT_PROVIDED, ""),
        (text("Budget and spending"), _funds(facts.rows("funds")), ""),
        (text("Paid on time"), _paid(facts.rows("payments")), _original(plan, facts, PAYMENTS, "payments")),
        (text("User satisfaction"), _satisfied(facts, language), _original(plan, facts, SATISFACTION, "satisfaction")),
        (text("Service hours"), _hours(plan, facts.rows("hours")), ""),
        (text("Pre-test and post-test"), _pairs(facts, language), ""),
        *_people(plan, facts, language),
        *_linked(facts, told),
        *((text("Corrects an earlier report, whose place it takes"), wrong, "") for wrong in shown.corrects),
    )  # fmt: skip
    return tuple((language.say(label), _cell(words, detail, language)) for label, words, detail in lines)


def _cell(words: Fact, detail: Text | str, language: Language) -> Cell:
    below = language.say(detail)
    return (
        gap_cell(words, language, detail=below) if isinstance(words, Gap) else Cell(language.say(words), detail=below)
    )


def _period(plan: Plan) -> Text:
    counted, reported = plan.counted_to.isoformat(), plan.reported_on.isoformat()
    if plan.passed < 1:
        return text(
            "{year} up to {as_of}, {share} of the year, not a whole one; report of {day}", year=plan.year,
            as_of=plan.last_day.isoformat(), share=percent(plan.passed), day=reported,
        )  # fmt: skip
    if counted == reported:
        return text("{year}; counted to the day of the report, {day}", year=plan.year, day=reported)
    return text("{year}; counted to {as_of}, report of {day}", year=plan.year, as_of=counted, day=reported)


def _funds(rows: tuple[Row, ...]) -> Fact:
    found = spent_of_budget(rows)
    if found is None:
        known = next((row for row in rows if row.string("item") in ("annual", "executed") and row.has("value")), None)
        withheld = any(row.is_withheld("value") for row in rows)
        return Gap.WITHHELD if withheld else Gap.NOT_PROVIDED if known is None else text("Known: {n}", n=amount(known))
    spent, planned = found
    rate = percent((spent.number("value") or 0.0) / (planned.number("value") or 1.0))
    return text("budget {planned}, spent {spent}, {rate}", planned=amount(planned), spent=amount(spent), rate=rate)


def _paid(rows: tuple[Row, ...]) -> Fact:
    flags = [row.flag("on_time") for row in rows]
    if not flags:
        return Gap.NOT_PROVIDED
    if any(row.is_withheld("on_time") for row in rows):
        return Gap.WITHHELD
    said = text("{n} of {all} instalments on time", n=flags.count(True), all=len(flags))
    return text("{said}; without a day: {n}", said=said, n=flags.count(None)) if None in flags else said


def _original(plan: Plan, facts: Facts, feeds: tuple[str, ...], table: str) -> Text | str:
    """Return what an original quoted by the plan says, where the table that would tell is not given."""
    row = facts.fed_by(feeds)
    return "" if row is None or plan.original_conclusion is None or facts.rows(table) else row.words("evidence")


def _satisfied(facts: Facts, language: Language) -> Fact:
    rows = [row for row in facts.rows("satisfaction") if is_of_users(row)]
    row = facts.fed_by(SATISFACTION)
    if not rows and row is not None and row.has("actual"):
        target = typed(row.string("target")) if row.has("target") else NOT_PROVIDED
        return text("{each}; target: {target}", each=typed(row.string("actual")), target=target)
    if not rows:
        return Gap.NOT_PROVIDED
    each = language.join(text("{method} {share}", method=say_choice(row.string("method")), share=_share(row))
                         for row in rows)  # fmt: skip
    aim = facts.target
    if aim.share is None:
        gap = aim.words or NOT_PROVIDED
        return text("{each}; target: {target}", each=each, target=gap)
    reached, n = len(facts.methods) - len(facts.below_target), len(facts.methods)
    words = _ALL if reached == n else _NONE if not reached else _SOME
    said = words.with_(target=aim.words, reached=reached, n=n) if n else text("target {target}", target=aim.words)
    return text("{each}; {against}", each=each, against=said)


_ALL, _NONE, _SOME = (
    text("all reach the target of {target}"),
    text("none reaches the target of {target}"),
    text("{reached} of {n} reach the target of {target}"),
)


def _share(row: Row) -> Text | str:
    return SUPPRESSED if row.is_withheld("share") else row.said("share", percent)


def _hours(plan: Plan, rows: tuple[Row, ...]) -> Fact:
    done, agreed = done_of_agreed(rows)
    if done is None or not agreed:
        return Gap.NOT_PROVIDED
    figures = {"done": trimmed(done), "agreed": trimmed(agreed), "share": percent(done / agreed)}
    if plan.passed < 1:
        return text(
            "{done} of {agreed} hours that were due by {day}, {share}", day=plan.last_day.isoformat(), **figures
        )
    return text("{done} of {agreed} hours agreed, {share}", **figures)


def _pairs(facts: Facts, language: Language) -> Fact:
    rows = facts.rows("flow")
    each = language.join((_pair(row, language) for row in rows), separator=language.say(text("; ")))
    return each if rows else Gap.NOT_PROVIDED


def _pair(row: Row, language: Language) -> Text:
    figures = {"n": row.said("n_pairs", trimmed), "all": row.said("n_pre", trimmed)}
    return text("{scale}: {n} pairs ({all} people at pre-test)", scale=short_label(row, language), **figures)


def _people(plan: Plan, facts: Facts, language: Language) -> Iterator[tuple[Text, Fact, Text | str]]:
    """Yield how many people surely changed, of how many; nothing where nobody was measured before and after."""
    if facts.rows("outcomes"):
        told_by = (row for row in facts.rows("outcomes") if is_whole(row) and is_total(row) and row.has("threshold"))
        primary = set(plan.primary_scales.values())
        scales = [short_label(row, language) for row in told_by if row.string("scale") in primary]
        said = people_changed(facts.rows("people"), scales, language)
        none = text("the plan names no primary scale by which to tell")
        if primary:
            none = text("nobody with both tests is of a programme whose primary scale the plan names")
        yield text("People who reliably changed"), said or none, ""


def _linked(facts: Facts, told: Collection[str]) -> Iterator[tuple[Text, Fact, Text | str]]:
    row = facts.fed_by(("resources_value",))
    if row is not None and row.has("actual") and row.string("indicator") not in told:
        yield text("Resources linked"), _amount(row.string("actual")), ""


def _amount(actual: str) -> Text | str:
    """Return an amount as all others on the page are written, also where a person typed it without decimals."""
    found = _IN_TEN_THOUSANDS.fullmatch(actual)
    return text("{n} (CNY 10,000)", n=money(float(found[1]))) if found else typed(actual)


_IN_TEN_THOUSANDS = re.compile(r"(\d+(?:\.\d+)?) ?万元")
