"""Make the tables of a report as one audience may see them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evaltoolkit.disclosure.policy import AudienceRule, Policy
from evaltoolkit.disclosure.protected import _SEAL, Audience, Hidden, ProtectedTable, Reason
from evaltoolkit.model.results import ResultTable, TableClass

_NO_CELL_RULE = (TableClass.FACT, TableClass.MONEY, TableClass.HOURS, TableClass.ATTENDANCE)


def protect(table: ResultTable, policy: Policy, audience: Audience) -> ProtectedTable:
    """Return `table` with everything hidden that `audience` may not see.

    Parameters
    ----------
    table
        Results at full precision.
    policy
        The checked audience policy.
    audience
        Who the report is for.

    Returns
    -------
    ProtectedTable
        Same rows and columns; hidden figures are NaN, marked in its mask and listed.
    """
    rule = policy.rule(audience)
    frame = table.frame.reset_index(drop=True)
    mask = pd.DataFrame(False, index=frame.index, columns=frame.columns)
    hidden = tuple(_hide(table, frame, rule))
    for position, entry in hidden:
        mask.loc[position, list(entry.columns)] = True
    shown = frame.astype(object).mask(mask).infer_objects() if hidden else frame
    return ProtectedTable(
        table.name, table.table_class, audience, shown, mask, tuple(entry for _, entry in hidden), seal=_SEAL
    )


def _hide(table: ResultTable, frame: pd.DataFrame, rule: AudienceRule) -> Iterator[tuple[int, Hidden]]:
    exact = table.table_class is TableClass.COVERAGE and rule.exact_coverage
    if table.table_class in _NO_CELL_RULE or exact or not table.people:
        return
    fewest = frame[list(table.people)].where(lambda count: count > 0).min(axis=1)
    for position, people in fewest.items():
        row = tuple(str(frame.at[position, key]) for key in table.keys)
        if people < rule.min_people:
            yield int(str(position)), Hidden(table.name, row, (*table.people, *table.figures), Reason.SMALL)
        elif table.spread and people < rule.min_spread:
            yield int(str(position)), Hidden(table.name, row, table.spread, Reason.SPREAD)
