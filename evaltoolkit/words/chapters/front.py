"""Page 1: facts, conclusion, merits, problems and points lost, advice, one line of limits, in the seed form's order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from evaltoolkit.disclosure.of_run import require_own_plan
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.disclosure.shown import Shown
from evaltoolkit.findings.facts import rows_in
from evaltoolkit.findings.finding import Finding, Strength, Trouble
from evaltoolkit.findings.front_choice import MOST_PROBLEMS, first_merits, first_problems, most_lost
from evaltoolkit.findings.merits import merits
from evaltoolkit.findings.problems import problems
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.body.rests_on import on_page_one
from evaltoolkit.words.chapters.advice_list import MOST_OF_AUTHOR, advice_list, first_sentences
from evaltoolkit.words.chapters.conclusion_words import Conclusion, conclusion
from evaltoolkit.words.chapters.front_facts import front_facts
from evaltoolkit.words.chapters.gap_words import gap_counts
from evaltoolkit.words.chapters.measure_join import join
from evaltoolkit.words.chapters.merit_words import merit
from evaltoolkit.words.chapters.problem_table import problem_table
from evaltoolkit.words.outcome.change_lines import IN_BRACKETS, other_changes
from evaltoolkit.words.page.due import is_over
from evaltoolkit.words.page.html_table import Cell, HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, run
from evaltoolkit.words.score.sensitivity_words import Band
from evaltoolkit.words.withheld.hidden_words import count_hidden


@dataclass(frozen=True, slots=True, repr=False)
class FrontPage(Shown):
    """Page 1 ready to be shown.

    Parameters
    ----------
    facts
        Label and words of who, when, money, payments, answers, hours and pairs.
    conclusion
        The total and its grade.
    parts
        Quoted conclusion, merits, problems, advice and limits, one under the other.
    merits, problems
        What it tells of, for who asks how it was chosen.
    """

    facts: tuple[tuple[str, Cell], ...]
    conclusion: Conclusion
    parts: tuple[Prose | HtmlTable, ...]
    merits: tuple[Finding, ...] = ()
    problems: tuple[Finding, ...] = ()

    def _repr_html_(self) -> str:
        facts = "".join(f"<dt>{escape(label)}</dt><dd>{words.html()}</dd>" for label, words in self.facts)
        parts = "".join(part._repr_html_() for part in self.parts)
        return f'<div class="front"><dl class="facts">{facts}</dl>{self.conclusion._repr_html_()}{parts}</div>'

    def __repr__(self) -> str:
        facts = (f"{label}: {' '.join(filter(None, (words.words, words.detail)))}" for label, words in self.facts)
        return "\n".join([*facts, repr(self.conclusion), *map(repr, self.parts)])


def front_page(plan: Plan, shown: ProtectedReport, language: Language, *, grades: Sequence[Band] = ()) -> FrontPage:
    """Return page 1 of a street's report.

    Parameters
    ----------
    plan
        The street's plan.
    shown
        Every protected table of the report.
    language
        The reader's.
    grades
        Grade bands of the indicator system, in any order.
    """
    every = problems(shown, is_over=is_over(plan))
    worst, best = first_problems(every), first_merits(merits(shown, every))
    told = {one.indicator for one in (*worst, *best)}
    measures = join(rows_in(shown, "measures"), every, language)
    parts = (
        original_conclusion(plan, language),
        _merits(shown, best, worst, language),
        _problems_of_author(plan, worst, language),
        problem_table(worst, measures, language),
        advice_list(plan, worst, measures, language),
        _limits(plan, shown, language),
    )
    facts = front_facts(plan, shown, language, told=told)
    return FrontPage(facts, conclusion(shown, grades, language, lost=most_lost(every)), parts, best, worst)


_CHAPTER_OF_PROBLEMS = 5


def _problems_of_author(plan: Plan, worst: tuple[Finding, ...], language: Language) -> Prose:
    """Return the title of the problems, beneath it the author's own words where the page has room for them."""
    has_room = len(worst) <= MOST_PROBLEMS - MOST_OF_AUTHOR
    own = tuple(first_sentences(plan, _CHAPTER_OF_PROBLEMS, language))[:MOST_OF_AUTHOR] if has_room else ()
    return Prose(own, language.say(text("Main problems and points lost")))


def _merits(shown: ProtectedReport, best: tuple[Finding, ...], worst: tuple[Finding, ...], language: Language) -> Prose:
    said = [merit(one, shown, language) for one in best]
    told = {row.string("scale") for one in (*best, *worst) for row in one.rows if one.kind in _OF_CHANGE}
    others = other_changes(rows_in(shown, "outcomes"), rows_in(shown, "follow_up"), told, language)
    if not said:
        said.append(Paragraph(language.say(text("What was handed in establishes none.")), Kind.MISSING))
    if others:
        words = text("Measured besides ({note}): {each}.", note=IN_BRACKETS, each=others)
        said.append(Paragraph(language.say(words), see=("t-outcomes",)))
    return Prose(tuple(said), language.say(text("Main results")), is_list=True)


_OF_CHANGE = (Strength.BETTER, Trouble.WORSE, Trouble.DOUBT)


def _limits(plan: Plan, shown: ProtectedReport, language: Language) -> Prose:
    return Prose((Paragraph(run(language, *_limited(plan, shown, language)), lead=language.say(text("Limits"))),))


def _limited(plan: Plan, shown: ProtectedReport, language: Language) -> Iterator[Text]:
    if rows_in(shown, "outcomes"):
        yield text("There was no comparison group, so changes cannot be attributed to the service.")
    yield from on_page_one(shown, language)
    withheld, gaps = count_hidden(shown), gap_counts(plan, shown, language)
    if withheld:
        yield text(
            "To protect single people, results are withheld from this version, {n} in all; annex 2 lists them.",
            n=withheld,
        )
    if gaps:
        yield text("Not provided, listed at the end of chapter five: {each}.", each=gaps)


def original_conclusion(plan: Plan, language: Language) -> Prose:
    """Return an earlier document's conclusion as it stands there; no grade is computed from it."""
    if (own := require_own_plan(plan).original_conclusion) is None:
        return Prose(())
    quoted = text(
        "Conclusion of the original (which lists no points scored): {words}", words=own.words
    )  # fmt: skip
    source = text("Source: {source}", source=own.source)
    return Prose((Paragraph(language.say(quoted), source=language.say(source)),))


def synthetic_band(plan: Plan, language: Language) -> Prose:
    """Return the words that mark made data; empty for a real street."""
    if not plan.synthetic:
        return Prose(())
    return Prose((Paragraph(language.say(text("Sample data (synthetic)")), Kind.MADE),))
