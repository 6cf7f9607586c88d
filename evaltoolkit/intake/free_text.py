"""Mask what names a person in prose and words before they are stored, and list where, never what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.entries import Entries
from evaltoolkit.disclosure.identifiers import (
    Found,
    Identifier,
    address_tails,
    find_addresses,
    find_names,
    find_numbers,
    mask,
    merge_found,
)
from evaltoolkit.intake.checked_table import CheckedTable
from evaltoolkit.intake.fault_kinds import FaultKind
from evaltoolkit.intake.roster import People
from evaltoolkit.language import Text
from evaltoolkit.model.columns import Kind
from evaltoolkit.model.texts import texts

WORDS: Mapping[Identifier, Text] = {Identifier(name): words for name, words in texts("intake", "identifiers").items()}
_MASKED_KINDS = frozenset({Kind.TEXT, Kind.FREE_TEXT, Kind.TARGET, Kind.LABELS})
# Without a digit of any kind there is no number and no address in a text.
_DIGIT = re.compile(r"[\d零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]")
# No pattern reaches across a line break, and no search that skips white space across a zero.
_BETWEEN = "\n\0\n"
_LABEL = "\0"


def mask_table(table: CheckedTable, search: PeopleSearch) -> None:
    """Mask every text of a table and record where."""
    for column in table.spec.columns:
        if column.kind in _MASKED_KINDS and column.name in table.frame:
            _mask_column(table, column.name, search)


@dataclass(frozen=True, slots=True, eq=False)
class PeopleSearch:
    """The people of a workbook, ready to be searched for."""

    names: Entries
    tails: Entries

    @classmethod
    def of(cls, people: People) -> PeopleSearch:
        """Return the search for these people's names and addresses; numbers are found by their form."""
        return cls(Entries.of(people.names), Entries.of(address_tails(people.addresses)))

    def find(self, words: str) -> tuple[Found, ...]:
        """Return everything in a text that names a person; a number need not have its check digit."""
        found = list(find_names(words, self.names))
        if _DIGIT.search(words):
            found += find_numbers(words, strict=False)
            found += find_addresses(words, self.tails)
        return merge_found(found)

    def find_in_each(self, texts: Sequence[str]) -> dict[int, list[Found]]:
        """Return the finds of each text that has any, by its place in `texts`, in one pass over all of them."""
        starts = np.cumsum([0, *(len(words) + len(_BETWEEN) for words in texts)])
        by_text: dict[int, list[Found]] = {}
        for entry in self.find(_BETWEEN.join(texts)):
            place = int(np.searchsorted(starts, entry.start, side="right")) - 1
            offset = int(starts[place])
            by_text.setdefault(place, []).append(Found(entry.start - offset, entry.end - offset, entry.kind))
        return by_text


def _mask_column(table: CheckedTable, name: str, search: PeopleSearch) -> None:
    cells = table.frame[name]
    codes, distinct = pd.factorize(cells)
    changed = _masked(list(distinct), search)
    if not changed:
        return
    values = cells.to_numpy(dtype=object).copy()
    for position in np.flatnonzero(np.isin(codes, list(changed))):
        cover, kinds = changed[int(codes[position])]
        values[position] = cover
        for kind in kinds:
            table.add(FaultKind.IDENTIFIER_MASKED, int(position), name, what=WORDS[kind])
    table.frame[name] = pd.Series(values, index=cells.index, dtype=cells.dtype)


def _masked(values: Sequence[Any], search: PeopleSearch) -> dict[int, tuple[Any, tuple[Identifier, ...]]]:
    """Return the masked form and the kinds of finds of each value that has any: a text, or a tuple of labels."""
    labels = [value if isinstance(value, tuple) else (value,) for value in values]
    finds = search.find_in_each([_LABEL.join(parts) for parts in labels])
    masked = {}
    for number, found in finds.items():
        words = mask(_LABEL.join(labels[number]), found)
        kinds = tuple(dict.fromkeys(entry.kind for entry in found))
        masked[number] = (tuple(words.split(_LABEL)) if isinstance(values[number], tuple) else words, kinds)
    return masked
