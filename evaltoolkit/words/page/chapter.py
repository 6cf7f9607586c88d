"""A chapter whose headings come from the street's own data: numbered sections, each with its parts."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from evaltoolkit.disclosure.of_run import require_own_plan
from evaltoolkit.disclosure.shown import Shown
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text
from evaltoolkit.model.chapters import Section, section
from evaltoolkit.model.plan import Plan

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its heading, what stands beneath it, and the id by which the page leads to it."""

    heading: str
    content: tuple[Shown, ...]
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
        return numbered(self.number, number + 1, part.heading, self.language)

    def __repr__(self) -> str:
        lines = [[self._heading(number, part), *map(repr, part.content)] for number, part in enumerate(self.parts)]
        return "\n".join(line for part in lines for line in part if line)


def numbered(chapter: int, number: int, heading: str, language: Language) -> str:
    """Return a section's heading as the form, or an English report, numbers it.

    Examples
    --------
    >>> numbered(5, 2, "资料", Language("zh_CN")), numbered(5, 2, "Data", Language("en"))
    ('（二）资料', '5.2 Data')
    """
    if language.code == DEFAULT_LANGUAGE:
        return f"（{_NUMERALS[number - 1]}）{heading}"
    return f"{chapter}.{number} {heading}"


def number_of(one: Section, language: Language) -> str:
    """Return the number of a section of the form, with its chapter's.

    Examples
    --------
    >>> number_of(section("satisfaction"), Language("zh_CN")), number_of(section("satisfaction"), Language("en"))
    ('四（三）', '4.3')
    """
    return one.place if language.code == DEFAULT_LANGUAGE else f"{one.chapter}.{one.number}"


@dataclass(frozen=True, slots=True, repr=False)
class SectionHeading(Shown):
    """The heading of a section that a street may word in its own way."""

    words: str

    def _repr_html_(self) -> str:
        return f"<h3>{escape(self.words)}</h3>"

    def __repr__(self) -> str:
        return self.words


def section_heading(plan: Plan, name: str, language: Language) -> SectionHeading:
    """Return the heading of a section of the form: the street's own, else the form's."""
    place = section(name)
    return SectionHeading(numbered(place.chapter, place.number, language.say(heading_of(plan, name)), language))


def own_heading(plan: Plan, name: str) -> str:
    """Return the street's own heading of a section; empty where its plan has none."""
    headings = getattr(require_own_plan(plan), "headings", None) or {}
    return str(headings.get(name, ""))


def heading_of(plan: Plan, name: str) -> Text | str:
    """Return the street's own heading of a section where its plan has one, else the form's."""
    return own_heading(plan, name) or section(name).heading
