"""Each problem in words: its name, its figure, the same without any figure, and where the page shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evaltoolkit.findings.finding import Finding, Trouble
from evaltoolkit.findings.follow_up import last_follow_ups
from evaltoolkit.findings.inspection_states import state_words
from evaltoolkit.findings.numbers import percent, points, set_share, trimmed, typed
from evaltoolkit.findings.problem_rules import under_agreed
from evaltoolkit.findings.rows import Row
from evaltoolkit.findings.score import fallen_due, row_name
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.texts import texts
from evaltoolkit.model.thresholds import ATTRITION
from evaltoolkit.words.outcome.change_lines import change_line, short_label
from evaltoolkit.words.outcome.outcome_phrases import label
from evaltoolkit.words.page.anchors import anchor
from evaltoolkit.words.services.year import said_of_sources

NAMES: Mapping[Trouble, Text] = {Trouble(kind): words for kind, words in texts("words", "troubles").items()}
PLACES: Mapping[Trouble, str] = {
    **dict.fromkeys(Trouble, "t-score"),
    Trouble.SATISFACTION: "t-satisfaction", Trouble.WORSE_ANSWERS: "t-satisfaction", Trouble.AWARENESS: "t-score",
    Trouble.HOURS_SHORT: "t-completion", Trouble.UNDER: "t-completion", Trouble.GOAL: "t-goals",
    Trouble.COVERAGE: "t-coverage",
    Trouble.ATTRITION: "t-outcomes", Trouble.DOUBT: "t-outcomes", Trouble.WORSE: "t-outcomes",
    Trouble.UNMEASURED: "p-gaps", Trouble.NEEDS: "p-needs", Trouble.PAYMENTS: anchor("timeliness"),
    Trouble.INSPECTIONS: "t-inspections", Trouble.LAST_ADVICE: anchor("advice_performance"),
    Trouble.SOURCES: "p-sources", Trouble.AUDIT: "t-spending",
}  # fmt: skip
"""Names of the table, figure or heading of the page that shows a problem of each kind."""
MOST_NAMES = 3
"""Names told one after another on page 1; the table has them all."""


def place(one: Finding) -> str:
    """Return the id of what shows the problem: the row of the score table where only that tells of it."""
    if one.kind is Trouble.ABOVE and one.rows and not one.rows[0].has("indicator"):
        return PLACES[Trouble.HOURS_SHORT]
    return PLACES[Trouble(one.kind)] if one.rows or one.row is None else "t-score"


def name(one: Finding) -> Text | str:
    """Return the row of the indicator table that the problem is, else the fact."""
    return row_name(one.row) if one.row is not None else NAMES[Trouble(one.kind)]


def quoted(one: Finding) -> Text | str:
    """Return the name as it stands in a list: an indicator's may hold commas, and is set in quotes."""
    return in_quotes(one.row) if one.row is not None else name(one)


def in_quotes(row: Row) -> Text:
    """Return the name of a row of the indicator table in quotes."""
    return text("'{name}'", name=row_name(row))


def points_of(one: Finding) -> Text | str:
    """Return the points that the problem's row brought of those it can bring; empty without a row."""
    if one.row is None or not one.row.has("points", "weight"):
        return ""
    brought, weight = points(one.row.number("points") or 0.0), trimmed(one.row.number("weight") or 0.0)
    return text("got {points} of {weight} points", points=brought, weight=weight)


def figure_of(one: Finding, language: Language) -> Text | str:
    """Return what belongs to the problem with its figure, as page 1 says it; empty where nothing does."""
    say = _FIGURES.get(Trouble(one.kind), plain)
    return say(one, language)


def plain(one: Finding, language: Language) -> Text | str:
    """Return what the problem is, without a figure; empty where its name says it all."""
    kind = Trouble(one.kind)
    names, said = _names(one, language), _FALLS_SHORT.get(kind)
    if said is not None:
        return text("{what}: {names}", what=said, names=names) if names else said
    return (_judged(one, language) or text("points lost")) if kind is Trouble.JUDGED else names


