"""Goals of the year and of the year before in sentences and tables: how many were reached, which cannot be measured."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import NOT_PROVIDED, ProtectedTable
from evaltoolkit.findings.numbers import typed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.workbook import LEVELS
from evaltoolkit.words.page.columns import Column, Shown, build_rows, typed_words, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, missing, prose

GOALS, _LAST_GOALS = text("Goals of the year"), text("Goals of the year before")
_NO_LAST_GOALS = text("{what}: {gap}.", what=_LAST_GOALS, gap=NOT_PROVIDED)
_UNSTATED = text("Not stated")


def goals_set(table: ProtectedTable, language: Language) -> Prose:
    """Return how many goals the year has and which of them no figure can show to be reached."""
    rows = of_year(table, "expected")
    if not rows:
        return missing(table, language)
    vague = language.join(row.words("goal") for row in rows if not row.has("measure", "target"))
    caution = text("Without a measure or a target, so that no figure can show whether it is reached: {names}.",
                   names=vague)  # fmt: skip
    return prose(
        language,
        (Kind.BODY, (text("Goals set for the year: {n}.", n=len(rows)),)),
        (Kind.CAUTION, (caution if vague else "",)),
    )


def goals_reached(table: ProtectedTable, language: Language) -> Prose:
    """Return how many goals of this year and of the year before were stated as reached, partly reached or not."""
    now, before = of_year(table, "expected"), of_year(table, "last_expected")
    unproved = language.join(row.words("goal") for row in now if row.has("reached") and not row.has("evidence"))
    caution = text("Stated as reached or not without naming evidence: {names}.", names=unproved)
    this_year = prose(
        language,
        (Kind.BODY, (counted(GOALS, now, "reached", language) if now else "",)),
        (Kind.CAUTION, (caution if unproved else "",)),
    )
    last = prose(language, (Kind.BODY, (counted(_LAST_GOALS, before, "last_reached", language) if before else "",)))
    return (
        (this_year if now else missing(table, language))
        + (last if before else prose(language, (Kind.MISSING, (_NO_LAST_GOALS,))))
    )  # fmt: skip


def of_year(table: ProtectedTable, expected: str) -> tuple[Row, ...]:
    """Return the rows that have a goal: of the year (``expected``) or of the year before (``last_expected``)."""
    return tuple(row for row in rows_of(table) if row.has(expected))


def counted(what: Text, rows: tuple[Row, ...], reached: str, language: Language) -> Text:
    """Return how many of these goals the station states as reached, partly reached or not, and of how many nothing."""
    counts = [(say_choice(level), sum(row.string(reached) == level for row in rows)) for level in LEVELS]
    counts.append((_UNSTATED, sum(not row.has(reached) for row in rows)))
    each = language.join(text("{name} {n}", name=name, n=n) for name, n in counts if n)
    return text("{what}: {n} in all; as stated by the station: {each}.", what=what, n=len(rows), each=each)


def overall_goals_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return 年度总体目标 as the official self-evaluation form has it: expected beside actual, one line a goal.

    Source of the layout: 项目支出绩效自评表 (财预〔2020〕10号), as filled in by 池州市贵池区棠溪镇 2022.
    """
    columns = (
        Column(text("Expected goal"), lambda row: _line(row, "expected")),
        Column(text("Actual completion"), lambda row: _line(row, "actual")),
    )
    caption = text("Overall goals of the year, as the official form asks for them")
    return build_rows(of_year(table, "expected"), columns, language, caption=caption)


def _line(row: Row, name: str) -> Shown:
    return row.gap(name) or text("{goal}. {words}", goal=row.words("goal"), words=typed(row.string(name)))


def goals_reached_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return this year's goals and those of the year before beside each other: target, actual, reached, evidence."""
    columns = (
        Column(text("Goal"), lambda row: row.words("goal"), detail=lambda row: row.words("expected")),
        typed_words("target", text("Target of the year")),
        typed_words("actual", text("Actual result")),
        words("reached", text("Reached?")),
        words("evidence", text("Evidence")),
        Column(text("Goal of the year before"), _last_goal, detail=_last_target),
        typed_words("last_actual", text("What was done in the year before")),
        Column(text("Reached in the year before?"), _last_reached, detail=_last_evidence),
    )
    caption = text("Goals of this year and of the year before, and whether the station states them as reached")
    return build_rows(rows_of(table), columns, language, caption=caption, kind=_mark)


def _last_goal(row: Row) -> Shown:
    return row.gap("last_expected") or row.words("last_expected")


def _last_target(row: Row) -> Text | str:
    return text("target: {words}", words=typed(row.string("last_target"))) if row.has("last_target") else ""


def _last_reached(row: Row) -> Shown:
    return row.gap("last_reached") or say_choice(row.string("last_reached"))


def _last_evidence(row: Row) -> Text | str:
    return text("evidence: {words}", words=row.words("last_evidence")) if row.has("last_evidence") else ""


def _mark(row: Row) -> str:
    return "flag" if row.string("reached") in LEVELS[1:] else ""
