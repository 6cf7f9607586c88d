"""Make the tables of a report as one audience may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.one_grouping import hide_scale_rows
from evaltoolkit.disclosure.policy import AudienceRule, Policy
from evaltoolkit.disclosure.protected import _SEAL, Audience, Hidden, ProtectedTable, Reason
from evaltoolkit.disclosure.small_counts import hide_small_rows
from evaltoolkit.model.results import ResultTable, TableClass

Rule = Callable[[ResultTable, pd.DataFrame, AudienceRule], Iterable[Hiding]]

RULES: dict[TableClass, Rule] = {
    TableClass.SATISFACTION: hide_small_rows,
    TableClass.COVERAGE: hide_small_rows,
}
"""Rule of each class; money, hours, attendance and facts have none, scales depend on the table's shape."""


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
        Same columns; hidden figures are NaN, marked in its mask and listed. Rows of a grouping that the audience
        does not see are left out and listed.
    """
    frame = table.frame.reset_index(drop=True)
    hidings = list(_hidings(table, frame, policy.rule(audience), audience))
    mask = pd.DataFrame(False, index=frame.index, columns=frame.columns)
    for hiding in hidings:
        mask.loc[hiding.row, list(hiding.columns)] = True
    shown = frame.astype(object).mask(mask).infer_objects() if hidings else frame
    kept = ~frame.index.isin([hiding.row for hiding in hidings if hiding.reason is Reason.OTHER_GROUPING])
    return ProtectedTable(
        table.name,
        table.table_class,
        audience,
        shown[kept].reset_index(drop=True),
        mask[kept].reset_index(drop=True),
        tuple(_listed(table, frame, hiding) for hiding in hidings),
        seal=_SEAL,
    )


def _hidings(table: ResultTable, frame: pd.DataFrame, rule: AudienceRule, audience: Audience) -> Iterable[Hiding]:
    exact = table.table_class is TableClass.COVERAGE and rule.exact_coverage
    if audience is Audience.STATION or exact or frame.empty:
        return ()
    if table.table_class is TableClass.SCALE:
        apply: Rule = hide_scale_rows if "group_kind" in frame.columns else hide_small_rows
        return apply(table, frame, rule)
    chosen = RULES.get(table.table_class)
    return chosen(table, frame, rule) if chosen else ()


def _listed(table: ResultTable, frame: pd.DataFrame, hiding: Hiding) -> Hidden:
    row = tuple(str(frame.at[hiding.row, key]) for key in table.keys)
    return Hidden(table.name, row, hiding.columns, hiding.reason)
