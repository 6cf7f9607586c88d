"""A paragraph that leads to what shows its matter: by number where that is a table or figure, else by its heading."""

from __future__ import annotations

from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.words.page.anchors import anchor
from evaltoolkit.words.page.chapter import number_of
from evaltoolkit.words.page.prose import Kind, Paragraph

_NUMBERED = ("t-", "f-")


def linked(
    words: str, places: tuple[str, ...], language: Language, *, lead: str = "", kind: Kind = Kind.BODY
) -> Paragraph:
    """Return a paragraph with its references.

    Parameters
    ----------
    words
        Already in the reader's language.
    places
        Ids of what shows the matter; of those that have no number only the first is linked.
    language
        The reader's.
    lead, kind
        As :class:`~evaltoolkit.words.page.prose.Paragraph` takes them.

    Examples
    --------
    >>> linked("Late", ("t-timeliness",), Language("en")).html()
    '<p class="words body">Late<a class="ref" href="#t-timeliness"></a></p>'
    """
    numbered = tuple(dict.fromkeys(place for place in places if place.startswith(_NUMBERED)))
    place = next((place for place in places if place and not place.startswith(_NUMBERED)), "")
    more = language.say(_where(place, language)) if place else ""
    return Paragraph(words, kind, lead, href=place, link=more, see=numbered)


def _where(place: str, language: Language) -> Text:
    """Return where a heading stands: its number where the form numbers it, else its chapter."""
    for one in SECTIONS:
        if place == anchor(one.name):
            return text("(see {place})", place=number_of(one, language))
    return text("(see chapter five)")
