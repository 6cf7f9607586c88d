"""Find the parameter file that names a workbook, so that its check knows the year and the indicator system."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from evaltoolkit.errors import UserError
from evaltoolkit.intake.files.project import Project, real_path, yaml_files
from evaltoolkit.intake.plans.plan_file import data_path, read_plan
from evaltoolkit.model.plan import Plan


def plan_of_data(data: Path, project: Project) -> Plan | None:
    """Return the plan of ``parameters/streets`` whose data are this file or folder; None where none, or several, are.

    A parameter file that cannot be read is none of them: who runs it is told what is wrong.
    """
    found = []
    for path in yaml_files(project.parameters / "streets"):
        with suppress(UserError, OSError, UnicodeDecodeError):
            if data.stem in path.read_text(encoding="utf-8-sig"):
                plan = read_plan(path)
                found += [plan] if _is_of(plan, data, project) else []
    return found[0] if len(found) == 1 else None


def _is_of(plan: Plan, data: Path, project: Project) -> bool:
    place = data_path(plan, project)
    return place is not None and real_path(place) == real_path(data)
