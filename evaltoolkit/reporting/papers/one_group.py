"""The tables of one group or case programme, as the street's report has them, for one audience.

Outside the station its figures are rows of the report and of all groups, protected together
(:mod:`evaltoolkit.disclosure.scales.page_rows`): so that pages laid beside each other and beside the report single
nobody out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.of_run import save_tables
from evaltoolkit.disclosure.policy import Policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport, result_tables
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import is_spelled, listed, text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.filling import fill_plan
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.model.workbook import METHODS
from evaltoolkit.outcomes.design.score_facts import fixed_threshold
from evaltoolkit.outcomes.design.totals import scale_totals
from evaltoolkit.outcomes.street_outcomes import StreetOutcomes
from evaltoolkit.outcomes.tables.follow_up_table import FOLLOW_UPS, follow_up_table
from evaltoolkit.outcomes.tables.maintenance_table import maintenance_table
from evaltoolkit.outcomes.tables.verdict_tables import course_table, verdict_table
from evaltoolkit.reporting.year.registries import street_policy, street_scales, street_system
from evaltoolkit.reporting.year.street_results import joint_report, street_analysis
from evaltoolkit.scoring.given import statements
from evaltoolkit.services.opinions.satisfaction import satisfaction
from evaltoolkit.services.opinions.voices import quotes
from evaltoolkit.services.other_years import other_years
from evaltoolkit.services.people.attendance import attendance

_HOW_ASKED = ["method", "respondent", "asked"]
KINDS = ("group", "project", "field", "method")
"""What a name may be, the most exact first."""


@dataclass(frozen=True, slots=True)
class OneGroup:
    """A group or case programme: its name, the column it stands in, and the programme it belongs to (or None)."""

    name: str
    kind: str
    project: str | None = None


def find_group(evidence: Evidence, name: str) -> OneGroup:
    """Return the group of that name.

    Raises
    ------
    UserError
        No record of services and no measurement names it; the sentence offers the nearest name.
    """
    wanted = name.strip()
    tables = [evidence.rows("services"), evidence.rows("measurements")]
    for kind in KINDS:
        for table in tables:
            rows = table[table[kind] == wanted] if kind in table and is_spelled(wanted) else table.iloc[:0]
            if len(rows):
                projects = list(rows["project"].dropna().unique()) if kind == "group" and "project" in rows else []
                return OneGroup(wanted, kind, str(projects[0]) if len(projects) == 1 else None)
    raise unknown_name(
        wanted, (str(value) for table in tables if "group" in table for value in table["group"].dropna())
    )


def summarise_group(
    plan: Plan, evidence: Evidence, group: str, *, policy: Policy | None = None
) -> dict[str, ProtectedTable]:
    """Return the tables of one group's summary as the plan's audience may see them.

    Parameters
    ----------
    plan
        The street's plan; its audience decides what is shown.
    evidence
        The de-identified tables of the street.
    group
        Name of a group; or of a project, field or method, for a case programme.
    policy
        The audience policy; the office's by default.

    Returns
    -------
    dict of str to ProtectedTable
        ``about``, ``attendance`` of its groups, ``outcomes``, ``quotes``, ``other_years``, ``reflection``; for the
        station also ``verdicts``, ``courses``, ``maintenance``, ``follow_up`` and ``satisfaction``. Rows of outcomes
        are those of the group, as of a whole.
    """
    shown = summarise_one(plan, evidence, find_group(evidence, group), policy=policy or street_policy())
    save_tables(shown.values())
    return shown


def summarise_one(
    plan: Plan, evidence: Evidence, one: OneGroup, *, policy: Policy, report: ProtectedReport | None = None
) -> dict[str, ProtectedTable]:
    """Return the tables of :func:`summarise_group` of a group that is known; `report` is that of the street."""
    evidence = evidence.known_on(plan.counted_to)
    if Audience(plan.audience) is not Audience.STATION:
        return _of_report(plan, evidence, one, report or joint_report(plan, evidence, policy=policy), policy)
    analysis = street_analysis(fill_plan(plan, evidence), evidence)
    whole = analysis.outcomes
    tables = {"outcomes": result_tables(analysis.results)["outcomes"]}
    is_measured = bool(_is_own(whole.changes, one).any())
    tables |= {table.name: table for table in _of_services(plan, evidence, one, is_measured=is_measured)}
    tables |= {table.name: table for table in _judged(plan, whole, one)}
    shown = protect_tables(tables, policy, Audience.STATION)
    return {**shown, "outcomes": _as_whole(shown["outcomes"], one)}


def _of_report(
    plan: Plan, evidence: Evidence, one: OneGroup, report: ProtectedReport, policy: Policy
) -> dict[str, ProtectedTable]:
    """Return the tables for readers outside the station: what people are counted in are rows of the report."""
    held = [table for table in (report["outcomes"], report.pages) if table is not None]
    measured = evidence.rows("measurements")
    is_measured = one.kind in measured and bool((measured[one.kind] == one.name).any())
    tables = {table.name: table for table in _of_services(plan, evidence, one, is_measured=is_measured)}
    groups = set(tables.pop("attendance").frame["group"])
    attended = report["attendance"].select(report["attendance"].frame["group"].isin(groups).to_numpy())
    outcomes = next((table for table in held if _is_own(table.frame, one).any()), held[0])
    shown = protect_tables(tables, policy, report.audience)
    return {**shown, "attendance": attended, "outcomes": _as_whole(outcomes, one)}


_JUDGED = ("verdicts", "courses", "maintenance", "follow_up")


def _judged(plan: Plan, whole: StreetOutcomes, one: OneGroup) -> tuple[ResultTable, ...]:
    """Return how its people fared one by one, whether they stayed as they were, and how they stood later."""
    own = _of(whole.scored, one)
    totals = scale_totals(own, street_scales(), plan.language, whole.doubted)
    maintained = maintenance_table(totals, plan.margins or {}, plan.aims or {})
    later = follow_up_table(own, street_scales(), plan.language, whole.doubted)
    return verdict_table(totals), course_table(totals, station=True), maintained, later


def _of(table: pd.DataFrame, one: OneGroup) -> pd.DataFrame:
    return table[table[one.kind] == one.name] if one.kind in table else table.iloc[:0]


def _is_own(outcomes: pd.DataFrame, one: OneGroup) -> pd.Series:
    own: pd.Series = (outcomes["group_kind"] == one.kind) & (outcomes["group"] == one.name)
    return own


def _as_whole(table: ProtectedTable, one: OneGroup) -> ProtectedTable:
    """Return the group's rows of a protected table, named as a whole so that words and charts take them for one."""
    kept = table.select(_is_own(table.frame, one).to_numpy())
    return replace(kept, frame=kept.frame.assign(group_kind="all", group=""))


