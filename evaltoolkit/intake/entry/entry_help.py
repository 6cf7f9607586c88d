"""The words of the entry workbook: the hint and the example of each column, and those of the help sheet.

They stand in ``entry_words.yaml`` and with the columns, in Chinese, as the sheet and column names themselves do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from evaltoolkit.model.columns import Column, Kind, TableSpec
from evaltoolkit.model.yaml_text import load_yaml

# Excel's own limit for an input message.
MAX_HINT = 255
GUIDE_SHEET = "填写说明"
EXAMPLE_START = "示例："
"""How the first cell of an example row begins; such a row is never read."""

Cell = str | float | datetime | None


@cache
def entry_words() -> Mapping[str, Any]:
    """Return the content of ``entry_words.yaml``."""
    content: dict[str, Any] = load_yaml(
        (files("evaltoolkit.intake.entry") / "entry_words.yaml").read_text(encoding="utf-8")
    )
    return content


def hint(column: Column, year: int) -> str:
    """Return what to write into a column: whether it is needed, what, in which form, an example.

    Examples
    --------
    >>> from evaltoolkit.model.workbook import table
    >>> hint(table("payments").column("amount"), 2026)
    '【必填】这一列要有；还不知道的先留空，不要填 0。拨付金额，以万元为单位。只写数字，不带单位。单位：万元。例：96'
    """
    words = entry_words()
    marks = words["marks"]
    need = "filled" if column.filled else "required" if column.required else "optional"
    parts = [marks[need], column.hint, words["formats"][column.kind.value].format(year=year)]
    if column.unit:
        parts.append(marks["unit"].format(unit=column.unit))
    if column.low is not None and column.high is not None:
        parts.append(marks["between"].format(low=f"{column.low:g}", high=f"{column.high:g}"))
    # what the chosen indicators and scales offer has no fixed example
    shown = not (column.offers or column.kind.is_held_back or column.kind in (Kind.DATE, Kind.FLAG))
    if column.example is not None and shown:
        parts.append(marks["example"].format(example=str(column.example).format(year=year)))
    return "".join(parts)


def example_cell(column: Column, year: int) -> Cell:
    """Return the example of a column as it stands in a cell, dates in the year evaluated."""
    if not isinstance(column.example, str):
        return None if column.example is None else float(column.example)
    words = column.example.format(year=year)
    if column.kind is Kind.DATE:
        return datetime.fromisoformat(words)
    return float(words) if column.kind in (Kind.NUMBER, Kind.COUNT) else words


def example_row(spec: TableSpec, year: int, offered: Mapping[str, Cell]) -> tuple[Cell, ...]:
    """Return a table's example row; its first cell begins with the mark that keeps it from being read.

    Parameters
    ----------
    spec
        The table.
    year
        The year evaluated.
    offered
        Cells that stand in place of the fixed example, by what a column offers.
    """
    first, *others = (offered.get(column.offers) or example_cell(column, year) for column in spec.columns)
    return (f"{EXAMPLE_START}{first}", *others)
