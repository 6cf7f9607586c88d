"""The advice on page 1: the author's words first, then what is to be done about each problem, by whom and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.facts import rows_in
from evaltoolkit.findings.finding import Finding
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.advice_words import OURS, TO_FILL_IN, Advice, advice, named
from evaltoolkit.words.linked import linked
from evaltoolkit.words.prose import Kind, Paragraph, Prose

MOST = 5
"""Pieces of advice on page 1; chapter six has them all."""
MOST_OF_AUTHOR = 2
"""Sections of whose words page 1 quotes the first sentence."""
_LAST_CHAPTER = 6
_SENTENCE = re.compile(r".+?[。！？；;!?](?=.|$)|.+", re.DOTALL)


def advice_list(plan: Plan, shown: ProtectedReport, problems: tuple[Finding, ...], language: Language) -> Prose:
    """Return the advice on page 1.

    Parameters
    ----------
    plan
        The street's plan, whose author may have written advice.
    shown
        Every protected table of the report.
    problems
        Those of page 1, in their order.
    language
        The reader's.
    """
    own = list(first_sentences(plan, _LAST_CHAPTER, language))[:MOST_OF_AUTHOR]
    found = [_said(one, language) for one in advice(problems, rows_in(shown, "measures"), language)]
    said = (*own, *found[: MOST - len(own)])
    return Prose(tuple(said), language.say(text("Advice")), is_list=True)


def first_sentences(plan: Plan, chapter: int, language: Language) -> Iterator[Paragraph]:
    """Yield the first sentence that the author wrote for each section of a chapter, as it stands there."""
    for section in SECTIONS:
        given = plan.sections.get(section.name) if section.chapter == chapter else None
        if given is not None and given.words is not None:
            first = _SENTENCE.match(given.words.strip())
            mark = language.say(text("Words of the original") if given.source else text("The author's words"))
            yield Paragraph(first[0] if first else "", Kind.AUTHOR, mark)


def _said(one: Advice, language: Language) -> Paragraph:
    words = text("{action} ({notes})", action=language.say(one.action).rstrip("。."), notes=_notes(one))
    return linked(language.say(words), one.places, language, lead=named(one, language))


def _notes(one: Advice) -> Text:
    if not one.responsible and not one.due:
        said = text("by whom and by when: {open}", open=TO_FILL_IN)
    else:
        said = text("{who}; by when: {due}", who=one.responsible or TO_FILL_IN, due=one.due or TO_FILL_IN)
    return text("{ours}; {notes}", ours=OURS, notes=said) if one.is_ours else said
