"""Which column of a table a header means, by its words alone: the whole of it, or the word that makes up most of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from evaltoolkit.intake.checking.headers import normal_header
from evaltoolkit.intake.mapping.header_parts import HeaderParts, header_parts, item_number, wave_part
from evaltoolkit.intake.mapping.vocabulary import column_words, unread_headers
from evaltoolkit.model import workbook
from evaltoolkit.model.columns import Items

ITEM, UNREAD = "#item", ""
SURE, LIKELY, POSSIBLE = 1.0, 0.8, 0.6
# 本工具规则: a word that makes up more than half of a header is what it is about; one of four signs at its end too.
_MOST, _TAIL = 0.5, 4
_GAP = "..."  # … in plain form: other words may stand between these two
_ASKED = ("satisfaction", "awareness", "measurements")
_RATED = ("满意", "评价", "态度")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header means in a table.

    Parameters
    ----------
    column
        Name of the column; ``#item`` for the answers to an item, empty where the column is known and not read.
    wave, item
        Time of measuring and number of the item, for columns of answers; 0 where the order decides.
    trust
        1 for a header that is known, less for one that contains a known word.
    """

    column: str
    trust: float
    wave: str = ""
    item: int = 0


@cache
def meaning_of(header: str, table: str) -> Meaning | None:
    """Return what a header means in a table, or None where its words say nothing.

    Examples
    --------
    >>> meaning_of("5、您对社工站服务的总体满意度", "satisfaction").column, meaning_of("T1_3", "measurements").wave
    ('overall', '前测')
    """
    spec = workbook.table(table)
    if table == "measurements" and (measured := wave_part(header)) is not None:
        return Meaning(measured.name or ITEM, SURE, measured.wave, measured.item)
    for words in _readings(header):
        found = _by_words(header_parts(words), table)
        if found is not None:
            return found
    if normal_header(header) in unread_headers():
        return Meaning(UNREAD, SURE)
    # the number of a survey's question is none of an item: those are numbered in their order
    if spec.items is not Items.NONE and not header_parts(header).question and (number := item_number(header)):
        return Meaning(ITEM, SURE, item=number)
    if spec.items is Items.RATING and any(word in header for word in _RATED):
        return Meaning(ITEM, POSSIBLE)
    return None


def _readings(header: str) -> tuple[str, ...]:
    """Return a header and, where it stands under another, its own words."""
    words = header.split("#")[0]
    return (words, words.split("／")[-1]) if "／" in words else (words,)


def _by_words(parts: HeaderParts, table: str) -> Meaning | None:
    wanted = parts.option or parts.core
    if parts.row:
        is_rated = workbook.table(table).items is Items.RATING
        return Meaning(ITEM, LIKELY) if is_rated else None
    if not wanted:
        return None
    best: tuple[float, int, str] | None = None
    for column, words in column_words(table).items():
        for word in words:
            trust = _trust(wanted, word, table)
            if trust and (best is None or (trust, len(word)) > best[:2]):
                best = (trust, len(word), column)
    return None if best is None else Meaning(best[2], best[0])


def _trust(wanted: str, word: str, table: str) -> float:
    if wanted == word:
        return SURE
    if _GAP in word:
        first, last = word.split(_GAP)
        return LIKELY if 0 <= wanted.find(first) < wanted.rfind(last) else 0.0
    if word not in wanted or len(word) < 2:
        return 0.0
    if len(word) > _MOST * len(wanted) or (table in _ASKED and wanted.endswith(word) and len(word) >= _TAIL):
        return LIKELY
    return 0.0
