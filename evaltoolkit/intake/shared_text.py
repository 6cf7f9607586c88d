"""Guard against a long text that a thousand cells share: small in the file, gigabytes once read."""

from __future__ import annotations

import re

import numpy as np

from evaltoolkit.intake import limits

_ITEM_END = re.compile(rb"</(?:\w+:)?si>")
_SHARED_CELL = re.compile(rb"\bt\s*=\s*[\"']s[\"'][^<>]{0,400}>\s*<(?:\w+:)?v>\s*([0-9]{1,9})\s*</")


def is_text_too_large(sheet: bytes, shared: bytes) -> bool:
    """Return whether the shared texts of a sheet's cells together go beyond the limit."""
    lengths = np.array([len(item) for item in _ITEM_END.split(shared)], dtype=np.int64)
    cells = sheet.count(b't="s"') + sheet.count(b"t='s'")
    if int(lengths.max(initial=0)) * cells <= limits.MAX_TEXT_BYTES:
        return False
    used = np.array([int(number) for number in _SHARED_CELL.findall(sheet)], dtype=np.int64)
    return int(lengths[used[used < lengths.size]].sum()) > limits.MAX_TEXT_BYTES
