"""Chapter six: the author's advice, what is to be done by whom and by when, next year's targets, last year's advice."""

from __future__ import annotations

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.facts import Facts, is_full, lost, rows_in
from evaltoolkit.findings.front_choice import LEAST_PROBLEM
from evaltoolkit.findings.problem_rules import DONE, LAST_YEAR, NOT_BEGUN, UNDER_WAY
from evaltoolkit.findings.problems import problems
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, text
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.chapters.advice_words import OURS, TO_FILL_IN, Advice, advice, named
from evaltoolkit.words.chapters.finding_words import in_quotes
from evaltoolkit.words.chapters.measure_join import join
from evaltoolkit.words.chapters.problem_chapter import GROUPS, group_of
from evaltoolkit.words.page.chapter import Chapter, Part, heading_of
from evaltoolkit.words.page.due import is_over
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow
from evaltoolkit.words.page.linked import linked
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose
from evaltoolkit.words.page.section_words import author_words

NUMBER = 6
MOST_PROPOSED = 3
"""Proposals of the toolkit in the table; what the station proposes itself stands there in full."""


def advice_chapter(plan: Plan, shown: ProtectedReport, language: Language) -> Chapter:
    """Return chapter six of a street's report; its heads always stand.

    Parameters
    ----------
    plan
        The street's plan, whose author may have written advice.
    shown
        Every protected table of the report.
    language
        The reader's.
    """
    more: dict[str, tuple[Prose | HtmlTable, ...]] = {
        "advice_management": (measures_table(shown, language, plan=plan),),
        "advice_performance": (
            *((next_targets(shown, language),) if is_over(plan) else ()),  # what a part of it reached sets no target
            last_advice(shown, language),
        ),
    }
    sections = [one.name for one in SECTIONS if one.chapter == NUMBER]
    parts = (_part(plan, name, more.get(name, ()), language) for name in sections)
    return Chapter(NUMBER, tuple(parts), language)


def _part(plan: Plan, name: str, more: tuple[Prose | HtmlTable, ...], language: Language) -> Part:
    own = (author_words(plan, name, language),) if name in plan.sections else ()
    said = [one for one in more if (one.rows if isinstance(one, HtmlTable) else one.paragraphs)]
    nothing = text("None.") if name == "advice_other" else TO_FILL_IN
    none = () if own or said else (Prose((Paragraph(language.say(nothing), Kind.MISSING),)),)
    return Part(language.say(heading_of(plan, name)), (*own, *said, *none))


def measures_table(shown: ProtectedReport, language: Language, *, plan: Plan | None = None) -> HtmlTable:
    """Return each problem with its ground, what is to be done, by whom and by when; the toolkit's proposals marked."""
    every = problems(shown, is_over=is_over(plan))
    found = _heaviest(advice(every, join(rows_in(shown, "measures"), every, language)))
    header = (text("Problem"), text("Basis"), text("What is to be done"), text("By whom"), text("By when"))
    note = text("Marked *: {ours}; the street decides.", ours=OURS)
    return HtmlTable(
        language.say(text("What is to be done about each problem, by whom and by when")),
        tuple(map(language.say, header)),
        tuple(_row(one, language) for one in found),
        (Align.TEXT,) * len(header),
        (language.say(note),) if any(one.is_ours for one in found) else (),
        name="measures",
    )


def _heaviest(found: tuple[Advice, ...]) -> tuple[Advice, ...]:
    """Return every measure of the station, and of the toolkit's proposals those on the heaviest problems."""
    ours = [one for one in found if one.is_ours and one.findings[0].rank >= LEAST_PROBLEM][:MOST_PROPOSED]
    return tuple(one for one in found if not one.is_ours or one in ours)


def _row(one: Advice, language: Language) -> TableRow:
    open_, mark = language.say(TO_FILL_IN), " *" if one.is_ours else ""
    ground = Cell("—")
    if one.findings:
        ground = Cell(language.say(GROUPS[group_of(one.findings[0])]), href=one.places[0])
    return TableRow((
        Cell(named(one, language), detail=_stated(one, language)), ground, Cell(language.say(one.action) + mark),
        Cell(one.responsible or open_), Cell(one.due or open_),
    ))  # fmt: skip


def _stated(one: Advice, language: Language) -> str:
    return language.say(one.stated).removeprefix(language.say(one.problem)).lstrip("，：,: ")


def next_targets(shown: ProtectedReport, language: Language) -> Prose:
    """Return what next year's targets may start from, after this year's (参照往年); it names no figure of its own."""
    facts = Facts(shown)
    rows = [row for row in facts.card if row.has("target", "actual") and facts.feed(row)]
    reached, missed = (language.join(map(in_quotes, found)) for found in (filter(is_full, rows), filter(lost, rows)))
    is_settled = all(is_full(row) or lost(row) for row in rows)
    said = (
        text("Missed this year, keep this year's target: {names}.", names=missed) if missed else "",
        (_OTHERS if missed and is_settled else _REACHED.with_(names=reached)) if reached else "",
    )
    lead = language.say(text("Next year's targets, after this year's"))
    words = language.join((one for one in said if one), separator=language.facts.gap)
    return Prose((linked(words, ("t-score", "t-goals"), language, lead=lead),) if words else ())


_REACHED = text("Reached this year, next year not below this year's result: {names}.")
_OTHERS = text("The other computed indicators were reached: next year not below this year's result.")


def last_advice(shown: ProtectedReport, language: Language) -> Prose:
    """Return what became of last year's advice, as the street states it."""
    rows = [row for row in rows_in(shown, "measures") if row.string("kind") == LAST_YEAR]
    title = language.say(text("What became of last year's advice"))
    return Prose(tuple(_became(row, language) for row in rows), title if rows else "", is_list=True)


_STATES = {DONE: text("done"), UNDER_WAY: text("under way"), NOT_BEGUN: text("not begun")}


def _became(row: Row, language: Language) -> Paragraph:
    state = _STATES.get(row.string("state")) or row.words("state") or text("state not provided")
    what = row.words("action") or row.words("problem")
    return Paragraph(language.say(text("{what}: {state}", what=what, state=state)))
