"""The tables of one project of the 113X model, for one audience: need, logic, delivery, change, voices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.of_run import save_tables
from evaltoolkit.disclosure.policy import Policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.papers.one_group import OneGroup, own_evidence, summarise_one, unknown_name
from evaltoolkit.reporting.year.registries import street_policy
from evaltoolkit.reporting.year.street_results import joint_report
from evaltoolkit.services.opinions.voices import quotes, theme_fit, themes
from evaltoolkit.services.other_years import other_years
from evaltoolkit.services.people.needs import needs
from evaltoolkit.services.work.practice import quality_checks, stories
from evaltoolkit.services.work.projects import projects

_NAMED_IN = ("projects", "services", "measurements")


def named_project(evidence: Evidence, name: str) -> str:
    """Return the project of that name.

    Raises
    ------
    UserError
        No sheet names it; the sentence offers the nearest name.
    """
    known = project_names(evidence)
    if name.strip() in known:
        return name.strip()
    raise unknown_name(name.strip(), known)


def project_names(evidence: Evidence) -> tuple[str, ...]:
    """Return every project that a sheet names, those of the sheet 项目 first."""
    tables = [table for name in _NAMED_IN if (table := evidence.table(name)) is not None and "project" in table]
    return tuple(dict.fromkeys(str(name) for table in tables for name in table["project"].dropna()))


def summarise_project(
    plan: Plan, evidence: Evidence, project: str, *, policy: Policy | None = None
) -> dict[str, ProtectedTable]:
    """Return the tables of one project's view as the plan's audience may see them.

    Parameters
    ----------
    plan
        The street's plan; its audience decides what is shown.
    evidence
        The de-identified tables of the street.
    project
        Name of the project.
    policy
        The audience policy; the office's by default.

    Returns
    -------
    dict of str to ProtectedTable
        ``projects`` (its row), ``needs`` (those that its services answer), ``attendance`` of its groups,
        ``quality_checks`` of it, ``quotes``, ``themes``, ``theme_fit`` and ``stories`` that name it, ``other_years``
        for how many excerpts and stories have no consent, ``outcomes`` as of a whole, ``about`` and ``follow_up`` as
        :func:`summarise_one` has them.
    """
    rules = policy or street_policy()
    here, who = _of_project(evidence, project), Audience(plan.audience)
    report = None if who is Audience.STATION else joint_report(plan, evidence, policy=rules)
    measured = summarise_one(plan, evidence, OneGroup(project, "project", project), policy=rules, report=report)
    made = (quotes, themes, theme_fit, stories, other_years)
    told = {table.name: table for table in (make(plan, here) for make in made)}
    if report is None:
        whole = {table.name: table for table in (make(plan, evidence) for make in (projects, needs, quality_checks))}
        counted: Mapping[str, ProtectedTable] = protect_tables(whole, rules, who)
    else:
        counted = report.tables
    rows = {name: _rows(counted[name], chosen) for name, chosen in _chosen(here, project).items()}
    rows["needs"] = _marked(rows["needs"], evidence, project)
    own = {name: measured[name] for name in ("attendance", "outcomes", "about", "follow_up")}
    shown = {**protect_tables(told, rules, who), **rows, **own}
    save_tables(shown.values())
    return shown


def _chosen(here: Evidence, project: str) -> dict[str, Callable[[pd.DataFrame], pd.Series]]:
    """Return by table of the report which of its rows tell of the project."""
    return {
        "projects": lambda frame: frame["project"] == project,
        "needs": lambda frame: _answered(frame, here.rows("services")),
        "quality_checks": lambda frame: frame["subject"] == project,
    }


def _marked(needed: ProtectedTable, evidence: Evidence, project: str) -> ProtectedTable:
    """Return the needs that the project's services answer; ``is_shared`` where those of other projects do as well."""
    everyones = evidence.rows("services")
    others = everyones[everyones["project"] != project] if "project" in everyones else everyones.iloc[:0]
    is_shared = _answered(needed.frame, others)
    return replace(needed, frame=needed.frame.assign(is_shared=is_shared), mask=needed.mask.assign(is_shared=False))


def _rows(table: ProtectedTable, chosen: Callable[[pd.DataFrame], pd.Series]) -> ProtectedTable:
    rows = chosen(table.frame).astype(bool).to_numpy() if len(table.frame) else np.zeros(0, dtype=bool)
    return table.select(rows)


def _of_project(evidence: Evidence, project: str) -> Evidence:
    """Return the evidence with only the project's own services, excerpts and stories."""
    own = own_evidence(evidence, OneGroup(project, "project", project))
    told = evidence.rows("stories")
    stories_ = told[told["project"] == project] if "project" in told else told.iloc[:0]
    return replace(own, tables={**own.tables, "stories": stories_})


def _answered(frame: pd.DataFrame, held: pd.DataFrame) -> pd.Series:
    """Return which needs name, as their answer, a title, group or project of these records."""
    columns = [name for name in ("title", "group", "project") if name in held]
    names = {str(name) for column in columns for name in held[column].dropna()}
    answers = frame["service"].astype(object)
    return pd.Series(
        [isinstance(answer, str) and any(answer.strip() in name for name in names) for answer in answers], frame.index
    )
