"""What one open page has computed already: analyses by file, protected tables by audience."""

from __future__ import annotations

from pathlib import Path

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.explore.analysis import Analysis, analyse
from evaltoolkit.explore.street_years import StreetYear, find_street_years, state_of_files
from evaltoolkit.intake.files.project import Project

_Stamp = tuple[tuple[str, int], ...]


class Session:
    """Opens streets and keeps what it computed until their files change.

    Parameters
    ----------
    project
        Where the parameter files lie.
    language
        Language of the names of scales and dimensions.
    """

    def __init__(self, project: Project, language: str) -> None:
        self.project = project
        self.language = language
        self.known: tuple[StreetYear, ...] = find_street_years(project)
        self._files = state_of_files(project)
        self._analyses: dict[Path, tuple[_Stamp, Analysis]] = {}
        self._reports: dict[tuple[_Stamp, Audience], ProtectedReport] = {}

    def look_again(self) -> bool:
        """Read the parameter files anew where one came, went or changed, and return whether that was so."""
        now = state_of_files(self.project)
        if now == self._files:
            return False
        self.known, self._files = find_street_years(self.project), now
        return True

    def open(self, chosen: StreetYear) -> Analysis:
        """Return the analysis of a street's year; UserError where its files cannot be used."""
        kept = self._analyses.get(chosen.path)
        if kept is not None and kept[0] == _stamp(chosen.path, kept[1]):
            return kept[1]
        analysis = analyse(chosen.path, self.project, self.language)
        self._analyses[chosen.path] = _stamp(chosen.path, analysis), analysis
        return analysis

    def report(self, chosen: StreetYear, audience: Audience) -> ProtectedReport:
        """Return the tables of a street's year as `audience` may see them."""
        analysis = self.open(chosen)
        key = self._analyses[chosen.path][0], audience
        if key not in self._reports:
            self._reports[key] = analysis.shown(audience)
        return self._reports[key]


def _stamp(path: Path, analysis: Analysis) -> _Stamp:
    data = analysis.plan.data
    files = (path, *(analysis.project.root / place for place in (data or "").split("\n") if place))
    return tuple((str(file), file.stat().st_mtime_ns if file.exists() else 0) for file in files)
