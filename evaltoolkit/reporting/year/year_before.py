"""What a new year's workbook takes over from the year before: who is served, what was agreed, what can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import pandas as pd

from evaltoolkit.errors import UserError
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.checking.checked_table import CheckedTable
from evaltoolkit.intake.checking.roster import people_of
from evaltoolkit.intake.files.project import Project, yaml_files
from evaltoolkit.intake.load import load
from evaltoolkit.intake.mapping.maps import read_data
from evaltoolkit.intake.people.name_list import list_path, read_answers
from evaltoolkit.intake.plans.plan_file import data_path, read_plan
from evaltoolkit.intake.reading.memory_limit import limited_memory
from evaltoolkit.language import Language
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.filling import WORDS, item_name, section_key
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.workbook import table
from evaltoolkit.services.given import UNSTATED
from evaltoolkit.services.opinions.satisfaction import satisfaction

Row = Mapping[str, object]
Rows = Mapping[str, tuple[Row, ...]]
_STANDING = frozenset({"background", "basis", "purpose", "design"})
"""Sections that tell of the project, not of how its year went."""
_LEFT_BLANK: Mapping[str, frozenset[str]] = {
    "clients": frozenset({"age", "served", "note"}),
    "targets": frozenset({"actual", "numerator", "denominator", "level", "points", "conclusion", "evidence",
                          "deviation"}),
    "staff": frozenset({"training_hours"}),
    "volunteers": frozenset({"trained", "active", "hours"}),
    "projects": frozenset(), "agreements": frozenset(), "conversions": frozenset(), "population": frozenset(),
    "goals": frozenset(),
}  # fmt: skip
"""Tables whose rows are taken over as they stand, without these columns: they tell of the year that is over."""
_AGREED = {"targets": "target_source", "projects": "source", "agreements": "source", "conversions": "source"}
"""Where a row says that its figures are the year before's."""


@dataclass(frozen=True, slots=True)
class YearBefore:
    """Rows by table, as the new workbook brings them along, and the ids of the scales that were used."""

    rows: Rows = field(default_factory=dict)
    scales: tuple[str, ...] = ()


def plan_before(street: str, district: str, year: int, project: Project) -> Plan | None:
    """Return the plan of the year before of that street of that district; made data are nobody's."""
    for path in yaml_files(project.parameters / "streets"):
        with suppress(UserError):
            plan = read_plan(path)
            if (plan.street, plan.district, plan.year) == (street, district, year - 1) and not plan.synthetic:
                return plan
    return None


def year_before(plan: Plan, project: Project, scales: Mapping[str, Scale]) -> YearBefore:
    """Return what the year of the plan hands on.

    Raises
    ------
    UserError
        Its data cannot be read or hold what must be put right first.
    """
    evidence = load(plan, home=project.root)
    place = data_path(plan, project)
    tables: Mapping[str, CheckedTable] = {}
    if place is not None:
        with limited_memory(place.name):
            raw = read_data(place, project)
            people = people_of(raw, read_answers(list_path(project, place)))
            tables = check_workbook(raw, year=plan.year, scales=shapes(scales), people=people).tables
    made: dict[str, tuple[Row, ...]] = {}
    for name, take in _TAKEN.items():
        made[name] = tuple(take(plan, tables.get(name), evidence))
    for name in _LEFT_BLANK.keys() - made.keys():
        made[name] = tuple(_standing(name, plan, tables.get(name)))
    used = set(evidence.rows("measurements").get("scale", pd.Series(dtype=object)).dropna())
    return YearBefore({name: rows for name, rows in made.items() if rows}, tuple(id_ for id_ in scales if id_ in used))


def _records(found: CheckedTable | None) -> Iterator[dict[str, object]]:
    if found is None:
        return
    for row in found.frame.loc[found.kept].to_dict("records"):
        yield {str(name): cell for name, cell in row.items() if _is_given(cell)}


def _is_given(cell: object) -> bool:
    return bool(len(cell)) if isinstance(cell, (str, list, tuple)) else not pd.isna(cell)  # type: ignore[call-overload]


def _standing(name: str, plan: Plan, found: CheckedTable | None) -> Iterator[Row]:
    for row in _records(found):
        if "left_on" in row or row.get("year", plan.year) != plan.year:
            continue
        kept = {column: cell for column, cell in row.items() if column not in _LEFT_BLANK[name]}
        yield _marked(kept, name, plan)


def _marked(row: dict[str, object], name: str, plan: Plan) -> Row:
    """Return the row with its source saying of which year its figures are."""
    source = _AGREED.get(name)
    if source is None or (name == "targets" and "target" not in row):
        return row
    words = f"沿用{plan.year}年度，待核对"
    return {**row, source: f"{words}：{row[source]}" if row.get(source) else words}


def _basics(plan: Plan, found: CheckedTable | None, _evidence: Evidence) -> Iterator[Row]:
    known = {item_name(str(row["item"])): row for row in _records(found)}
    for item, name in WORDS.items():
        value = getattr(plan, name) if name != "project" or item not in known else None
        row = known.get(item, {})
        yield {"item": item, "value": row.get("value", value), "source": row.get("source")}


def _targets(plan: Plan, found: CheckedTable | None, _evidence: Evidence) -> Iterator[Row]:
    stated = {id_: rows for id_, rows in plan.rows.items() if any(row.target for row in rows)}
    yield from (row for row in _standing("targets", plan, found) if row["indicator"] not in stated)
    for id_, rows in stated.items():
        for given in rows:
            words = given.model_dump(include={"part", "part_weight", "target", "target_source"}, exclude_none=True)
            yield _marked({"indicator": id_, **words}, "targets", plan)


def _commentary(plan: Plan, found: CheckedTable | None, _evidence: Evidence) -> Iterator[Row]:
    written: dict[str | None, list[Row]] = {}
    for row in _records(found):
        written.setdefault(section_key(str(row["section"])), []).append(row)
    for section in SECTIONS:
        if section.name not in _STANDING:
            continue
        own = plan.sections.get(section.name)
        rows = written.get(section.name, []) if own is None else [own.model_dump()]
        for one in rows:
            if one.get("words"):
                heading = f"{section.place}{Language().say(section.heading)}"
                yield {"section": heading, "words": one["words"], "source": one.get("source")}


def _surveys(plan: Plan, _found: CheckedTable | None, evidence: Evidence) -> Iterator[Row]:
    for row in satisfaction(plan, evidence).frame.to_dict("records"):
        if not row["n_valid"]:
            continue
        asked = {} if row["asked"] == UNSTATED else {"last_asked": row["asked"]}
        who = {} if row["respondent"] == UNSTATED else {"respondent": row["respondent"]}
        yield {
            "method": row["method"], **who, **asked, "last_valid": row["n_valid"], "last_satisfied": row["n_satisfied"],
        }  # fmt: skip


def _measures(_plan: Plan, found: CheckedTable | None, _evidence: Evidence) -> Iterator[Row]:
    this, last = table("measures").column("kind").choices
    for row in _records(found):
        if row.get("kind") == this:
            yield {name: cell for name, cell in row.items() if name != "state"} | {"kind": last}


_TAKEN: Mapping[str, Callable[[Plan, CheckedTable | None, Evidence], Iterator[Row]]] = {
    "basics": _basics, "targets": _targets, "commentary": _commentary, "surveys": _surveys, "measures": _measures,
}  # fmt: skip