def _of_services(plan: Plan, evidence: Evidence, one: OneGroup, *, is_measured: bool) -> Iterator[ResultTable]:
    yield _about(plan, evidence, one, is_measured=is_measured)
    own = own_evidence(evidence, one)
    yield replace(attendance(plan, own), links=(), stated=())
    yield quotes(plan, own)
    yield other_years(plan, own)
    yield _reflection(evidence, one)
    empty = replace(evidence, tables={**evidence.tables, "satisfaction": evidence.rows("satisfaction").iloc[:0]})
    yield satisfaction(plan, _answers(evidence, one) if Audience(plan.audience) is Audience.STATION else empty)
    if Audience(plan.audience) is not Audience.STATION:
        for name in _JUDGED:
            yield make_table(name, pd.DataFrame(columns=list(REPORT_TABLES[name].columns)))


def own_evidence(evidence: Evidence, one: OneGroup) -> Evidence:
    """Return the evidence with its own services alone, and what was said of it or of one of its groups."""
    held, told = _of(evidence.rows("services"), one), evidence.table("voices")
    own = {"services": held} if evidence.table("services") is not None else {}
    if told is not None:
        groups = {one.name, *(held["group"].dropna() if "group" in held else ())}
        named = [
            told[column].isin(names) for column, names in (("group", groups), (one.kind, {one.name})) if column in told
        ]
        own["voices"] = told[np.logical_or.reduce(named)] if named else told.iloc[:0]
    return replace(evidence, tables={**evidence.tables, **own})


