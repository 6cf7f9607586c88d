"""The outcomes of one choice, by the report's own functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from evaltoolkit.charts.figures.outcome_forest import outcome_forest
from evaltoolkit.charts.figures.outcome_slopes import outcome_slopes
from evaltoolkit.charts.figures.reliable_change import reliable_change
from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.disclosure.protected import REASONS, Audience, ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.explore.narrowing import narrow
from evaltoolkit.explore.outcome_choice import OutcomeChoice
from evaltoolkit.explore.outcome_reach import BY_GROUP, EVERYONE, GROUP, TOTAL
from evaltoolkit.explore.person_view import codes_by_scores
from evaltoolkit.explore.view import View, cautions_of, kindly, without_cautions
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.appendix.method_notes import method_notes
from evaltoolkit.words.outcome.outcome_table import outcome_table
from evaltoolkit.words.outcome.outcome_words import outcomes
from evaltoolkit.words.outcome.verdict_words import verdict_table, verdicts

NOTES: tuple[str, ...] = (
    "Change and its interval", "When no change is established", "How much may be said of few people",
    "Exact signed-rank test", "Standardised change", "Several tests at once", "Bootstrap interval",
    "Reliable change of one person", "Coming back towards the average", "No comparison group",
    "People lost on the way", "Missing and withheld", "Protection of people",
)  # fmt: skip
"""Titles of the notes on methods that stand behind a change."""

_COURSES = "courses"
_NOBODY: Mapping[str, Text] = {
    "group": text("group"), "project": text("project"), "method": text("method"), "field": text("field of service"),
}  # fmt: skip


def outcome_view(report: ProtectedReport, choice: OutcomeChoice, title: str, language: Language) -> View:
    """Return sentence, chart and table of one choice.

    Parameters
    ----------
    report
        The tables as the audience may see them.
    choice
        What is to be seen.
    title
        What was chosen, in words.
    language
        The reader's.
    """
    if choice.picture == "people":
        return _people(report, choice, title, language)
    table = _rows(report["outcomes"], choice)
    if table.is_empty:
        return kindly(title, language, *_reasons(table, choice, language))
    said = outcomes(
        table,
        language,
        dimension=choice.dimension or None,
        group=choice.group or None,
        follow_up=report.tables.get("follow_up"),
    )
    return View(
        title,
        without_cautions(said),
        _chart(report, table, choice, language),
        outcome_table(table, language),
        cautions_of(said) + method_notes(language, titles=NOTES),
        codes=codes_by_scores(report),
    )


def _rows(table: ProtectedTable, choice: OutcomeChoice) -> ProtectedTable:
    return narrow(
        table,
        scale=choice.scale or None,
        dimension=choice.dimension or None,
        group_kind=choice.grouping,
        group=choice.group or None,
    )


def _chart(report: ProtectedReport, table: ProtectedTable, choice: OutcomeChoice, language: Language) -> Chart:
    drawn = _named(table, choice, language)
    if choice.picture == "forest":
        return outcome_forest(drawn, language, group_kind=choice.grouping)
    whole = choice.grouping == EVERYONE and report.audience is Audience.STATION
    courses = report[_COURSES] if whole else None
    later = report.tables.get("follow_up")
    return outcome_slopes(drawn, language, group_kind=choice.grouping, courses=courses, follow_up=later)


def _named(table: ProtectedTable, choice: OutcomeChoice, language: Language) -> ProtectedTable:
    """Return the rows under names that say all that was chosen: a chart of one row names neither scale nor group."""
    frame = table.frame.copy()
    if choice.dimension not in ("", TOTAL):
        frame["dimension_name"] = _joined(frame["scale_name"], frame["dimension_name"])
    if choice.group:
        for column in ("scale_name", "dimension_name"):
            frame[column] = _joined(frame[column], [language.say(say_choice(group)) for group in frame["group"]])
    return replace(table, frame=frame)


def _joined(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return [f"{one} · {other}" for one, other in zip(first, second, strict=True)]


def _people(report: ProtectedReport, choice: OutcomeChoice, title: str, language: Language) -> View:
    if choice.grouping != EVERYONE:
        return _people_by_group(report, choice, title, language)
    kept = {"scale": choice.scale or None}
    table, pooled, courses = (narrow(report[name], **kept) for name in ("verdicts", "verdicts_pooled", _COURSES))
    said = verdicts(table, pooled, language)
    if table.is_empty:
        return kindly(title, language, *(paragraph.words for paragraph in said.paragraphs))
    chart = reliable_change(table, language, pooled=pooled, courses=courses)
    notes = method_notes(language, titles=NOTES)
    return View(title, said, chart, verdict_table(table, language), notes, codes=codes_by_scores(report))


def _people_by_group(report: ProtectedReport, choice: OutcomeChoice, title: str, language: Language) -> View:
    if choice.grouping != GROUP:
        return kindly(title, language, BY_GROUP)
    table = narrow(report["verdicts_by_group"], scale=choice.scale or None, group=choice.group or None)
    if table.is_empty:
        sentence = text("Groups are small: people by group stand in the station's version only.")
        return kindly(title, language, sentence)
    named = table.frame.assign(scale_name=_joined(table.frame["scale_name"], table.frame["group"]))
    chart = reliable_change(replace(table, frame=named), language)
    words = text("People by group: groups are small, so look at each person's course too.")
    notes = method_notes(language, titles=NOTES)
    return View(title, kindly(title, language, words).sentence, chart, verdict_table(table, language), notes)


def _reasons(chosen: ProtectedTable, choice: OutcomeChoice, language: Language) -> tuple[Text | str, ...]:
    if chosen.hidden:
        why = language.join(
            language.say(words) for words in dict.fromkeys(REASONS[one.reason] for one in chosen.hidden)
        )
        return (text("Not shown in this version: {why}. It stands in the station's version.", why=why),)
    kind = _NOBODY.get(choice.grouping)
    if kind is not None and choice.group:
        return (text("The {kind} {name} has no pre-tests and post-tests here.", kind=kind, name=choice.group),)
    return (text("There are no pre-tests and post-tests for this choice."),)
