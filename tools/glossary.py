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
    yield f"{table.when}。{table.chapter}。{_dated(table)}"
    yield ""
    yield "| 列 | column | kind | 单位 | 填写 | 用于 / feeds | 例 | 也认作 / also read as |"
    yield "|---|---|---|---|---|---|---|---|"
    for column in table.columns:
        yield f"| {' | '.join(_cells(table, column))} |"
    if table.items:
        yield f"| 题1、题2…… | `item_1`, `item_2` … | {table.items.value} | | 选填 | | | |"
    yield ""


def _dated(table: TableSpec) -> str:
    if not table.dated:
        return "各年度的记录都计入。"
    earlier = (
        "评价年度之前的也计入，" if table.earlier == float("inf") else "上一年度的也计入，" if table.earlier else ""
    )
    ended = f"“{table.column(table.ended).header}”早于评价年度的不计入，" if table.ended else ""
    header = table.column(table.dated).header
    return f"按“{header}”归入年度（`{table.dated}`）：{earlier}{ended}其他年度的不计入，只计行数。"


def _cells(table: TableSpec, column: Column) -> tuple[str, ...]:
    held_back = "只用于核对，不储存" if column.kind.is_held_back else ""
    feeds = ", ".join(f"`{name}`" for name in column.feeds) or held_back
    return (
        column.header,
        f"`{column.name}`",
        f"`{column.kind.value}`",
        column.unit,
        "每行必填" if column.filled else "必填" if column.required else "选填",
        feeds or ("本报告未用到" if column.is_unused(table.key) else "用于区分各行"),
        "" if column.example is None else str(column.example),
        "、".join(column.aliases),
    )


if __name__ == "__main__":
    GLOSSARY.write_text(with_listing(GLOSSARY.read_text(encoding="utf-8")), encoding="utf-8")
