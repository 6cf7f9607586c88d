"""The trial of a score in words: the row, the total, the grade, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping

from evaltoolkit.charts.figures.total_range import total_range
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.explore.analysis import Analysis
from evaltoolkit.explore.trials.next_grade import NextGrade, Step, next_grade
from evaltoolkit.explore.trials.trial import Supposed, scored, try_score
from evaltoolkit.explore.view import Page, View, Way, place_title
from evaltoolkit.findings.numbers import points, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.findings.score import TotalScore, bounds, is_scored, points_between, row_name, total_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.appendix.method_notes import method_notes
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose
from evaltoolkit.words.score.sensitivity_words import what_would_change

NOTES: tuple[str, ...] = ("Total and range", "Grades", "Completion far above the target", "Missing and withheld")


def trial_view(
    analysis: Analysis,
    report: ProtectedReport,
    supposed: Mapping[str, Supposed],
    *,
    indicator: str,
    title: str,
    language: Language,
) -> View:
    """Return points, total, grade and what would change it, with rows as supposed.

    Parameters
    ----------
    analysis
        The street's year.
    report
        Its tables as the reader may see them.
    supposed
        What is supposed, by indicator; nothing shows how it stands.
    indicator
        The row that is looked at.
    title
        What was chosen, in words.
    language
        The reader's.
    """
    tables = try_score(analysis, report, supposed)
    total, before = total_of(rows_of(tables["total"])), total_of(rows_of(report["total"]))
    reached = next_grade(analysis, tables, supposed)
    row, former = (scored(card, indicator) for card in (tables["scorecard"], report["scorecard"]))
    return View(
        title,
        Prose(
            (
                _row(row, former, language),
                *_total(total, before, language),
                Paragraph(language.say(text("This is a trial. It changes neither the report nor the workbook."))),
            )
        ),
        total_range(tables["total"], language, bands=analysis.system.grades),
        what_would_change(
            tables["total"], tables["scorecard"], tables["other_points"], bands=analysis.system.grades,
            language=language,
        ),
        method_notes(language, titles=NOTES),
        is_trial=True,
        more=(*_changed(tables["scorecard"], report["scorecard"], supposed, language), *_reaching(reached, language)),
        ways=() if reached is None else tuple(map(_way, reached.steps)),
    )  # fmt: skip


def _way(step: Step) -> Way:
    one = step.supposed
    values = {"indicator": one.indicator, "actual": one.actual, "target": one.target, "level": one.level,
              "points": "" if one.points is None else f"{one.points:g}"}  # fmt: skip
    return Way(text("Try {name}: {needed}", name=step.name, needed=step.needed), values)


def _row(row: Row, before: Row, language: Language) -> Paragraph:
    name = language.say(row_name(row))
    if row.is_withheld("points"):
        return Paragraph(language.say(_WITHHELD), Kind.MISSING, name)
    if not is_scored(row):
        remarks = language.join((language.say(remark) for remark in row.texts("remarks")), separator=" ")
        open_ = text("No points yet: {remarks}", remarks=remarks) if remarks else text("No points yet.")
        return Paragraph(language.say(open_), Kind.MISSING, name)
    words = text("{points} of {weight} points; so far {before}.", points=_points(row),
                 weight=trimmed(row.number("weight") or 0.0), before=_points(before))  # fmt: skip
    formula = text("How: {formula}.", formula=row.words("formula")) if row.has("formula") else ""
    return Paragraph(f"{language.say(words)} {language.say(formula)}".strip(), Kind.MESSAGE, name)


_WITHHELD = text(
    "What this row brings is withheld in this version and counts as open; it stands in the station's version."
)


def _points(row: Row) -> Text | str:
    if row.is_withheld("points"):
        return row.said("points", points)
    return points(row.number("points") or 0.0) if is_scored(row) else text(
        "open, {points}", points=points_between(*bounds(row))
    )  # fmt: skip


def _total(total: TotalScore | None, before: TotalScore | None, language: Language) -> tuple[Paragraph, ...]:
    if total is None or before is None:
        return ()
    words = text("{total}, {grade}; so far {before}, {former}.", total=_sum(total), grade=_grade(total, language),
                 before=_sum(before), former=_grade(before, language))  # fmt: skip
    return (Paragraph(language.say(words), Kind.MESSAGE, language.say(text("Total"))),)


def _sum(total: TotalScore) -> Text:
    return text("{points} points", points=total.points)


def _grade(total: TotalScore, language: Language) -> Text | str:
    if total.grade:
        return say_choice(total.grade)
    names = language.join(say_choice(name) for name in total.grades_possible)
    return text("grade open ({names})", names=names)


def _changed(
    card: ProtectedTable, before: ProtectedTable, supposed: Mapping[str, Supposed], language: Language
) -> tuple[HtmlTable, ...]:
    """Return what is supposed of which rows, and what each brings."""
    if not supposed:
        return ()
    header = (text("Indicator"), text("As it stands"), text("As supposed"), text("Points so far"), text("Points"))
    rows = tuple(
        TableRow(tuple(Cell(language.say(words)) for words in (row_name(now), _stated(was), _stated(now),
                                                               _points(was), _points(now))))
        for was, now in ((scored(before, name), scored(card, name)) for name in supposed)
    )  # fmt: skip
    alignment = (Align.TEXT, Align.TEXT, Align.TEXT, Align.NUMBER, Align.NUMBER)
    caption = text("Supposed together: {n} rows", n=len(supposed))
    return (HtmlTable(language.say(caption), tuple(map(language.say, header)), rows, alignment),)


def _stated(row: Row) -> Text | str:
    return row.said("actual")


def _reaching(found: NextGrade | None, language: Language) -> tuple[HtmlTable | Prose, ...]:
    """Return which single row would bring the next grade."""
    if found is None:
        return ()
    caption = text(
        "What reaches the next grade, {grade}: {gap} points lack; each line changes one row and leaves the rest",
        grade=say_choice(found.grade), gap=points(found.gap),
    )  # fmt: skip
    if not found.steps:
        none = text("No single row can bring the {gap} points that lack for {grade}: it takes several together.",
                    grade=say_choice(found.grade), gap=points(found.gap))  # fmt: skip
        return (Prose((Paragraph(language.say(none)),)),)
    rows = tuple(
        TableRow((Cell(language.say(one.name)), Cell(language.say(one.needed)), Cell(points(one.points))))
        for one in found.steps
    )
    header = tuple(map(language.say, (text("Indicator"), text("It would take"), text("Points"))))
    note = text("Arithmetic, no advice and no forecast: what is not done is not reported as done.")
    alignment = (Align.TEXT, Align.TEXT, Align.NUMBER)
    return (HtmlTable(language.say(caption), header, rows, alignment, (language.say(note),)),)


def trial_page(analysis: Analysis, report: ProtectedReport, supposed: Supposed, language: Language) -> Page:
    """Return the trial of one row as a notebook's cell shows it; parameters as for :func:`trial_view`."""
    name = row_name(scored(report["scorecard"], supposed.indicator))
    title = place_title(analysis.plan, name)
    supposals = {supposed.indicator: supposed}
    return Page(
        trial_view(
            analysis, report, supposals, indicator=supposed.indicator, title=language.say(title), language=language
        ),
        language,
    )
