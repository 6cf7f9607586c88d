"""The words of the entry workbook: what each sheet feeds, a hint and an example for each column, the help sheet.

They stand in ``entry_columns.yaml`` in Chinese, as the sheet and column names themselves do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from evaltoolkit.model.columns import Column, Kind, TableSpec
from evaltoolkit.model.yaml_text import load_yaml

# Excel's own limit for an input message.
MAX_HINT = 255
EXAMPLE_START = "示例："
"""How the first cell of an example row begins; such a row is never read."""

# Columns whose entries the chosen indicator system and scales decide: no fixed example in the hint.
_CHOSEN = frozenset({"indicator", "scale"})

Cell = str | float | datetime | None


@dataclass(frozen=True, slots=True)
class SheetHelp:
    """What a sheet is for: `when` to fill it in and which part of the report it `feeds`."""

    when: str
    feeds: str


@cache
def entry_words() -> Mapping[str, Any]:
    """Return the content of ``entry_columns.yaml``."""
    content: dict[str, Any] = load_yaml(
        (files("evaltoolkit.intake") / "entry_columns.yaml").read_text(encoding="utf-8")
    )
    return content


def sheet_help(spec: TableSpec) -> SheetHelp:
    """Return what the sheet of a table is for."""
    words = entry_words()["tables"][spec.name]
    return SheetHelp(words["when"], words["feeds"])


def hint(spec: TableSpec, column: Column, year: int) -> str:
    """Return what to write into a column: whether it is needed, what, in which form, an example.

    Examples
    --------
    >>> from evaltoolkit.model.workbook import table
    >>> payments = table("payments")
    >>> hint(payments, payments.column("amount"), 2026)
    '【必填】这一列要有；还不知道的先留空，不要填 0。拨付金额，以万元为单位。只写数字，不带单位。单位：万元。例：96'
    """
    words = entry_words()
    own = words["tables"][spec.name]["columns"][column.name]
    marks = words["marks"]
    need = "filled" if column.filled else "required" if column.required else "optional"
    parts = [marks[need], own["hint"], words["formats"][column.kind.value].format(year=year)]
    if column.unit:
        parts.append(marks["unit"].format(unit=column.unit))
    if column.low is not None and column.high is not None:
        parts.append(marks["between"].format(low=f"{column.low:g}", high=f"{column.high:g}"))
    example = own["example"]
    shown = column.name not in _CHOSEN and column.kind not in (Kind.DATE, Kind.FLAG, Kind.IDENTIFIER)
    if example is not None and shown:
        parts.append(marks["example"].format(example=str(example).format(year=year)))
    return "".join(parts)


def example_cell(spec: TableSpec, column: Column, year: int) -> Cell:
    """Return the example of a column as it stands in a cell, dates in the year evaluated."""
    written = entry_words()["tables"][spec.name]["columns"][column.name]["example"]
    if not isinstance(written, str):
        return None if written is None else float(written)
    words = written.format(year=year)
    if column.kind is Kind.DATE:
        return datetime.fromisoformat(words)
    return float(words) if column.kind in (Kind.NUMBER, Kind.COUNT) else words


def example_row(spec: TableSpec, year: int, chosen: Mapping[str, Cell]) -> tuple[Cell, ...]:
    """Return a table's example row; its first cell begins with the mark that keeps it from being read.

    Parameters
    ----------
    spec
        The table.
    year
        The year evaluated.
    chosen
        Cells by column name that stand in place of the fixed example.
    """
    first, *others = (chosen.get(column.name) or example_cell(spec, column, year) for column in spec.columns)
    return (f"{EXAMPLE_START}{first}", *others)
