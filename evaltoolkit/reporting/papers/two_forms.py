"""A two-page summary in both its forms: the station's version into ``private/``, the shared one into ``reports/``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evaltoolkit.disclosure.of_run import run_of
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.intake.files.project import Project, find_project
from evaltoolkit.intake.load import kernel_parameters, load
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.language import Language, Text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.filling import fill_plan
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.handing.beside import Beside, beside
from evaltoolkit.reporting.page.export import export_html
from evaltoolkit.reporting.page.own_cells import codes_of, require_protected_cells
from evaltoolkit.reporting.release.gate import Roster, require_clean_parameters
from evaltoolkit.reporting.release.ledger import digest_of
from evaltoolkit.reporting.release.page_name import former_summary_name, remove_pages, summary_name
from evaltoolkit.reporting.release.publish import check_run
from evaltoolkit.reporting.release.published_list import write_down_replaced
from evaltoolkit.reporting.release.release import release
from evaltoolkit.reporting.release.release_papers import release_papers, until_current
from evaltoolkit.reporting.release.station_roster import station_roster
from evaltoolkit.reporting.run.execute import CELL_SECONDS, execute_notebook
from evaltoolkit.reporting.run.kernel import Kernels, kernel_options
from evaltoolkit.reporting.year.registries import street_policy
from evaltoolkit.reporting.year.street_results import joint_report


@dataclass(frozen=True, slots=True)
class TwoForms:
    """Where the pages lie: the station's, and that of the plan's audience (None where the plan is the station's).

    Beside them what was handed in, and what was found there edited and is left as it is.
    """

    name: str
    station: Path
    shared: Path | None
    audience: Audience
    handed: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryKind:
    """A kind of summary.

    Parameters
    ----------
    notebook
        Which makes it, relative to the project folder.
    parameter
        The notebook's parameter that takes the name of what is summarised.
    title
        Of the page, with the fields `year`, `name` and `street`.
    file
        What the page's file is called, with the fields `year`, `place` and `name`.
    mark
        Began the name in the file's name with earlier versions of this tool, whose pages are taken over.
    find
        Returns the name as the tables have it; UserError where they have none like it.
    """

    notebook: Path
    parameter: str
    title: Text
    file: Text
    mark: str
    find: Callable[[Evidence, str], str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where pages are made, and how.

    Parameters
    ----------
    run
        Folder under ``private/`` and ``reports/``.
    home
        The project folder; found from the parameter file by default.
    roster
        What the gate searches for besides numbers; what intake keeps of the plan's workbook by default.
    kernels
        Where the notebook's kernel comes from; a fresh process by default.
    also
        What is handed in beside the pages: of :data:`evaltoolkit.reporting.handing.beside.KINDS`.
    """

    run: str
    home: Path | None = None
    roster: Roster | None = None
    kernels: Kernels = kernel_options
    also: tuple[str, ...] = ()


def make_two_forms(kind: SummaryKind, plan_path: Path, name: str, place: Place) -> TwoForms:
    """Make both forms of one summary.

    Raises
    ------
    UserError
        Anything the user can put right; a page that holds what names a person is not written.
    """
    root = find_project(plan_path).root if place.home is None else place.home.resolve()
    plan = read_plan(plan_path)
    street_policy(Project(root))  # a broken policy stops the run before anything is written
    evidence = load(plan, home=root)
    found = kind.find(evidence, name)
    people = station_roster(plan, root) if place.roster is None else place.roster
    require_clean_parameters(plan_path.name, kernel_parameters(plan, home=root), people)
    maker = _Maker(kind, plan.key, root, check_run(place.run), found, evidence, people, place.kernels, place.also)
    station = maker.make(plan.model_copy(update={"audience": Audience.STATION.value}))
    shared = None if Audience(plan.audience) is Audience.STATION else maker.make(plan)
    made = [form for form in (station, shared) if form is not None]
    return TwoForms(
        found, station.page, None if shared is None else shared.page, Audience(plan.audience),
        tuple(path for form in made for path in form.handed), tuple(path for form in made for path in form.kept),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Form:
    page: Path
    handed: tuple[Path, ...]
    kept: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Maker:
    kind: SummaryKind
    key: str
    root: Path
    run: str
    name: str
    evidence: Evidence
    roster: Roster
    kernels: Kernels
    also: tuple[str, ...]

    def make(self, plan: Plan) -> _Form:
        """Run, export, scan and write the page for the plan's audience; of the station's nothing is published."""
        if Audience(plan.audience) is Audience.STATION:
            page, target = self._page(plan, self.root / "private" / self.run)
            more = self._beside(page, target)
            return self._placed(target, more, release({target: page, **more.files}, self.roster, private=True))
        return until_current(lambda: self._published(plan))

    def _published(self, plan: Plan) -> _Form | None:
        report = joint_report(plan, self.evidence, project=Project(self.root))
        page, target = self._page(plan, self.root / "reports" / self.run)
        if report.papers is None:
            return None
        papers = report.papers, digest_of(report.earlier)
        write = partial(release, roster=self.roster)
        more = self._beside(page, target)
        contents: dict[Path, str | bytes] = {target: page, **more.files}
        placed = release_papers(self.root, plan, contents, papers, write)
        return None if placed is None else self._placed(target, more, placed)

    def _placed(self, page: Path, more: Beside, placed: Mapping[Path, Path]) -> _Form:
        """Take away the page that an earlier version of this tool wrote there of the same group."""
        former = page.with_name(former_summary_name(self.key, self.kind.mark, self.name)).relative_to(self.root)
        gone, _ = remove_pages(self.root, [former.as_posix()])
        write_down_replaced(self.root, dict.fromkeys(gone, placed[page].relative_to(self.root).as_posix()))
        return _Form(placed[page], tuple(placed[path] for path in more.files), more.kept)

    def _beside(self, page: str, target: Path) -> Beside:
        return beside(page, target, home=self.root, run=self.run, asked=self.also)

    def _page(self, plan: Plan, folder: Path) -> tuple[str, Path]:
        name = summary_name(plan, self.kind.file, self.name)
        kept = self.root / "private" / self.run
        parameters = {**kernel_parameters(plan, home=self.root), self.kind.parameter: self.name}
        executed = kept / f"{Path(name).stem}.{plan.audience}.ipynb"
        with run_of(plan, fill_plan(plan, self.evidence)):
            node = execute_notebook(
                self.root / self.kind.notebook, parameters, executed, cwd=self.root, timeout=CELL_SECONDS,
                kernels=self.kernels,
            )  # fmt: skip
        require_protected_cells(node, plan.audience, lambda: codes_of(self.evidence))
        title = self.kind.title.with_(year=plan.year, name=self.name, street=plan.street)
        page = export_html(
            node,
            language=plan.language,
            title=Language(plan.language).say(title),
            unbroken=self.name,
            synthetic=plan.synthetic,
            short=True,
        )
        return page, folder / name
