"""The code of a street in file names: the pinyin of its name in small letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_OFFICES = (
    "街道办事处",
    "地区办事处",
    "镇人民政府",
    "乡人民政府",
    "民族乡",
    "街道",
    "苏木",
    "镇",
    "乡",
    "区",
    "县",
    "市",
)
_IN_PLACES = {"都": "dū", "涌": "chōng"}
"""Signs that places read otherwise than other words: 花都, and 东涌 in Guangdong."""
_LONGEST = 40
_UNFIT = re.compile(r"[^a-z0-9]+")


def pinyin_code(*names: str) -> str:
    """Return the code of names, without 街道, 镇 and the like; empty where there is no letter to say.

    Examples
    --------
    >>> pinyin_code("重庆路街道"), pinyin_code("花都区", "新华街道"), pinyin_code("吕梁镇"), pinyin_code("（）")
    ('chongqinglu', 'huadu_xinhua', 'lvliang', '')
    """
    lazy_pinyin = _reader()
    parts = (_UNFIT.sub("", "".join(lazy_pinyin(_place(name))).lower()) for name in names)
    return "_".join(filter(None, parts)).lstrip("0123456789_")[:_LONGEST]


@cache
def _reader() -> Callable[[str], list[str]]:
    from pypinyin import lazy_pinyin, load_single_dict

    load_single_dict({ord(sign): sound for sign, sound in _IN_PLACES.items()})
    return lambda words: list(lazy_pinyin(words))


def _place(name: str) -> str:
    """Return the name without what kind of place it is."""
    words = name.strip()
    office = next((office for office in _OFFICES if words.endswith(office) and words != office), "")
    return words.removesuffix(office)
