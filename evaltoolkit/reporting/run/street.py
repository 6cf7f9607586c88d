"""One street's report from its parameter file to the published page."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from evaltoolkit.disclosure.protected import AUDIENCE_NAMES, Audience
from evaltoolkit.disclosure.states.earlier import EarlierReport
from evaltoolkit.errors import ExitCode, FileError, RunError, UserError
from evaltoolkit.intake.files.project import Project, find_project
from evaltoolkit.intake.load import kernel_parameters
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.language import Language, Ours, Text, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.handing.beside import Beside, Street, beside
from evaltoolkit.reporting.release.gate import Roster, require_clean_name, require_clean_parameters, scan_words
from evaltoolkit.reporting.release.kept import remove_beside
from evaltoolkit.reporting.release.ledger import Ledger, from_entry, take_in
from evaltoolkit.reporting.release.page_name import apart_in_run, claim, page_name, take_over
from evaltoolkit.reporting.release.provenance import sha256_of
from evaltoolkit.reporting.release.publish import check_name, check_run, require_folder
from evaltoolkit.reporting.release.published_results import published_parts
from evaltoolkit.reporting.release.release import release
from evaltoolkit.reporting.release.release_papers import release_papers, until_current
from evaltoolkit.reporting.release.results_file import papers_path, protected_path, results_path
from evaltoolkit.reporting.release.station_roster import station_roster
from evaltoolkit.reporting.run.compute import NOTEBOOK, Compute, Limits, StreetWork, compute_here
from evaltoolkit.reporting.year.registries import require_own_files

STATION = "station"  # the audience whose report never leaves private/


_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Edition:
    """For whom a report is made and how its page is told apart, where the parameter file alone does not say.

    Parameters
    ----------
    audience
        Who the report is for, in place of what the parameter file says.
    apart
        How far its page's name must be told apart; found from what the run holds by default.
    also
        What is handed in beside the page: of :data:`evaltoolkit.reporting.handing.beside.KINDS`.
    """

    audience: str | None = None
    apart: int | None = None
    also: tuple[str, ...] = ()

    def plan(self, plan: Plan) -> Plan:
        """Return the plan as this edition has it."""
        return plan if self.audience is None else plan.model_copy(update={"audience": Audience(self.audience).value})

    def name(self, plan: Plan, run: Path) -> str:
        """Return the page's name in the run whose private folder that is; `plan` is the edition's."""
        return page_name(plan, apart_in_run([plan], run)[plan.key] if self.apart is None else self.apart)


_AS_PLANNED = Edition()


@dataclass(frozen=True, slots=True)
class StreetReport:
    """What one street's run left behind.

    Parameters
    ----------
    html, results
        The page and the protected results, as published; the page under a second name where another program holds its
        own open.
    is_aside
        Whether it has that second name.
    handed, kept
        What was written beside the page, and what was found there edited and is left as it is.
    notebook, private_results
        The executed notebook and the results at full precision; they stay with the station.
    seconds
        Time from reading the plan to publishing.
    inputs
        sha256 of the parameter file and of the notebook, by their names in the project.
    """

    key: str
    street: str
    audience: str
    html: Path
    results: Path
    notebook: Path
    private_results: Path
    seconds: float
    inputs: tuple[tuple[str, str], ...]
    is_aside: bool = False
    handed: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()


def report_street(
    plan_path: Path,
    *,
    run: str,
    home: Path | None = None,
    notebook: Path | None = None,
    limits: Limits = _LIMITS,
    roster: Roster | None = None,
    edition: Edition = _AS_PLANNED,
    compute: Compute = compute_here,
) -> StreetReport:
    """Run, export, scan and publish the report of one street's year.

    Parameters
    ----------
    plan_path
        The parameter file.
    run
        Name of the run: the folder under ``private/`` and ``reports/``.
    home
        The project folder; found from the parameter file by default.
    notebook
        The report's notebook; the project's own by default. It declares the plan's keys, and ``run``, as parameters
        and ends with :func:`evaltoolkit.reporting.release.results_file.save_results`.
    limits
        Time limits.
    roster
        What the gate searches for besides numbers; what intake keeps of the plan's workbook by default.
    edition
        For whom, and how its page is told apart, where the parameter file alone does not say.
    compute
        Runs the notebook and makes the page: in a fresh process of this machine by default.

    Returns
    -------
    StreetReport
        Paths and hashes; the page lies under ``reports/<run>/``, for the audience ``station`` under ``private/<run>/``.

    Raises
    ------
    UserError
        Anything the user can put right; nothing of this street is published then.
    """
    begin = time.monotonic()
    root = find_project(plan_path).root if home is None else home.resolve()
    plan, source = edition.plan(read_plan(plan_path)), notebook or root / NOTEBOOK
    require_own_files(plan, Project(root))
    title = Language(plan.language).say(report_title(plan))
    work = StreetWork(plan, check_run(run), root, source, title, limits)
    private, executed = work.private, work.private / f"{check_name(plan.key)}.ipynb"
    require_own_place(protected_path(root, run, plan.key), plan)
    if plan.audience != STATION:
        take_in(root, plan)
    target = private if plan.audience == STATION else root / "reports" / run
    require_folder(target)
    _require_clean_run(run, plan, root, roster, plan_path)
    html, published = target / edition.name(plan, private), target / _results_name(plan)
    claim(private, plan, root, html)

    def make() -> tuple[dict[Path, Path], Beside] | None:
        known = () if plan.audience == STATION else Ledger.read(root, plan).reports()
        computed = compute(work)
        _require_own_reader(computed.results, plan)
        people = station_roster(plan, root) if roster is None else roster
        street = Street(plan, computed.results)
        more = beside(computed.page, html, home=root, run=run, asked=edition.also, street=street)
        contents: dict[Path, str | bytes] = {html: computed.page, published: computed.results, **more.files}
        if plan.audience == STATION:
            return release(contents, people, private=True), more
        papers = _papers(work, computed.results)
        placed = release_papers(root, plan, contents, papers, partial(release, roster=people), known=known)
        return None if placed is None else (placed, more)

    written, more = until_current(make)
    remove_beside(root, run, take_over(private, plan, root, html))
    return StreetReport(
        plan.key, plan.street, plan.audience, written[html], published, executed, results_path(root, run, plan.key),
        time.monotonic() - begin, _hashes(root, plan_path, source), written[html] != html,
        tuple(written[path] for path in more.files), more.kept,
    )  # fmt: skip


def _papers(work: StreetWork, results: str) -> tuple[EarlierReport, str]:
    """Return what the notebook said of the papers of its state of the data, else what its published results say."""
    path = papers_path(work.home, work.run, work.plan.key)
    entry = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if entry.get("of") == hashlib.sha256(results.encode("utf-8")).hexdigest():
        return from_entry(entry)
    own = next(published_parts(json.loads(results)))
    return replace(own, states=own.states or frozenset({hashlib.sha256(results.encode("utf-8")).hexdigest()})), ""


def _require_own_reader(results: str, plan: Plan) -> None:
    """Refuse what a notebook of one's own protected for other readers than those of the run."""
    made, asked = Audience(json.loads(results)["audience"]), Audience(plan.audience)
    if made is not asked:
        raise RunError(
            text(
                "The notebook made the figures of the {made}, but the run makes the {asked}; nothing is published. "
                "Let it hand plan.audience to protect_results and leave the plan's audience as it is, or run with "
                "--audience {name}.",
                made=AUDIENCE_NAMES[made], asked=AUDIENCE_NAMES[asked], name=Ours(made.value),
            )
        )  # fmt: skip


