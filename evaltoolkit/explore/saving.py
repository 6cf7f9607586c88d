"""Save what is seen: what may be passed on goes through the gate into ``reports/``, the rest into ``private/``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from evaltoolkit.charts.parts.theme import TRACK, WARNING_LIGHT
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.errors import RunError
from evaltoolkit.explore.analysis import RUN, Analysis
from evaltoolkit.explore.view import View
from evaltoolkit.explore.view_files import chart_file, table_file
from evaltoolkit.language import Language, text
from evaltoolkit.reporting.release.ledger import digest_of
from evaltoolkit.reporting.release.publish import check_name
from evaltoolkit.reporting.release.release_files import release_files
from evaltoolkit.reporting.release.release_papers import release_papers
from evaltoolkit.reporting.release.results_file import protected_to_json
from evaltoolkit.reporting.release.station_roster import station_roster

_UNFIT = re.compile(r"[^\w()（）-]+")  # what a file name does without
_LONGEST = 60
_TRIAL, _MADE = text("trial"), text("sample data")  # short: they stand above a picture, beside street and year


def save_chart(analysis: Analysis, report: ProtectedReport, view: View, language: Language) -> Path:
    """Save the view's chart as PNG and return where it is.

    Parameters
    ----------
    analysis
        The street's year.
    report
        The tables that the view was made from; they say for whom it is.
    view
        What is seen.
    language
        The reader's.

    Raises
    ------
    UserError
        There is nothing to save, it holds what names a person, or the disk refused.
    """
    if view.chart is None or view.chart.figure is None:
        raise RunError(text("There is no chart to save."))
    marks = [words for words, holds in ((_TRIAL, view.is_trial), (_MADE, analysis.plan.synthetic)) if holds]
    band = language.join((f"{analysis.plan.street} {analysis.plan.year}", *marks), separator=" · ")
    content = chart_file(view.chart, band, fill=WARNING_LIGHT if marks else TRACK)
    return _save(analysis, report, {f"{_stem(analysis, view)}.png": content}, language)


def save_table(analysis: Analysis, report: ProtectedReport, view: View, language: Language) -> Path:
    """Save the view's table as a workbook and return where it is; parameters and errors as for the chart."""
    if view.table is None or not view.table.rows:
        raise RunError(text("There is no table to save."))
    origin = text("Made by evaltoolkit from the workbook with the sha256 {digest}.", digest=analysis.evidence.sha256)
    content = table_file(view, language, origin=language.say(origin) if analysis.evidence.sha256 else "")
    return _save(analysis, report, {f"{_stem(analysis, view)}.xlsx": content}, language)


def _save(analysis: Analysis, report: ProtectedReport, files: Mapping[str, bytes], language: Language) -> Path:
    is_private = report.audience is Audience.STATION
    root = analysis.project.private if is_private else analysis.project.reports
    contents = {root / RUN / name: content for name, content in files.items()}
    if not is_private:
        # What was passed on once counts as an earlier report of the street: later ones are compared with it.
        results = protected_to_json(report, analysis.results, language.code).encode("utf-8")
        contents[root / RUN / f"{check_name(analysis.plan.key)}.results.json"] = results
    write = partial(release_files, roster=station_roster(analysis.plan, analysis.project.root), private=is_private)
    if report.papers is None:
        return write(contents)[next(iter(contents))]
    home, plan = analysis.project.root, analysis.plan.model_copy(update={"audience": report.audience.value})
    placed = release_papers(home, plan, contents, (report.papers, digest_of(report.earlier)), write)
    if placed is None:
        raise RunError(text("Another report of this street was published meanwhile; open the page again and save."))
    return placed[next(iter(contents))]


def _stem(analysis: Analysis, view: View) -> str:
    chosen = view.title.partition("：")[2] or view.title
    return check_name(f"{analysis.plan.key}_{_UNFIT.sub('_', chosen).strip('_')[:_LONGEST].rstrip('_')}")
