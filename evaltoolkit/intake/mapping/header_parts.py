"""What a header of a station's own file consists of: number of a question, its words, an option, a row, a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evaltoolkit.intake.checking.headers import UNITS, normal_header
from evaltoolkit.intake.mapping.vocabulary import wave_words

_KIND = re.compile(r"[【\[][^【】\[\]]*[】\]]")  # [单选题], as survey programs add it
_QUESTION = re.compile(r"(?:q|题)?([0-9]{1,3})(?:[、.:_\-]+|\s+)(.*)", re.DOTALL)
_OPTION = re.compile(r"(.*?)[(:]([^():]+)\)?", re.DOTALL)
_ROW = re.compile(r"(.+?)(?:—+|--+|–)(.+)", re.DOTALL)
_BRACKET = re.compile(r"\(([^()]*)\)$")
_ITEM = re.compile(r"(?:题目?|第|q|item|条目)?[_\-]?0*([1-9][0-9]{0,2})题?(?:[、.:)].*)?", re.DOTALL)
_TOTALS = re.compile(r"(?:量表)?(?:总分|得分|总得分|合计|总计|total|score)")
_DATES = re.compile(r"(?:测量|测试|填写|施测)?(?:日期|时间|date)")


@dataclass(frozen=True, slots=True)
class HeaderParts:
    """A header taken apart.

    Parameters
    ----------
    core
        Its words in plain form, without number, unit and question mark.
    question
        Number of the question of a survey; 0 where there is none.
    option
        Answer that the column stands for, where each has a column of its own.
    row
        Row of a matrix of questions.
    unit
        Unit in brackets.
    """

    core: str
    question: int = 0
    option: str = ""
    row: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class WavePart:
    """A column of one time of measuring: of an item, or of the total or the date where `item` is 0."""

    wave: str
    item: int = 0
    name: str = ""


def header_parts(header: str) -> HeaderParts:
    """Take a header apart.

    Examples
    --------
    >>> header_parts("3、您知道以下哪些？(社工站地址)")
    HeaderParts(core='您知道以下哪些', question=3, option='社工站地址', row='', unit='')
    >>> header_parts("金额（万元）").unit
    '万元'
    """
    words = _KIND.sub("", normal_header(header))
    bracket = _BRACKET.search(words)
    unit = bracket[1] if bracket and bracket[1] in UNITS else ""
    words = words[: bracket.start()] if bracket and unit else words
    question = _QUESTION.fullmatch(words)
    if question is None:
        return HeaderParts(_plain(words), unit=unit)
    number, rest = int(question[1]), question[2]
    row = _ROW.fullmatch(rest)
    if row is not None:
        return HeaderParts(_plain(row[1]), number, row=_plain(row[2]), unit=unit)
    option = _OPTION.fullmatch(rest)
    if option is not None and (not option[1] or option[1].endswith(("?", "。")) or rest.endswith(")")):
        return HeaderParts(_plain(option[1]), number, option=_plain(option[2]), unit=unit)
    return HeaderParts(_plain(rest), number, unit=unit)


def wave_part(header: str) -> WavePart | None:
    """Return which time of measuring and which item a header names; None where it names none.

    Examples
    --------
    >>> wave_part("T2_08"), wave_part("前测1、我常感到被人冷落"), wave_part("后测总分").name
    (WavePart(wave='后测', item=8, name=''), WavePart(wave='前测', item=1, name=''), 'total')
    """
    words = normal_header(header)
    for start, wave in wave_words():
        if not words.startswith(start):
            continue
        rest = words[len(start) :].lstrip("_-:：—/")
        item = _ITEM.fullmatch(rest)
        if item is not None:
            return WavePart(wave, int(item[1]))
        if _TOTALS.fullmatch(rest):
            return WavePart(wave, name="total")
        if _DATES.fullmatch(rest):
            return WavePart(wave, name="date")
    return None


def item_number(header: str) -> int:
    """Return the number of the item that a header of a list of answers names; 0 where it names none."""
    item = _ITEM.fullmatch(normal_header(header))
    return int(item[1]) if item else 0


def _plain(words: str) -> str:
    return words.strip("?？:：。.,，、_- ")
