"""Check words that a figure hangs on: groups of people, names that should stand on another sheet, other spellings.

They are looked at after masking, so that none of those shown names a person; nothing is changed, all of it counts as
it stands or counts nowhere, and says so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.identifiers import MASK
from evaltoolkit.intake.cell_values import did_you_mean
from evaltoolkit.intake.checked_table import CheckedTable
from evaltoolkit.intake.fault_kinds import FaultKind
from evaltoolkit.language import Language, Ours, text
from evaltoolkit.model.categories import official_categories
from evaltoolkit.model.columns import Column, Kind
from evaltoolkit.model.filling import is_taken, names_taken
from evaltoolkit.model.workbook import table as table_of

_WITH_GROUPS = ("services", "measurements")
_CASE_AND_WIDTH = {"Cf", "Zs", "Cc"}


def check_words(tables: Mapping[str, CheckedTable], scales: Collection[str], indicators: Collection[str] = ()) -> None:
    """Record words that no figure can place, of every table.

    `scales` are the ids of the known ones, `indicators` those of the indicator system; where none are given, what names
    an indicator is not looked at.
    """
    ids = {"scales": scales, "indicators": indicators}
    for table in tables.values():
        for column in table.spec.columns:
            if table.has(column.name):
                _check_column(table, column, tables, ids)
        if table.spec.brings and table.has(table.spec.columns[0].name):
            _check_taken(table, table.spec.columns[0], _groups(tables))


def _check_column(
    table: CheckedTable, column: Column, tables: Mapping[str, CheckedTable], ids: Mapping[str, Collection[str]]
) -> None:
    if column.of_people:
        _check_people(table, column)
    if column.stands_in and (column.offers != "indicators" or ids["indicators"]):
        _check_there(table, column, tables, ids.get(column.offers, ()))
    if column.offers == "scales" and not column.required:
        known = {_alike(id_) for id_ in ids["scales"]}
        _remark(table, column, lambda words: _alike(words) not in known, FaultKind.UNKNOWN_SCALE_NAMED)
    if column.kind is Kind.TEXT and column.feeds and column.name not in table.spec.key:
        _check_spelling(table, column)


def _check_people(table: CheckedTable, column: Column) -> None:
    known = official_categories()
    near = [word for category in known.members for word in (category.name, *category.words)]
    for position, cell in _cells(table, column):
        for label in cell if isinstance(cell, tuple) else (cell,):
            if _is_shown(label) and not known.knows(label):
                advice = did_you_mean(get_close_matches(label, near, n=1, cutoff=0.5), _LOOK)
                table.add(FaultKind.UNKNOWN_LABEL, position, column.name, found=label, advice=advice)


_LOOK = text("Write one of the official names, or leave it if the group is none of them.")
_THERE = text("Write it as it stands there, or add it there.")


def _check_there(table: CheckedTable, column: Column, tables: Mapping[str, CheckedTable], ids: Collection[str]) -> None:
    places = [place.split(".") for place in column.stands_in.split()]
    given = [
        tables[sheet].frame[name].dropna() for sheet, name in places if sheet in tables and tables[sheet].has(name)
    ]
    stated = {str(words).strip() for words in pd.concat(given)} if given else set()
    known = sorted(stated | set(ids))
    if not known:
        return
    sheet = table_of(places[0][0])
    headers = Language().join([sheet.column(name).header for _, name in places])
    for position, cell in _cells(table, column):
        if _is_shown(cell) and str(cell).strip() not in known:
            near = get_close_matches(str(cell), [words for words in known if _is_shown(words)], n=1, cutoff=0.6)
            where = {"sheet": Ours(sheet.sheet), "there": Ours(headers)}
            advice = text(
                "{there} {near}", there=_THERE, near=text("It may be “{near}”.", near=near[0]) if near else ""
            )
            table.add(FaultKind.STANDS_NOWHERE, position, column.name, found=cell, advice=advice, **where)


def _check_spelling(table: CheckedTable, column: Column) -> None:
    counts = pd.Series([cell for _, cell in _cells(table, column)], dtype=object).value_counts()
    usual: dict[str, str] = {}
    for words in counts.index:
        usual.setdefault(_alike(words), words)
    if len(usual) == len(counts):
        return
    for position, cell in _cells(table, column):
        other = usual[_alike(cell)]
        if cell != other and _is_shown(cell):
            table.add(FaultKind.WRITTEN_OTHERWISE, position, column.name, found=cell, other=other)


def _groups(tables: Mapping[str, CheckedTable]) -> set[str]:
    """Return the names of groups, whose summaries take what stands under them in 文字说明."""
    named = [
        table.frame["group"].dropna() for name, table in tables.items() if name in _WITH_GROUPS and table.has("group")
    ]
    return {str(words).strip() for words in pd.concat(named)} if named else set()


def _check_taken(table: CheckedTable, column: Column, groups: Collection[str]) -> None:
    names = names_taken(table.spec.brings)
    for position, cell in _cells(table, column):
        if not is_taken(table.spec.brings, str(cell)) and str(cell).strip() not in groups:
            near = get_close_matches(str(cell), names, n=1, cutoff=0.4)
            advice = did_you_mean(near, text("The names that are taken: {names}.", names=Ours("、".join(names))))
            table.add(FaultKind.NOT_TAKEN, position, column.name, found=cell, advice=advice)


def _remark(table: CheckedTable, column: Column, is_bad: Callable[[str], bool], kind: FaultKind) -> None:
    for position, cell in _cells(table, column):
        if _is_shown(cell) and is_bad(str(cell)):
            table.add(kind, position, column.name, found=cell)


def _cells(table: CheckedTable, column: Column) -> Iterator[tuple[int, object]]:
    """Yield the cells that count, with their position."""
    cells = table.frame[column.name]
    for position in np.flatnonzero(table.kept & cells.notna().to_numpy()):
        yield int(position), cells.iloc[position]


def _is_shown(words: object) -> bool:
    """Return whether words may stand in a message: not masked."""
    return MASK[0] not in str(words)


def _alike(words: object) -> str:
    """Return words without what people write differently: blanks, width, case, invisible signs, dashes."""
    plain = unicodedata.normalize("NFKC", str(words))
    return "".join(
        sign for sign in plain if unicodedata.category(sign) not in _CASE_AND_WIDTH and sign not in "-_"
    ).lower()
