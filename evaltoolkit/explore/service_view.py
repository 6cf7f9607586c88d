"""The services of one choice, by the report's own functions, with the evidence behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.explore.narrowing import narrow
from evaltoolkit.explore.options import ALL, Option, Options
from evaltoolkit.explore.subjects import SUBJECTS, Subject, listing, subject
from evaltoolkit.explore.view import View, cautions_of, kindly, without_cautions
from evaltoolkit.findings.targets import satisfaction_target
from evaltoolkit.language import AsWritten, Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.report_tables import REPORT_TABLES
from evaltoolkit.words.appendix.method_notes import method_notes
from evaltoolkit.words.page.any_table import any_table, any_words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.score.evidence_words import evidence_table


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """One choice: a key of the subjects, and one method or field, empty for all."""

    subject: str = "hours"
    method: str = ALL
    field: str = ALL


def subject_options(report: ProtectedReport) -> Options:
    """Return the subjects; of one that the street has not given, on which sheet it is missing."""
    return tuple(Option(_named(one), one.key, _missing(report, one)) for one in SUBJECTS)


def filter_options(report: ProtectedReport, chosen: Subject, column: str) -> Options:
    """Return all, and each value of that column in the subject's table."""
    frame = report[chosen.table].frame
    if column not in chosen.filters or column not in frame.columns:
        return (Option(text("All"), ALL),)
    names = dict.fromkeys(str(name) for name in frame[column].dropna())
    return (Option(text("All"), ALL), *(Option(say_choice(name), name) for name in names))


def _named(one: Subject) -> Text:
    return one.name if one.draw is not None else text("{subject} [table]", subject=one.name)


def _missing(report: ProtectedReport, one: Subject) -> Text | str:
    if not report[one.table].is_empty:
        return ""
    sheets = REPORT_TABLES[one.table].sheets
    return text("not provided: sheet {sheet}", sheet=AsWritten(sheets[0])) if sheets else text("not provided")


def service_view(report: ProtectedReport, choice: ServiceChoice, title: str, language: Language) -> View:
    """Return sentence, chart, table and evidence of one choice.

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
    chosen = subject(choice.subject)
    table = _rows(report[chosen.table], chosen, choice)
    if table.is_empty:
        return kindly(title, language, *_nothing(report[chosen.table], chosen, choice))
    target = satisfaction_target(report["scorecard"])
    aim = {"target": target} if chosen.table == "satisfaction" else {}
    line = {"target": target.share} if aim and not chosen.drawn else {}
    said = chosen.say(table, language, **aim)
    said = said if said.paragraphs else any_words(table, language)
    drawn = _rows(report[chosen.drawn], chosen, choice) if chosen.drawn else table
    listed = chosen.tabulate(table, language, **aim)
    return View(
        title,
        without_cautions(said) if len(cautions_of(said).paragraphs) < len(said.paragraphs) else said,
        None if chosen.draw is None else chosen.draw(drawn, language, **line),
        listed if listed.rows else any_table(table, language),
        cautions_of(said) + method_notes(language, titles=chosen.notes),
        more=(
            *((listing(chosen.drawn)(drawn, language),) if chosen.drawn else ()),
            *_evidence(report, chosen, language),
        ),
    )


def _rows(table: ProtectedTable, chosen: Subject, choice: ServiceChoice) -> ProtectedTable:
    wanted = {"method": choice.method or None, "field": choice.field or None}
    return narrow(table, **{column: value for column, value in wanted.items() if column in chosen.filters})


def _evidence(report: ProtectedReport, chosen: Subject, language: Language) -> Iterator[HtmlTable]:
    for feed in chosen.feeds:
        rows = narrow(report["evidence_index"], metric=feed)
        if not rows.is_empty:
            yield evidence_table(rows, language)


def _nothing(table: ProtectedTable, chosen: Subject, choice: ServiceChoice) -> tuple[Text, ...]:
    if not table.is_empty:
        name = say_choice(choice.method or choice.field)
        return (text("There is nothing on {subject} for {name}; choose another.", subject=chosen.name, name=name),)
    sheets = REPORT_TABLES[chosen.table].sheets
    given = text("{subject}: not provided. Neither 0 nor full marks follow from that.", subject=chosen.name)
    if not sheets:
        return (given,)
    remedy = text(
        "To see it here, fill in the sheet {sheet} of the workbook and open this page again.",
        sheet=AsWritten(sheets[0]),
    )
    return given, remedy
