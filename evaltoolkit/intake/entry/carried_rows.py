"""Rows of the year before as the cells of a new entry workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import pandas as pd

from evaltoolkit.intake.entry.entry_help import Cell
from evaltoolkit.model.columns import TableSpec

_FLAGS = {True: "是", False: "否"}


def with_carried(
    spec: TableSpec, given: Sequence[tuple[str, ...]], carried: Sequence[Mapping[str, object]]
) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows that a sheet brings along, each with what the year before says of it; else all carried rows."""
    if not given:
        yield from (_cells(spec, row) for row in carried)
        return
    first = spec.columns[0].name
    for row in given:
        known = [other for other in carried if other[first] == row[0]]
        own: dict[str, object] = {column.name: cell for column, cell in zip(spec.columns, row, strict=False)}
        yield from (_cells(spec, {**other, **own}) for other in known)
        if not known:
            yield row


def _cells(spec: TableSpec, row: Mapping[str, object]) -> tuple[Cell, ...]:
    return tuple(_cell(row.get(column.name)) for column in spec.columns)


def _cell(value: object) -> Cell:
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, pd.Timestamp | datetime):
        return pd.Timestamp(value).to_pydatetime()
    if value is True or value is False or isinstance(value, bool):
        return _FLAGS[bool(value)]
    return value if isinstance(value, str) else float(value)  # type: ignore[arg-type]
