"""What a sheet's XML tells that the reader does not: how far it reaches, and what its cells hide.

The reader builds one block from the first to the last used cell, so that a single far cell costs gigabytes; and it
gives formulas without a stored value and error values as empty cells, percentages as bare numbers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from evaltoolkit.intake.reading import limits

Cell = tuple[int, int]
"""Row and column, both counted from 0."""

_P = rb"(?:\w+:)?"
_ATTRIBUTE = rb"\s*=\s*[\"']"
_ROW = re.compile(rb"<" + _P + rb"row\b[^<>]{0,400}?\sr" + _ATTRIBUTE + rb"([0-9]{1,9})")
_ROW_TAG = re.compile(rb"<" + _P + rb"row\b([^<>]{0,400})>")
_ROW_NUMBER = re.compile(rb"\sr" + _ATTRIBUTE + rb"([0-9]{1,9})")
_IS_HIDDEN = re.compile(rb"\shidden" + _ATTRIBUTE + rb"(?:1|true)[\"']")
_ROW_START = re.compile(rb"<" + _P + rb"row\b")
_CELL = re.compile(rb"<" + _P + rb"c[\s/>]")
_PLACED = re.compile(rb"<" + _P + rb"c\s[^<>]{0,400}?\br" + _ATTRIBUTE)
_FAR = re.compile(
    rb"<" + _P + rb"c\s[^<>]{0,400}?\br" + _ATTRIBUTE + rb"(?:([A-Za-z]{2,})([0-9]+)|[A-Za-z]([0-9]{6,}))"
)
_LONG = re.compile(rb"<" + _P + rb"c\s[^<>]{0,400}?\br" + _ATTRIBUTE + rb"[A-Za-z]+([0-9]{5,})")
# Excel, WPS and every writer of ours put r first; then a plain search is five times faster.
_FAR_PLAIN = re.compile(rb'<c r="(?:([A-Za-z]{2,})([0-9]+)|[A-Za-z]([0-9]{6,}))')
_LONG_PLAIN = re.compile(rb'<c r="[A-Za-z]+([0-9]{5,})')
_ROW_PLAIN = re.compile(rb'<row r="([0-9]{1,9})')
_PREFIXED = re.compile(rb"<\w+:c[\s/>]|<\w+:row\b")
_UNUSUAL = (b"<c\r", b"<c\n", b"<c\t")
_OVERLONG = re.compile(rb"<" + _P + rb"(?:c|row)\s[^<>]{400}")
_LETTERS = 26
_REFERENCE = re.compile(rb"\br" + _ATTRIBUTE + rb"([A-Za-z]+)([0-9]+)")
_STYLE = re.compile(rb"\bs" + _ATTRIBUTE + rb"([0-9]+)")
_START_TAG = re.compile(rb"<" + _P + rb"c\s([^<>]{0,400})>")
_ERROR = re.compile(rb"<" + _P + rb"c\s([^<>]{0,400}\bt" + _ATTRIBUTE + rb"e[\"'][^<>]{0,400})>")
_VALUELESS = re.compile(
    rb"<" + _P + rb"c\s([^<>]{0,400})>\s*<" + _P + rb"f\b(?:[^<>]*/>|[^<>]*>[^<]*</" + _P + rb"f>)\s*"
    rb"(?:<" + _P + rb"v\s*/>|<" + _P + rb"v>\s*</" + _P + rb"v>)?\s*</" + _P + rb"c>"
)
_TEXT_RESULT = re.compile(rb"\bt" + _ATTRIBUTE + rb"str[\"']")
_END = rb"([A-Za-z]{1,3})([0-9]{1,7})"  # what is longer lies outside every sheet
_MERGED = re.compile(rb"<" + _P + rb"mergeCell\s[^<>]{0,400}?ref" + _ATTRIBUTE + _END + rb":" + _END + rb"[\"']")
_CUSTOM_FORMAT = re.compile(rb"<" + _P + rb"numFmt\s[^<>]*>")
_CELL_FORMATS = re.compile(rb"<" + _P + rb"cellXfs\b")
_CELL_FORMATS_END = re.compile(rb"</" + _P + rb"cellXfs>")
_FORMAT = re.compile(rb"<" + _P + rb"xf\s[^<>]{0,400}?numFmtId" + _ATTRIBUTE + rb"([0-9]+)")
# ECMA-376 part 1, 18.8.30: 9 is 0%, 10 is 0.00%.
_PERCENT_FORMATS = frozenset({b"9", b"10"})
# Percentages matter in the small sheets of targets only; larger sheets are not searched for them.
_SEARCHED_FOR_PERCENT = 4_000_000


@dataclass(frozen=True, slots=True)
class Marks:
    """Cells of a sheet that need a word: places counted from 0, `merged` as first and last cell, `hidden` rows."""

    valueless: frozenset[Cell] = frozenset()
    errors: frozenset[Cell] = frozenset()
    percents: frozenset[Cell] = frozenset()
    merged: tuple[tuple[Cell, Cell], ...] = ()
    hidden: frozenset[int] = frozenset()


def is_sheet(part: bytes) -> bool:
    """Return whether an XML part holds the cells of a sheet."""
    return b"sheetData" in part


def has_too_many_merges(part: bytes) -> bool:
    """Return whether more cells of a sheet are merged than anybody reads."""
    return part.count(b"mergeCell") > 2 * limits.MAX_MERGES  # each may have an end tag


def read_marks(part: bytes, percent_styles: Collection[bytes] = ()) -> Marks:
    """Return the cells of a sheet that need a word."""
    return Marks(
        frozenset(_valueless(part)) if b"f>" in part or b"<f" in part else frozenset(),
        frozenset(_placed(_ERROR.findall(part))) if b't="e"' in part or b"t='e'" in part else frozenset(),
        frozenset(_percents(part, percent_styles)),
        tuple(
            (_cell(first_letters, first_digits), _cell(last_letters, last_digits))
            for first_letters, first_digits, last_letters, last_digits in _MERGED.findall(part)
        )
        if b"mergeCell" in part
        else (),
        frozenset(_hidden(part)) if b"hidden" in part else frozenset(),
    )


def percent_styles(styles: bytes) -> frozenset[bytes]:
    """Return the numbers of the cell styles that show a percentage."""
    custom = {
        match.group(1)
        for tag in _CUSTOM_FORMAT.findall(styles)
        if b"%" in tag and (match := re.search(rb"numFmtId\s*=\s*[\"']([0-9]+)", tag))
    }
    begin = _CELL_FORMATS.search(styles)  # each end is looked for once: a file of beginnings alone takes no longer
    end = _CELL_FORMATS_END.search(styles, begin.end()) if begin else None
    formats = _FORMAT.findall(styles[begin.start() : end.start()]) if begin and end else []
    return frozenset(b"%d" % place for place, format_ in enumerate(formats) if format_ in custom | _PERCENT_FORMATS)


def column_number(letters: bytes) -> int:
    """Return the number of a column from its letters, counted from 0.

    Examples
    --------
    >>> column_number(b"A"), column_number(b"AB")
    (0, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def column_letters(number: int) -> str:
    """Return the letters of a column from its number, counted from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def extent(part: bytes) -> tuple[int, int]:
    """Return at least the rows and columns that the sheet's cells reach."""
    if part.count(b"<row") > limits.MAX_ROWS:
        return limits.MAX_ROWS + 1, 1
    plain = part.count(b"<c ") + part.count(b"<c>") + part.count(b"<c/>")
    if plain > limits.MAX_CELLS:
        return plain, 1
    if plain == part.count(b'<c r="') and not _is_unusual(part):
        return _reach(part, _plain_rows(part), _FAR_PLAIN, _LONG_PLAIN)
    if _OVERLONG.search(part):
        return limits.MAX_ROWS + 1, 1
    rows, columns = _reach(part, _ROW.findall(part), _FAR, _LONG)
    cells = len(_CELL.findall(part))
    if len(_PLACED.findall(part)) < cells:
        columns = max(columns, *(len(_CELL.findall(row)) for row in _ROW_START.split(part)))
    return max(rows, len(_ROW_START.findall(part)), cells // limits.MAX_COLUMNS), columns


def _is_unusual(part: bytes) -> bool:
    prefixed = (b":c" in part or b":row" in part) and _PREFIXED.search(part)
    return bool(prefixed) or any(sign in part for sign in _UNUSUAL)


def _plain_rows(part: bytes) -> list[bytes]:
    """Return the numbers of the rows of a sheet whose tags have no prefix."""
    plain = _ROW_PLAIN.findall(part)
    return plain if len(plain) == part.count(b"<row") else _ROW.findall(part)


def _reach(part: bytes, numbers: Iterable[bytes], far: re.Pattern[bytes], long: re.Pattern[bytes]) -> tuple[int, int]:
    rows, columns = max(map(int, numbers), default=0), _LETTERS
    for letters, row, far_row in far.findall(part):
        columns = max(columns, column_number(letters[:9]) + 1 if letters else 0)
        rows = max(rows, int((row or far_row)[:12]))
    if columns > _LETTERS:
        rows = max(rows, max((int(row[:12]) for row in long.findall(part)), default=0))
    return rows, columns


def _hidden(part: bytes) -> list[int]:
    tags = (tag for tag in _ROW_TAG.findall(part) if _IS_HIDDEN.search(tag))
    return [int(match.group(1)) - 1 for tag in tags if (match := _ROW_NUMBER.search(tag))]


def _valueless(part: bytes) -> list[Cell]:
    return _placed(tag for tag in _VALUELESS.findall(part) if not _TEXT_RESULT.search(tag))


def _percents(part: bytes, styles: Collection[bytes]) -> list[Cell]:
    if not styles or len(part) > _SEARCHED_FOR_PERCENT:
        return []
    tags = _START_TAG.findall(part)
    return _placed(tag for tag in tags if (style := _STYLE.search(tag)) and style.group(1) in styles)


def _placed(tags: Iterable[bytes]) -> list[Cell]:
    return [_cell(*match.groups()) for tag in tags if (match := _REFERENCE.search(tag))]


def _cell(letters: bytes, digits: bytes) -> Cell:
    return int(digits) - 1, column_number(letters)
