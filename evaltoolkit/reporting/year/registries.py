"""Read what a street office adds to the package: its own scales, indicator systems and audience policy."""

from __future__ import annotations

from contextlib import suppress

from evaltoolkit.disclosure.policy import Policy, check_office_policy, shipped_policy
from evaltoolkit.errors import PolicyError, UserError
from evaltoolkit.instruments.registry import Registry
from evaltoolkit.intake.files.project import Project, find_project, yaml_files
from evaltoolkit.intake.plans.scale_files import project_scales
from evaltoolkit.language import Ours, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.scoring.registry import read_system, shipped_contents
from evaltoolkit.scoring.system import IndicatorSystem
from evaltoolkit.settings.read import read_file


def street_scales(project: Project | None = None) -> Registry:
    """Return the shipped scales with those of ``parameters/scales/``; RegistryError with every fault of theirs."""
    return project_scales(project or find_project())


def street_system(plan: Plan, project: Project | None = None) -> IndicatorSystem:
    """Return the indicator system that `plan` names, those of ``parameters/indicators/`` before the shipped ones.

    Parameters
    ----------
    plan
        What the parameter file says.
    project
        Where to look; the project of the working folder by default.
    """
    return read_system(plan.indicator_system, [(project or find_project()).parameters / "indicators"])


def indicator_ids(plan: Plan | None, project: Project) -> frozenset[str]:
    """Return the ids that rows of a score table may have: of the plan's system, of every one where there is no plan."""
    folder = project.parameters / "indicators"
    names = (
        {*shipped_contents(), *(path.stem for path in yaml_files(folder))} if plan is None else {plan.indicator_system}
    )
    found: set[str] = set()
    for name in names:
        with suppress(UserError):  # who scores by it is told what is wrong with it
            found |= {row.id for row in read_system(name, [folder]).rows}
    return frozenset(found)


def require_own_files(plan: Plan, project: Project) -> None:
    """Refuse what a street office added that its report cannot be made with, before anything is read or written.

    Raises
    ------
    UserError
        Every fault of its policy, its scales or the plan's indicator system, each with its file and line.
    """
    street_policy(project)
    if yaml_files(project.parameters / "scales"):
        street_scales(project)
    if plan.indicator_system in {path.stem for path in yaml_files(project.parameters / "indicators")}:
        street_system(plan, project)


def street_policy(project: Project | None = None) -> Policy:
    """Return the audience policy: ``parameters/policy.yaml`` where it exists, else the shipped one.

    Raises
    ------
    PolicyError
        The file is no YAML, lacks a key, has an unknown one, states one twice, or is laxer than the package's; or a
        file beside it has a name that looks like it, which nobody would read.
    """
    folder = (project or find_project()).parameters
    path = folder / "policy.yaml"
    for other in sorted(folder.glob("[Pp][Oo][Ll][Ii][Cc]*.[Yy]*")):
        if other.name != path.name:
            raise PolicyError(
                text("{file} is not read: an office's audience policy is named policy.yaml.", file=other.name)
            )
    if not path.exists():
        return shipped_policy()
    return check_office_policy(read_file(path), Ours(path.name))
