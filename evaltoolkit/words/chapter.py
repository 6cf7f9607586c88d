"""A chapter whose headings come from the street's own data: numbered sections, each with its parts."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from evaltoolkit.disclosure.shown import Shown
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text
from evaltoolkit.model.chapters import section
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.html_table import HtmlTable
from evaltoolkit.words.prose import Prose

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its heading, what stands beneath it, and the id by which the page leads to it."""

    heading: str
    content: tuple[Prose | HtmlTable, ...]
    id: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Chapter(Shown):
    """The sections of a chapter, numbered in their order as the form, or an English report, numbers them."""

    number: int
    parts: tuple[Part, ...]
    language: Language

    def _repr_html_(self) -> str:
        return "".join(self._html(number, part) for number, part in enumerate(self.parts))

    def _html(self, number: int, part: Part) -> str:
        place = f' id="{escape(part.id)}"' if part.id else ""
        content = "".join(one._repr_html_() for one in part.content)
        return f"<h3{place}>{escape(self._heading(number, part))}</h3>{content}"

    def _heading(self, number: int, part: Part) -> str:
        if self.language.code == DEFAULT_LANGUAGE:
            return f"（{_NUMERALS[number]}）{part.heading}"
        return f"{self.number}.{number + 1} {part.heading}"

    def __repr__(self) -> str:
        lines = [[self._heading(number, part), *map(repr, part.content)] for number, part in enumerate(self.parts)]
        return "\n".join(line for part in lines for line in part if line)


def own_heading(plan: Plan, name: str) -> str:
    """Return the street's own heading of a section; empty where its plan has none."""
    headings = getattr(plan, "headings", None) or {}
    return str(headings.get(name, ""))


def heading_of(plan: Plan, name: str) -> Text | str:
    """Return the street's own heading of a section where its plan has one, else the form's."""
    return own_heading(plan, name) or section(name).heading
