"""Guard against a long text that a thousand cells share: small in the file, gigabytes once read."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from evaltoolkit.intake.reading import limits

_ITEM_END = re.compile(rb"</(?:\w+:)?si>")
_SHARED_TYPE = re.compile(rb"\bt\s*=\s*[\"']s[\"']")
_SHARED_CELL = re.compile(rb"\bt\s*=\s*[\"']s[\"'][^<>]{0,400}>\s*<(?:\w+:)?v\b[^<>]{0,99}>\s*([0-9]{1,9})\s*</")

# As Excel, WPS and every writer of ours put it; then a plain search is several times faster.
_SHARED_PLAIN = re.compile(rb' t="s"><v>([0-9]{1,9})</v>')
_SHARED_MARKS = (b'"s"', b"'s'", b"\"s'", b"'s\"")


def text_lengths(shared: bytes) -> NDArray[np.int64]:
    """Return the length in bytes of every text that the cells of a workbook share, by its number."""
    ends = np.fromiter((found.end() for found in _ITEM_END.finditer(shared)), dtype=np.int64)
    return np.diff(ends, prepend=0, append=len(shared))


def has_too_many_texts(shared: bytes) -> bool:
    """Return whether a workbook shares more texts than one of a year can have cells of."""
    return shared.count(b"si>") > 2 * limits.MAX_SHARED_TEXTS


def shared_bytes(sheet: bytes, lengths: NDArray[np.int64]) -> int:
    """Return at least the bytes of the shared texts, of these lengths, that a sheet's cells make when they are read."""
    cells, used = _used(sheet)
    longest = int(lengths.max(initial=0))
    if longest * cells <= limits.MAX_TEXT_BYTES // limits.MAX_SHEETS:
        return longest * cells
    # A cell that the pattern does not know counts as one with the longest text.
    numbers = np.array(used, dtype=bytes).astype(np.int64)
    return int(lengths[numbers[numbers < lengths.size]].sum()) + max(cells - len(used), 0) * longest


def _used(sheet: bytes) -> tuple[int, list[bytes]]:
    """Return how many cells show a shared text, and the number of the text where the pattern knows it."""
    used = _SHARED_PLAIN.findall(sheet)
    if len(used) == sum(map(sheet.count, _SHARED_MARKS)):  # no more cells than marks can be
        return len(used), used
    return len(_SHARED_TYPE.findall(sheet)), _SHARED_CELL.findall(sheet)
