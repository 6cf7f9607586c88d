"""Sentences on the score: the total with its range and grade, the groups, what is open, what to know of a row."""

from __future__ import annotations

from collections.abc import Iterator

from evaltoolkit.disclosure.of_run import require_protected
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import score as headline
from evaltoolkit.findings.numbers import points, trimmed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.findings.score import (
    TotalReading,
    TotalScore,
    bounds,
    is_scored,
    is_withheld,
    open_rows,
    row_name,
    total_of,
)
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.results import RowStatus
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, closed, missing, prose, run


def total(total_table: ProtectedTable, scorecard: ProtectedTable, language: Language) -> Prose:
    """Return the total as one sentence with its range and grade, and how many rows are open.

    Parameters
    ----------
    total_table, scorecard
        The protected tables ``total`` and ``scorecard``.
    language
        The reader's.

    Returns
    -------
    Prose
        A message; where rows are open, a caution on what that means.
    """
    score = total_of(rows_of(total_table))
    if score is None:
        return missing(total_table, language)
    rows = open_rows(scorecard)
    caution: tuple[Text | str, ...] = (_grades(score, language), *_open_count(rows)) if rows else ()
    return prose(language, (Kind.MESSAGE, (closed(headline.total(score)),)), (Kind.CAUTION, caution))


def _grades(score: TotalScore, language: Language) -> Text | str:
    if score.reading is TotalReading.GRADE_HOLDS:
        return ""
    possible = language.join(map(say_choice, score.grades_possible))
    return text("The grade is not settled; still possible: {grades}.", grades=possible) if possible else ""


def _open_count(rows: tuple[Row, ...]) -> Iterator[Text]:
    hidden = sum(map(is_withheld, rows))
    if open_ := len(rows) - hidden:
        yield text("Rows still open: {count}; they count neither as 0 nor as full marks.", count=open_)
    if hidden:
        yield text("Rows not shown in this version: {count}; they count neither as 0 nor as full marks.", count=hidden)


def open_points(scorecard: ProtectedTable, language: Language) -> Prose:
    """Return one point for each row without points: what is missing, what would settle it, its range."""
    require_protected(scorecard)
    if scorecard.is_empty:
        return missing(scorecard, language)
    rows = open_rows(scorecard)
    if not rows:
        return prose(language, (Kind.BODY, (text("Every row of the score table is scored."),)))
    points = tuple(
        Paragraph(run(language, *needs_of(row, language), _range(row)), Kind.MISSING, language.say(row_name(row)))
        for row in rows
    )
    return Prose(points, language.say(text("Rows without points, and what would settle them")), is_list=True)


def needs_of(row: Row, language: Language) -> tuple[Text | str, ...]:
    """Return what an open row needs, as its rule says or else by the columns that it lacks."""
    # the rule's own remarks say exactly what it lacks or what does not decide; the columns are only a guess at it
    if row.string("status") in (RowStatus.NOT_PROVIDED, RowStatus.UNDECIDED) and _remarks(row):
        return _remarks(row)
    return (_need(row, language), *_remarks(row))


def _need(row: Row, language: Language) -> Text:
    if row.gap("points") is Gap.WITHHELD:
        return text("Scored, but withheld here to protect single people; see the station's version.")
    if row.string("status") == RowStatus.REFUSED:
        return text("What was given contradicts the rule and is not scored; put it right.")
    absent = [words for name, words in _NEEDED if not row.has(name)]
    if not absent:
        return text("What the rule needs is not complete.")
    return text("Not provided: {what}.", what=language.join(absent))


_NEEDED: tuple[tuple[str, Text], ...] = (
    ("target", text("target of the year")),
    ("actual", text("actual value")),
    ("evidence", text("supporting evidence")),
)


def _range(row: Row) -> Text:
    low, high = map(points, bounds(row))
    weight = trimmed(row.number("weight") or 0.0)
    return text("The row can bring {low} to {high} of {weight} points.", low=low, high=high, weight=weight)


def score_remarks(scorecard: ProtectedTable, language: Language) -> Prose:
    """Return what a reader must know of the rows that are scored, such as a completion far above the target."""
    return Prose(tuple(_remarked(scorecard, language)), is_list=True)


def _remarked(scorecard: ProtectedTable, language: Language) -> Iterator[Paragraph]:
    for row in rows_of(scorecard):
        if is_scored(row) and _remarks(row):
            yield Paragraph(run(language, *_remarks(row)), Kind.CAUTION, language.say(row_name(row)))


def _remarks(row: Row) -> tuple[Text | str, ...]:
    return row.texts("remarks")
