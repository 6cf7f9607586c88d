"""The tables of one group or case programme, as the street's report has them, for one audience.

The shared form is protected as if the groups of the same programme were published together, beside the programme's own
row that the street's report shows: so that summaries of several groups, laid beside each other and beside the report,
single nobody out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

import pandas as pd

from evaltoolkit.disclosure.policy import Policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.disclosure.report import result_tables
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Text, text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Results, ResultTable, Scorecard, TableClass, Total
from evaltoolkit.model.workbook import METHODS
from evaltoolkit.outcomes.follow_up_table import follow_up_table
from evaltoolkit.outcomes.maintenance_table import maintenance_table
from evaltoolkit.outcomes.street_outcomes import StreetOutcomes, measure_outcomes
from evaltoolkit.outcomes.totals import scale_totals
from evaltoolkit.reporting.registries import street_policy, street_scales
from evaltoolkit.services.attendance import attendance
from evaltoolkit.services.satisfaction import satisfaction
from evaltoolkit.services.voices import quotes

KINDS = ("group", "project", "field", "method")
"""What a name may be, the most exact first."""

_NO_CARD = Scorecard("", "", "", (), Total(0.0, 0.0, 0.0, 0.0, 0.0, None, ()))


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
            rows = table[table[kind] == wanted] if kind in table else table.iloc[:0]
            if len(rows):
                projects = list(rows["project"].dropna().unique()) if kind == "group" and "project" in rows else []
                return OneGroup(wanted, kind, str(projects[0]) if len(projects) == 1 else None)
    known = [str(value) for table in tables if "group" in table for value in table["group"].dropna().unique()]
    raise UserError(_unknown(wanted, list(dict.fromkeys(known))), ExitCode.USAGE)


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
        ``about``, ``attendance``, ``outcomes``, ``quotes``, ``reflection``; for the audience ``station`` also filled:
        ``verdicts``, ``courses``, ``maintenance``, ``follow_up`` and ``satisfaction``. Rows of outcomes are those of
        the group, as of a whole.
    """
    return summarise_one(plan, evidence, find_group(evidence, group), policy=policy or street_policy())


def summarise_one(plan: Plan, evidence: Evidence, one: OneGroup, *, policy: Policy) -> dict[str, ProtectedTable]:
    """Return the tables of :func:`summarise_group` of a group that is known."""
    whole = measure_outcomes(plan, evidence, street_scales())
    outcomes = _beside(whole.changes, one, evidence)
    results = Results(plan.key, plan.street, plan.year, plan.synthetic, _NO_CARD, outcomes)
    tables = {"outcomes": result_tables(results)["outcomes"]}
    tables |= {table.name: table for table in _of_services(plan, evidence, one)}
    if Audience(plan.audience) is Audience.STATION:
        tables |= {name: _rows_of(whole.tables[source], one) for name, source in _JUDGED.items()}
        tables |= {table.name: table for table in _of_members(plan, whole, one)}
    shown = protect_tables(tables, policy, Audience(plan.audience))
    return {**shown, "outcomes": _as_whole(shown["outcomes"], one)}


_JUDGED = {"verdicts": "verdicts_by_group", "courses": "courses"}


def _of_members(plan: Plan, whole: StreetOutcomes, one: OneGroup) -> Iterator[ResultTable]:
    """Yield whether the group stayed as it was, where its services maintain or slow a decline, and its follow-ups."""
    scored = whole.scored
    own = scored[scored[one.kind] == one.name] if one.kind in scored else scored.iloc[:0]
    totals = scale_totals(own, street_scales(), plan.language, whole.doubted)
    yield maintenance_table(totals, plan.margins or {}, plan.aims or {})
    yield follow_up_table(own, street_scales(), plan.language, whole.doubted)


def _beside(outcomes: pd.DataFrame, one: OneGroup, evidence: Evidence) -> pd.DataFrame:
    """Return the rows among which the group's are protected: the groups of its programme beside the programme."""
    if one.kind != "group" or one.project is None:
        return outcomes
    contexts = pd.concat([evidence.rows("services"), evidence.rows("measurements")])
    groups = set(contexts.loc[contexts["project"] == one.project, "group"].dropna())
    kind = outcomes["group_kind"]
    programme = outcomes[(kind == "project") & (outcomes["group"] == one.project)].assign(group_kind="all", group="")
    rows = pd.concat([programme, outcomes[(kind == "group") & outcomes["group"].isin(groups)]])
    return rows.sort_values(["scale", "dimension"], kind="stable").reset_index(drop=True)


