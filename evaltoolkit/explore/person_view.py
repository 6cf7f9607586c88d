"""One person of the station's version, by code: from a point of a picture to that person's course."""

from __future__ import annotations

from dataclasses import replace

from evaltoolkit.charts.figures.person_course import person_course
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.explore.narrowing import narrow
from evaltoolkit.explore.options import ALL, Option, Options
from evaltoolkit.explore.view import View, kindly
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.language import Language, text
from evaltoolkit.words.appendix.method_notes import method_notes
from evaltoolkit.words.outcome.individual_words import TABLE, individuals

NOTES = ("Reliable change of one person", "Coming back towards the average", "No comparison group")


def codes_by_scores(report: ProtectedReport) -> dict[tuple[str, float, float], tuple[str, ...]]:
    """Return who had which scores: by scale, before and after the codes; empty but for the station's version."""
    found: dict[tuple[str, float, float], tuple[str, ...]] = {}
    for row in rows_of(report[TABLE]) if TABLE in report.tables else ():
        pre, post = row.number("pre"), row.number("post")
        if pre is not None and post is not None:
            key = row.string("scale"), pre, post
            found[key] = (*found.get(key, ()), row.string("client"))
    return found


def person_options(report: ProtectedReport, scale: str) -> Options:
    """Return everyone together, and each code that has a score on the scale, or on any of them."""
    everyone = Option(text("Everyone together"), ALL)
    if TABLE not in report.tables:
        return (everyone,)
    rows = rows_of(narrow(report[TABLE], scale=scale or None))
    codes = sorted({row.string("client") for row in rows if row.has("pre")})
    return (everyone, *(Option(code, code) for code in codes))


def person_view(report: ProtectedReport, code: str, title: str, language: Language) -> View:
    """Return the course of one person on every scale.

    Parameters
    ----------
    report
        The station's version; any other has no such table and says so.
    code
        Of the person.
    title
        What was chosen, in words.
    language
        The reader's.
    """
    sentence = text("Scores of {code} before and after, by code: this stays with the station.", code=code)
    if TABLE not in report.tables:
        return kindly(title, language, text("Single people stand in the station's version only."))
    rows = narrow(report[TABLE], client=code)
    if rows.is_empty:
        return kindly(title, language, text("{code} has no pre-test and no post-test here.", code=code))
    listed = individuals(_only(report, code), language)
    chart = person_course(rows, report["outcomes"], language)
    notes = method_notes(language, titles=NOTES)
    return View(title, kindly(title, language, sentence).sentence, chart, listed, notes)


def _only(report: ProtectedReport, code: str) -> ProtectedReport:
    return replace(report, tables={**report.tables, TABLE: narrow(report[TABLE], client=code)})
