"""Save what is seen: what may be passed on goes through the gate into ``reports/``, the rest into ``private/``."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from pathlib import Path

from evaltoolkit.charts.parts.theme import TRACK, WARNING_LIGHT
from evaltoolkit.disclosure.protected import AUDIENCE_NAMES, Audience
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.errors import RunError
from evaltoolkit.explore.analysis import RUN, Analysis
from evaltoolkit.explore.view import View
from evaltoolkit.explore.view_files import chart_file, table_file
from evaltoolkit.language import Language, text
from evaltoolkit.reporting.release.ledger import digest_of
from evaltoolkit.reporting.release.publish import LONGEST_NAME, check_name
from evaltoolkit.reporting.release.release_files import release_files
from evaltoolkit.reporting.release.release_papers import release_papers
from evaltoolkit.reporting.release.station_roster import station_roster

_UNFIT = re.compile(r"[^\w()（）-]+")  # what a file name does without
_PLACE = re.compile(r"^.*?(?:：|: )")  # of a title: street and year, for which the plan's key stands
_MOST = 1000  # files of one name and day
_TRIAL, _MADE = text("trial"), text("sample data")  # short: they stand above a picture, beside street and year


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that was written."""

    path: Path
    content: bytes

    def link(self, open_: str, download: str) -> str:
        """Return links to look at it where it is a picture, and to download it; they ask nothing of the server.

        Parameters
        ----------
        open_, download
            Words of the links.
        """
        kind = _KINDS[self.path.suffix]
        address = f"data:{kind};base64,{b64encode(self.content).decode('ascii')}"
        name = escape(self.path.name)
        shown = f'<details><summary>{escape(open_)}</summary><img alt="{name}" src="{address}"></details>'
        link = f'<a class="explore-download" download="{name}" href="{address}">{escape(download)}</a>'
        return link + (shown if kind.startswith("image/") else "")


_KINDS = {
    ".png": "image/png", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


def save_chart(analysis: Analysis, report: ProtectedReport, view: View, language: Language) -> Saved:
    """Save the view's chart as PNG, with street, year, version and day above it, and return it.

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
    version, day = AUDIENCE_NAMES[report.audience], date.today().isoformat()
    band = language.join((f"{analysis.plan.street} {analysis.plan.year}", version, *marks, day), separator=" · ")
    content = chart_file(view.chart, band, fill=WARNING_LIGHT if marks else TRACK)
    return _save(analysis, report, (_stem(analysis, report, view, language), ".png"), content)


def save_table(analysis: Analysis, report: ProtectedReport, view: View, language: Language) -> Saved:
    """Save the view's table as a workbook and return it; parameters and errors as for the chart."""
    if view.table is None or not view.table.rows:
        raise RunError(text("There is no table to save."))
    origin = text("Made by evaltoolkit from the workbook with the sha256 {digest}.", digest=analysis.evidence.sha256)
    content = table_file(view, language, origin=language.say(origin) if analysis.evidence.sha256 else "")
    return _save(analysis, report, (_stem(analysis, report, view, language), ".xlsx"), content)


def _save(analysis: Analysis, report: ProtectedReport, name: tuple[str, str], content: bytes) -> Saved:
    is_private = report.audience is Audience.STATION
    root = analysis.project.private if is_private else analysis.project.reports
    path = _free(root / RUN, *name)
    write = partial(release_files, roster=station_roster(analysis.plan, analysis.project.root), private=is_private)
    if report.papers is None:
        return Saved(write({path: content})[path], content)
    # what was passed on once counts as an earlier report of the street: the ledger tells later ones what it showed
    home, plan = analysis.project.root, analysis.plan.model_copy(update={"audience": report.audience.value})
    placed = release_papers(home, plan, {path: content}, (report.papers, digest_of(report.earlier)), write)
    if placed is None:
        raise RunError(text("Another report of this street was published meanwhile; open the page again and save."))
    return Saved(placed[path], content)


def _free(folder: Path, stem: str, suffix: str) -> Path:
    """Return the file of that name, with a number where there is one already: nothing is overwritten."""
    names = (f"{stem}{suffix}", *(f"{stem}_{number}{suffix}" for number in range(2, _MOST)))
    return next((folder / name for name in names if not (folder / name).exists()), folder / names[-1])


def _stem(analysis: Analysis, report: ProtectedReport, view: View, language: Language) -> str:
    chosen = _fit(_PLACE.sub("", view.title) or view.title)
    first, day = f"{analysis.plan.key}_{_fit(language.say(AUDIENCE_NAMES[report.audience]))}", date.today().isoformat()
    room = LONGEST_NAME - len(f"{first}__{day}")
    return check_name("_".join(filter(None, (first, chosen[: max(room, 0)].rstrip("_"), day))))


def _fit(words: str) -> str:
    return _UNFIT.sub("_", words).strip("_")
