"""The gate: nothing is published before its finished bytes have been searched for what names a person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from evaltoolkit.disclosure.names.identifiers import Identifier, find_addresses, find_names, find_numbers
from evaltoolkit.disclosure.names.roster_numbers import find_roster_numbers, plain_numbers
from evaltoolkit.disclosure.names.roster_search import find_codes
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Text, listed, text
from evaltoolkit.model.texts import texts
from evaltoolkit.reporting.release.page_texts import Piece, page_texts

KINDS: dict[Identifier, Text] = {Identifier(name): words for name, words in texts("reporting", "identifiers").items()}
_LONG_NUMBER = 1e9
_SEARCHED_ELSEWHERE = frozenset({"data", "primary_scales"})
"""Keys whose words name a folder of this toolkit's own, and groups by what the tables call them."""
_SHOWN_PLACE = 30


@dataclass(frozen=True, slots=True)
class Roster:
    """Names, addresses, numbers and people's codes that may stand in no published file.

    `words` are the report's own, such as the street and the project: a name that is part of one is no find there.
    """

    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()

    @property
    def of_the_station(self) -> Roster:
        """Return what may stand in no file of the station itself, which names people by their codes."""
        return replace(self, codes=frozenset())


def joined(rosters: Iterable[Roster]) -> Roster:
    """Return the roster of several workbooks together."""
    every = (Roster(), *rosters)
    return Roster(*(frozenset().union(*(getattr(one, part) for one in every)) for part in Roster.__slots__))


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """One find: the words of the heading or the key it stands under, and its kind; never the value."""

    place: str
    kind: Identifier


def scan_page(page: str, roster: Roster) -> tuple[Hit, ...]:
    """Return what names a person in a finished page: decoded text, attributes, words inside pictures."""
    return _hits(page_texts(page), roster)


def scan_results(content: str, roster: Roster) -> tuple[Hit, ...]:
    """Return what names a person in a results file: its keys, its words and its whole numbers.

    Fractions are left out: their digits are figures of a computation, and some would look like a number of a person.
    """
    return _hits(_values(json.loads(content), ""), roster)


def scan_words(words: str, roster: Roster) -> tuple[Hit, ...]:
    """Return what names a person in a short text without markup, such as a file's name."""
    return _hits([Piece("", words)], roster)


def scan_names(path: Path, roster: Roster) -> tuple[Hit, ...]:
    """Return what names a person in the name of a file or of the run's folder that it lies in."""
    return tuple(hit for name in (path.stem, path.parent.name) for hit in scan_words(name.replace("_", " "), roster))


def require_clean(file: str, hits: Iterable[Hit]) -> None:
    """Raise an error with place and kind of every hit; do nothing where there is none.

    Raises
    ------
    UserError
        With the exit code IDENTIFIER_FOUND.
    """
    if found := sorted(set(hits)):
        refused = text(
            "{file} was not published, because it holds {found}. Take it out where it is written and run again: in the "
            "workbook (free text is the usual place), the parameter file, a scale in parameters/scales or an indicator "
            "system in parameters/indicators of your own.",
            file=file,
            found=_lines(found),
        )
        _refuse(refused, found)


def require_clean_parameters(file: str, parameters: Mapping[str, Any], roster: Roster) -> None:
    """Raise an error with key and kind of all that names a person in what a notebook is to hear; it repeats none of it.

    Raises
    ------
    UserError
        With the exit code IDENTIFIER_FOUND.
    """
    own = {key: value for key, value in parameters.items() if key not in _SEARCHED_ELSEWHERE}
    if found := sorted(set(scan_results(json.dumps(own), roster))):
        refused = text(
            "{file} holds {found}. What stands there goes into the notebook and onto the page, so nothing was made. "
            "Say it without naming anybody and run again.",
            file=file,
            found=_lines(found),
        )
        _refuse(refused, found)


