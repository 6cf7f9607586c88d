"""How many people surely changed, and whether the services that maintain have held, in a sentence each."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.language import Language, text
from evaltoolkit.words.outcome.maintenance_words import held_in_short
from evaltoolkit.words.outcome.people_words import people_in_short
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, run


def changed_and_held(people: ProtectedTable, maintenance: ProtectedTable, language: Language) -> Prose:
    """Return how people fared on their primary scale, and whether people of maintaining services stayed as they were.

    Parameters
    ----------
    people, maintenance
        The protected tables of those names; an empty one says nothing.
    language
        The reader's.
    """
    changed, held = people_in_short(people, language), run(language, *map(held_in_short, rows_of(maintenance)))
    heads = (text("How many people reliably changed"), text("Services that maintain"))
    return Prose(
        tuple(
            Paragraph(words, Kind.BODY, language.say(head))
            for words, head in zip((changed, held), heads, strict=True)
            if words
        )
    )
