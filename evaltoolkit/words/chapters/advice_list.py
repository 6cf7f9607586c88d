"""The advice on page 1: the author's words first, then what is to be done about each problem, by whom and by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaltoolkit.disclosure.of_run import require_own_plan
from evaltoolkit.findings.finding import Finding
from evaltoolkit.language import Language, text
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.chapters.advice_words import OURS, TO_FILL_IN, Advice, advice, named
from evaltoolkit.words.chapters.measure_join import Joined
from evaltoolkit.words.page.linked import linked
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose
from evaltoolkit.words.page.section_words import SENTENCE, lines_of

MOST = 4
"""Pieces of advice on page 1; chapter six has them all."""
MOST_OF_AUTHOR = 2
"""Sections of whose words page 1 quotes the first sentence."""
_LAST_CHAPTER = 6


def advice_list(plan: Plan, problems: tuple[Finding, ...], measures: Joined, language: Language) -> Prose:
    """Return the advice on page 1.

    Parameters
    ----------
    plan
        The street's plan, whose author may have written advice.
    problems
        Those of page 1, in their order.
    measures
        The street's own, by problem.
    language
        The reader's.
    """
    own = list(first_sentences(plan, _LAST_CHAPTER, language))[: most_of_author(problems)]
    found = advice(problems, measures)[: MOST - len(own)]
    said = (*own, *(_said(one, language) for one in found))
    notes = _notes(found, language, is_quoted=bool(own))
    return Prose(
        (*said, *((Paragraph(notes, Kind.NOTE),) if notes else ())), language.say(text("Advice")), is_list=True
    )


def most_of_author(problems: tuple[Finding, ...]) -> int:
    """Return of how many sections page 1 quotes the author: one, two where the tables show few problems."""
    return MOST_OF_AUTHOR if len(problems) <= MOST - MOST_OF_AUTHOR else 1


def first_sentences(plan: Plan, chapter: int, language: Language) -> Iterator[Paragraph]:
    """Yield the first sentence that the author wrote for each section of a chapter, as it stands there."""
    require_own_plan(plan)
    for section in SECTIONS:
        given = plan.sections.get(section.name) if section.chapter == chapter else None
        if given is not None and given.words is not None:
            first = SENTENCE.match(lines_of(given.words)[0])
            mark = language.say(text("Words of the original") if given.source else text("The author's words"))
            yield Paragraph(first[0] if first else "", Kind.AUTHOR, mark)


def _notes(found: Sequence[Advice], language: Language, *, is_quoted: bool) -> str:
    """Return what says once what is a proposal, and who and when where nobody has said so."""
    notes = (
        text("* {ours}", ours=OURS) if any(one.is_ours for one in found) else "",
        text("where nobody or no date is named: {open}", open=TO_FILL_IN)
        if is_quoted or any(not one.responsible or not one.due for one in found)
        else "",
    )
    said = language.join((note for note in notes if note), separator=language.say(text("; ")))
    return language.say(text("{clause}.", clause=said)) if said else ""


def _said(one: Advice, language: Language) -> Paragraph:
    words = language.say(one.action).rstrip("。.")
    known = [one.responsible, text("by when: {due}", due=one.due) if one.due else ""]
    notes = language.join((note for note in known if note), separator=language.say(text("; ")))
    words = language.say(text("{action} ({notes})", action=words, notes=notes)) if notes else words
    return linked(f"{words} *" if one.is_ours else words, one.places, language, lead=named(one, language))
