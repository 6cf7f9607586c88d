"""Mask what names a person in prose and words before they are stored, and list where, never what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.names.disguise import HANZI
from evaltoolkit.disclosure.names.entries import Entries
from evaltoolkit.disclosure.names.identifiers import (
    MASK,
    Found,
    Identifier,
    address_tails,
    find_addresses,
    find_names,
    find_numbers,
    mask,
    merge_found,
)
from evaltoolkit.disclosure.names.near_names import NearNames
from evaltoolkit.disclosure.names.roster_numbers import find_roster_numbers, plain_numbers
from evaltoolkit.disclosure.names.roster_search import Names
from evaltoolkit.intake.checking.checked_table import CheckedTable
from evaltoolkit.intake.checking.roster import People
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.people.pseudonyms import SHORTEST, pseudonym
from evaltoolkit.language import Text, text
from evaltoolkit.model.columns import Column, Kind
from evaltoolkit.model.texts import texts

WORDS: Mapping[Identifier, Text] = {Identifier(name): words for name, words in texts("intake", "identifiers").items()}
_MASKED_KINDS = frozenset({Kind.TEXT, Kind.FREE_TEXT, Kind.TARGET, Kind.LABELS})
# Without a digit of any kind or such a sign there is no number and no address in a text.
_DIGIT = re.compile(r"[\d零〇一二三四五六七八九十百壹贰叁肆伍陆柒捌玖幺@＠信]")
# No pattern reaches across a line break, and no search that skips white space across a zero.
_BETWEEN = "\n\0\n"
# Within one cell a line break parts a number like a blank; on a page it would part two cells.
_BREAK = re.compile(r"(?<!\0)[\r\n](?!\0)")
# A name may stand over two labels, where a blank in it was taken for the end of the first.
_LABEL = "\n"


# What these hold tells rows apart: two that differ must differ when they are masked.
_TELLS_APART = frozenset({Kind.TEXT, Kind.LABELS})


# 本工具规则: a word that three clients share names none of them.
_OF_SEVERAL, _FEWEST = frozenset({"community", "project", "group", "field"}), 3
_COMMUNITY, _WORDS = re.compile(r"(?:社区|村|居委会|村委会)$"), re.compile(rf"[{HANZI}]+")

_PUT_RIGHT = text("Take it out of the text; look whether too much was masked.")
_PUT_KEY_RIGHT = text(
    "A code stands for it in the report. Where a list in private/names asks about it and it names nobody, write 否 "
    "behind it there; else call it otherwise on every sheet."
)


def mask_table(table: CheckedTable, search: PeopleSearch) -> None:
    """Mask every text of a table and record where."""
    for column in table.spec.columns:
        if column.kind in _MASKED_KINDS and column.name in table.frame:
            _mask_column(table, column, search, is_prose=is_own(column))


def is_own(column: Column) -> bool:
    """Return whether a column holds the station's own words, in which also what comes near a name is masked.

    So do names of projects, groups and services, on whichever sheet they stand: masked on one of them alone they would
    no longer be found on the other.
    """
    return column.kind is Kind.FREE_TEXT or (column.kind is Kind.TEXT and not (column.offers or column.of_ours))


def shared_words(tables: Mapping[str, CheckedTable]) -> frozenset[str]:
    """Return the words of communities, projects and groups that several clients share, so that they name none."""
    frames = {name: table.frame for name, table in tables.items()}
    if "service" in frames.get("services", ()) and {"service", "client"} <= {*frames.get("attendance", ())}:
        of_each = frames["services"].dropna(subset="service").drop_duplicates("service")
        frames["services"] = frames["attendance"][["service", "client"]].merge(of_each, on="service")
    found: set[str] = set()
    for frame in frames.values():
        for name in _OF_SEVERAL.intersection(frame) if "client" in frame else ():
            clients = frame.groupby(name)["client"].nunique()
            found.update(map(str, clients.index[clients >= _FEWEST]))
    return frozenset(part for words in found for part in _WORDS.findall(_COMMUNITY.sub("", words)))


@dataclass(frozen=True, slots=True, eq=False)
class PeopleSearch:
    """The people of a workbook, ready to be searched for.

    Parameters
    ----------
    names, near, tails, numbers
        Written names, what comes near them, the ends of addresses, and numbers of a form of their own.
    has_plain
        Whether a text of ASCII alone may hold a name or an address of them.
    key
        The station's secret, of which the code of a masked word is made.
    covers
        The masked words so far, by the words they stand for.
    """

    names: Names
    near: NearNames
    tails: Entries
    has_plain: bool
    numbers: frozenset[str] = frozenset()
    key: bytes = b""
    covers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, people: People, key: bytes = b"", shared: frozenset[str] = frozenset()) -> PeopleSearch:
        """Return the search for what the workbook holds of these people; most numbers are found by their form.

        `shared` are the words that several of them share (:func:`shared_words`).
        """
        names, tails = Names.of(people.names), Entries.of(address_tails(people.addresses))
        has_plain = bool(names.lettered) or any(map(str.isascii, tails.words))
        near = NearNames.of(people.names, shared)
        return cls(names, near, tails, has_plain, plain_numbers(people.numbers), key)

    def find(self, words: str, *, is_prose: bool = False) -> tuple[Found, ...]:
        """Return everything in a text that names a person; a number need not have its check digit.

        In prose also what comes near a name.
        """
        may_name = self.has_plain or not words.isascii()
        found = list(find_names(words, self.names)) if may_name else []
        if is_prose:
            found += self.near.find(words)
        if _DIGIT.search(words):
            found += find_numbers(_BREAK.sub(" ", words), strict=False)
            found += find_addresses(words, self.tails) if may_name else ()
        found += find_roster_numbers(words, self.numbers)
        return merge_found(found)

    def cover(self, words: str) -> str:
        """Return what stands for a masked word that tells rows apart: the same for the same word, for no other."""
        if words not in self.covers:
            length, taken = SHORTEST, set(self.covers.values())
            while (made := f"{MASK[:-1]}{pseudonym(words, self.key, prefix='M')[:length]}{MASK[-1]}") in taken:
                length += 1
            self.covers[words] = made
        return self.covers[words]

    def find_in_each(self, texts: Sequence[str], *, is_prose: bool = False) -> dict[int, list[Found]]:
        """Return the finds of each text that has any, by its place in `texts`, in one pass over all of them."""
        starts = np.cumsum([0, *(len(words) + len(_BETWEEN) for words in texts)])
        by_text: dict[int, list[Found]] = {}
        for entry in self.find(_BETWEEN.join(texts), is_prose=is_prose):
            place = int(np.searchsorted(starts, entry.start, side="right")) - 1
            offset = int(starts[place])
            by_text.setdefault(place, []).append(Found(entry.start - offset, entry.end - offset, entry.kind))
        return by_text


def _is_whole(words: str, entry: Found) -> bool:
    """Return whether a find lies within one label, or takes the labels that it touches as a whole."""
    around = words[max(entry.start - 1, 0) : entry.start] + words[entry.end : entry.end + 1]
    return _LABEL not in words[entry.start : entry.end] or not around.replace(_LABEL, "")


def _of_each(labels: Sequence[str], search: PeopleSearch) -> Iterator[list[Found]]:
    start = 0
    for label in labels:
        yield [Found(start + entry.start, start + entry.end, entry.kind) for entry in search.find(label)]
        start += len(label) + len(_LABEL)


def _mask_column(table: CheckedTable, column: Column, search: PeopleSearch, *, is_prose: bool) -> None:
    cells, name = table.frame[column.name], column.name
    codes, distinct = pd.factorize(cells)
    cover = search.cover if column.kind in _TELLS_APART else None
    changed = _masked(list(distinct), search, cover, is_prose=is_prose)
    if not changed:
        return
    advice = _PUT_RIGHT if cover is None else _PUT_KEY_RIGHT
    values = cells.to_numpy(dtype=object).copy()
    for position in np.flatnonzero(np.isin(codes, list(changed))):
        masked, kinds = changed[int(codes[position])]
        values[position] = masked
        for kind in kinds:
            table.add(FaultKind.IDENTIFIER_MASKED, int(position), name, what=WORDS[kind], advice=advice)
    table.frame[name] = pd.Series(values, index=cells.index, dtype=cells.dtype)


def _masked(
    values: Sequence[Any], search: PeopleSearch, cover: Callable[[str], str] | None, *, is_prose: bool
) -> dict[int, tuple[Any, tuple[Identifier, ...]]]:
    """Return the masked form and the kinds of finds of each value that has any: a text, or a tuple of labels."""
    labels = [value if isinstance(value, tuple) else (value,) for value in values]
    finds = search.find_in_each([_LABEL.join(parts) for parts in labels], is_prose=is_prose)
    masked = {}
    for number, found in finds.items():
        joined = _LABEL.join(labels[number])
        if not all(_is_whole(joined, entry) for entry in found):
            found = [entry for part in _of_each(labels[number], search) for entry in part]
        words = mask(joined, found, cover)
        kinds = tuple(dict.fromkeys(entry.kind for entry in found))
        masked[number] = (tuple(words.split(_LABEL)) if isinstance(values[number], tuple) else words, kinds)
    return masked
