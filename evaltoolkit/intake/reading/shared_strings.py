"""How long the strings are that the cells of an .xls file share, without reading them.

A short file may name one long string in a million cells. Source: [MS-XLS] 2.5.293 XLUnicodeRichExtendedString; a
record holds 8,224 bytes, and where a string goes on in the next one its signs begin with a flag of their width anew.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_WIDE, _EXTENDED, _RICH = 0x1, 0x4, 0x8


class _Pieces:
    """The bytes of a record and of those that continue it."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self.parts, self.part, self.place = parts, 0, 8  # behind the two counts

    def left(self) -> int:
        """Return how many bytes the piece still has, after going on to the next one that has any."""
        while self.part < len(self.parts) and self.place >= len(self.parts[self.part]):
            self.part, self.place = self.part + 1, 0
        return len(self.parts[self.part]) - self.place if self.part < len(self.parts) else 0

    def take(self, count: int) -> bytes:
        """Return the next bytes of this piece; fewer where it ends."""
        self.left()
        taken = self.parts[self.part][self.place : self.place + count] if self.part < len(self.parts) else b""
        self.place += count
        return taken

    def skip(self, count: int) -> None:
        """Go over bytes that simply go on in the next piece."""
        while count > 0 and (left := self.left()):
            step = min(left, count)
            self.place, count = self.place + step, count - step

    def skip_signs(self, count: int, flags: int) -> None:
        """Go over signs, of which each piece says anew how wide they are."""
        while count > 0 and self.left():
            width = 2 if flags & _WIDE else 1
            here = min(count, self.left() // width)
            self.place, count = self.place + max(here, 1) * width, count - max(here, 1)
            if count > 0 and self.left():
                flags = self.take(1)[0]


def string_lengths(parts: Sequence[bytes]) -> list[int]:
    """Return the bytes that each string takes, in their order; what is cut off ends the list."""
    pieces, lengths = _Pieces(parts), []
    while pieces.left():
        head = pieces.take(3)
        if len(head) < 3:
            break
        count, flags = struct.unpack("<HB", head)
        runs = struct.unpack("<H", rich)[0] if flags & _RICH and len(rich := pieces.take(2)) == 2 else 0
        extra = struct.unpack("<I", more)[0] if flags & _EXTENDED and len(more := pieces.take(4)) == 4 else 0
        pieces.skip_signs(count, flags)
        pieces.skip(4 * runs + extra)
        lengths.append(3 * count)
    return lengths
