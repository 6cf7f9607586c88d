"""What a street's report depends on, as sha256 by name: two equal lists give two equal reports."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import requires, version
from importlib.resources import files
from pathlib import Path
from platform import python_version

from evaltoolkit.errors import UserError
from evaltoolkit.intake.city.city_schema import is_city_file
from evaltoolkit.intake.files.digest import data_files, digest
from evaltoolkit.intake.files.project import Project, yaml_files
from evaltoolkit.intake.load import data_digest
from evaltoolkit.intake.plans.plan_file import data_path, read_plan
from evaltoolkit.language import Text
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.texts import texts
from evaltoolkit.reporting.release.provenance import DISTRIBUTION, parameters_digest, sha256_of
from evaltoolkit.reporting.run.compute import NOTEBOOK

PACKAGE = "evaltoolkit"
LABELS: Mapping[str, Text] = texts("reporting", "inputs")
"""What each input is called, in the order in which a change of it is told."""
_NAME = re.compile(r"[\w.-]+")
_SOURCES = frozenset({".py", ".yaml", ".po", ".j2", ".json", ".css", ".js", ".typ"})


def street_inputs(
    plan_path: Path,
    *,
    home: Path,
    program: Mapping[str, str],
    audience: str | None = None,
    notebook: Path | None = None,
) -> dict[str, str]:
    """Return the sha256 of all that the report of a parameter file depends on, by the names of :data:`LABELS`.

    Parameters
    ----------
    plan_path
        The parameter file; of one that cannot be read nothing is known, and the list is empty.
    home
        The project folder.
    program
        What :func:`program_inputs` gave; a single run asks it beside the report.
    audience
        Who the report is for, in place of what the parameter file says.
    notebook
        The report's notebook; the project's own by default.

    Notes
    -----
    The files are read as they stand. Taken before a report is made, the list holds for it or for older inputs, so that
    a change in the midst of a run shows as a change. Earlier reports of the street are no input: a later one took this
    one into account.
    """
    project = Project(home)
    try:
        plan = read_plan(plan_path)
        return {
            "workbook": _workbook(plan, project),
            "parameters": parameters_digest(plan),
            "audience": audience or plan.audience,
            "notebook": _file(notebook or home / NOTEBOOK),
            "policy": _file(project.parameters / "policy.yaml"),
            "indicators": _folder(project.parameters / "indicators"),
            "scales": _folder(project.parameters / "scales"),
            **program,
        }
    except (UserError, OSError):
        return {}


def changed_inputs(now: Mapping[str, str], then: Mapping[str, str]) -> tuple[Text, ...]:
    """Return what each input that differs is called."""
    return tuple(said for name, said in LABELS.items() if now.get(name) != then.get(name))


def program_inputs() -> dict[str, str]:
    """Return the sha256 of every file of this package that can change a report, and of the versions it is built on."""
    root = Path(str(files(PACKAGE)))
    sources = sorted(path for path in root.rglob("*") if path.suffix in _SOURCES)
    return {
        "package": _digest_of(f"{path.relative_to(root).as_posix()} {sha256_of(path)}" for path in sources),
        "versions": _digest_of(f"{name} {number}" for name, number in package_versions().items()),
    }


@cache
def package_versions() -> dict[str, str]:
    """Return the version of Python and of every package that this one is built on."""
    needed = (line for line in requires(DISTRIBUTION) or () if "extra ==" not in line)
    names = sorted(_NAME.match(line)[0] for line in needed)  # type: ignore[index]
    return {"python": python_version(), PACKAGE: version(DISTRIBUTION), **{name: version(name) for name in names}}


def _workbook(plan: Plan, project: Project) -> str:
    path = data_path(plan, project)
    if path is None:
        return ""
    if is_city_file(path):  # one street of it, so that another street's new workbook changes nothing here
        return data_digest(plan, home=project.root)
    # As intake takes it. This process is no kernel: it may see the bytes.
    return digest({file.name: file.read_bytes() for file in data_files(path, project.root)})


def _file(path: Path) -> str:
    return sha256_of(path) if path.is_file() else ""


def _folder(folder: Path) -> str:
    found = yaml_files(folder)
    return _digest_of(f"{path.name} {sha256_of(path)}" for path in found) if found else ""


def _digest_of(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()
