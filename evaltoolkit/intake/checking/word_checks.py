"""Check words that a figure hangs on: groups of people, names that should stand on another sheet, other spellings.

They are looked at after masking, so that none of those shown names a person; nothing is changed, all of it counts as
it stands or counts nowhere, and says so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.names.identifiers import MASK
from evaltoolkit.instruments.shape import ScaleShape
from evaltoolkit.intake.checking.cell_values import did_you_mean
from evaltoolkit.intake.checking.checked_table import CheckedTable
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.language import Language, Ours, text
from evaltoolkit.model.categories import official_categories
from evaltoolkit.model.columns import Column, Kind
from evaltoolkit.model.filling import NOTHING, is_taken, names_taken, section_key
from evaltoolkit.model.workbook import table as table_of

_GROUPS = (("services", "group"), ("measurements", "group"))
_CASE_AND_WIDTH = {"Cf", "Zs", "Cc"}


def check_words(
    tables: Mapping[str, CheckedTable], scales: Mapping[str, ScaleShape], indicators: Collection[str] = ()
) -> None:
    """Record words that no figure can place, of every table.

    `scales` are the known ones, by id, `indicators` those of the indicator system; where none are given, what names
    an indicator is not looked at.
    """
    ids = {"scales": scales, "indicators": indicators}
    for table in tables.values():
        for column in table.spec.columns:
            if table.has(column.name):
                _check_column(table, column, tables, ids)
        if table.spec.brings and table.has(table.spec.columns[0].name):
            _check_taken(table, table.spec.columns[0], _words_in(tables, _GROUPS))
        if table.spec.brings == "sections" and table.has("section", "words"):
            _check_none(table)


Judged = Iterator[tuple[FaultKind, dict[str, object]]]
"""What is wrong with a value, with what the words for it need."""


def _check_column(
    table: CheckedTable, column: Column, tables: Mapping[str, CheckedTable], ids: Mapping[str, Collection[str]]
) -> None:
    if column.of_people:
        _judge(table, column, _unknown_people)
    if column.stands_in and (column.offers != "indicators" or ids["indicators"]):
        _check_there(table, column, tables, ids.get(column.offers, ()))
    if column.offers == "scales" and not column.required:
        _judge(table, column, lambda words: _unless(words in ids["scales"], FaultKind.UNKNOWN_SCALE_NAMED))
    if column.kind is Kind.TEXT and column.feeds and column.name not in table.spec.key:
        _check_spelling(table, column)


def _judge(table: CheckedTable, column: Column, wrong: Callable[[object], Judged]) -> None:
    """Record what is wrong with the cells that count; each value is looked at once, however often it stands."""
    cells = table.frame[column.name]
    positions = np.flatnonzero(table.kept & cells.notna().to_numpy())
    codes, distinct = pd.factorize(cells.to_numpy(dtype=object)[positions])
    for code, value in enumerate(distinct):
        found = list(wrong(value)) if _is_shown(value) else []
        for position in positions[codes == code] if found else ():
            for kind, more in found:
                table.add(kind, int(position), column.name, **{"found": value, **more})


def _unless(is_right: bool, kind: FaultKind, **more: object) -> Judged:
    if not is_right:
        yield kind, more


def _unknown_people(cell: object) -> Judged:
    known = official_categories()
    for label in cell if isinstance(cell, tuple) else (str(cell),):
        if not known.knows(label):
            near = [word for category in known.members for word in (category.name, *category.words)]
            advice = did_you_mean(get_close_matches(label, near, n=1, cutoff=0.5), _LOOK)
            yield FaultKind.UNKNOWN_LABEL, {"found": label, "advice": advice}


_LOOK = text("Write one of the official names, or leave it if the group is none of them.")
_THERE = text("Write it as it stands there, or add it there.")


def _check_there(table: CheckedTable, column: Column, tables: Mapping[str, CheckedTable], ids: Collection[str]) -> None:
    places = [place.split(".") for place in column.stands_in.split()]
    known = _words_in(tables, places) | set(ids)
    if not known:
        return
    sheet = table_of(places[0][0])
    there = Ours(Language().join([sheet.column(name).header for _, name in places]))
    shown = sorted(filter(_is_shown, known))

    def wrong(cell: object) -> Judged:
        if str(cell).strip() not in known:
            near = get_close_matches(str(cell), shown, n=1, cutoff=0.6)
            said = text("It may be “{near}”.", near=near[0]) if near else ""
            advice = text("{there} {near}", there=_THERE, near=said)
            yield FaultKind.STANDS_NOWHERE, {"advice": advice, "sheet": Ours(sheet.sheet), "there": there}

    _judge(table, column, wrong)


def _words_in(tables: Mapping[str, CheckedTable], places: Iterable[Sequence[str]]) -> set[str]:
    """Return the words of columns of other sheets, as far as they are there."""
    given = [
        tables[sheet].frame[name].dropna() for sheet, name in places if sheet in tables and tables[sheet].has(name)
    ]
    return {str(words).strip() for words in pd.concat(given).unique()} if given else set()


def _check_spelling(table: CheckedTable, column: Column) -> None:
    counts = table.frame[column.name][table.kept].value_counts()
    usual: dict[str, object] = {}
    for words in counts.index:
        usual.setdefault(_alike(words), words)

    def wrong(words: object) -> Judged:
        other = usual[_alike(words)]
        if words != other:
            yield FaultKind.WRITTEN_OTHERWISE, {"other": other}

    if len(usual) < len(counts):
        _judge(table, column, wrong)


def _check_taken(table: CheckedTable, column: Column, groups: Collection[str]) -> None:
    """Remark on rows of a sheet with given rows that the plan does not take; a group's words are its summary's."""
    names = names_taken(table.spec.brings)

    def wrong(cell: object) -> Judged:
        if not is_taken(table.spec.brings, str(cell)) and str(cell).strip() not in groups:
            near = get_close_matches(str(cell), names, n=1, cutoff=0.4)
            advice = did_you_mean(near, text("The names that are taken: {names}.", names=Ours("、".join(names))))
            yield FaultKind.NOT_TAKEN, {"advice": advice}

    _judge(table, column, wrong)


def _check_none(table: CheckedTable) -> None:
    """Remark on rows that say 无 of a section that another row has words for."""
    rows = {int(one): str(table.frame["words"].iloc[one]).strip() for one in np.flatnonzero(table.kept)}
    keys = {one: section_key(str(table.frame["section"].iloc[one])) for one in rows}
    written = {keys[one]: int(table.rows[one]) for one in reversed(rows) if rows[one] != NOTHING}
    for one, words in rows.items():
        if words == NOTHING and keys[one] is not None and keys[one] in written:
            table.add(FaultKind.NONE_BESIDE_WORDS, one, "words", other=written[keys[one]])


def _is_shown(words: object) -> bool:
    """Return whether words may stand in a message: not masked."""
    return MASK[0] not in str(words)


def _alike(words: object) -> str:
    """Return words without what people write differently: blanks, width, case, invisible signs, dashes."""
    plain = unicodedata.normalize("NFKC", str(words))
    return "".join(
        sign for sign in plain if unicodedata.category(sign) not in _CASE_AND_WIDTH and sign not in "-_"
    ).lower()