def _require_clean_run(run: str, plan: Plan, root: Path, roster: Roster | None, source: Path) -> None:
    """Refuse a run's name or parameters that name a person of the workbook, before a notebook hears of them."""
    heard = kernel_parameters(plan, home=root)  # takes the workbook in, which the report begins with anyway
    people = station_roster(plan, root) if roster is None else roster
    require_clean_name(scan_words(run.replace("_", " "), people))
    require_clean_parameters(source.name, heard, people)


def require_own_place(kept: Path, plan: Plan) -> None:
    """Refuse to take the place of another street, or of the synthetic one, that has the same code and year."""
    if not kept.exists():
        return
    try:
        there = json.loads(kept.read_text(encoding="utf-8"))
        other = there["street"], there["synthetic"]
    except (OSError, ValueError, KeyError, TypeError):
        raise FileError(
            text("{file} is damaged. Delete it and run again.", file=Ours(f"private/{kept.parent.name}/{kept.name}")),
            ExitCode.FILE_BROKEN,
        ) from None
    if other != (plan.street, plan.synthetic):
        raise UserError(
            text(
                "The run already holds a report of {other} under the code {key}. Give {street} another `slug`, or make "
                "its report under another name with --run.",
                other=other[0],
                key=Ours(plan.key),
                street=plan.street,
            ),
            ExitCode.ALREADY_EXISTS,
        )


def report_title(plan: Plan) -> Text:
    """Return the title of a street's report: street, year, kind of report."""
    return text(
        "Performance evaluation report {year}: {street}, {district}",
        year=plan.year,
        street=plan.street,
        district=plan.district,
    )


def _results_name(plan: Plan) -> str:
    return f"{plan.key}.protected.json" if plan.audience == STATION else f"{plan.key}.results.json"


def _hashes(root: Path, *paths: Path) -> tuple[tuple[str, str], ...]:
    return tuple((_name_in(root, path.resolve()), sha256_of(path)) for path in paths)


def _name_in(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
