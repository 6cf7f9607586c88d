"""Mask what names a person in prose and words before they are stored, and list where, never what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.identifiers import (
    Found,
    Identifier,
    address_tails,
    find_addresses,
    find_bank_cards,
    find_identity_numbers,
    find_names,
    find_phones,
    mask,
    merge_found,
)
from evaltoolkit.intake.checked_table import CheckedTable
from evaltoolkit.intake.fault_kinds import FaultKind
from evaltoolkit.intake.roster import People
from evaltoolkit.language import Text, text
from evaltoolkit.model.columns import Kind

WORDS: Mapping[Identifier, Text] = {
    Identifier.IDENTITY_NUMBER: text("an identity number"),
    Identifier.PHONE: text("a phone number"),
    Identifier.BANK_CARD: text("a bank card number"),
    Identifier.NAME: text("a person's name"),
    Identifier.ADDRESS: text("an address"),
}
_MASKED_KINDS = frozenset({Kind.TEXT, Kind.FREE_TEXT, Kind.TARGET, Kind.LABELS})
# Without a digit of any kind there is no number and no address in a text.
_DIGIT = re.compile(r"[\d零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]")


def mask_table(table: CheckedTable, people: People) -> None:
    """Mask every text of a table and record where."""
    tails = address_tails(people.addresses)
    for column in table.spec.columns:
        if column.kind in _MASKED_KINDS and column.name in table.frame:
            _mask_column(table, column.name, people.names, tails)


def find_all(words: str, names: frozenset[str], tails: frozenset[str]) -> tuple[Found, ...]:
    """Return everything in a text that names a person; a number need not have its check digit."""
    found = list(find_names(words, names)) if names else []
    if _DIGIT.search(words):
        found += [*find_identity_numbers(words, strict=False), *find_phones(words), *find_bank_cards(words)]
        found += find_addresses(words, tails)
    return merge_found(found)


def _mask_column(table: CheckedTable, name: str, names: frozenset[str], tails: frozenset[str]) -> None:
    cells = table.frame[name]
    codes, distinct = pd.factorize(cells)
    masked = {number: _masked(value, names, tails) for number, value in enumerate(distinct)}
    changed = {number: result for number, result in masked.items() if result is not None}
    if not changed:
        return
    values = cells.to_numpy(dtype=object).copy()
    for position in np.flatnonzero(np.isin(codes, list(changed))):
        cover, kinds = changed[int(codes[position])]
        values[position] = cover
        for kind in kinds:
            table.add(FaultKind.IDENTIFIER_MASKED, int(position), name, what=WORDS[kind])
    table.frame[name] = pd.Series(values, index=cells.index, dtype=cells.dtype)


def _masked(value: Any, names: frozenset[str], tails: frozenset[str]) -> tuple[Any, tuple[Identifier, ...]] | None:
    """Return the masked value and the kinds of its finds, or None where nothing is found."""
    labels = value if isinstance(value, tuple) else (value,)
    finds = [find_all(label, names, tails) for label in labels]
    kinds = tuple(dict.fromkeys(entry.kind for found in finds for entry in found))
    if not kinds:
        return None
    masked = tuple(mask(label, found) for label, found in zip(labels, finds, strict=True))
    return masked if isinstance(value, tuple) else masked[0], kinds
