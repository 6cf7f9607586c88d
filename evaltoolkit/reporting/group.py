"""The two-page summary of one group: the station's version into ``private/``, the shared form into ``reports/``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.intake.load import load
from evaltoolkit.intake.plan_file import read_plan
from evaltoolkit.intake.project import Project, find_project
from evaltoolkit.language import Language, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.execute import CELL_SECONDS, execute_notebook
from evaltoolkit.reporting.export import export_html
from evaltoolkit.reporting.gate import Roster
from evaltoolkit.reporting.kernel import Kernels, kernel_options
from evaltoolkit.reporting.one_group import find_group
from evaltoolkit.reporting.publish import check_name
from evaltoolkit.reporting.registries import street_policy
from evaltoolkit.reporting.release import release
from evaltoolkit.reporting.station_roster import station_roster

NOTEBOOK = Path("notebooks") / "group_summary.ipynb"
_UNFIT = re.compile(r"[^\w()（）-]+")  # what a file name does without


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """Where the pages of one group lie: the station's, and the shared one (None where the plan is the station's)."""

    group: str
    station: Path
    shared: Path | None


def report_group(
    plan_path: Path,
    group: str,
    *,
    run: str,
    home: Path | None = None,
    roster: Roster | None = None,
    kernels: Kernels = kernel_options,
) -> GroupSummary:
    """Make both forms of the summary of one group.

    Parameters
    ----------
    plan_path
        The parameter file of the street.
    group
        Name of a group; or of a project, field or method, for a case programme.
    run
        Folder under ``private/`` and ``reports/``.
    home
        The project folder; found from the parameter file by default.
    roster
        What the gate searches for besides numbers; what intake keeps of the plan's workbook by default.
    kernels
        Where the notebook's kernel comes from; a fresh process by default.

    Raises
    ------
    UserError
        Anything the user can put right; a page that holds what names a person is not written.
    """
    root = find_project(plan_path).root if home is None else home.resolve()
    plan = read_plan(plan_path)
    street_policy(Project(root))  # a broken policy stops the run before anything is written
    name = find_group(load(plan, home=root), group).name
    people = station_roster(plan, root) if roster is None else roster
    makers = _Maker(root, check_name(run), name, people, kernels)
    station = makers.make(plan.model_copy(update={"audience": Audience.STATION.value}))
    shared = None if Audience(plan.audience) is Audience.STATION else makers.make(plan)
    return GroupSummary(name, station, shared)


@dataclass(frozen=True, slots=True)
class _Maker:
    root: Path
    run: str
    group: str
    roster: Roster
    kernels: Kernels

    def make(self, plan: Plan) -> Path:
        """Run, export, scan and write the page for the plan's audience."""
        private = Audience(plan.audience) is Audience.STATION
        stem = check_name(f"{plan.key}_{_UNFIT.sub('_', self.group)[:40]}")
        kept = self.root / "private" / self.run
        parameters = {**plan.parameters(), "group": self.group}
        executed = kept / f"{stem}.{plan.audience}.ipynb"
        node = execute_notebook(
            self.root / NOTEBOOK, parameters, executed, cwd=self.root, timeout=CELL_SECONDS, kernels=self.kernels
        )
        title = text("Group summary {year}: {group}, {street}", year=plan.year, group=self.group, street=plan.street)
        page = export_html(
            node, language=plan.language, title=Language(plan.language).say(title), synthetic=plan.synthetic
        )
        target = (kept if private else self.root / "reports" / self.run) / f"{stem}.html"
        return release({target: page}, self.roster, private=private)[target]
