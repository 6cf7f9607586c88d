"""What number a cell of the page shows, for a workbook: the value, and the format that shows it as the page does."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHOWN = re.compile(r"([−+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%?)( ?[^\W\d_]{0,4})")
_HUNDRED = 100
_LONGEST = 12  # digits: beyond 15 a spreadsheet would drop some, and what long stands for is a code


@dataclass(frozen=True, slots=True)
class Shown:
    """A number and its format in a workbook."""

    value: float | int
    number_format: str


def number_in(words: str) -> Shown | None:
    """Return the number that the words are, with at most a unit after it; None where they are something else.

    Examples
    --------
    >>> number_in("1,742,900"), number_in("−2.6"), number_in("96.8%"), number_in("18 对")
    (Shown(value=1742900, number_format='#,##0'), Shown(value=-2.6, number_format='0.0'), Shown(value=0.968, \
number_format='0.0%'), Shown(value=18, number_format='0" 对"'))
    >>> number_in("6/8"), number_in("1–4"), number_in("2023-03-12"), number_in("00123")
    (None, None, None, None)
    """
    found = _SHOWN.fullmatch(words.strip())
    if found is None or len(found[2]) > _LONGEST or (len(found[2]) > 1 and found[2].startswith("0")):
        return None
    sign, whole, part, per_cent, unit = found.groups(default="")
    digits = len(part[1:])
    value: float | int = float(whole.replace(",", "") + part) if part else int(whole.replace(",", ""))
    value = round(value / _HUNDRED, digits + 2) if per_cent else value
    shape = ("#,##0" if "," in whole else "0") + (f".{'0' * digits}" if digits else "") + per_cent
    if sign == "+":
        shape = f"+{shape};-{shape};{shape}"
    return Shown(-value if sign in ("−", "-") else value, shape + (f'"{unit}"' if unit.strip() else ""))
