"""The table of outcomes in the report's body: a row a scale, its dimensions and its last follow-up beneath it."""

from __future__ import annotations

from collections.abc import Mapping

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import is_total, is_whole, marked_reading, remarks
from evaltoolkit.findings.follow_up import last_follow_ups, wave_reading
from evaltoolkit.findings.headlines.outcomes import mean
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.outcome.outcome_phrases import scale_said, size
from evaltoolkit.words.outcome.verdict_words import counts_in_short
from evaltoolkit.words.page.columns import Column, interval_of_change, said_beneath, say_change
from evaltoolkit.words.page.html_table import Align, HtmlTable, TableRow
from evaltoolkit.words.page.prose import run


def outcome_results(
    table: ProtectedTable,
    language: Language,
    *,
    follow_up: ProtectedTable,
    verdicts: ProtectedTable | None = None,
    pooled: ProtectedTable | None = None,
    people: ProtectedTable | None = None,
) -> HtmlTable:
    """Return each scale's means, its change with the interval, what that means, and how many surely changed.

    Parameters
    ----------
    table, follow_up
        The protected tables ``outcomes`` and ``follow_up``.
    verdicts, pooled, people
        ``verdicts``, ``verdicts_pooled`` and ``people``, where how many surely changed is told here.
    language
        The reader's.

    Returns
    -------
    HtmlTable
        Rows on everyone. What :func:`~evaltoolkit.words.outcome.people_words.people_in_short` says of the only scale
        with verdicts is not said here once more. Nothing where nothing was measured.
    """
    rows = tuple(row for row in rows_of(table) if is_whole(row))
    counted = _counted(_of(verdicts), _of(pooled), _of(people), language)
    last, marks = last_follow_ups(rows_of(follow_up)), remarks(rows_of(table))
    lines: list[TableRow] = []
    for row in rows:
        scale = row.string("scale")
        lines.append(_row(_columns(counted.get(scale, ""), marks), row, language, kind="" if is_total(row) else "part"))
        if is_total(row) and scale in last:
            lines.append(_row(_WAVE, last[scale], language, kind="part"))
    return HtmlTable(
        language.say(_caption(rows, last)),
        tuple(language.say(column.header) for column in _WAVE),
        tuple(lines),
        tuple(column.align for column in _WAVE),
        (run(language, _NOTE, said_beneath(rows, marks, language)),) if lines else (),
        name="outcomes",
    )


def _of(table: ProtectedTable | None) -> tuple[Row, ...]:
    return () if table is None else rows_of(table)


def _caption(rows: tuple[Row, ...], last: Mapping[str, Row]) -> Text:
    """Return what the table shows; of dimensions and follow-ups only where it has some."""
    parts, waves = any(not is_total(row) for row in rows), any(row.string("scale") in last for row in rows)
    if parts and waves:
        return text("What changed on each scale; dimensions and follow-up are part of their scale, no results")
    if parts:
        return text("What changed on each scale; dimensions are part of their scale, no results")
    return text("What changed on each scale; a follow-up is no result") if waves else text("What changed on each scale")


_NOTE = text(
    "Change: post-test minus pre-test, in points of the scale, worked out before rounding; beneath it the means and "
    "the 95% interval."
)
_HEADS = (text("Scale"), text("Change"), text("What it means"))


def _counted(
    judged: tuple[Row, ...], pooled: tuple[Row, ...], people: tuple[Row, ...], language: Language
) -> dict[str, str]:
    two = {row.string("scale"): row for row in pooled}
    told = [(row, counts_in_short(row, language, pooled=two.get(row.string("scale")))) for row in judged]
    said = {row.string("scale"): words for row, words in told if words}
    return {} if len(said) == 1 and people else said


def _row(columns: tuple[Column, ...], row: Row, language: Language, *, kind: str) -> TableRow:
    return TableRow(tuple(column.cell(row, language) for column in columns), kind)


def _columns(counts: str, marks: Mapping[str, str]) -> tuple[Column, ...]:
    return (
        Column(_HEADS[0], _name, detail=_scale),
        Column(_HEADS[1], say_change, Align.NUMBER, _figures),
        Column(
            _HEADS[2],
            lambda row: marked_reading(row, marks),
            detail=lambda row: _lines(_size(row), counts if is_total(row) else ""),
        ),
    )


def _name(row: Row) -> Text | str:
    return row.said("scale_name") if is_total(row) else row.said("dimension_name")


def _scale(row: Row) -> Text | str:
    return _lines(_pairs(row), scale_said(row)) if is_total(row) else ""


def _size(row: Row) -> Text | str:
    return size(row) if is_total(row) and row.has("mean_change") else ""


def _pairs(row: Row) -> Text:
    pairs = row.said("n_pairs", trimmed)
    if not row.has("n_pre"):
        return text("pairs: {pairs}", pairs=pairs)
    return text("{asked} with a pre-test, {pairs} in pairs", asked=row.said("n_pre", trimmed), pairs=pairs)


def _figures(row: Row) -> Text | str:
    means = text("{before} → {after}", before=mean(row, "mean_pre"), after=mean(row, _AFTER[row.has("mean_wave")]))
    return _lines(means if row.has("mean_pre") else "", interval_of_change(row))


_AFTER = ("mean_post", "mean_wave")


def _lines(first: Text | str, second: Text | str) -> Text | str:
    return text("{first}\n{second}", first=first, second=second) if first and second else first or second


def _people(row: Row) -> Text | str:
    return text("measured all three times: {n}", n=row.said("n_pairs", trimmed))


_WAVE = (
    Column(_HEADS[0], lambda row: say_choice(row.string("wave")), detail=_people),
    Column(_HEADS[1], say_change, Align.NUMBER, _figures),
    Column(_HEADS[2], wave_reading),
)
"""The columns of a follow-up wave: as those of a scale, the second mean that of the wave."""
