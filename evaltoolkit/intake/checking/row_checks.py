"""Check rows against each other: keys that stand twice, people and services that stand nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import numpy as np
import pandas as pd

from evaltoolkit.intake.checking.checked_table import CheckedTable
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.language import Language, Ours
from evaltoolkit.model.columns import Column, Kind
from evaltoolkit.model.years import of_another_year


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
    waves = "wave" in table.spec.key
    for order, position in enumerate(distinct):
        other = int(table.rows[distinct[0] if order else distinct[1]])
        if waves:
            table.add(FaultKind.SAME_WAVE_TWICE, int(position), key[0], other=other)
        elif order:
            headers = Ours(Language().join([table.spec.column(name).header for name in key]))
            table.add(FaultKind.DUPLICATE_KEY, int(position), key[0], key=headers, other=other)


def check_once(table: CheckedTable) -> None:
    """Remark on rows that agree with an earlier one in all that tells records of the sheet apart."""
    names = [name for name in table.spec.once if name in table.frame]
    if len(names) < 2:
        return
    counted = table.frame.loc[table.kept & table.frame[names[0]].notna().to_numpy(), names]
    first = pd.Series(counted.index, index=counted.index).groupby([counted[name] for name in names], dropna=False)
    headers = Ours(Language().join([table.spec.column(name).header for name in names]))
    for position, earlier in zip(counted.index, first.transform("first"), strict=True):
        if position != earlier:
            table.add(FaultKind.PERHAPS_TWICE, int(position), names[0], other=int(table.rows[earlier]), headers=headers)


def check_links(tables: Mapping[str, CheckedTable]) -> None:
    """Record rows that name a person or a service which the sheet of people or services does not have."""
    for source, kind in _UNMATCHED.items():
        key = tables[source].spec.key[0] if source in tables else ""
        if not key or not tables[source].has(key):
            continue
        known = tables[source].frame[key].dropna().to_numpy(dtype=object)
        for table in tables.values():
            for column in table.spec.columns:
                if column.refers == source and table.has(column.name):
                    _check_link(table, column, known, kind)


_UNMATCHED = {"clients": FaultKind.UNMATCHED_CLIENT, "services": FaultKind.UNMATCHED_SERVICE}


def _check_link(table: CheckedTable, column: Column, known: np.ndarray, kind: FaultKind) -> None:
    found = table.frame[column.name]
    # strings of pandas are compared one by one, objects by their hash
    unmatched = found.notna() & ~found.astype(object).isin(known)
    table.add_each(kind, unmatched & table.kept, column.name, whole_row=column.required)
    if not column.required:
        table.frame[column.name] = found.mask(unmatched)


def main_year(tables: Mapping[str, CheckedTable]) -> int | None:
    """Return the year of most of the records that count in their own year alone; None where none is dated."""
    dated = [
        table.frame[table.spec.dated].dropna().dt.year
        for table in tables.values()
        if table.has(table.spec.dated)
        and not table.spec.earlier
        and table.spec.column(table.spec.dated).kind is Kind.DATE
    ]
    years = pd.concat(dated) if dated else pd.Series(dtype="float64")
    return None if years.empty else int(years.mode().max())


def check_years(tables: Mapping[str, CheckedTable], year: int) -> None:
    """Mark the records that are dated outside the year, which its figures leave out.

    Those that bear the date themselves get a remark.
    """
    frames = {name: table.frame for name, table in tables.items()}
    for table in tables.values():
        table.other_year = of_another_year(table.spec, frames, year).to_numpy(dtype=bool)
        own = [name for name in (table.spec.ended, table.spec.dated) if table.has(name)]
        for position in np.flatnonzero(table.other_year):
            name, when = next((name, day) for name in own if not pd.isna(day := table.frame[name][position]))
            if not isinstance(when, str):
                found = f"{when:%Y-%m-%d}" if isinstance(when, datetime) else f"{when:g}"
                table.add(FaultKind.DATE_OUTSIDE_YEAR, int(position), name, found=found, year=year)
