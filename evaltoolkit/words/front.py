"""The first screen: who and when, the total with its range and grade, three findings, three points to watch."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from evaltoolkit.disclosure.protected import AUDIENCE_NAMES, NOT_PROVIDED, Audience, ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.disclosure.shown import Shown
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Gap, rows_of
from evaltoolkit.findings.score import TotalReading, total_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.texts import texts
from evaltoolkit.words.anchors import anchor
from evaltoolkit.words.highlights import Highlight, findings, points_to_watch
from evaltoolkit.words.html_table import Cell, gap_cell
from evaltoolkit.words.prose import Kind, Paragraph, Prose
from evaltoolkit.words.score_words import total

_MEANINGS: dict[Audience, Text] = {Audience(name): words for name, words in texts("words", "audiences").items()}
AUDIENCES: dict[Audience, Text] = {
    audience: text("{version}: {meaning}", version=AUDIENCE_NAMES[audience], meaning=meaning)
    for audience, meaning in _MEANINGS.items()
}


@dataclass(frozen=True, slots=True, repr=False)
class FrontPage(Shown):
    """The first screen ready to be shown.

    Parameters
    ----------
    facts
        Label and words of who, what and when.
    headline
        The total as a number or range, and what stands behind it.
    parts
        Total, findings and points to watch, one under the other.
    """

    facts: tuple[tuple[str, Cell], ...]
    headline: tuple[str, str]
    parts: tuple[Prose, ...]

    def _repr_html_(self) -> str:
        facts = "".join(f"<dt>{escape(label)}</dt><dd>{words.html()}</dd>" for label, words in self.facts)
        parts = "".join(part._repr_html_() for part in self.parts)
        figure, behind = (escape(words) for words in self.headline)
        total = f'<p class="total"><span class="figure">{figure}</span> {behind}</p>'
        return f'<div class="front"><dl class="facts">{facts}</dl>{total}{parts}</div>'

    def __repr__(self) -> str:
        facts = "\n".join(f"{label}: {words.words}" for label, words in self.facts)
        return "\n".join([facts, " ".join(self.headline), *map(repr, self.parts)])


def front_page(plan: Plan, shown: ProtectedReport, language: Language) -> FrontPage:
    """Return the first screen of a street's report.

    Parameters
    ----------
    plan
        The street's plan.
    shown
        Every protected table of the report.
    language
        The reader's.
    """
    parts = (
        total(shown["total"], shown["scorecard"], language),
        *((original_conclusion(plan, language),) if plan.original_conclusion else ()),
        _points(text("What was found"), findings(shown, language), language),
        _points(text("What to watch"), points_to_watch(shown, language), language),
    )
    return FrontPage(_facts(plan, shown, language), _headline(shown["total"], language), parts)


def _headline(table: ProtectedTable, language: Language) -> tuple[str, str]:
    score = total_of(rows_of(table))
    if score is None:
        return language.say(NOT_PROVIDED), ""
    grade = say_choice(score.grade) if score.grade else _NO_GRADE.get(score.reading, text("grade open"))
    behind = text("of {whole} points, {grade}", whole=trimmed(score.weight), grade=grade)
    return language.say(score.points), language.say(behind)


_NO_GRADE = {TotalReading.UNGRADED: text("no grade")}


def _facts(plan: Plan, shown: ProtectedReport, language: Language) -> tuple[tuple[str, Cell], ...]:
    facts: tuple[tuple[Text, Text | str | None], ...] = (
        (text("Street office"), text("{street}, {district}", street=plan.street, district=plan.district)),
        (text("Period"), text("the year {year}", year=plan.year)),
        (
            text("Counted to"),
            text("{as_of}; report of {day}", as_of=plan.counted_to.isoformat(), day=plan.reported_on.isoformat()),
        ),
        (text("Project"), plan.project),
        (text("Evaluated by (department in charge)"), plan.department),
        (text("Operator"), plan.operator),
        (text("For whom"), AUDIENCES[shown.audience]),
        *((text("Corrects an earlier report, whose place it takes"), wrong) for wrong in shown.corrects),
    )
    return tuple((language.say(label), _fact(words, language)) for label, words in facts)


def _fact(words: Text | str | None, language: Language) -> Cell:
    return gap_cell(Gap.NOT_PROVIDED, language) if words is None else Cell(language.say(words))


def _points(title: Text, highlights: tuple[Highlight, ...], language: Language) -> Prose:
    more = language.say(text("See there"))
    said = tuple(Paragraph(one.words, href=anchor(one.section), link=more, spark=one.spark) for one in highlights)
    none = Paragraph(language.say(text("What was handed in is not enough to say anything here.")), Kind.MISSING)
    return Prose(said or (none,), language.say(title), is_list=True)


def original_conclusion(plan: Plan, language: Language) -> Prose:
    """Return an earlier document's conclusion as it stands there; no grade is computed from it."""
    if plan.original_conclusion is None:
        return Prose(())
    quoted = text(
        "Conclusion of the original (which lists no points scored): {words}", words=plan.original_conclusion.words
    )  # fmt: skip
    source = text("Source: {source}", source=plan.original_conclusion.source)
    return Prose((Paragraph(language.say(quoted), source=language.say(source)),))


def synthetic_band(plan: Plan, language: Language) -> Prose:
    """Return the words that mark made data; empty for a real street."""
    if not plan.synthetic:
        return Prose(())
    return Prose((Paragraph(language.say(text("Sample data (synthetic)")), Kind.CAUTION),))
