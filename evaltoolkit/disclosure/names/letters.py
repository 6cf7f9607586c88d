"""Find names that are written in letters, in whatever case, with accents or without, in one word or several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache

from evaltoolkit.disclosure.names.disguise import HANZI, LATIN, folded

_WORD = re.compile(r"[a-z\u0300-\u036f]+")
_GAP = re.compile(r"[ \u00a0\u3000\-‐-―·.•'’_,，]{0,3}")
_MARKS = re.compile("[\u0300-\u036f]")
_STROKED = re.compile(r"LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH .+")
_KNOWN = re.compile(rf"[A-Za-z{HANZI}\u3400-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HANZI = re.compile(f"[{HANZI}]")
_PARTING = "@/\\&+=:：,，、;；。!！?？%#|\0"
_LONGEST = 48
_BETWEEN = r"[\W_\u115f\u1160\u3164\uffa0]{0,3}"
_MOST_WORDS = 4
_FEWEST_LETTERS = 4


def find_letters(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where up to four words one after another are, taken together, one of the names.

    Parameters
    ----------
    text
        Any text.
    names
        Their small letters without anything else; those of fewer than four letters are not searched.
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
    pairs = ((code, _of_ascii(chr(code))) for part in LATIN for code in part)
    return {code: base for code, base in pairs if base}


def _of_ascii(sign: str) -> str:
    """Return the letter without accent or stroke, or nothing: e of ễ, d of đ."""
    base = unicodedata.normalize("NFD", sign)[0]
    if base.isascii():
        return base
    stroked = _STROKED.fullmatch(unicodedata.name(base, ""))
    return stroked[1].lower() if stroked else ""


def is_of_other_letters(name: str) -> bool:
    """Return whether a plain word is a name in letters neither Latin nor Chinese alone, whatever marks stand at them.

    Examples
    --------
    >>> [is_of_other_letters(word) for word in ("Иванова Анна", "さくら田", "김영희", "Wang Fang", "王芳", "№1")]
    [True, True, True, False, False, False]
    """
    return is_in_letters(name) and any(map(_is_other, name))


def is_in_letters(name: str) -> bool:
    """Return whether a plain word is a name that holds letters, whatever stands in it that parts no people or words.

    Examples
    --------
    >>> [is_in_letters(word) for word in ("Lê—Thị Hoa", "김~영희", "Amy", "N/A", "a@b.cn", "A组", "Room 12")]
    [True, True, False, False, False, False, False]
    """
    if len(name) > _LONGEST:
        return False
    letters = [sign for sign in name if sign.isalpha()]
    is_apart = any(sign.isalnum() or sign in _PARTING for sign in name if not sign.isalpha())
    is_long = len(letters) >= _FEWEST_LETTERS and not any(map(_HANZI.match, letters))
    is_of_others = len(letters) > 1 and any(map(_is_other, letters))
    return not is_apart and (is_long or is_of_others)


def lettered(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return the search, in :func:`base_letters`, for names in letters whatever signs part these; None for no name.

    Those of fewer than four Latin letters are not searched.

    Examples
    --------
    >>> [bool(lettered(["Hélène Li"]).search(base_letters(text))) for text in ("H*e*l*e*n*e (LI)", "Helene Lin")]
    [True, False]
    """
    spelled = {"".join(filter(str.isalpha, base_letters(name))) for name in names}
    kept = {letters for letters in spelled if len(letters) >= _FEWEST_LETTERS or any(map(_is_other, letters))}
    ways = (_BETWEEN.join(map(re.escape, letters)) for letters in sorted(kept, key=lambda one: (-len(one), one)))
    return re.compile(rf"(?<![a-z])(?:{'|'.join(ways)})(?![a-z])") if kept else None


def base_letters(text: str) -> str:
    """Return `text` with small letters without their marks where these are one sign with it; its length is as before.

    Examples
    --------
    >>> base_letters("ЙОГ"), base_letters("Đặng")
    ('иог', 'dang')
    """
    plain = _plain(text)
    return plain if plain.isascii() else "".join(map(_base, plain))


@lru_cache(maxsize=4096)
def _base(sign: str) -> str:
    if sign.isascii() or not _is_other(sign) or _HANGUL.match(sign):
        return sign
    parts = unicodedata.normalize("NFKD", sign.lower())
    return next(filter(str.isalpha, parts), sign)


def _is_other(sign: str) -> bool:
    return sign.isalpha() and not _KNOWN.match(sign) and not unicodedata.name(sign, "").startswith("LATIN")
