"""The trial of a score in words: the row, the total, the grade, and what would change it."""

from __future__ import annotations

from evaltoolkit.charts.figures.total_range import total_range
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.explore.analysis import Analysis
from evaltoolkit.explore.trial import Supposed, row_of, try_score
from evaltoolkit.explore.view import Page, View
from evaltoolkit.findings.numbers import points, trimmed
from evaltoolkit.findings.score import points_between
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.results import RowStatus, ScoredRow, Total
from evaltoolkit.words.appendix.method_notes import method_notes
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose
from evaltoolkit.words.score.sensitivity_words import what_would_change

NOTES: tuple[str, ...] = ("Total and range", "Grades", "Completion far above the target", "Missing and withheld")


def trial_view(analysis: Analysis, supposed: Supposed, audience: Audience, title: str, language: Language) -> View:
    """Return points, total, grade and what would change it, with one row as supposed.

    Parameters
    ----------
    analysis
        The street's year.
    supposed
        The row and what is supposed of it.
    audience
        Who sees it.
    title
        What was chosen, in words.
    language
        The reader's.
    """
    card = try_score(analysis, supposed)
    shown = analysis.shown(audience, card)
    row, grades = row_of(card, supposed.indicator), analysis.system.grades
    before = analysis.results.scorecard
    return View(
        title,
        Prose(
            (
                _row(row, row_of(before, supposed.indicator), language),
                _total(card.total, before.total, language),
                Paragraph(language.say(text("This is a trial. It changes neither the report nor the workbook."))),
            )
        ),
        total_range(shown["total"], language, bands=grades),
        what_would_change(
            shown["total"], shown["scorecard"], shown["other_points"], bands=grades, language=language
        ),
        method_notes(language, titles=NOTES),
        is_trial=True,
    )  # fmt: skip


def _row(row: ScoredRow, before: ScoredRow, language: Language) -> Paragraph:
    name = row.levels[-1]
    if row.status is not RowStatus.SCORED:
        remarks = language.join((language.say(remark) for remark in row.remarks), separator=" ")
        open_ = text("No points yet: {remarks}", remarks=remarks) if remarks else text("No points yet.")
        return Paragraph(language.say(open_), Kind.MISSING, name)
    words = text("{points} of {weight} points; so far {before}.", points=_points(row), weight=trimmed(row.weight),
                 before=_points(before))  # fmt: skip
    formula = "" if row.formula is None else language.say(text("How: {formula}.", formula=row.formula))
    return Paragraph(f"{language.say(words)} {formula}".strip(), Kind.MESSAGE, name)


def _points(row: ScoredRow) -> str | Text:
    if row.points is not None:
        return points(row.points)
    return text("open, {points}", points=points_between(row.points_low, row.points_high))


def _total(total: Total, before: Total, language: Language) -> Paragraph:
    words = text("{total}, {grade}; so far {before}, {former}.", total=_sum(total), grade=_grade(total, language),
                 before=_sum(before), former=_grade(before, language))  # fmt: skip
    return Paragraph(language.say(words), Kind.MESSAGE, language.say(text("Total")))


def _sum(total: Total) -> Text:
    return text("{points} points", points=points_between(total.low, total.high))


def _grade(total: Total, language: Language) -> Text | str:
    if total.grade is not None:
        return say_choice(total.grade)
    names = language.join(say_choice(name) for name in total.grades_possible)
    return text("grade open ({names})", names=names)


def trial_page(analysis: Analysis, supposed: Supposed, audience: Audience, language: Language) -> Page:
    """Return the trial as a notebook's cell shows it; parameters as for :func:`trial_view`."""
    name = row_of(analysis.results.scorecard, supposed.indicator).levels[-1]
    title = language.say(
        text("{street} {year}: {name}", street=analysis.plan.street, year=analysis.plan.year, name=name)
    )
    return Page(trial_view(analysis, supposed, audience, title, language), language)
