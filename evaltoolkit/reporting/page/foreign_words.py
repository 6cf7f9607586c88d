"""Mark Chinese words on a page in another language, so that they are read aloud and set as Chinese."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markupsafe import Markup, escape

from evaltoolkit.language import HAN

CHINESE = "zh-CN"
_RUN = re.compile(f"[{HAN}](?:[{HAN}\u3001-\u303f\uff01-\uff60\\d·]*[{HAN}\u300b\u3011\uff09])?")


def mark_chinese(soup: BeautifulSoup) -> None:
    """Put each run of Chinese signs of an English body into an element that says its language."""
    for words in soup.find_all(string=_RUN):
        if isinstance(words.parent, Tag) and words.parent.get("lang") == CHINESE:
            continue
        words.replace_with(*_parts(soup, str(words)))


def chinese_marked(words: str) -> Markup:
    """Return plain words as HTML with their Chinese marked.

    Examples
    --------
    >>> print(chinese_marked("Report of 人和镇 <2023>"))
    Report of <span lang="zh-CN">人和镇</span> &lt;2023&gt;
    """
    return Markup(_RUN.sub(lambda run: f'<span lang="{CHINESE}">{run.group()}</span>', str(escape(words))))  # noqa: S704 - escaped before


def _parts(soup: BeautifulSoup, words: str) -> list[NavigableString | Tag]:
    parts: list[NavigableString | Tag] = []
    end = 0
    for run in _RUN.finditer(words):
        marked = soup.new_tag("span", attrs={"lang": CHINESE})
        marked.string = run.group()
        parts += [NavigableString(words[end : run.start()]), marked]
        end = run.end()
    return [*parts, NavigableString(words[end:])]
