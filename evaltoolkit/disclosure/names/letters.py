"""Find names that are written in letters, in whatever case, with accents or without, in one word or several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache

from evaltoolkit.disclosure.names.disguise import folded

_WORD = re.compile(r"[a-z\u0300-\u036f]+")
_GAP = re.compile(r"[ \u00a0\u3000\-‐-―·.•'’_,，]{0,3}")
_MARKS = re.compile("[\u0300-\u036f]")
_MOST_WORDS = 4
_FEWEST_LETTERS = 4


def letters_of(words: str) -> str:
    """Return the plain letters of words, all else left out.

    Examples
    --------
    >>> letters_of("Wáng Fāng")
    'wangfang'
    """
    return re.sub(r"[^a-z]", "", _plain(words))


def find_letters(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where up to four words one after another are, taken together, one of the names.

    Parameters
    ----------
    text
        Any text.
    names
        As :func:`letters_of` gives them; those of fewer than four letters are not searched.
    """
    plain = _plain(text)
    words = list(_WORD.finditer(plain))
    for place, first in enumerate(words):
        key, end = "", first.start()
        for word in words[place : place + _MOST_WORDS]:
            if not _GAP.fullmatch(plain, end, word.start()):
                break
            key, end = key + _MARKS.sub("", word.group()), word.end()
            if len(key) >= _FEWEST_LETTERS and key in names:
                yield first.start(), end


def _plain(text: str) -> str:
    return folded(text).translate(_accents())


@cache
def _accents() -> dict[int, str]:
    pairs = ((code, unicodedata.normalize("NFD", chr(code))[0]) for code in range(0xC0, 0x250))
    return {code: base for code, base in pairs if base.isascii() and base != chr(code)}
