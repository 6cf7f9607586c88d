"""Chapter five: the author's words, then every problem by what it is about, named and linked; then what is missing.

No figure stands here but those of two sources that disagree, which stand nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.finding import Finding, Trouble
from evaltoolkit.findings.problems import problems
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.texts import texts
from evaltoolkit.words.body import coverage
from evaltoolkit.words.body.passage import Passage
from evaltoolkit.words.chapters import finding_words
from evaltoolkit.words.chapters.gap_words import not_given
from evaltoolkit.words.page.chapter import Chapter, Part, own_heading
from evaltoolkit.words.page.due import is_over
from evaltoolkit.words.page.linked import linked
from evaltoolkit.words.page.prose import Paragraph, Prose
from evaltoolkit.words.page.section_words import author_words
from evaltoolkit.words.services.year import said_of_sources

NUMBER = 5
GROUPS: Mapping[str, Text] = texts("words", "trouble_groups")
"""What the problems of a section have in common, by the end of the section's id."""
_GROUP: Mapping[Trouble, str] = {
    **dict.fromkeys((Trouble.JUDGED, Trouble.UNSPENT, Trouble.OPEN), "lost"),
    **dict.fromkeys((Trouble.MISSED, Trouble.SATISFACTION, Trouble.WORSE_ANSWERS, Trouble.HOURS_SHORT, Trouble.UNDER,
                     Trouble.GOAL, Trouble.AWARENESS), "target"),
    Trouble.ABOVE: "above",
    Trouble.COVERAGE: "coverage",
    **dict.fromkeys((Trouble.ATTRITION, Trouble.DOUBT, Trouble.WORSE, Trouble.UNMEASURED), "measured"),
    Trouble.NEEDS: "needs",
    **dict.fromkeys((Trouble.PAYMENTS, Trouble.INSPECTIONS, Trouble.LAST_ADVICE), "late"),
    **dict.fromkeys((Trouble.SOURCES, Trouble.AUDIT), "sources"),
}  # fmt: skip
_COVERAGE, _GAPS = "p-coverage", "p-gaps"
MOST_NAMED = 1
"""Problems named in the heading of their section."""


def problems_chapter(plan: Plan, shown: ProtectedReport, language: Language) -> Chapter:
    """Return chapter five of a street's report.

    Parameters
    ----------
    plan
        The street's plan, whose author may have written on problems and named headings.
    shown
        Every protected table of the report.
    language
        The reader's.
    """
    found = (*_of_tables(problems(shown, is_over=is_over(plan)), language), *_gaps(plan, shown, language))
    parts = (*of_author(plan, NUMBER, language), *_with_coverage(found, coverage(shown, language), language))
    return Chapter(NUMBER, parts or (_nothing(language),), language)


def of_author(plan: Plan, chapter: int, language: Language) -> Iterator[Part]:
    """Yield what the author wrote on problems: under the street's own headings, else under one."""
    given = [one.name for one in SECTIONS if one.chapter == chapter and one.name in plan.sections]
    named = [name for name in given if own_heading(plan, name)]
    for name in named:
        yield Part(own_heading(plan, name), (author_words(plan, name, language),), f"p-{name}")
    rest = tuple(author_words(plan, name, language) for name in given if name not in named)
    if rest:
        yield Part(language.say(text("As the author sees it")), rest, "p-author")


def _of_tables(every: tuple[Finding, ...], language: Language) -> Iterator[Part]:
    for group in dict.fromkeys(group_of(one) for one in every):
        found = [one for one in every if group_of(one) == group]
        yield Part(_heading(group, found, language), (_listed(found, language),), f"p-{group}")


def _with_coverage(found: tuple[Part, ...], reached: Passage, language: Language) -> Iterator[Part]:
    """Yield the parts with the table of coverage where coverage is a problem, else under a heading of its own."""
    places = [part.id for part in found]
    own = Part(language.say(text("Whom the services reach")), (reached,), _COVERAGE)
    is_told = reached.table is not None
    for part in found:
        if is_told and _COVERAGE not in places and part.id == _GAPS:
            yield own
        yield replace(part, content=(*part.content, reached)) if is_told and part.id == _COVERAGE else part
    if is_told and not {_COVERAGE, _GAPS} & set(places):
        yield own


def group_of(one: Finding) -> str:
    """Return which section of the chapter the problem stands in."""
    return _GROUP[Trouble(one.kind)]


def _heading(group: str, found: list[Finding], language: Language) -> str:
    names = [language.say(finding_words.quoted(one)) for one in found]
    if len(found) == 1 and found[0].row is None:
        return names[0]
    said = language.join(names[:MOST_NAMED])
    if names[MOST_NAMED:]:
        said = language.say(text("{names} and others", names=said))
    return language.say(text("{group}: {names}", group=GROUPS[group], names=said))


def _listed(found: list[Finding], language: Language) -> Prose:
    """Return each problem with what it is; rows of the indicator table stand on one line, each with what it lacks."""
    is_alone = len(found) == 1 and found[0].row is None  # then the heading names it
    short = [one for one in found if one.kind in _IN_ONE_LINE]
    points = [_point(one, language, is_named=not is_alone) for one in found if one.kind not in _IN_ONE_LINE]
    if short:
        names = language.join(_in_line(one, language) for one in short)
        points.append(linked(names, tuple(map(finding_words.place, short)), language))
    return Prose(tuple(point for point in points if point.words), is_list=True)


_IN_ONE_LINE = (Trouble.JUDGED, Trouble.MISSED, Trouble.UNSPENT, Trouble.AWARENESS)


def _in_line(one: Finding, language: Language) -> Text | str:
    what = finding_words.plain(one, language)
    return text("{name} ({what})", name=finding_words.quoted(one), what=what) if what else finding_words.quoted(one)


def _more(one: Finding, language: Language) -> str:
    if one.kind is Trouble.SOURCES:
        return language.join(map(said_of_sources, one.rows), separator=language.say(text("; ")))
    return language.say(finding_words.plain(one, language))


def _point(one: Finding, language: Language, *, is_named: bool) -> Paragraph:
    is_here = one.kind in (Trouble.SOURCES, Trouble.NEEDS, Trouble.UNMEASURED)
    name, more = language.say(finding_words.name(one)), _more(one, language)
    lead, words = (name, more) if more else ("", name)
    places = () if is_here else (finding_words.place(one),)
    return linked(words if is_named else more, places, language, lead=lead if is_named else "")


def _gaps(plan: Plan, shown: ProtectedReport, language: Language) -> Iterator[Part]:
    gaps = not_given(plan, shown, language)
    if gaps.paragraphs:
        yield Part(language.say(text("What was not provided")), (gaps,), _GAPS)


def _nothing(language: Language) -> Part:
    said = Paragraph(language.say(text("The tables show no problem.")))
    return Part(language.say(text("Problems")), (Prose((said,)),))
