"""Undo how numbers and names are disguised in a text, character by character so that places stay true."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from string import ascii_uppercase
from typing import overload

import numpy as np

from evaltoolkit.model.yaml_text import load_yaml

HANZI = "〇㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U000323af"
"""Every sign that a Chinese name may be written with, the rare ones too; for a class of a pattern."""
LATIN = range(0xC0, 0x250), range(0x1E00, 0x1F00)
"""The signs beyond ASCII that a name in letters may be written with, those of Vietnamese names among them."""
# Default_Ignorable_Code_Point of the Unicode Character Database, and the blank of braille.
_INVISIBLE = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_HIDDEN_OR_SPACE = re.compile(rf"[{_INVISIBLE}\s]")
# What stands inside a name that somebody would not have found, or that sets apart the parts of a Uyghur or Tibetan one:
# whatever is no letter, no digit and parts no two people, words or sentences.
_MARKS = r"、，,。；;：:！!？?《》“”\"\x00"
_PARTING = rf"[^\w{_MARKS}]"
_BLANK = r"[ \t\u00a0\u3000]"
# A pattern that begins with a sign is sought many times as quickly as one that begins with a look behind: in this room
# the look behind comes after the first sign, which it names too.
_IN_NAME = re.compile(
    rf"[^0-9A-Za-z{HANZI}{_MARKS}](?<=[{HANZI}].)(?:(?<={_PARTING}|[_＿{_INVISIBLE}])(?:{_PARTING}|[_＿{_INVISIBLE}]){{0,5}}"
    rf"|(?<={_BLANK}){_BLANK}{{0,23}})(?=[{HANZI}])",
    re.DOTALL,
)
_IN_CODE = re.compile(rf"[{_INVISIBLE} \-_·.](?:(?<=[{_INVISIBLE}])|(?<=[a-z].)[ \-_·.]?(?=[0-9]))")
_DIGEST = re.compile(r"[0-9a-f](?<![0-9A-Za-z].)(?:(?<=[a-f])|(?=[0-9]*[a-f]))[0-9a-f]{31,}(?![0-9A-Za-z])", re.DOTALL)
# 一（四）, 二（三）: numbers of a report's sections, listed; a telephone number is not written so.
_SECTIONS = re.compile(r"[一二三四五六]（[一二三四五六七]）(?:[、,，;；] ?[一二三四五六]（[一二三四五六七]）)+")
_NUMERALS = dict(zip(map(ord, "零〇○◯一二三四五六七八九壹贰叁肆伍陆柒捌玖幺"), "00001234567891234567891", strict=True))
# Letters that are typed for digits, in a row that is digits else: l38OO138OOO.
_LETTERED = re.compile(
    r"[0-9OoIl](?<![A-Za-z].)(?:(?<=[0-9])|(?=[OoIl -]*[0-9]))(?:[ -]?[0-9OoIl]){9,19}[Xx]?(?![A-Za-z])", re.DOTALL
)
_LETTERS, _TYPED = str.maketrans("OoIl", "0011"), re.compile("[OoIl]")
_CIRCLED = re.compile("[\u3280-\u32b0]")
_SMALL = {ord(sign): sign.lower() for sign in ascii_uppercase}  # str.lower makes two signs of İ
_FEWEST_DIGITS = 4
_SHORTER_THAN_DIGEST = 31
_LONG, _MANY = 100, 60
_JUST_ASKED = 4  # texts: one is searched for several kinds, one after another
# Wide ones, those in circles and squares, those of mathematics, and the signs of addresses of mail.
_WIDE_LETTERS = (
    range(0x2100, 0x2150), range(0x24B6, 0x24EA), range(0x1D400, 0x1D800), range(0x1F130, 0x1F14A),
    range(0xFF20, 0xFF3B), range(0xFF3F, 0xFF5B),
)  # fmt: skip


@lru_cache(maxsize=_JUST_ASKED)
def digit_versions(text: str) -> tuple[str, ...]:
    """Return `text` with plain digits, letters and signs (:func:`narrowed`), and with Chinese numerals as digits too.

    Lengths are as before, a check digit x is large. Letters that stand for digits are read as digits; long hexadecimal
    digests and lists of section numbers are blanked: neither is a phone number.

    Examples
    --------
    >>> digit_versions("１三8號Ａ")
    ('1三8号A', '138号A')
    """
    plain = narrowed(text)
    if len(plain) > _SHORTER_THAN_DIGEST:
        plain = _DIGEST.sub(lambda match: "#" * len(match.group()), plain)
    if _TYPED.search(plain):
        plain = _LETTERED.sub(_as_digits, plain)
    numerals = _SECTIONS.sub(lambda match: "#" * len(match.group()), plain) if "（" in plain else plain
    numerals = _translated(numerals, _NUMERALS)
    return tuple(dict.fromkeys((plain, numerals)))


@lru_cache(maxsize=_JUST_ASKED)
def narrowed(text: str) -> str:
    """Return `text` with digits and letters in ASCII and simplified signs; its length is as before."""
    return text if text.isascii() else _translated(text, _digit_table())


@lru_cache(maxsize=_JUST_ASKED)
def as_code(text: str) -> tuple[str, Sequence[int]]:
    """Return `text` as file numbers are compared, and the place in `text` of each character that is left.

    Letters are small, and what may part the letters of a number from its digits is gone.

    Examples
    --------
    >>> as_code("YC-2025001、Yc 12")[0]
    'yc2025001、yc12'
    """
    return _without(_translated(narrowed(text), _SMALL), _IN_CODE)


def _as_digits(match: re.Match[str]) -> str:
    words = match.group()
    return words.translate(_LETTERS) if sum(map(str.isdigit, words)) >= _FEWEST_DIGITS else words


def visible(text: str, *, spaces: bool = True) -> tuple[str, Sequence[int]]:
    """Return `text` without invisible characters, and the place in `text` of each character that is left.

    Parameters
    ----------
    text
        Any text.
    spaces
        Keep white space.
    """
    return _without(text, _HIDDEN if spaces else _HIDDEN_OR_SPACE)


def closed(text: str) -> tuple[str, Sequence[int]]:
    """Return `text` as names are compared, and the place in `text` of each character that is left.

    Traditional signs are simplified, letters small, and what may part the signs of one name is gone: blanks and line
    breaks, dots, stars, hyphens, brackets, marks and pictures and what nobody sees. A NUL parts what must not be read
    as one.

    Examples
    --------
    >>> closed("張 三（豐）")[0]
    '张三丰)'
    """
    return _without(folded(text), _IN_NAME)


def uncircled(text: str) -> str:
    """Return `text` with the signs in circles as they are without: 王㊎ is 王金; elsewhere such a one is no letter."""
    return text.translate(_circles()) if _CIRCLED.search(text) else text


def folded(text: str) -> str:
    """Return `text` with simplified signs and small letters of the usual width; its length is as before."""
    return text.lower() if text.isascii() else _translated(text, _fold_table())


def _translated(text: str, table: Mapping[int, str]) -> str:
    """Return ``text.translate(table)``; a long text sign by sign of the few that change, which is much quicker."""
    if len(text) < _LONG:
        return text.translate(table)
    changed = table.keys() & set(map(ord, set(text)))
    if len(changed) > _MANY or any(ord(table[code]) in changed for code in changed):
        return text.translate(table)
    for code in changed:
        text = text.replace(chr(code), table[code])
    return text


def _without(text: str, dropped: re.Pattern[str]) -> tuple[str, Sequence[int]]:
    left = dropped.sub("", text)
    return left, range(len(text)) if len(left) == len(text) else _Places(text, dropped)


class _Places(Sequence[int]):
    """The places of the characters that are left of a text, looked for when one is asked for: in most texts none is."""

    def __init__(self, text: str, dropped: re.Pattern[str]) -> None:
        self._text, self._dropped = text, dropped

    @cached_property
    def _left(self) -> list[int]:
        gaps = [range(*match.span()) for match in self._dropped.finditer(self._text)]
        places: list[int] = np.delete(np.arange(len(self._text)), np.concatenate(gaps)).tolist()
        return places

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        return self._left[place]

    def __len__(self) -> int:
        return len(self._left)


@cache
def _digit_table() -> dict[int, str]:
    digits = {ord(sign): str(unicodedata.digit(sign)) for sign in map(chr, range(0x80, 0x20000)) if sign.isdigit()}
    letters = {code: sign for part in _WIDE_LETTERS for code in part if (sign := _narrow(code)).isascii()}
    letters |= dict.fromkeys(map(ord, "Оо"), "O")  # of Cyrillic
    signs = {**dict.fromkeys(map(ord, "ＸｘХх×"), "X"), ord("＋"): "+", ord("．"): ".", ord("－"): "-"}
    return {**_simple_signs(), **letters, **digits, **signs}


@cache
def _circles() -> dict[int, str]:
    return {code: _narrow(code) for code in range(0x3280, 0x32B1)}


@cache
def _fold_table() -> dict[int, str]:
    simple = _simple_signs()
    wide = (range(0x41, 0x5B), *LATIN, range(0x2F00, 0x2FE0), range(0xF900, 0xFB00), range(0xFF01, 0xFF5F))
    usual = ((code, _narrow(code).lower()) for part in (*wide, range(0x2F800, 0x2FA20)) for code in part)
    table = {code: sign for code, sign in usual if len(sign) == 1 and sign != chr(code)}
    return {**simple, **{code: simple.get(ord(sign), sign) for code, sign in table.items()}}


@cache
def _simple_signs() -> dict[int, str]:
    """Return the simplified sign of every traditional one, and the sign that every one for a part looks like."""
    content = load_yaml((files("evaltoolkit.disclosure.names") / "traditional.yaml").read_text(encoding="utf-8"))
    simple = {ord(sign): token[0] for token in content["signs"].split() for sign in token[1:]}
    return {**simple, **{ord(part): simple.get(ord(sign), sign) for part, sign in content["radicals"].split()}}


def _narrow(code: int) -> str:
    """Return a sign in its usual form, or as it is where that is none or several."""
    narrow = unicodedata.normalize("NFKC", chr(code))
    return narrow if len(narrow) == 1 else chr(code)
