"""Look at a street's data as `check` does: for the check, and for a report that could not take them in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaltoolkit.errors import ExitCode, FaultsError, UserError

if TYPE_CHECKING:
    from evaltoolkit.intake.checking.check import CheckedWorkbook
    from evaltoolkit.intake.files.project import Project
    from evaltoolkit.model.plan import Plan

# What the process that takes the data in may end with; it hears the words of no file, and says none.
_OF_DATA = frozenset(
    {
        ExitCode.WORKBOOK_FAULTS, ExitCode.FILE_MISSING, ExitCode.FILE_EMPTY, ExitCode.FILE_ENCRYPTED,
        ExitCode.FILE_NOT_A_WORKBOOK, ExitCode.FILE_BROKEN, ExitCode.FILE_TOO_LARGE,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in the data, the plan that names them, and what the station has said of words like names."""

    checked: CheckedWorkbook
    plan: Plan | None
    answers: Mapping[str, bool]


def look(file: Path, project: Project, *, plan: Plan | None = None, year: int | None = None) -> Looked:
    """Check a workbook or folder of the station's own.

    Parameters
    ----------
    file
        The data.
    project
        Gives scales, indicators and the list of names.
    plan
        Of whose report they are the data; found among the project's by default.
    year
        In place of the plan's.

    Raises
    ------
    UserError
        The file cannot be read.
    """
    from evaltoolkit.instruments.shape import shapes
    from evaltoolkit.intake.checking.check import check_workbook
    from evaltoolkit.intake.checking.roster import people_of
    from evaltoolkit.intake.mapping.maps import read_data
    from evaltoolkit.intake.people.name_list import list_path, read_answers
    from evaltoolkit.intake.plans.plan_of_data import plan_of_data
    from evaltoolkit.intake.reading.memory_limit import limited_memory
    from evaltoolkit.reporting.year.registries import indicator_ids, street_scales

    scales, plan = street_scales(project), plan or plan_of_data(file, project)
    with limited_memory(file.name):
        raw, answers = read_data(file, project), read_answers(list_path(project, file))
        checked = check_workbook(
            raw, year=plan.year if year is None and plan else year, scales=shapes(scales),
            people=people_of(raw, answers), indicators=indicator_ids(plan, project),
        )  # fmt: skip
    return Looked(checked, plan, answers)


@contextmanager
def said_as_by_check(parameters: Path) -> Iterator[None]:
    """Let what stops the intake of a parameter file's data be said in the words of `check`.

    Whatever makes reports is told nothing that stands in a workbook. When it has ended, the process at the screen reads
    the data itself.
    """
    try:
        yield
    except UserError as error:
        if error.exit_code in _OF_DATA:
            _say_as_check(parameters)
        raise


def _say_as_check(parameters: Path) -> None:
    """Raise what `check` says of the data, where it finds something that stops."""
    from evaltoolkit.intake.checking.check import report_of
    from evaltoolkit.intake.city.city_schema import is_city_file
    from evaltoolkit.intake.files.project import find_project
    from evaltoolkit.intake.plans.plan_file import data_path, read_plan
    from evaltoolkit.intake.storing.store import is_complete

    plan, project = read_plan(parameters), find_project(parameters)
    path = data_path(plan, project)
    if path is not None and not is_complete(path) and not is_city_file(path):
        report = report_of(look(path, project, plan=plan).checked)
        if report.stops:
            raise FaultsError(tuple(report.must_fix()), ExitCode.WORKBOOK_FAULTS) from None
