"""The six chapters of the evaluation report, in the order and with the headings of the seed form.

Source: 2023年度广州市白云区人民政府云城街道办事处部门重点项目绩效评价报告, chapters 一 to 六. A report in another
order would have to be retyped by the office that files it.
"""

from __future__ import annotations

from dataclasses import dataclass

from evaltoolkit.language import Text, text

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


CHAPTERS: tuple[Text, ...] = (
    text("Outline of the evaluated project"),
    text("Outline of the evaluation"),
    text("Conclusion and analysis"),
    text("Main results and what worked"),
    text("Problems and shortcomings"),
    text("Recommendations"),
)

_HEADINGS: tuple[tuple[tuple[str, Text], ...], ...] = (
    (
        ("background", text("Background of the project")),
        ("basis", text("Basis of the project")),
        ("goals", text("Performance goals of the project")),
        ("funding", text("Sources and use of funds")),
        ("implementation", text("How the project was carried out")),
    ),
    (
        ("purpose", text("Purpose of the evaluation")),
        ("design", text("Design and conduct of the evaluation")),
        ("indicators", text("Indicator system, criteria and methods of scoring")),
    ),
    (
        ("conclusion", text("Overall conclusion")),
        ("analysis", text("Analysis of the project's performance")),
    ),
    (
        ("economic_social", text("Economic and social benefit act on each other")),
        ("social", text("Social benefit")),
        ("satisfaction", text("Satisfaction of service users")),
        ("quality", text("Quality indicators")),
        ("timeliness", text("Timeliness indicators")),
        ("cost", text("Cost indicators")),
        ("sustainability", text("Indicators of lasting effect")),
    ),
    (
        ("problem_coverage", text("Who the services reach")),
        ("problem_evidence", text("Drawing out what the services achieved")),
    ),
    (
        ("advice_policy", text("On policy")),
        ("advice_management", text("On managing the project")),
        ("advice_performance", text("On managing performance")),
        ("advice_other", text("Other recommendations")),
    ),
)

SECTIONS: tuple[Section, ...] = tuple(
    Section(name, chapter, number, heading)
    for chapter, headings in enumerate(_HEADINGS, start=1)
    for number, (name, heading) in enumerate(headings, start=1)
)


def section(name: str) -> Section:
    """Return the section of that key; KeyError where the form has none."""
    for candidate in SECTIONS:
        if candidate.name == name:
            return candidate
    raise KeyError(name)