def _about(plan: Plan, evidence: Evidence, one: OneGroup, *, is_measured: bool) -> ResultTable:
    """Return one row: its place in the station's work, purpose, first and last session, groups, what was measured."""
    mine = [_of(evidence.rows(name), one) for name in ("services", "measurements")]
    dates = pd.to_datetime(mine[0]["date"]) if "date" in mine[0] else pd.Series(dtype="datetime64[ns]")
    dates = dates[dates.dt.year == plan.year]
    row = {"group": one.name, "sessions": len(dates), "first": dates.min(), "last": dates.max()}
    row |= {name: _only(name, *mine) for name in ("project", "field", "method", "purpose")}
    row |= {"groups": mine[0]["group"].nunique() if "group" in mine[0] else 0, "is_measured": is_measured}
    row |= {"is_followed": bool(mine[1]["wave"].isin(FOLLOW_UPS).any()), "is_asked": len(_asked(evidence, one)) > 0}
    scales, registry = mine[1].get("scale", ()), street_scales()
    row["is_judged"] = any(fixed_threshold(registry[scale]) is not None for scale in {*scales} & {*registry})
    row["satisfaction_target"] = _satisfaction_target(plan, evidence)
    return ResultTable("about", TableClass.FACT, pd.DataFrame([row]), ("group",))


def _satisfaction_target(plan: Plan, evidence: Evidence) -> str | None:
    rows = (row for row in street_system(plan).rows if row.metric == "satisfaction_rate")
    said = (statement.says.target for row in rows for statement in statements(row, plan, evidence, {}))
    return next((target for target in said if target), None)


def _only(name: str, *tables: pd.DataFrame) -> str | None:
    found = [value for table in tables if name in table for value in table[name].dropna().unique()]
    return "、".join(dict.fromkeys(map(str, found))) or None


def _reflection(evidence: Evidence, one: OneGroup) -> ResultTable:
    """Return what the worker wrote on the sheet 文字说明 under the group's name."""
    rows = evidence.rows("commentary")
    own = rows[rows["section"].astype(str).str.strip() == one.name] if len(rows) else rows
    return ResultTable("reflection", TableClass.FACT, own.reindex(columns=["words", "source"]).reset_index(drop=True))


def _answers(evidence: Evidence, one: OneGroup) -> Evidence:
    """Return the evidence with the satisfaction answers of the group's members to group work alone."""
    known = _asked(evidence, one)
    tables: dict[str, pd.DataFrame] = {**evidence.tables, "satisfaction": known}
    asked = evidence.table("surveys")
    if asked is not None:  # how people were asked holds for each of them; how many forms went out, for all together
        tables["surveys"] = asked.loc[asked["method"].isin(known["method"]), _HOW_ASKED]
    return replace(evidence, tables=tables)


def _asked(evidence: Evidence, one: OneGroup) -> pd.DataFrame:
    answers, members = evidence.rows("satisfaction"), enrolled_of(evidence, one)
    known = answers[answers["client"].isin(members)] if "client" in answers else answers.iloc[:0]
    if one.kind in ("group", "method"):
        known = known[known["method"] == (METHODS[1] if one.kind == "group" else one.name)]
    return known


def enrolled_of(evidence: Evidence, one: OneGroup) -> frozenset[str]:
    """Return the codes of everyone on the group's attendance lists or measured in it."""
    held, lists, measured = (evidence.rows(name) for name in ("services", "attendance", "measurements"))
    sessions = held.loc[held[one.kind] == one.name, "service"] if one.kind in held else held["service"].iloc[:0]
    found = [lists.loc[lists["service"].isin(list(sessions)), "client"]]
    if one.kind in measured:
        found.append(measured.loc[measured[one.kind] == one.name, "client"])
    return frozenset(str(client) for clients in found for client in clients)


def unknown_name(name: str, known: Iterable[str]) -> UserError:
    """Return the error of a name that no sheet has; it offers the nearest name, else some of those there are."""
    names = sorted(set(known))
    near = get_close_matches(name, names, n=1, cutoff=0.3)
    if near:
        words = text("No sheet names {name}; did you mean {near}?", name=name, near=near[0])
    else:
        words = text("No sheet names {name}; named are: {some}.", name=name, some=listed(names[:_NAMED]) or "—")
    return UserError(words, ExitCode.USAGE)


_NAMED = 10
