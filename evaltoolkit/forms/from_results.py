"""The form that a street's published results fill in: nothing that they withhold, nothing that they do not say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from evaltoolkit.findings.numbers import typed
from evaltoolkit.forms.description import description
from evaltoolkit.forms.form import Form, Funds, Indicator
from evaltoolkit.model.plan import BudgetLine, Plan
from evaltoolkit.scoring.quantity import parse_quantity

_WORKING = re.compile(r"(?:(?P<given>[^（]+)（)?(?P<working>\S+ ÷ \S+) = (?P<share>\S+%)(?(given)）)")
_IN_TEN_THOUSANDS = {"万元": 1.0, "元": 1e-4}


def form_of(plan: Plan, tables: Mapping[str, Any], fund_rows: Collection[str]) -> Form:
    """Return the filled form.

    Parameters
    ----------
    plan
        Names project, department and operator.
    tables
        The tables of a results file.
    fund_rows
        Ids of the indicators that score the execution of the budget: they stand in the head of the form.
    """
    # the form tells of a whole year: what is scored of a part of one, by what had fallen due, is no score of it
    open_ = {"points": None, "demands_reason": False} if plan.passed < 1 else {}
    scored = [row | open_ for row in _cells(tables["scorecard"])]
    funds = [row for row in scored if row["indicator"] in fund_rows]
    others = [row for row in scored if row["indicator"] not in fund_rows]
    head = {"project": plan.project, "department": plan.department or "", "operator": plan.operator or ""}
    return Form(
        plan.year, head, _funds(plan, tables.get("funds", {"rows": ()})),
        sum(row["weight"] for row in funds) if funds else None, _sum([row["points"] for row in funds]),
        tuple(_goals(tables.get("goals", {"rows": (), "withheld": ()}))), tuple(map(_indicator, others)),
        description().made if plan.synthetic else "",
    )  # fmt: skip


def _cells(table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, what is withheld in the words for it."""
    hidden = {entry["row"]: entry["columns"] for entry in table["withheld"]}
    for number, row in enumerate(table["rows"]):
        yield {**row, **dict.fromkeys(hidden.get(number, ()), description().withheld)}


def _funds(plan: Plan, table: Mapping[str, Any]) -> dict[str, Funds]:
    """Return all money, and its lines where this audience sees the whole."""
    known = {row["item"]: (row["value"], row["unit"]) for row in table["rows"] if row["value"] is not None}
    budget = plan.budget
    lines = {"grant": budget.grant, "carried": budget.carried, "other": budget.other} if known else {}
    return {"total": _line(known)} | {name: _line(_stated(line)) for name, line in lines.items() if line is not None}


def _stated(line: BudgetLine) -> dict[str, tuple[float, str]]:
    given = {"initial": line.initial, "annual": line.annual, "executed": line.executed}
    return {name: (figure.value, figure.unit) for name, figure in given.items() if figure is not None}


def _line(known: Mapping[str, tuple[float, str]]) -> Funds:
    shown = {
        name: round(value * _IN_TEN_THOUSANDS[unit], 6)
        for name, (value, unit) in known.items()
        if unit in _IN_TEN_THOUSANDS
    }
    return Funds(shown.get("initial"), shown.get("annual"), shown.get("executed"))


def _sum(points: list[float | None]) -> float | None:
    known = [one for one in points if isinstance(one, int | float)]
    return sum(known) if known and len(known) == len(points) else None


def _goals(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for row in _cells(table):
        if row["expected"]:
            yield f"{row['goal']}．{row['expected']}", f"{row['goal']}．{_come_of(row)}"


def _come_of(goal: Mapping[str, Any]) -> str:
    """Return what came of a goal; of an amount also what was measured and set, since an amount alone says nothing."""
    if not goal["actual"] or parse_quantity(goal["actual"]) is None:
        return typed(goal["actual"]) if goal["actual"] else description().to_fill
    measure, target, reached = (
        "" if goal[name] in (None, description().withheld) else goal[name] for name in ("measure", "target", "reached")
    )
    told = description().goals
    aim = told.set.format(measure=measure, target=target) if target else ""
    end = told.reached.format(measure="" if aim else measure, actual=goal["actual"])
    return typed("，".join(filter(None, (aim, end, reached))))


def _worked(actual: str | None) -> tuple[str | None, str | None]:
    """Return an actual value, and by itself how it comes about where that is stated with it.

    Examples
    --------
    >>> _worked("80.91%（267 ÷ 330 = 80.91%）"), _worked("4 ÷ 4 = 100%")
    (('80.91%', '267 ÷ 330'), ('100%', '4 ÷ 4'))
    >>> _worked("81%（267 ÷ 330 = 80.91%）"), _worked("部分达成")
    (('81%', '267 ÷ 330 = 80.91%'), ('部分达成', None))
    """
    found = _WORKING.fullmatch(actual or "")
    if found is None:
        return actual, None
    given, working, share = found["given"] or found["share"], found["working"], found["share"]
    return given, working if given == share else f"{working} = {share}"


def _indicator(row: Mapping[str, Any]) -> Indicator:
    points = row["points"] if isinstance(row["points"], int | float) else None
    needs_reason = row["demands_reason"] or (points is not None and points < row["weight"])
    reason = row["deviation"] or (description().to_fill if needs_reason else None)
    target, actual, first = (
        typed(row[name]) if row.get(name) else None for name in ("target", "actual", "first_target")
    )
    levels = [row.get(f"level_{number}") or "" for number in (1, 2, 3)]  # a taxonomy may have fewer
    name = next(filter(None, reversed(levels)))
    actual, working = _worked(actual)
    return Indicator(
        levels[0], levels[1], name, target, actual, row["weight"], points, reason, first, working,
    )  # fmt: skip
