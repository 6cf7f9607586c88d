"""Undo how numbers and names are disguised in a text, character by character so that places stay true."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np

_INVISIBLE = r"\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_HIDDEN_OR_SPACE = re.compile(rf"[{_INVISIBLE}\s]")
_DIGEST = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{32,}(?![0-9A-Za-z])")
# 一（四）, 二（三）: numbers of a report's sections, listed; a telephone number is not written so.
_SECTIONS = re.compile(r"[一二三四五六]（[一二三四五六七]）(?:[、,，;；] ?[一二三四五六]（[一二三四五六七]）)+")
_NUMERALS = str.maketrans("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "001234567891234567891")


def digit_versions(text: str) -> tuple[str, ...]:
    """Return `text` with every digit and x in ASCII, and the same with Chinese numerals as digits; lengths as before.

    Long hexadecimal digests and lists of section numbers are blanked: neither is a phone number.

    Examples
    --------
    >>> digit_versions("１三８")
    ('1三8', '138')
    """
    plain = text if text.isascii() else text.translate(_digit_table())
    plain = _DIGEST.sub(lambda match: "#" * len(match.group()), plain)
    numerals = _SECTIONS.sub(lambda match: "#" * len(match.group()), plain).translate(_NUMERALS)
    return tuple(dict.fromkeys((plain, numerals)))


def visible(text: str, *, spaces: bool = True) -> tuple[str, Sequence[int]]:
    """Return `text` without invisible characters, and the place in `text` of each character that is left.

    Parameters
    ----------
    text
        Any text.
    spaces
        Keep white space.
    """
    hidden = _HIDDEN if spaces else _HIDDEN_OR_SPACE
    if not hidden.search(text):
        return text, range(len(text))
    dropped = [match.start() for match in hidden.finditer(text)]
    return hidden.sub("", text), np.delete(np.arange(len(text)), dropped).tolist()


@cache
def _digit_table() -> dict[int, str]:
    table = {
        code: str(unicodedata.digit(chr(code)))
        for code in range(0x80, 0x20000)
        if unicodedata.digit(chr(code), None) is not None
    }
    return {**table, **dict.fromkeys(map(ord, "ＸｘХх×"), "X"), ord("＋"): "+", ord("．"): ".", ord("－"): "-"}
