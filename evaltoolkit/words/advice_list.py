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
from evaltoolkit.words.advice_words import OURS, TO_FILL_IN, Advice, advice
from evaltoolkit.words.prose import Kind, Paragraph, Prose

MOST = 5
"""Pieces of advice on page 1; chapter six has them all."""
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
    own = list(_of_author(plan, language))
    found = [_said(one, language) for one in advice(problems, rows_in(shown, "measures"), language)]
    said = (*own[:2], *found[: MOST - len(own[:2])])
    return Prose(tuple(said), language.say(text("Advice")), is_list=True)


def _of_author(plan: Plan, language: Language) -> Iterator[Paragraph]:
    for section in SECTIONS:
        given = plan.sections.get(section.name) if section.chapter == _LAST_CHAPTER else None
        if given is not None and given.words is not None:
            first = _SENTENCE.match(given.words.strip())
            mark = language.say(text("Words of the original") if given.source else text("The author's words"))
            yield Paragraph(first[0] if first else "", Kind.AUTHOR, mark)


def _said(one: Advice, language: Language) -> Paragraph:
    words = text("{action} ({who}; {when})", action=_closed(one, language), who=_who(one), when=_when(one))
    return Paragraph(language.say(words), lead=language.say(one.problem), see=(one.place,) if one.place else ())


def _closed(one: Advice, language: Language) -> Text | str:
    said = language.say(one.action).rstrip("。.")
    return text("{action}, {ours}", action=said, ours=OURS) if one.is_ours else said


def _who(one: Advice) -> Text:
    return text("by whom: {who}", who=one.responsible or TO_FILL_IN)


def _when(one: Advice) -> Text:
    return text("by when: {when}", when=one.due or TO_FILL_IN)
