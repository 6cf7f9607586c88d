"""What a notebook's cell may hand to words and charts, whatever the parameter is called.

Their sentences say what they are handed: a target, a grade, the name of a scale. So each argument is what this package
made of the run's results, plan and registries, or what somebody typed in the notebook; else it may be an answer of a
single person. It keeps an author from an oversight: which rows, names and typed words a cell chooses, and how often it
asks, is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from types import NoneType
from typing import Any, TypeAlias

from evaltoolkit.disclosure.of_run import is_saved_word, require_own_plan, require_protected
from evaltoolkit.disclosure.protected import AllHidden, ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.disclosure.typed import is_typed
from evaltoolkit.language import Language
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Made, Results, is_vouched

Check: TypeAlias = Callable[[Any], bool]


def may_be_handed_on(value: object) -> bool:
    """Return whether a cell may hand a value to words and charts; of a kind that is not known here it may not.

    Raises
    ------
    UserError
        It holds a table that was protected apart from the report's own, or is a plan that says something else than the
        run's; exit code RUN_FAILED.
    """
    check = CHECKS.get(type(value))
    if check is not None:
        return check(value)
    return isinstance(value, Made) and _is_made(value)


def _always(_: object) -> bool:
    return True


def _is_made(value: Any) -> bool:
    return value.of_package or all(may_be_handed_on(getattr(value, field.name)) for field in fields(value))


def _is_report(report: ProtectedReport) -> bool:
    return report.of_package and _are_all(report.tables.values())


def _are_of_run(results: Results) -> bool:
    """Return whether what words take of the results is of the run; a notebook's cell puts them together."""
    return _are_all((results.scorecard, results.quality, results.provenance))


def _is_word(words: str) -> bool:
    return not words or words in _SECTIONS or is_typed(words) or is_saved_word(words)


_SECTIONS = frozenset(section.name for section in SECTIONS)


def _is_number(number: float) -> bool:
    return is_vouched(number) or is_typed(number)


def _are_all(values: Iterable[object]) -> bool:
    return all(map(may_be_handed_on, values))


def _is_row(values: Iterable[object]) -> bool:
    return is_vouched(tuple(values)) or _are_all(values)


CHECKS: dict[type, Check] = {
    NoneType: _always,
    bool: _always,
    Language: _always,
    AllHidden: is_vouched,
    ProtectedTable: lambda table: require_protected(table) is table,
    ProtectedReport: _is_report,
    Plan: lambda plan: require_own_plan(plan) is plan,
    Results: _are_of_run,
    str: _is_word,
    int: _is_number,
    float: _is_number,
    tuple: _is_row,
    list: _is_row,
    set: _are_all,
    frozenset: _are_all,
    type({}.keys()): _are_all,
    type({}.values()): _are_all,
    dict: lambda named: _are_all(named.values()),
}
"""By the very type of a value, never by one above it: what a cell's own class says of itself tells nothing."""
