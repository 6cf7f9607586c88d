"""One job for each parameter file, with a name of its own for every street's files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaltoolkit.errors import UserError
from evaltoolkit.intake.load import rows_of
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.language import Text, listed, text
from evaltoolkit.model.results import SheetRows
from evaltoolkit.reporting.release.page_name import apart_in_run
from evaltoolkit.reporting.release.publish import check_run
from evaltoolkit.reporting.run.execute import CELL_SECONDS
from evaltoolkit.reporting.run.notice import notice_name, stated_plan

STREET_SECONDS = 1800.0  # 本工具规则: far above the slowest synthetic street; ends a notebook that never would
_FIRST = text("made for the first time")


@dataclass(frozen=True, slots=True)
class StreetJob:
    """One street to report.

    Parameters
    ----------
    plan
        Its parameter file.
    run
        Name of the run's folder.
    home
        The project folder.
    name
        Stem of its notice where the parameter file states no key of its own.
    clash
        Why it must not be run: another file of the batch would write the same report.
    seconds
        Time limit of the whole street.
    cell_seconds
        Time limit of one cell.
    fresh_kernels
        Whether its kernel must be a fresh process.
    audience
        Who the report is for, in place of what the parameter file says.
    also
        What is handed in beside the page.
    key
        What the parameter file states as the stem of the street's files; None where it cannot be read.
    apart
        How far its page's name must be told apart: :func:`evaltoolkit.reporting.release.page_name.apart_in_run`.
    reason
        Why the report is made.
    notebook
        The report's notebook, where it is not the project's own.
    program
        What the program consisted of as the batch began: :func:`evaltoolkit.reporting.run.inputs.program_inputs`.
    """

    plan: Path
    run: str
    home: Path
    name: str
    clash: Text | None = None
    seconds: float = STREET_SECONDS
    cell_seconds: float = CELL_SECONDS
    fresh_kernels: bool = False
    audience: str | None = None
    also: tuple[str, ...] = ()
    key: str | None = None
    apart: int | None = None
    reason: Text = _FIRST
    notebook: Path | None = None
    program: tuple[tuple[str, str], ...] = ()


def street_jobs(plans: Iterable[Path], *, run: str, home: Path) -> tuple[StreetJob, ...]:
    """Return a job for each parameter file, those of earlier years first.

    Parameters
    ----------
    plans
        Parameter files, readable or not.
    run
        Name of the run's folder.
    home
        The project folder.

    Raises
    ------
    RunError
        `run` cannot be the name of a folder.

    Notes
    -----
    Files that state the same slug and year would overwrite each other's report. Which of them is meant nobody can
    tell, so none of them is run: each gets a notice under its own name. Earlier years come first: a report is compared
    with that of the year before, and made again where that is published meanwhile.
    """
    check_run(run)
    found = {file: stated_plan(file) for file in plans}
    stated = dict(sorted(found.items(), key=lambda one: 0 if one[1] is None else one[1].year))
    keys = {file: None if plan is None else plan.key for file, plan in stated.items()}
    apart = apart_in_run((plan for plan in stated.values() if plan is not None), home / "private" / run)
    owners: dict[str, list[Path]] = {}
    for file, key in keys.items():
        if key is not None:
            owners.setdefault(key, []).append(file)
    taken = {key.casefold() for key in owners}
    return tuple(
        StreetJob(
            file, run, home, _own_name(file, taken), _clash(file, owners.get(key or "", ())), key=key,
            apart=apart.get(key or ""),
        )
        for file, key in keys.items()
    )  # fmt: skip


def _own_name(plan: Path, taken: set[str]) -> str:
    """Return the file's name as a legal stem that no other job has, also where capitals do not count."""
    first = name = notice_name(plan)
    number = 2
    while name.casefold() in taken:
        name, number = f"{first}_{number}", number + 1
    taken.add(name.casefold())
    return name


def _clash(plan: Path, owners: Iterable[Path]) -> Text | None:
    others = [owner.name for owner in owners if owner != plan]
    if not others:
        return None
    return text(
        "{file} states the same slug and year as {others}: one report would overwrite the other. Give each file its "
        "own `slug`, or report only one of them.",
        file=plan.name,
        others=listed(others),
    )


def stored_rows(job: StreetJob) -> tuple[SheetRows, ...]:
    """Return what became of the rows of each sheet of a street that has its report."""
    try:
        return rows_of(read_plan(job.plan), home=job.home)
    except UserError:  # its file was changed in the midst of the run, which its next run says
        return ()