def _names(one: Finding, language: Language) -> Text | str:
    if one.kind in (Trouble.ATTRITION, Trouble.DOUBT):
        return _listed([short_label(row, language) for row in one.rows], language)
    named = _NAMED.get(Trouble(one.kind))
    return "" if named is None else _listed([named(row) for row in one.rows], language)


_FALLS_SHORT: Mapping[Trouble, Text] = {
    Trouble.MISSED: text("under its target"),
    Trouble.AWARENESS: text("under its target"),
    Trouble.SATISFACTION: text("under the target"),
    Trouble.UNSPENT: text("not spent in full"),
    Trouble.HOURS_SHORT: text("less than agreed"),
    Trouble.PAYMENTS: text("not paid on time"),
    Trouble.UNMEASURED: text("no record of a pre-test and a post-test was provided"),
}
"""How a problem falls short, where its name does not say so."""


def _listed(parts: list[Text | str], language: Language, most: int | None = None) -> Text | str:
    said = list(dict.fromkeys(language.say(part) for part in parts))
    if most is None or len(said) <= most:
        return language.join(said)
    return text("{names} and {n} more", names=language.join(said[:most]), n=len(said) - most)


def _method(row: Row) -> Text | str:
    return say_choice(row.string("method") or row.string("field")) if not row.has("indicator") else in_quotes(row)


def _inspection(row: Row) -> Text | str:
    return say_choice(row.string("kind"))


def _category(row: Row) -> Text:
    return text("{name}: {state}", name=row.words("category"), state=say_choice(row.string("audited")))


def _goal(row: Row) -> Text:
    return text("{goal}. {expected}: {reached}", goal=row.words("goal"), expected=row.words("expected"),
                reached=say_choice(row.string("reached")))  # fmt: skip


SUBJECTS: Mapping[Trouble, Callable[[Row], Text | str]] = {
    Trouble.SATISFACTION: _method,
    Trouble.WORSE_ANSWERS: _method,
    Trouble.HOURS_SHORT: _method,
    Trouble.ATTRITION: lambda row: row.words("scale_name"),
    Trouble.DOUBT: lambda row: row.words("scale_name"),
    Trouble.WORSE: label,
    Trouble.AUDIT: lambda row: row.words("category"),
    Trouble.NEEDS: lambda row: row.words("need"),
}
"""The name of what a problem is about, where its rows have one."""


def _under(row: Row) -> Text:
    return text("{method} {what}", method=_method(row), what=_WHAT[under_agreed(row)[0][0]])


_WHAT = {"done": text("service hours"), "held": text("services"), "came": text("attendances")}
_NAMED: Mapping[Trouble, Callable[[Row], Text | str]] = {
    Trouble.SATISFACTION: _method,
    Trouble.WORSE_ANSWERS: _method,
    Trouble.HOURS_SHORT: _method,
    Trouble.UNDER: _under,
    Trouble.ABOVE: _method,
    Trouble.GOAL: _goal,
    Trouble.WORSE: label,
    Trouble.PAYMENTS: lambda row: row.words("instalment"),
    Trouble.NEEDS: lambda row: row.words("need"),
    Trouble.INSPECTIONS: _inspection,
    Trouble.LAST_ADVICE: lambda row: row.words("problem") or row.words("action"),
    Trouble.AUDIT: _category,
    Trouble.SOURCES: lambda row: said_of_sources(row, with_figures=False),
    Trouble.OPEN: in_quotes,
}


def _judged(one: Finding, _: Language) -> Text | str:
    actual = one.row.string("actual") if one.row is not None else ""
    return text("stated: {actual}", actual=say_choice(actual)) if actual else ""


def _missed(one: Finding, _: Language) -> Text | str:
    if one.row is None or not one.row.has("actual", "target"):
        return ""
    figures = {name: typed(one.row.string(name)) for name in ("actual", "target")}
    due = fallen_due(one.row)
    return text("{actual}; target {target}", **figures) if due is None else text("{actual}; {due}", due=due, **figures)


def _under_target(one: Finding, language: Language) -> Text | str:
    return plain(one, language) if one.rows else ""


def _fallen(one: Finding, language: Language) -> Text | str:
    said = text("{method}: last year {last}")
    rows = [said.with_(method=_method(row), last=percent(row.number("last_share") or 0.0)) for row in one.rows]
    return _listed(list(rows), language, MOST_NAMES)


