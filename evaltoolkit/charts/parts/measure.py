"""How wide words are and where their lines break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

from evaltoolkit.charts.parts.font import chinese_font, chinese_glyphs

GLUE = "\u2060"
"""Put between two characters, keeps them on one line (the word joiner); it is never drawn."""

_POINTS = 72.0
_NEVER_FIRST = "，。、；：！？）》」』”’〕】％%…·,.;:!?)]}"
_PAUSES = {"；": 0.0, ";": 0.0, "。": 0.0, "，": 1.0, ",": 1.0, "、": 2.0, "：": 4.5, ":": 4.5}
"""What a break costs after each of these; a colon rather holds on to what it announces."""
_BEFORE_FIGURE, _BEFORE_BRACKET, _ANYWHERE = 4.0, 5.0, 6.0
_RAGGED = 6.0
"""What a line costs that is all but empty; half empty costs a quarter of it."""
_ROUNDING = 1e-9
_NEVER_LAST = "（《「『“‘〔【([{"
_UNITS = "万元年月日人次小时份分对项场个期天笔"
_PIECE = re.compile(r"[−+≥≤]?[A-Za-z0-9][A-Za-z0-9.,/%–−:'_-]*|\s+|.")


def width_of(words: str, size: float) -> float:
    """Return the width of one line of `words` in inches, set at `size` points."""
    return sum(_em(character) for character in words) * size / _POINTS


def wrap(words: str, size: float, width: float) -> tuple[str, ...]:
    """Break `words` into lines no wider than `width` inches.

    Chinese breaks between any two characters but never before closing or after opening punctuation, nor between a
    figure and its unit; a Latin word or a figure breaks only where it alone is wider than a line.

    Examples
    --------
    >>> wrap("社工站服务工时", 14.4, 1.0)
    ('社工站服务', '工时')
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(" ".join(words.split()), size, width):
        if line and width_of((line + piece).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        line = line + piece if line else piece.lstrip()
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def balance(words: str, size: float, width: float) -> tuple[str, ...]:
    """Break `words` into as few lines as :func:`wrap` does, at pauses where it can, of about equal width.

    Examples
    --------
    >>> balance("户籍居民多，非户籍居民少", 14.4, 1.7)
    ('户籍居民多，', '非户籍居民少')
    >>> balance("实色：已评定的分数；斜线：未定分数", 14.4, 2.4)
    ('实色：已评定的分数；', '斜线：未定分数')
    """
    lines = wrap(words, size, width)
    if len(lines) < 2:
        return lines
    pieces = _pieces(" ".join(words.split()), size, width)
    best: _Best = {0: (0.0, (0,))}
    for last in [False] * (len(lines) - 1) + [True]:
        best = _with_one_line_more(pieces, best, size, width, last=last)
    if len(pieces) not in best:  # a space bound to what follows it can make a line wider than wrap's
        return lines
    _, starts = best[len(pieces)]
    return tuple("".join(pieces[start:end]).strip() for start, end in pairwise(starts))


# By pieces set so far: cost of the lines, where they begin.
_Best = dict[int, tuple[float, tuple[int, ...]]]


def _with_one_line_more(pieces: list[str], best: _Best, size: float, width: float, *, last: bool) -> _Best:
    longer: _Best = {}
    for start, (cost, starts) in best.items():
        for end, line_width in _lines_from(pieces, start, size, width):
            if last and end < len(pieces):
                continue
            ragged = _RAGGED * (1 - line_width / width) ** 2
            found = (cost + ragged + (0.0 if last else _cost_of_break(pieces, end)), (*starts, end))
            longer[end] = min(found, longer.get(end, found))
    return longer


def _lines_from(pieces: list[str], start: int, size: float, width: float) -> Iterator[tuple[int, float]]:
    """Yield where a line that begins with that piece may end, and how wide it then is."""
    taken = 0.0
    for end, piece in enumerate(pieces[start:], start=start + 1):
        at_its_ends = piece.isspace() and (end == start + 1 or end == len(pieces))
        taken += 0.0 if at_its_ends else width_of(piece, size)
        line_width = taken - (width_of(piece, size) if piece.isspace() and not at_its_ends else 0.0)
        if line_width > width + _ROUNDING:
            return
        yield end, line_width


def _cost_of_break(pieces: list[str], end: int) -> float:
    before = "".join(pieces[:end]).rstrip()[-1:]
    after = "".join(pieces[end : end + 2]).lstrip()[:1]
    if before in _PAUSES:
        return _PAUSES[before]
    if after.isdigit():
        return _BEFORE_FIGURE
    return _BEFORE_BRACKET if after and after in _NEVER_LAST else _ANYWHERE


def _pieces(words: str, size: float, width: float) -> list[str]:
    glued: list[str] = []
    for piece in _PIECE.findall(words):
        if glued and _sticks(glued[-1], piece) and width_of(glued[-1] + piece, size) <= width:
            glued[-1] += piece
        elif width_of(piece, size) > width:
            glued.extend(piece)
        else:
            glued.append(piece)
    return glued


def _sticks(before: str, piece: str) -> bool:
    if GLUE in (before[-1], piece[0]):
        return True
    figure_and_unit = before[-1].isdigit() and piece[0] in _UNITS
    return piece[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST or figure_and_unit


@cache
def _em(character: str) -> float:
    if character == GLUE:
        return 0.0
    if ord(character) not in chinese_glyphs():
        return 1.0
    font = get_font(str(chinese_font()))
    return float(font.load_char(ord(character), flags=LoadFlags.NO_SCALE).horiAdvance) / font.units_per_EM
