"""The people a workbook names: what is searched for in prose before it is stored, and by the gate before it leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from evaltoolkit.intake.checked_table import CheckedTable
from evaltoolkit.model.columns import Kind

# Where the values of a column are searched for; of one whose kind is not stated, everywhere.
_PARTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.NAME: ("names",),
    Kind.ADDRESS: ("addresses",),
    Kind.PERSON_NUMBER: ("numbers",),
    Kind.UNSTATED: ("names", "addresses", "numbers"),
}
_NOT_A_NAME = frozenset(
    "无 匿名 不详 未知 同上 本人 父亲 母亲 儿子 女儿 配偶 丈夫 妻子 家属 子女 邻居".split()  # noqa: SIM905
)
_NAME = re.compile(r"[一-鿿㐀-䶿·]{2,12}|[A-Za-z][A-Za-z .'-]{3,40}")
_SEPARATOR = re.compile(r"[、，,;；/|\s\n]+")
_ADDRESS_HEADER = re.compile(r"地址|住址")
_NUMBER_HEADER = re.compile(r"电话|手机|证|微信|银行")


@dataclass(frozen=True, slots=True)
class People:
    """Identifiers of everyone in a workbook, as written; never leaves intake and the gate."""

    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


def collect_people(tables: Mapping[str, CheckedTable], further: Iterable[tuple[str, pd.Series]]) -> People:
    """Return the identifiers of all tables and of the columns that are not stored but name people.

    Parameters
    ----------
    tables
        Checked tables by name.
    further
        Header and cells of columns that are not read.
    """
    found: dict[str, set[str]] = {"names": set(), "addresses": set(), "numbers": set()}
    for table in tables.values():
        for column in table.spec.columns:
            for part in _PARTS.get(column.kind, ()) if column.name in table.frame else ():
                found[part] |= _values(table.frame[column.name], part)
    for header, cells in further:
        part = (
            "addresses" if _ADDRESS_HEADER.search(header) else "numbers" if _NUMBER_HEADER.search(header) else "names"
        )
        found[part] |= _values(cells, part)
    return People(**{part: frozenset(values) for part, values in found.items()})


def _values(cells: pd.Series, part: str) -> set[str]:
    texts = {str(cell).strip() for cell in cells.dropna().unique()}
    if part != "names":
        return {words for words in texts if len(words) >= 5}
    names = {name for words in texts for name in _SEPARATOR.split(words)}
    return {name for name in names | texts if _NAME.fullmatch(name) and name not in _NOT_A_NAME}
