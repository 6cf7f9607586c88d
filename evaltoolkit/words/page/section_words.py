"""A section in its author's own words, marked as such; 未提供 where there are none, 无 where declared empty."""

from __future__ import annotations

import re

from evaltoolkit.disclosure.of_run import require_own_plan
from evaltoolkit.language import Language, text
from evaltoolkit.model.chapters import SECTIONS, section
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose

MOST_SIGNS = 400
"""Signs of a section's words that the body has room for; annex 2 has them in full (本工具规则)."""
SENTENCE = re.compile(r".+?[。！？；;!?](?=.|$)|.+", re.DOTALL)


def author_words(plan: Plan, name: str, language: Language) -> Prose:
    """Return what the plan's author wrote for a section.

    Parameters
    ----------
    plan
        The street's plan.
    name
        Key of a section of :mod:`evaltoolkit.model.chapters`.
    language
        The reader's; the author's words are never translated.

    Raises
    ------
    KeyError
        The form has no such section.
    """
    heading = section(name).heading
    given = require_own_plan(plan).sections.get(name)
    if given is None:
        said = text("'{section}': the author's words are not provided.", section=heading)
        return Prose((Paragraph(language.say(said), Kind.UNWRITTEN),))
    source = language.say(text("Source: {source}", source=given.source)) if given.source else ""
    if given.words is None:
        return Prose((Paragraph(language.say(text("None.")), Kind.AUTHOR, source=source),))
    whole, lines = lines_of(given.words), shortened(given.words)
    mark = _MARKS[bool(given.source), lines != whole]
    more = language.say(_IN_FULL) if lines != whole else ""
    notes = language.join((note for note in (source, more) if note), separator=language.say(text("; ")))
    return _marked(lines, language.say(mark), notes)


_MARKS = {
    (True, False): text("Words of the original"),
    (False, False): text("The author's words"),
    (True, True): text("Excerpt of the original"),
    (False, True): text("Excerpt of the author's words"),
}
_IN_FULL = text("in full in annex 2")


def _marked(lines: tuple[str, ...], mark: str, source: str) -> Prose:
    last = len(lines) - 1
    return Prose(
        tuple(
            Paragraph(line, Kind.AUTHOR, mark if place == 0 else "", source if place == last else "")
            for place, line in enumerate(lines)
        )
    )


def lines_of(words: str) -> tuple[str, ...]:
    """Return the paragraphs that someone wrote."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def shortened(words: str) -> tuple[str, ...]:
    """Return the paragraphs up to the last sentence that ends within :data:`MOST_SIGNS`, the first at any length.

    Examples
    --------
    >>> shortened("一句。" + "甲" * 400 + "。")
    ('一句。……',)
    >>> shortened("短。也短。")
    ('短。也短。',)
    """
    lines: list[str] = []
    room = MOST_SIGNS
    for line in lines_of(words):
        kept = ""
        for sentence in SENTENCE.findall(line):
            if len(sentence) > room and (kept or lines):
                return (*lines, f"{kept}……") if kept else (*lines[:-1], f"{lines[-1]}……")
            kept, room = kept + sentence, room - len(sentence)
        lines.append(kept)
    return tuple(lines)


def authors_in_full(plan: Plan, language: Language) -> Prose:
    """Return the whole of the words of which the body has an excerpt, by section.

    Parameters
    ----------
    plan
        The street's plan.
    language
        The reader's; the author's words are never translated.
    """
    require_own_plan(plan)
    found = [(one, plan.sections[one.name].words) for one in SECTIONS if one.name in plan.sections]
    return Prose(
        tuple(
            Paragraph(line, Kind.AUTHOR, language.say(one.heading) if place == 0 else "")
            for one, words in found
            if words and shortened(words) != lines_of(words)
            for place, line in enumerate(lines_of(words))
        )
    )
