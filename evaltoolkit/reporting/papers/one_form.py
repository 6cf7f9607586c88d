"""The official form of a street's year by itself, for the finance bureau: searched and published like every paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.intake.files.project import Project, find_project
from evaltoolkit.intake.load import load
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.language import Language
from evaltoolkit.reporting.handing.beside import placed_beside
from evaltoolkit.reporting.handing.form_files import form_files, outline_files
from evaltoolkit.reporting.release.ledger import digest_of
from evaltoolkit.reporting.release.publish import check_run
from evaltoolkit.reporting.release.release import release
from evaltoolkit.reporting.release.release_papers import release_papers, until_current
from evaltoolkit.reporting.release.results_file import protected_tables
from evaltoolkit.reporting.release.station_roster import station_roster
from evaltoolkit.reporting.run.street import STATION, Edition
from evaltoolkit.reporting.year.street_results import joint_report


@dataclass(frozen=True, slots=True)
class FormFiles:
    """Where the form lies, and which edited file was left as it is."""

    handed: tuple[Path, ...]
    kept: tuple[Path, ...]


def make_form(plan_path: Path, *, run: str, home: Path | None = None) -> FormFiles:
    """Fill in the form from a street's workbook and publish it as Word and as a workbook.

    Parameters
    ----------
    plan_path
        The parameter file; the form of a plan for the station is the one that others may see.
    run
        Folder under ``reports/``.
    home
        The project folder; found from the parameter file by default.

    Raises
    ------
    UserError
        Anything the user can put right; a form that holds what names a person is not written.
    """
    root = find_project(plan_path).root if home is None else home.resolve()
    given = read_plan(plan_path)
    plan = Edition(Audience.SHARED.value if given.audience == STATION else None).plan(given)
    project = Project(root)
    evidence = load(plan, home=root)
    people = station_roster(plan, root)
    page = root / "reports" / check_run(run) / Edition().name(plan, root / "private" / run)

    def make() -> FormFiles | None:
        report = joint_report(plan, evidence, project=project)
        tables = protected_tables(report, Language(plan.language))
        files = form_files(plan, tables, page, project) | outline_files(plan, page, project)
        more = placed_beside(files, home=root, run=run)
        if report.papers is None:
            return None
        papers = report.papers, digest_of(report.earlier)
        placed = release_papers(root, plan, more.files, papers, partial(release, roster=people))
        return None if placed is None else FormFiles(tuple(placed.values()), more.kept)

    return until_current(make)
