"""Fewer rows of a protected table: what is withheld stays withheld."""

from __future__ import annotations

from dataclasses import replace

from evaltoolkit.disclosure.protected import Hidden, ProtectedTable


def narrow(table: ProtectedTable, **wanted: str | None) -> ProtectedTable:
    """Return the rows of `table` with these values; None, and a column that the table lacks, keep every row.

    Parameters
    ----------
    table
        A protected table.
    wanted
        Value by column.
    """
    frame = table.frame
    named = {column: value for column, value in wanted.items() if value is not None and column in frame.columns}
    keep = frame.index == frame.index
    for column, value in named.items():
        keep &= (frame[column] == value).to_numpy(dtype=bool)
    return replace(table.keep(keep), hidden=tuple(entry for entry in table.hidden if _fits(entry, table, named)))


def _fits(entry: Hidden, table: ProtectedTable, named: dict[str, str]) -> bool:
    row = dict(zip(table.keys, entry.row, strict=False))
    return all(row.get(column, value) == value for column, value in named.items())
