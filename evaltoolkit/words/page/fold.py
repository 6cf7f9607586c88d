"""Folds: what answers one question, closed until its reader opens it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from evaltoolkit.disclosure.shown import Shown
from evaltoolkit.language import Language, Text
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose


@dataclass(frozen=True, slots=True, repr=False)
class Fold(Shown):
    """What answers one question, out of sight until its title is opened; nothing where nothing of it was given."""

    title: str
    parts: tuple[Shown | None, ...]

    def _repr_html_(self) -> str:
        inside = "".join(part._repr_html_() for part in self.parts if part is not None and says_something(part))
        return f'<details class="fold"><summary>{escape(self.title)}</summary>{inside}</details>' if inside else ""

    def __repr__(self) -> str:
        said = [repr(part) for part in self.parts if says_something(part)]
        return "\n".join([self.title, *said]) if said else ""


@dataclass(frozen=True, slots=True, repr=False)
class Annex(Shown):
    """The folds of a chapter."""

    folds: tuple[Fold, ...]

    def _repr_html_(self) -> str:
        return f'<section class="annex">{"".join(fold._repr_html_() for fold in self.folds)}</section>'

    def __repr__(self) -> str:
        return "\n".join(said for fold in self.folds if (said := repr(fold)))


def says_something(part: Shown | None) -> bool:
    """Return whether a part holds more than the words for what was not given."""
    if isinstance(part, HtmlTable):
        return bool(part.rows)
    if isinstance(part, Prose):
        return any(paragraph.kind is not Kind.MISSING for paragraph in part.paragraphs)
    return part is not None


def annex(language: Language, *folds: tuple[Text, tuple[Shown | None, ...]]) -> Annex:
    """Return the folds of some questions, each with what answers it."""
    return Annex(tuple(Fold(language.say(title), parts) for title, parts in folds))
