"""The outcomes of one choice, by the report's own functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from evaltoolkit.charts.figures.outcome_forest import outcome_forest
from evaltoolkit.charts.figures.outcome_slopes import outcome_slopes
from evaltoolkit.charts.figures.reliable_change import reliable_change
from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.disclosure.protected import REASONS, Audience, ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.explore.narrowing import narrow
from evaltoolkit.explore.outcome_choice import EVERYONE, OutcomeChoice
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

_TOTAL = "total"
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
        return kindly(title, language, *_reasons(report["outcomes"], table, choice, language))
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
    drawn = _named(table, choice)
    if choice.picture == "forest":
        return outcome_forest(drawn, language, group_kind=choice.grouping)
    whole = choice.grouping == EVERYONE and report.audience is Audience.STATION
    courses = report[_COURSES] if whole else None
    later = report.tables.get("follow_up")
    return outcome_slopes(drawn, language, group_kind=choice.grouping, courses=courses, follow_up=later)


def _named(table: ProtectedTable, choice: OutcomeChoice) -> ProtectedTable:
    """Return the rows under names that say all that was chosen: a chart of one row names neither scale nor group."""
    frame = table.frame.copy()
    if choice.dimension not in ("", _TOTAL):
        frame["dimension_name"] = _joined(frame["scale_name"], frame["dimension_name"])
    if choice.group:
        for column in ("scale_name", "dimension_name"):
            frame[column] = _joined(frame[column], frame["group"])
    return replace(table, frame=frame)


def _joined(first: pd.Series, second: pd.Series) -> list[str]:
    return [f"{one} · {other}" for one, other in zip(first, second, strict=True)]


def _people(report: ProtectedReport, choice: OutcomeChoice, title: str, language: Language) -> View:
    if choice.grouping != EVERYONE:
        table = narrow(report["verdicts_by_group"], scale=choice.scale or None, group=choice.group or None)
        return _by_group(table, choice, title, language, is_station=report.audience is Audience.STATION)
    kept = {"scale": choice.scale or None}
    table, pooled, courses = (narrow(report[name], **kept) for name in ("verdicts", "verdicts_pooled", _COURSES))
    said = verdicts(table, pooled, language)
    if table.is_empty:
        return kindly(title, language, *(paragraph.words for paragraph in said.paragraphs))
    chart = reliable_change(table, language, pooled=pooled, courses=courses)
    return View(title, said, chart, verdict_table(table, language), method_notes(language, titles=NOTES))


def _by_group(
    table: ProtectedTable, choice: OutcomeChoice, title: str, language: Language, *, is_station: bool
) -> View:
    if choice.grouping == "group" and not table.is_empty:
        words = text("People by group, as the table lists them: groups are small, so look at each person's course too.")
        said = kindly(title, language, words).sentence
        return View(title, said, None, verdict_table(table, language), method_notes(language, titles=NOTES))
    if is_station or choice.grouping != "group":
        sentence = text("People are counted for everyone and by group only; choose one of these.")
    else:
        sentence = text("Groups are small: people by group stand in the station's version only.")
    return kindly(title, language, sentence)


def _reasons(
    table: ProtectedTable, chosen: ProtectedTable, choice: OutcomeChoice, language: Language
) -> tuple[Text | str, ...]:
    if chosen.hidden:
        why = language.join(
            language.say(words) for words in dict.fromkeys(REASONS[one.reason] for one in chosen.hidden)
        )
        return (
            text("Not shown in this version: {why}. It stands in the station's version.", why=why),
            _instead(narrow(table, scale=choice.scale or None), language),
        )
    kind = _NOBODY.get(choice.grouping)
    nothing = text("There are no pre-tests and post-tests for this choice.")
    if kind is not None and choice.group:
        nothing = text("The {kind} {name} has no pre-tests and post-tests here.", kind=kind, name=choice.group)
    return nothing, _instead(narrow(table, scale=choice.scale or None), language)


def _instead(table: ProtectedTable, language: Language) -> Text | str:
    """Return what there is instead."""
    named = table.frame.loc[table.frame["group_kind"] != EVERYONE, "group"]
    found = [say_choice(str(name)) for name in dict.fromkeys(named)]
    if table.is_empty:
        return text("This street has not given any; choose another street or year.")
    if not found:
        return text("Shown are: everyone together.")
    return text("Shown are: everyone together, {names}.", names=language.join(found))
