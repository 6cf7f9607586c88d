"""Guard against a long text that a thousand cells share: small in the file, gigabytes once read."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from evaltoolkit.intake import limits

_ITEM_END = re.compile(rb"</(?:\w+:)?si>")
_SHARED_TYPE = re.compile(rb"\bt\s*=\s*[\"']s[\"']")
_SHARED_CELL = re.compile(rb"\bt\s*=\s*[\"']s[\"'][^<>]{0,400}>\s*<(?:\w+:)?v\b[^<>]{0,99}>\s*([0-9]{1,9})\s*</")


def text_lengths(shared: bytes) -> NDArray[np.int64]:
    """Return the length in bytes of every text that the cells of a workbook share, by its number."""
    ends = np.fromiter((found.end() for found in _ITEM_END.finditer(shared)), dtype=np.int64)
    return np.diff(ends, prepend=0, append=len(shared))


def has_too_many_texts(shared: bytes) -> bool:
    """Return whether a workbook shares more texts than one of a year can have cells of."""
    return shared.count(b"si>") > 2 * limits.MAX_SHARED_TEXTS


def shared_bytes(sheet: bytes, lengths: NDArray[np.int64]) -> int:
    """Return at least the bytes of the shared texts, of these lengths, that a sheet's cells make when they are read."""
    cells = sum(1 for _ in _SHARED_TYPE.finditer(sheet))
    most = int(lengths.max(initial=0)) * cells
    if most <= limits.MAX_TEXT_BYTES // limits.MAX_SHEETS:
        return most
    used = np.fromiter((int(found.group(1)) for found in _SHARED_CELL.finditer(sheet)), dtype=np.int64)
    # A cell that this pattern does not know counts as one with the longest text.
    return int(lengths[used[used < lengths.size]].sum()) + max(cells - used.size, 0) * int(lengths.max(initial=0))
