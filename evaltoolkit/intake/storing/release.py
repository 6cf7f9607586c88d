"""Take identifiers out of checked tables: what is left may enter a kernel."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evaltoolkit.intake.checking.checked_table import CheckedTable
from evaltoolkit.intake.people.pseudonyms import pseudonyms
from evaltoolkit.model.columns import Kind


def code_names(tables: Mapping[str, CheckedTable], key: bytes) -> dict[str, Mapping[str, str]]:
    """Return the pseudonym of each person, by the name of the column that holds the code."""
    codes: dict[str, set[str]] = {}
    for table in tables.values():
        for column in table.spec.columns:
            if column.kind is Kind.CODE and column.name in table.frame:
                codes.setdefault(column.name, set()).update(table.frame[column.name].dropna())
    return {name: pseudonyms(found, key, prefix=name[0].upper()) for name, found in codes.items()}


def release(table: CheckedTable, names: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Return the rows that count, without identifiers and with pseudonyms for codes.

    Columns stand in the order of the table's description, items last.
    """
    frame = table.frame.loc[table.kept].reset_index(drop=True)
    columns = [column for column in table.spec.stored if column.name in frame]
    items = [f"item_{number}" for number in table.items()]
    released = frame[[column.name for column in columns] + items].copy()
    for column in columns:
        if column.kind is Kind.CODE:
            released[column.name] = released[column.name].map(names[column.name], na_action="ignore").astype("str")
    return released