def _less(one: Finding, language: Language) -> Text | str:
    rows = [
        text("{name} {share}", name=_under(row), share=percent((row.number(done) or 0.0) / (row.number(agreed) or 1.0)))
        for row in one.rows
        for done, agreed in under_agreed(row)[:1]
    ]
    return text("of what was agreed: {each}", each=_listed(list(rows), language, MOST_NAMES)) if rows else ""


def _completed(one: Finding, language: Language) -> Text | str:
    rows = [text("{name} {share}", name=_method(row), share=percent(row.number("completion") or 0.0))
            for row in one.rows if row.has("completion")]  # fmt: skip
    return text("of what was agreed: {each}", each=_listed(list(rows), language, MOST_NAMES)) if rows else ""


def _reached(one: Finding, _: Language) -> Text | str:
    if len(one.rows) < 2:
        return ""
    registered, other = (percent(row.number("share") or 0.0) for row in one.rows)
    return text("non-registered {other}, registered {registered}", other=other, registered=registered)


def _lost(one: Finding, language: Language) -> Text | str:
    worst, more = one.rows[0], len(one.rows) - 1
    share = percent((worst.number("n_lost") or 0.0) / (worst.number("n_pre") or 1.0))
    said, limit = text("{scale}: {share} lost", scale=short_label(worst, language), share=share), set_share(ATTRITION)
    return text("{most}; {n} more scales above {limit}", most=said, n=more, limit=limit) if more else said


def _doubted(one: Finding, language: Language) -> Text | str:
    said = text("{scale}: check the reverse key of item {items}; no finding until then")
    rows = [
        said.with_(scale=row.words("scale_name"), items=language.join(map(str, row.texts("doubted_items"))))
        for row in one.rows
    ]
    return _listed(list(rows), language, MOST_NAMES)


def _got_worse(one: Finding, language: Language) -> Text | str:
    return _listed([change_line(row, last_follow_ups(one.later)) for row in one.rows], language)


def _unmet(one: Finding, language: Language) -> Text | str:
    names = _listed([row.words("need") for row in one.rows], language, MOST_NAMES)
    return text("{n} needs: {names}", n=len(one.rows), names=names)


def _delayed(one: Finding, _: Language) -> Text | str:
    days = max((row.number("days_late") or 0.0 for row in one.rows), default=0.0)
    return text("at most {days} days late", days=trimmed(days)) if days else ""


def _off(one: Finding, language: Language) -> Text | str:
    said = text("{kind} ({date}): {state}")
    rows = [
        said.with_(kind=_inspection(row), date=row.day("date"), state=state)
        for row in one.rows
        if isinstance(state := state_words(row), str | Text)
    ]
    return _listed(list(rows), language, MOST_NAMES - 1)


def _apart(one: Finding, language: Language) -> Text | str:
    # one of the two figures stands among the facts; chapter five has both
    return _listed([said_of_sources(row, with_figures=False) for row in one.rows], language, 1)


def _without_points(one: Finding, language: Language) -> Text | str:
    weight = trimmed(sum(row.number("weight") or 0.0 for row in one.rows))
    names = _listed([in_quotes(row) for row in one.rows], language, MOST_NAMES)
    return text("{n} rows, {weight} points: {names}", n=len(one.rows), weight=weight, names=names)


_FIGURES: Mapping[Trouble, Callable[[Finding, Language], Text | str]] = {
    Trouble.JUDGED: _judged,
    Trouble.MISSED: _missed,
    Trouble.AWARENESS: _missed,
    Trouble.SATISFACTION: _under_target,
    Trouble.WORSE_ANSWERS: _fallen,
    Trouble.HOURS_SHORT: _completed,
    Trouble.UNDER: _less,
    Trouble.ABOVE: _completed,
    Trouble.COVERAGE: _reached,
    Trouble.ATTRITION: _lost,
    Trouble.DOUBT: _doubted,
    Trouble.WORSE: _got_worse,
    Trouble.NEEDS: _unmet,
    Trouble.PAYMENTS: _delayed,
    Trouble.INSPECTIONS: _off,
    Trouble.SOURCES: _apart,
    Trouble.OPEN: _without_points,
}