def _as_whole(table: ProtectedTable, one: OneGroup) -> ProtectedTable:
    """Return the group's rows of a protected table, named as a whole so that words and charts take them for one."""
    own = ((table.frame["group_kind"] == one.kind) & (table.frame["group"] == one.name)).to_numpy()
    frame = table.frame[own].assign(group_kind="all", group="").reset_index(drop=True)
    return replace(table, frame=frame, mask=table.mask[own].reset_index(drop=True))


def _of_services(plan: Plan, evidence: Evidence, one: OneGroup) -> Iterator[ResultTable]:
    yield _about(plan, evidence, one)
    yield _rows_of(attendance(plan, evidence), one)
    yield _rows_of(quotes(plan, evidence), one)
    yield _reflection(evidence, one)
    empty = replace(evidence, tables={**evidence.tables, "satisfaction": evidence.rows("satisfaction").iloc[:0]})
    yield satisfaction(plan, _answers(evidence, one) if Audience(plan.audience) is Audience.STATION else empty)
    if Audience(plan.audience) is not Audience.STATION:
        for name in (*_JUDGED, "maintenance", "follow_up"):
            yield ResultTable(name, TableClass.SCALE, pd.DataFrame(columns=["scale"]), ("scale",))


def _rows_of(table: ResultTable, one: OneGroup) -> ResultTable:
    frame = table.frame
    named = frame["group"] == one.name if "group" in frame else pd.Series(False, index=frame.index)
    return replace(table, frame=frame[named].reset_index(drop=True), links=(), stated=())


def _about(plan: Plan, evidence: Evidence, one: OneGroup) -> ResultTable:
    """Return one row: the group's place in the station's work, its purpose, first and last session."""
    held, measured = evidence.rows("services"), evidence.rows("measurements")
    mine = [table[table[one.kind] == one.name] if one.kind in table else table.iloc[:0] for table in (held, measured)]
    dates = pd.to_datetime(mine[0]["date"]) if "date" in mine[0] else pd.Series(dtype="datetime64[ns]")
    dates = dates[dates.dt.year == plan.year]
    row = {"group": one.name, "sessions": len(dates), "first": dates.min(), "last": dates.max()}
    row |= {name: _only(name, *mine) for name in ("project", "field", "method", "purpose")}
    return ResultTable("about", TableClass.FACT, pd.DataFrame([row]), ("group",))


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
    answers, members = evidence.rows("satisfaction"), enrolled_of(evidence, one)
    known = answers[answers["client"].isin(members)] if "client" in answers else answers.iloc[:0]
    if one.kind == "group":
        known = known[known["method"] == METHODS[1]]
    tables: Mapping[str, pd.DataFrame] = {**evidence.tables, "satisfaction": known}
    return replace(evidence, tables={name: table for name, table in tables.items() if name != "surveys"})


def enrolled_of(evidence: Evidence, one: OneGroup) -> frozenset[str]:
    """Return the codes of everyone on the group's attendance lists or measured in it."""
    held, lists, measured = (evidence.rows(name) for name in ("services", "attendance", "measurements"))
    sessions = held.loc[held[one.kind] == one.name, "service"] if one.kind in held else held["service"].iloc[:0]
    found = [lists.loc[lists["service"].isin(list(sessions)), "client"]]
    if one.kind in measured:
        found.append(measured.loc[measured[one.kind] == one.name, "client"])
    return frozenset(str(client) for clients in found for client in clients)


def _unknown(name: str, known: list[str]) -> Text:
    near = get_close_matches(name, known, n=1, cutoff=0.3)
    if near:
        return text(
            "No service and no measurement names the group {name}; did you mean {near}?", name=name, near=near[0]
        )
    if known:
        some = "、".join(sorted(known)[:_NAMED])
        return text(
            "No service and no measurement names the group {name}; groups are named {some}.", name=name, some=some
        )
    return text("No service and no measurement names the group {name}; none names any group.", name=name)


_NAMED = 10
