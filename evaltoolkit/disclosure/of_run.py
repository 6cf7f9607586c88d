"""What the notebook of a run may show: tables that the report itself protected and saved, and words of its own plan.

A table that a cell protects once more knows nothing of the report's other tables, nor of papers that lie outside: both
laid beside the report can tell of single people. So may words that a cell puts into a plan.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from evaltoolkit.disclosure.protected import Audience, NotProtectedError, ProtectedTable
from evaltoolkit.disclosure.reader import reader_of_run
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import text
from evaltoolkit.model.plan import Plan

PLAN_VARIABLE = "EVALTOOLKIT_PLAN"
_SAVED: set[object] = set()
"""What stands for the tables that the report of this process protected and saved; empty before it did."""
_TABLES: list[ProtectedTable] = []
"""The tables themselves."""
_ELSEWHERE = {"data", "audience"}
"""What of a plan is not the same in a kernel; neither is printed as the author's words."""


def save_tables(tables: Iterable[ProtectedTable], *, as_one: bool = False) -> None:
    """Let these tables and rows of them be shown, and none that is protected apart; where no run is on do nothing.

    `as_one` says that all of them must have been protected together.

    Raises
    ------
    UserError
        The run has saved others already; exit code RUN_FAILED.
    """
    if not is_held():
        return
    saved = tuple(tables)
    together = {table.together for table in saved}
    if None in together or (as_one and len(together) > 1) or (_SAVED and not together <= _SAVED):
        raise _another_table()
    _SAVED.update(together)
    _TABLES[:] = saved


def is_saved_word(words: str) -> bool:
    """Return whether a cell of a table that the report saved says just that."""
    cells = (cell for table in _TABLES for cell in table.frame.to_numpy(dtype=object).ravel())
    return any(isinstance(cell, str) and cell == words for cell in cells)


def require_protected(table: object) -> ProtectedTable:
    """Return `table` if it is protected, in a run for readers outside the station only if the report saved it.

    Raises
    ------
    NotProtectedError
        It is a bare DataFrame or anything else, which is a TypeError.
    UserError
        It was protected apart from the report's own; exit code RUN_FAILED.
    """
    if type(table) is not ProtectedTable:
        raise NotProtectedError
    if table.together not in _SAVED and is_held():
        raise _another_table()
    return table


@contextmanager
def run_of(*plans: Plan) -> Iterator[None]:
    """Let the processes that begin in this context know the plan, as given and as filled, that words may be of."""
    before = os.environ.pop(PLAN_VARIABLE, None)
    os.environ[PLAN_VARIABLE] = " ".join(map(_digest, plans))
    try:
        yield
    finally:
        os.environ.pop(PLAN_VARIABLE, None)
        if before is not None:
            os.environ[PLAN_VARIABLE] = before


def require_own_plan(plan: Plan) -> Plan:
    """Return `plan` if it says what the parameter file and the workbook say; where no run is on, any.

    Raises
    ------
    UserError
        It is no plan, or says something else; exit code RUN_FAILED.
    """
    known = os.environ.get(PLAN_VARIABLE, "").split()
    if is_held() and (type(plan) is not Plan or (known and _digest(plan) not in known)):
        raise UserError(
            text(
                "A cell of the notebook changes what the parameter file or the workbook says; it may tell of single "
                "people. Write it there, in the workbook in the sheet 文字说明, and hand on plan as it is."
            ),
            ExitCode.RUN_FAILED,
        )
    return plan


def is_held() -> bool:
    """Return whether the run is for readers outside the station."""
    return reader_of_run() not in (None, Audience.STATION)


def _another_table() -> UserError:
    return UserError(
        text(
            "A cell of the notebook protects results once more; beside the report's own tables they may tell of single "
            "people. Take the tables of the report, shown[…], after the cell with save_results."
        ),
        ExitCode.RUN_FAILED,
    )


def _digest(plan: Plan) -> str:
    said = json.dumps(plan.model_dump(mode="json", exclude=_ELSEWHERE), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8")).hexdigest()
