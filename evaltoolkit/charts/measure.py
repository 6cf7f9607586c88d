"""How wide words are and where their lines break."""

from __future__ import annotations

import re
from functools import cache

from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

from evaltoolkit.charts.font import chinese_font, chinese_glyphs

GLUE = "\u2060"
"""Put between two characters, keeps them on one line (the word joiner); it is never drawn."""

_POINTS = 72.0
_NEVER_FIRST = "，。、；：！？）》」』”’〕】％%…·,.;:!?)]}"
_PAUSES = "，。、；：,;:"
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
    """Break `words` into as few lines as :func:`wrap` does, at punctuation where it can, of about equal width.

    Examples
    --------
    >>> balance("户籍居民多，非户籍居民少", 14.4, 1.7)
    ('户籍居民多，', '非户籍居民少')
    """
    widest = wrap(words, size, width)
    found = [widest]
    narrower = width
    while (narrower := narrower - size / (2 * _POINTS)) > size / _POINTS:
        lines = wrap(words, size, narrower)
        if len(lines) > len(widest):
            break
        found.append(lines)
    return max(found, key=lambda lines: (_pauses(lines), -max((width_of(line, size) for line in lines), default=0.0)))


def _pauses(lines: tuple[str, ...]) -> int:
    return sum(line[-1] in _PAUSES for line in lines[:-1])


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
