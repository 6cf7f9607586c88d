"""A section in its author's own words, marked as such; 未提供 where there are none, 无 where declared empty."""

from __future__ import annotations

from evaltoolkit.language import Language, text
from evaltoolkit.model.chapters import section
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.prose import Kind, Paragraph, Prose


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
    given = plan.sections.get(name)
    if given is None:
        said = text("'{section}': the author's words are not provided.", section=heading)
        return Prose((Paragraph(language.say(said), Kind.UNWRITTEN),))
    source = language.say(text("Source: {source}", source=given.source)) if given.source else ""
    if given.words is None:
        return Prose((Paragraph(language.say(text("None.")), Kind.AUTHOR, source=source),))
    mark = language.say(text("Words of the original") if given.source else text("The author's words"))
    lines = [line.strip() for line in given.words.splitlines() if line.strip()]
    return Prose(
        tuple(
            Paragraph(
                line,
                Kind.AUTHOR,
                mark if place == 0 else "",
                source if place == len(lines) - 1 else "",
            )
            for place, line in enumerate(lines)
        )
    )
