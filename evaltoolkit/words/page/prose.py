"""Sentences as a notebook shows them: escaped, marked by kind, without styles or scripts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.shown import Shown
from evaltoolkit.findings.table_names import absence
from evaltoolkit.language import Language, Text, text


class Kind(StrEnum):
    """What a paragraph is to its reader; also its class on the page."""

    BODY = "body"
    MESSAGE = "message"  # the one thing to take away
    CAUTION = "caution"
    MISSING = "missing"
    UNWRITTEN = "missing unwritten"  # a section that its author left open
    AUTHOR = "author"  # a person's own words
    NOTE = "note"  # the small print
    MADE = "caution made-data"  # made data; a page that bears a band of its own leaves it out


_CLASSES = {Kind.AUTHOR: "own"}  # the page's class `author` is the small print of the mark, not the words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, already in the reader's language.

    Parameters
    ----------
    words
        Plain text; escaped when shown, its line breaks kept.
    kind
        What it is to its reader.
    lead
        Words set apart at its beginning.
    source
        Where it comes from, set apart at its end.
    href
        Anchor on the same page where the matter stands, without ``#``.
    link
        Words of that link.
    see
        Names of tables (``t-…``) and figures (``f-…``) of the page that show it; the page fills in their numbers.
    """

    words: str
    kind: Kind = Kind.BODY
    lead: str = ""
    source: str = ""
    href: str = ""
    link: str = ""
    see: tuple[str, ...] = ()

    def html(self, tag: str = "p") -> str:
        """Return the paragraph as one HTML element."""
        lead = self._lead()
        source = f' <span class="source">{escape(self.source)}</span>' if self.source else ""
        link = f' <a class="more" href="#{escape(self.href)}">{escape(self.link)}</a>' if self.href else ""
        words = escape(self.words).replace("\n", "<br>") + "".join(map(reference, self.see))
        return f'<{tag} class="words {_CLASSES.get(self.kind, self.kind)}">{lead}{words}{source}{link}</{tag}>'

    def _lead(self) -> str:
        if not self.lead:
            return ""
        if self.kind is Kind.AUTHOR:
            return f'<span class="author">{escape(self.lead)}</span> '
        return f'<strong class="lead">{escape(self.lead)}</strong> '

    def __str__(self) -> str:
        return " ".join(part for part in (self.lead, self.words, self.source) if part)


def reference(name: str) -> str:
    """Return the place where the page says the number of a table or figure, such as （见表 4）; nothing if it has none.

    Examples
    --------
    >>> reference("t-spending")
    '<a class="ref" href="#t-spending"></a>'
    """
    return f'<a class="ref" href="#{escape(name)}"></a>'


@dataclass(frozen=True, slots=True, repr=False)
class Prose(Shown):
    """Paragraphs under an optional title; a list where they are points of equal rank."""

    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    is_list: bool = False

    def _repr_html_(self) -> str:
        title = f'<p class="words-title">{escape(self.title)}</p>' if self.title else ""
        if not self.is_list:
            return title + "".join(paragraph.html() for paragraph in self.paragraphs)
        items = "".join(paragraph.html("li") for paragraph in self.paragraphs)
        return f'{title}<ul class="points">{items}</ul>' if items else title

    def __repr__(self) -> str:
        return "\n".join(part for part in (self.title, *map(str, self.paragraphs)) if part)

    def __add__(self, other: Prose) -> Prose:
        """Return the paragraphs of both, under the title of the first."""
        both = Prose((*self.paragraphs, *other.paragraphs), self.title, self.is_list)
        object.__setattr__(both, "of_package", self.of_package and other.of_package)
        return both

    def of_kind(self, kind: Kind) -> tuple[str, ...]:
        """Return the words of the paragraphs of that kind."""
        return tuple(paragraph.words for paragraph in self.paragraphs if paragraph.kind is kind)


def closed(clause: Text | str) -> Text | str:
    """Return a clause, such as the title of a picture, as a sentence; empty stays empty."""
    return text("{clause}.", clause=clause) if clause else ""


def run(language: Language, *sentences: Text | str) -> str:
    """Return sentences said one after another, spaced as the language has it; empty ones leave no trace."""
    said = [language.say(sentence) for sentence in sentences]
    return language.facts.gap.join(part for part in said if part)


def prose(language: Language, *groups: tuple[Kind, tuple[Text | str, ...]]) -> Prose:
    """Return one paragraph for each group of sentences; a group that says nothing is left out."""
    said = ((kind, run(language, *sentences)) for kind, sentences in groups)
    return Prose(tuple(Paragraph(words, kind) for kind, words in said if words))


def missing(table: ProtectedTable, language: Language) -> Prose:
    """Return what a section says of a table that the street has not given: 未提供, never 0."""
    return Prose((Paragraph(absence(table, language), Kind.MISSING),))
