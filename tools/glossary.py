"""Write the list of sheets and columns in docs/glossary.md from the package's own description of the workbook.

    python tools/glossary.py    put the list between its two marks

The terms above the list are kept by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evaltoolkit.model.columns import Column, TableSpec
from evaltoolkit.model.workbook import TABLES

GLOSSARY = Path(__file__).resolve().parents[1] / "docs" / "glossary.md"
BEGIN = "<!-- sheets and columns: begin -->"
END = "<!-- sheets and columns: end -->"


def listing() -> str:
    """Return the Markdown list of every sheet with its columns."""
    return "\n".join(line for table in TABLES for line in _table(table))


def with_listing(page: str) -> str:
    """Return the page with what stands between the marks replaced by the present list.

    Raises
    ------
    ValueError
        A mark is missing.
    """
    before, found, rest = page.partition(BEGIN)
    _, found_end, after = rest.partition(END)
    if not (found and found_end):
        raise ValueError(f"{GLOSSARY.name} lacks its marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{listing()}\n{END}{after}"


def _table(table: TableSpec) -> Iterator[str]:
    yield f"### {table.sheet} `{table.name}`"
    yield ""
    yield "| 列 | column | 也认作 / also read as |"
    yield "|---|---|---|"
    yield from map(_row, table.columns)
    if table.items:
        yield "| 题1、题2…… | `item_1`, `item_2` … | |"
    yield ""


def _row(column: Column) -> str:
    return f"| {column.header} | `{column.name}` | {'、'.join(column.aliases)} |"


if __name__ == "__main__":
    GLOSSARY.write_text(with_listing(GLOSSARY.read_text(encoding="utf-8")), encoding="utf-8")
