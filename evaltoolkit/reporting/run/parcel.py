"""One street's work as bytes: packed where the people's names are, computed where they are not, taken in again.

What leaves is the notebook, the office's own settings, the plan and the de-identified tables; never the roster, the
station's key or the workbook. What comes back is searched and published by whoever packed it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.errors import ExitCode, KernelStartError, RunError, UserError
from evaltoolkit.intake.files.project import HOME_VARIABLE, Project, private_folder
from evaltoolkit.intake.load import table_files
from evaltoolkit.intake.plans.plan_file import plan_from
from evaltoolkit.language import Text, text
from evaltoolkit.reporting.release.gate import require_clean, scan_results
from evaltoolkit.reporting.release.ledger import ledger_path, note_paths, take_in, year_before
from evaltoolkit.reporting.release.plain import to_text
from evaltoolkit.reporting.release.publish import write_all
from evaltoolkit.reporting.release.results_file import protected_path
from evaltoolkit.reporting.release.station_roster import station_roster
from evaltoolkit.reporting.run.compute import Computed, Limits, StreetWork, compute_here
from evaltoolkit.reporting.run.kernel import Kernels

_SETTINGS = ("indicators/*.yaml", "scales/*.yaml", "[Pp][Oo][Ll][Ii][Cc]*.[Yy]*")
_ENDINGS = (".ipynb", ".failed.ipynb", ".log", ".results.json", ".protected.json", ".papers.json")


@dataclass(frozen=True, slots=True)
class Parcel:
    """What another machine needs to compute a street's page.

    Parameters
    ----------
    parameters
        The plan's, as its file states them.
    run, title, limits
        As in :class:`~evaltoolkit.reporting.run.compute.StreetWork`.
    notebook
        Place of the notebook in the project.
    files
        Content of every file by its place in the project. None of it shows where the parcel is printed or logged.
    """

    parameters: Mapping[str, object] = field(repr=False)
    run: str
    title: str = field(repr=False)
    limits: Limits
    notebook: str
    files: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a parcel.

    Parameters
    ----------
    page
        The finished page; None where there is none.
    files
        What the run wrote to ``private/<run>/``, by name; of a failed run too.
    failure
        Why there is no page.
    exit_code
        What the failure ends a command with.
    is_start
        Whether it was the kernel that did not start, so that another try may help.
    """

    page: str | None = field(default=None, repr=False)
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    failure: Text | None = field(default=None, repr=False)
    exit_code: ExitCode = ExitCode.OK
    is_start: bool = False


def pack(work: StreetWork) -> Parcel:
    """Return the work as a parcel; the workbook is taken in first where need be.

    Raises
    ------
    UserError
        The workbook cannot be used, or the parameter file itself names a person: then nothing is sent.
    """
    take_in(work.home, work.plan)
    tables = table_files(work.plan, home=work.home)
    delivered = _place(Project(work.home).delivered, work.home)
    parameters = work.plan.parameters() | ({} if tables is None else {"data": delivered})
    people = station_roster(work.plan, work.home)
    people = people.of_the_station if Audience(work.plan.audience) is Audience.STATION else people
    said = {name: value for name, value in parameters.items() if name != "data"}
    require_clean(f"{work.plan.key}.html", scan_results(to_text(said), people))
    files = dict(_files(work))
    files.update({f"{delivered}/{name}": content for name, content in (tables or {}).items()})
    return Parcel(parameters, work.run, work.title, work.limits, _place(work.notebook, work.home), files)


def compute_parcel(parcel: Parcel, home: Path, kernels: Kernels) -> Answer:
    """Lay the parcel out in the empty folder `home`, compute the page, and return it with what the run wrote.

    Notes
    -----
    From then on this process names no project of its own: the kernel is to find the folder that it works in.
    """
    os.environ.pop(HOME_VARIABLE, None)
    for place, content in parcel.files.items():
        path = home / PurePosixPath(place)
        private_folder(path.parent)
        path.write_bytes(content)
    for folder in ("parameters", "notebooks"):
        private_folder(home / folder)
    plan = plan_from(parcel.parameters)
    work = StreetWork(plan, parcel.run, home, home / parcel.notebook, parcel.title, parcel.limits)
    try:
        computed = compute_here(work, kernels)
    except UserError as error:
        is_start = isinstance(error, KernelStartError)
        return Answer(None, _written(work), error.sentence, error.exit_code, is_start)
    return Answer(computed.page, _written(work))


def take_back(work: StreetWork, answer: Answer) -> Computed:
    """Write what the run left for the station, and return the page and the results, both still unsearched.

    Raises
    ------
    UserError
        The run failed there, with its own sentence and exit code.
    RunError
        The answer is not one of this street.
    """
    allowed = _names(work.plan.key)
    results = answer.files.get(protected_path(work.home, work.run, work.plan.key).name)
    if not answer.files.keys() <= allowed or (answer.page is not None and not _is_of(results, work)):
        raise RunError(text("A worker of the cluster sent back something else than this street's report."))
    for name in allowed - answer.files.keys() if answer.page is not None else ():
        (work.private / name).unlink(missing_ok=True)
    if answer.files:
        write_all({work.private / name: content for name, content in answer.files.items()}, private=True)
    if answer.page is None or results is None:
        failure = answer.failure or text("The computing process ended without an answer.")
        raise KernelStartError(failure) if answer.is_start else UserError(failure, answer.exit_code)
    return Computed(answer.page, results.decode("utf-8"))


def _files(work: StreetWork) -> Iterator[tuple[str, bytes]]:
    yield _place(work.notebook, work.home), work.notebook.read_bytes()
    parameters = Project(work.home).parameters
    years = year_before(work.plan), work.plan
    of_years = (path for plan in years for path in (ledger_path(work.home, plan), *note_paths(work.home, plan)))
    ledgers = [path for path in of_years if path.exists()]
    settings = (path for pattern in _SETTINGS for path in parameters.glob(pattern))
    for path in sorted({*settings, *ledgers}):
        yield _place(path, work.home), path.read_bytes()


def _place(path: Path, home: Path) -> str:
    return path.relative_to(home).as_posix() if path.is_relative_to(home) else f"notebooks/{path.name}"


def _names(key: str) -> frozenset[str]:
    return frozenset(f"{key}{ending}" for ending in _ENDINGS)


def _written(work: StreetWork) -> dict[str, bytes]:
    there = (work.private / name for name in sorted(_names(work.plan.key)))
    return {path.name: path.read_bytes() for path in there if path.is_file()}


def _is_of(results: bytes | None, work: StreetWork) -> bool:
    try:
        said = json.loads(results or b"")
        return (said["key"], said["street"], said["year"]) == (work.plan.key, work.plan.street, work.plan.year)
    except (ValueError, KeyError, TypeError):
        return False
