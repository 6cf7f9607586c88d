"""Read what a street office adds to the package: its own scales, indicator systems and audience policy."""

from __future__ import annotations

import yaml

from evaltoolkit.disclosure.policy import Policy, check_policy, shipped_policy
from evaltoolkit.errors import PolicyError
from evaltoolkit.instruments.registry import Registry, build_registry
from evaltoolkit.intake.project import Project, find_project
from evaltoolkit.language import text
from evaltoolkit.model.plan import Plan
from evaltoolkit.scoring.registry import read_system
from evaltoolkit.scoring.system import IndicatorSystem


def street_scales(project: Project | None = None) -> Registry:
    """Return the shipped scales with those of ``parameters/scales/``; RegistryError with every fault of theirs."""
    folder = (project or find_project()).parameters / "scales"
    own = {path.name: path.read_text(encoding="utf-8-sig") for path in sorted(folder.glob("*.yaml"))}
    return build_registry(own)


def street_system(plan: Plan, project: Project | None = None) -> IndicatorSystem:
    """Return the indicator system that `plan` names, those of ``parameters/indicators/`` before the shipped ones."""
    return read_system(plan.indicator_system, [(project or find_project()).parameters / "indicators"])


def street_policy(project: Project | None = None) -> Policy:
    """Return the audience policy: ``parameters/policy.yaml`` where it exists, else the shipped one.

    Raises
    ------
    PolicyError
        The file is no YAML, lacks a key, has an unknown one, or lowers a number below the floor of the package.
    """
    path = (project or find_project()).parameters / "policy.yaml"
    if not path.exists():
        return shipped_policy()
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PolicyError(text("The audience policy {file} is no readable YAML.", file=path.name)) from error
    return check_policy(content)
