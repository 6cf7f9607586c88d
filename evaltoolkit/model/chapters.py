"""The six chapters of the evaluation report, in the order and with the headings of the seed form.

Source: 2023年度广州市白云区人民政府云城街道办事处部门重点项目绩效评价报告, chapters 一 to 六. A report in another
order would have to be retyped by the office that files it.
"""

from __future__ import annotations

from dataclasses import dataclass

from evaltoolkit.language import Text
from evaltoolkit.model.texts import texts

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered section of a chapter; `name` is its key in a plan's ``sections``."""

    name: str
    chapter: int
    number: int
    heading: Text

    @property
    def place(self) -> str:
        """Return how the form numbers it, such as ``三（一）``."""
        return f"{_NUMERALS[self.chapter - 1]}（{_NUMERALS[self.number - 1]}）"


CHAPTERS: tuple[Text, ...] = texts("model", "chapters")

_HEADINGS: tuple[dict[str, Text], ...] = texts("model", "headings")

SECTIONS: tuple[Section, ...] = tuple(
    Section(name, chapter, number, heading)
    for chapter, headings in enumerate(_HEADINGS, start=1)
    for number, (name, heading) in enumerate(headings.items(), start=1)
)


def section(name: str) -> Section:
    """Return the section of that key; KeyError where the form has none."""
    for candidate in SECTIONS:
        if candidate.name == name:
            return candidate
    raise KeyError(name)
