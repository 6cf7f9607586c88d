"""The tables of one project of the 113X model, for one audience: need, logic, delivery, change, voices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pandas as pd

from evaltoolkit.disclosure.policy import Policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import ResultTable
from evaltoolkit.reporting.one_group import OneGroup, own_evidence, summarise_one, unknown_name
from evaltoolkit.reporting.registries import street_policy
from evaltoolkit.services.attendance import attendance
from evaltoolkit.services.needs import needs
from evaltoolkit.services.practice import quality_checks, stories
from evaltoolkit.services.projects import projects
from evaltoolkit.services.voices import quotes, theme_fit, themes

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
        ``quality_checks`` of it, ``quotes``, ``themes``, ``theme_fit`` and ``stories`` that name it, ``outcomes`` as of
        a whole, ``about`` and ``follow_up`` as :func:`summarise_one` has them.
    """
    rules = policy or street_policy()
    measured = summarise_one(plan, evidence, OneGroup(project, "project", project), policy=rules)
    own = {table.name: table for table in _own(plan, evidence, project)}
    shown = protect_tables(own, rules, Audience(plan.audience))
    return {**shown, **{name: measured[name] for name in ("outcomes", "about", "follow_up")}}


def _own(plan: Plan, evidence: Evidence, project: str) -> Iterator[ResultTable]:
    yield _rows(projects(plan, evidence), lambda frame: frame["project"] == project)
    here = _of_project(evidence, project)
    yield _needs(plan, evidence, project, here.rows("services"))
    yield replace(attendance(plan, here), links=(), stated=())
    yield _rows(quality_checks(plan, evidence), lambda frame: frame["subject"] == project)
    for make in (quotes, themes, theme_fit, stories):
        yield make(plan, here)


def _needs(plan: Plan, evidence: Evidence, project: str, held: pd.DataFrame) -> ResultTable:
    """Return the needs that the project's services answer; ``is_shared`` where those of other projects do as well."""
    everyones, table = evidence.rows("services"), needs(plan, evidence)
    others = everyones[everyones["project"] != project] if "project" in everyones else everyones.iloc[:0]
    marked = replace(table, frame=table.frame.assign(is_shared=_answered(table.frame, others)))
    return _rows(marked, lambda frame: _answered(frame, held))


def _rows(table: ResultTable, chosen: Callable[[pd.DataFrame], pd.Series]) -> ResultTable:
    frame = table.frame[chosen(table.frame).astype(bool)] if len(table.frame) else table.frame
    return replace(table, frame=frame.reset_index(drop=True), links=(), stated=())


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