def _lines(found: Sequence[Hit]) -> Text:
    names = [f"hit_{number:03}" for number, _ in enumerate(found)]
    return Text("; ".join(f"{{{name}}}" for name in names), tuple(zip(names, map(_words, found), strict=True)))


def _refuse(refused: Text, found: Iterable[Hit]) -> NoReturn:
    if any(hit.kind is Identifier.NAME for hit in found):
        refused = text(
            "{refused} Where the name is a word that names nobody, write 否 behind it in the workbook's list in "
            "private/names, in a line of its own where it is missing there, and run again; what stands in a column of "
            "people is a name until it is put right there.",
            refused=refused,
        )
    raise UserError(refused, ExitCode.IDENTIFIER_FOUND)


class NameRefusedError(UserError):
    """The name of a run or of a file names a person."""


def require_clean_name(hits: Iterable[Hit]) -> None:
    """Raise an error where the name of a file or of its run names a person; it repeats no name.

    Raises
    ------
    NameRefusedError
        With the exit code IDENTIFIER_FOUND.
    """
    kinds = sorted({hit.kind for hit in hits})
    if kinds:
        raise NameRefusedError(
            text(
                "Nothing was published, because the name of the run or of the file holds {found}. Give the run another "
                "name with --run; the file is called after `slug` and street in the parameter file, and after the "
                "group or project.",
                found=listed(KINDS[kind] for kind in kinds),
            ),
            ExitCode.IDENTIFIER_FOUND,
        )


def require_clean_words(words: str, roster: Roster) -> None:
    """Raise an error where words that are to be printed name a person; it repeats none of them.

    Raises
    ------
    UserError
        With the exit code IDENTIFIER_FOUND.
    """
    kinds = sorted({hit.kind for hit in scan_words(words, roster)})
    if kinds:
        raise UserError(
            text(
                "What --says affirms holds {found}. It is kept, and printed on a corrected paper; nothing was changed. "
                "Say it without naming anybody.",
                found=listed(KINDS[kind] for kind in kinds),
            ),
            ExitCode.IDENTIFIER_FOUND,
        )


def _words(hit: Hit) -> Text:
    if not hit.place:
        return KINDS[hit.kind]
    return text("{kind} under “{place}”", kind=KINDS[hit.kind], place=hit.place)


def _hits(pieces: Iterable[Piece], roster: Roster) -> tuple[Hit, ...]:
    known: dict[str, list[Identifier]] = {}  # names of columns and figures come again and again
    found = []
    for piece in pieces:
        if piece.text not in known:
            known[piece.text] = sorted(_kinds(piece.text, roster))
        found += [Hit(_safe_place(piece.place, roster), kind) for kind in known[piece.text]]
    return tuple(found)


def _safe_place(place: str, roster: Roster) -> str:
    place = " ".join(place.split())
    return "" if _kinds(place, roster) else place[:_SHOWN_PLACE]


def _kinds(words: str, roster: Roster) -> set[Identifier]:
    found = (
        *find_numbers(words),
        *find_names(words, roster.names, own_words=roster.words),
        *find_addresses(words, roster.addresses),
        *find_codes(words, roster.numbers),
        *find_roster_numbers(words, _plain(roster.numbers)),
        *find_codes(words, roster.codes, Identifier.PSEUDONYM),
    )
    return {entry.kind for entry in found}


@lru_cache(maxsize=16)
def _plain(numbers: frozenset[str]) -> frozenset[str]:
    return plain_numbers(numbers)


def _values(content: Any, place: str) -> Iterator[Piece]:
    if isinstance(content, dict):
        for name, value in content.items():
            yield Piece(place, str(name))
            yield from _values(value, f"{place}.{name}" if place else str(name))
    elif isinstance(content, list):
        for value in content:
            yield from _values(value, place)
    elif isinstance(content, str):
        yield Piece(place, content)
    elif isinstance(content, int | float) and abs(content) >= _LONG_NUMBER and content == int(content):
        yield Piece(place, str(int(content)))
