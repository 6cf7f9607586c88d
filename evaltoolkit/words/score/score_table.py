"""The indicator table as the official form reads: levels, target, actual, weight, points, how they came about."""

from __future__ import annotations

from dataclasses import replace

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import points, trimmed, typed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.findings.score import (
    LEVELS,
    GroupSum,
    bounds,
    demands_reason,
    group_sums,
    is_scored,
    points_between,
    sum_of,
)
from evaltoolkit.findings.table_names import absence
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.page.columns import Column, Shown, amount, build_rows, typed_words, words
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow
from evaltoolkit.words.page.prose import run

_LEVEL_WORDS = (text("Level 1"), text("Level 2"), text("Level 3"))
_NOTHING_TO_SAY = "—"


def score_table(scorecard: ProtectedTable, language: Language) -> HtmlTable:
    """Return the full table of the indicator system with a row of sums at its foot.

    Parameters
    ----------
    scorecard
        The protected table ``scorecard``.
    language
        The reader's.

    Returns
    -------
    HtmlTable
        A row without points shows 未提供 with the range that it can still bring.
    """
    rows = rows_of(scorecard)
    levels = tuple(_level(name, said) for name, said in zip(LEVELS, _LEVEL_WORDS, strict=True))
    shown = build_rows(
        rows,
        (*levels, *_columns(language)),
        language,
        caption=text("How each row of the indicator table was scored, and what is still open"),
        notes=(text("An open row counts neither as 0 nor as full marks; its range stands beneath its gap."),),
        kind=lambda row: "scored" if is_scored(row) else "open",
    )
    foot = (_foot(sum_of("", rows), language, len(shown.header)),) if rows else ()
    return HtmlTable(
        shown.caption,
        shown.header,
        (*shown.rows, *foot),
        shown.alignment,
        shown.notes,
        heads=len(LEVELS),
    )


def form_table(scorecard: ProtectedTable, language: Language) -> HtmlTable:
    """Return the rows of the indicator table in the columns of the official form (项目支出绩效自评表)."""
    rows = rows_of(scorecard)
    levels = tuple(_level(name, said) for name, said in zip(LEVELS, _LEVEL_WORDS, strict=True))
    columns = (
        *levels,
        typed_words("target", text("Target of the year"), first_set),
        typed_words("actual", text("Actual value")),
        amount("weight", text("Points available")),
        Column(text("Points"), _points, Align.NUMBER, _open_range),
        Column(text("Reason for deviation"), _deviation),
    )
    shown = build_rows(rows, columns, language, caption=text("Indicators in the columns of the self-evaluation form"))
    foot = (_foot(sum_of("", rows), language, len(columns)),) if rows else ()
    return replace(shown, rows=(*shown.rows, *foot), heads=len(LEVELS))


def group_table(scorecard: ProtectedTable, language: Language) -> HtmlTable:
    """Return the sums of the first-level groups, each with its range."""
    sums = group_sums(scorecard)
    header = (text("Group"), text("Points available"), text("Points settled"), text("Points"), text("Range"))
    caption = language.say(text("Points by first-level group; a range where rows are open"))
    return HtmlTable(
        caption,
        tuple(language.say(one) for one in header),
        tuple(_group_row(one, language) for one in sums),
        (Align.TEXT, *[Align.NUMBER] * 4),
        absent=absence(scorecard, language),
    )


def _columns(language: Language) -> tuple[Column, ...]:
    return (
        typed_words("target", text("Target of the year"), _target_source),
        typed_words("actual", text("Actual value"), lambda row: _source(row, "actual_source")),
        amount("weight", text("Points available")),
        Column(text("Points"), _points, Align.NUMBER, _open_range),
        Column(text("Rule and formula"), lambda row: row.words("rule"), detail=lambda row: _formula(row, language)),
        words("evidence", text("Evidence")),
        Column(text("Reason for deviation"), _deviation),
    )


def _level(name: str, header: Text) -> Column:
    return Column(header, lambda row: row.words(name))


def first_set(row: Row) -> Text | str:
    """Return the target that was set at first, where it was adjusted within the year."""
    first = row.string("first_target") if row.has("first_target") else ""
    return text("before adjustment {target}", target=typed(first)) if first else ""


def _target_source(row: Row) -> Text | str:
    first, source = first_set(row), _source(row, "target_source")
    return text("{first}. {source}", first=first, source=source) if first and source else first or source


def _source(row: Row, name: str) -> Text | str:
    source = row.words(name)
    return text("Source: {source}", source=source) if source else ""


def _formula(row: Row, language: Language) -> str:
    source = row.words("rule_source")
    return run(
        language,
        row.words("formula"),
        text("(rule: {source})", source=source) if source else "",
    )


def _deviation(row: Row) -> Shown:
    if row.has("deviation") or demands_reason(row):
        return row.gap("deviation") or row.words("deviation")
    return _NOTHING_TO_SAY


def _points(row: Row) -> Shown:
    brought = row.number("points")
    if is_scored(row) and brought is not None:
        return points(brought)
    return row.gap("points") or Gap.NOT_PROVIDED


def _open_range(row: Row) -> Text | str:
    return "" if is_scored(row) else points_between(*bounds(row))


def _foot(one: GroupSum, language: Language, width: int) -> TableRow:
    detail = "" if one.is_complete else language.say(points_between(one.low, one.high))
    shown = {
        0: Cell(language.say(text("Sum"))),
        len(LEVELS) + 2: Cell(trimmed(one.weight)),
        len(LEVELS) + 3: Cell(points(one.points), detail=detail),
    }
    return TableRow(tuple(shown.get(position, Cell("")) for position in range(width)), "sum")


def _group_row(one: GroupSum, language: Language) -> TableRow:
    span = language.say(points_between(one.low, one.high))
    # nothing settled is no score of 0
    scored = points(one.points) if one.scored_weight else language.say(text("Not settled"))
    figures = (trimmed(one.weight), trimmed(one.scored_weight), scored, span)
    return TableRow((Cell(language.say(one.name)), *map(Cell, figures)), "" if one.is_complete else "open")
