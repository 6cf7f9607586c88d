"""A place in a text that names a person, and how such places are covered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

MASK = "‹已遮盖›"


class Identifier(StrEnum):
    """What kind of identifier was found."""

    IDENTITY_NUMBER = "identity_number"
    PHONE = "phone"
    BANK_CARD = "bank_card"
    NAME = "name"
    ADDRESS = "address"
    DOCUMENT = "document"
    CONTACT = "contact"
    BIRTH_DATE = "birth_date"
    ROSTER_NUMBER = "roster_number"
    NEAR_NAME = "near_name"
    PSEUDONYM = "pseudonym"


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One find: where it begins and ends in the text, and its kind; never the value."""

    start: int
    end: int
    kind: Identifier


def merge_found(found: Iterable[Found]) -> tuple[Found, ...]:
    """Return the finds in order of place, overlapping ones as one."""
    merged: list[Found] = []
    for entry in sorted(found):
        if merged and entry.start < merged[-1].end:
            last = merged.pop()
            merged.append(Found(last.start, max(last.end, entry.end), last.kind))
        else:
            merged.append(entry)
    return tuple(merged)


def mask(text: str, found: Sequence[Found], cover: Callable[[str], str] | None = None) -> str:
    """Return `text` with every find replaced by ‹已遮盖›, or by what `cover` gives for the words found.

    Examples
    --------
    >>> mask("电13800138000找她", [Found(1, 12, Identifier.PHONE)])
    '电‹已遮盖›找她'
    """
    parts, end = [], 0
    for entry in merge_found(found):
        parts += [text[end : entry.start], cover(text[entry.start : entry.end]) if cover else MASK]
        end = entry.end
    return "".join([*parts, text[end:]])
