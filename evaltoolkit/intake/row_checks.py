"""Check rows against each other: keys that stand twice, people and services that stand nowhere else."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from evaltoolkit.intake.checked_table import CheckedTable
from evaltoolkit.intake.fault_kinds import FaultKind
from evaltoolkit.language import Language

_TWICE = {"measurements": FaultKind.SAME_WAVE_TWICE}


def check_keys(table: CheckedTable) -> None:
    """Record rows that repeat another row, and rows that share its key but say something else."""
    key = [name for name in table.spec.key if name in table.frame]
    if not key or not set(table.spec.key[:1]) <= set(key):
        return
    counted = table.frame.loc[table.kept]
    counted = counted.loc[counted[key[0]].notna()]
    doubled = counted.loc[counted.duplicated(key, keep=False)]
    for _, group in doubled.groupby(key, dropna=False, sort=False):
        _check_group(table, group.index.to_numpy(), key)


def _check_group(table: CheckedTable, positions: np.ndarray, key: list[str]) -> None:
    words = table.frame.loc[positions].astype(str)
    repeats = words.duplicated(keep="first").to_numpy()
    distinct = positions[~repeats]
    for position in positions[repeats]:
        table.add(FaultKind.REPEATED_ROW, int(position), key[0], other=int(table.rows[positions[0]]))
    if len(distinct) == 1:
        return
    kind = _TWICE.get(table.spec.name)
    for order, position in enumerate(distinct):
        other = int(table.rows[distinct[0] if order else distinct[1]])
        if kind is not None:
            table.add(kind, int(position), key[0], other=other)
        elif order:
            headers = Language().join([table.spec.column(name).header for name in key])
            table.add(FaultKind.DUPLICATE_KEY, int(position), key[0], key=headers, other=other)


def check_links(tables: Mapping[str, CheckedTable]) -> None:
    """Record rows that name a person or a service which the sheet of people or services does not have."""
    _check_link(tables, "clients", "client", ("attendance", "measurements", "satisfaction"))
    _check_link(tables, "services", "service", ("attendance",))


_KINDS = {"client": FaultKind.UNMATCHED_CLIENT, "service": FaultKind.UNMATCHED_SERVICE}


def _check_link(tables: Mapping[str, CheckedTable], source: str, name: str, users: tuple[str, ...]) -> None:
    if source not in tables or not tables[source].has(name):
        return
    known = tables[source].frame[name].dropna().unique()
    for user in users:
        table = tables.get(user)
        if table is None or not table.has(name):
            continue
        unmatched = table.frame[name].notna() & ~table.frame[name].isin(known)
        required = table.spec.column(name).required
        table.add_each(_KINDS[name], unmatched & table.kept, name, whole_row=required)
        if not required:
            table.frame[name] = table.frame[name].mask(unmatched)
