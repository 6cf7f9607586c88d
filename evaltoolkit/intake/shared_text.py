"""Guard against a long text that a thousand cells share: small in the file, gigabytes once read."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from evaltoolkit.intake import limits

_ITEM_END = re.compile(rb"</(?:\w+:)?si>")
_SHARED_CELL = re.compile(rb"\bt\s*=\s*[\"']s[\"'][^<>]{0,400}>\s*<(?:\w+:)?v>\s*([0-9]{1,9})\s*</")


def text_lengths(shared: bytes) -> NDArray[np.int64]:
    """Return the length in bytes of every text that the cells of a workbook share, by its number."""
    return np.array([len(item) for item in _ITEM_END.split(shared)], dtype=np.int64)


def is_text_too_large(sheet: bytes, lengths: NDArray[np.int64]) -> bool:
    """Return whether the shared texts of a sheet's cells, of these lengths, together go beyond the limit."""
    cells = sheet.count(b't="s"') + sheet.count(b"t='s'")
    if int(lengths.max(initial=0)) * cells <= limits.MAX_TEXT_BYTES:
        return False
    used = np.array([int(number) for number in _SHARED_CELL.findall(sheet)], dtype=np.int64)
    return int(lengths[used[used < lengths.size]].sum()) > limits.MAX_TEXT_BYTES
