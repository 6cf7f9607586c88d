"""Find many words in a text in one pass, however many they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SHORTEST = 2


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Words of a roster, ready to be searched for; made by :meth:`of`.

    Parameters
    ----------
    words
        At least two characters each.
    starts
        Their first characters, as many as the shortest has: what a place of the text is held against first.
    lengths
        Their lengths in order.
    first
        Finds their first signs.
    """

    words: frozenset[str]
    starts: frozenset[str]
    lengths: tuple[int, ...]
    first: re.Pattern[str]

    @classmethod
    def of(cls, words: Iterable[str]) -> Entries:
        """Return the words of two characters and more, ready to be searched for."""
        kept = frozenset(word for word in words if len(word) >= _SHORTEST)
        lengths = tuple(sorted({len(word) for word in kept}))
        first = re.compile(f"[{re.escape(''.join(sorted({word[0] for word in kept})))}]" if kept else "(?!)")
        return cls(kept, frozenset(word[: lengths[0]] for word in kept), lengths, first)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of every word in `text`.

        Examples
        --------
        >>> list(Entries.of(["王芳", "王芳芳", "李"]).find("请王芳芳来"))
        [(1, 3), (1, 4)]
        """
        if not self.lengths:
            return
        shortest, starts = self.lengths[0], self.starts
        for match in self.first.finditer(text):
            start = match.start()
            if text[start : start + shortest] in starts:
                for length in self.lengths:
                    if text[start : start + length] in self.words and start + length <= len(text):
                        yield start, start + length
