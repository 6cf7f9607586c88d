"""Read one cell: a value of the kind that was asked for, or the problem with it."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches

from evaltoolkit.disclosure.names.disguise import HANZI
from evaltoolkit.disclosure.names.identifiers import find_identity_numbers
from evaltoolkit.intake.checking.number_range import range_problem
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.language import Ours, Text, text
from evaltoolkit.model.amounts import amount
from evaltoolkit.model.columns import Column


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell, and what the words for it need."""

    kind: FaultKind
    details: tuple[tuple[str, object], ...] = ()


_SEPARATORS = re.compile(r"[、，,;；/|\s]+")
# No label has one sign: a blank before or behind one stands inside a word, such as the name in 老年人、王 芳.
_LONE_SIGN = re.compile(
    rf"(?:(?<=^[{HANZI}])|(?<=[\s、，,;；/|][{HANZI}]))\s+(?=[{HANZI}])"
    rf"|(?<=[{HANZI}])\s+(?=[{HANZI}](?:[\s、，,;；/|]|$))"
)
_DATE = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?(?:[T\s].*)?")
_COMPACT_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{2}")
# Excel's day 1 is 1900-01-01, with a 29 February 1900 that never was: for later days the count starts here.
_EXCEL_EPOCH = datetime(1899, 12, 30)
# Serials of 1954-10-03 to 2119-01-11 (本工具规则): other numbers in a date column are no dates.
_SERIALS = (20_000, 80_000)
# A double holds 15 decimal digits safely, and Excel keeps no more.
_FIRST_INEXACT = 1e15
_CUT = re.compile(r"[0-9]{15}000")
_YES = frozenset({"是", "√", "✓", "✔", "☑", "有", "对", "1", "true", "yes", "y", "t"})
_NO = frozenset({"否", "×", "✗", "✘", "x", "无", "错", "不是", "0", "false", "no", "n", "f"})


def as_text(cell: object) -> str:
    """Return a cell as it would be read aloud: numbers without a useless .0, dates as ISO.

    Examples
    --------
    >>> as_text(5.0), as_text(" 社区 ")
    ('5', '社区')
    """
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _FIRST_INEXACT:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell).strip()


def as_choice(cell: object, *, choices: tuple[str, ...]) -> str | Problem:
    """Return the choice that a cell names."""
    words = _plain(as_text(cell))
    for choice in choices:
        if words == _plain(choice):
            return choice
    near = get_close_matches(words, choices, n=1, cutoff=0.5)
    return Problem(
        FaultKind.NOT_A_CHOICE,
        (("advice", did_you_mean(near, text("Choose one of them."))), ("choices", Ours("、".join(choices)))),
    )


def did_you_mean(near: list[str], otherwise: Text) -> Text:
    """Return the nearest known word of the toolkit as advice, or the other advice where none is near."""
    return text("Did you mean “{near}”?", near=Ours(near[0])) if near else otherwise


def as_labels(cell: object) -> tuple[str, ...]:
    """Return the labels of a cell, each once.

    Examples
    --------
    >>> as_labels("低保对象、独居老人 残疾人，低保对象")
    ('低保对象', '独居老人', '残疾人')
    """
    words = _LONE_SIGN.sub("", as_text(cell))
    return tuple(dict.fromkeys(label for label in _SEPARATORS.split(words) if label))


def as_date(cell: object) -> datetime | Problem:
    """Return the day that a cell names.

    Examples
    --------
    >>> as_date("2023年5月1日") == as_date("2023.5.1") == as_date(45047.0)
    True
    """
    if isinstance(cell, datetime):
        return datetime(cell.year, cell.month, cell.day)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)
    words = unicodedata.normalize("NFKC", as_text(cell))
    match = _DATE.fullmatch(words) or _COMPACT_DATE.fullmatch(words)
    try:
        if match:
            return datetime(*map(int, match.groups()))  # type: ignore[arg-type]
        serial = float(words)
    except ValueError:
        return Problem(FaultKind.NOT_A_DATE)
    if _SERIALS[0] <= serial <= _SERIALS[1]:
        return _EXCEL_EPOCH + timedelta(days=math.floor(serial))
    return Problem(FaultKind.NOT_A_DATE)


def as_number(cell: object, *, column: Column, divisor: float = 1.0) -> float | Problem:
    """Return the number of a cell in the column's unit.

    Examples
    --------
    >>> money = Column("amount", "金额", unit="万元")
    >>> as_number("２,400,000元", column=money), as_number("185.4 万", column=money)
    (240.0, 185.4)
    >>> as_number("85%", column=Column("weight", "权重"))
    0.85
    """
    value = _figure(cell, column.unit, divisor)
    if value is None or not math.isfinite(value):
        return Problem(FaultKind.NOT_A_NUMBER)
    wrong = range_problem(value, column.low, column.high)
    return value if wrong is None else Problem(FaultKind.OUT_OF_RANGE, (("bounds", wrong),))


def as_count(cell: object, *, column: Column, divisor: float = 1.0) -> float | Problem:
    """Return the whole number of a cell."""
    value = as_number(cell, column=column, divisor=divisor)
    if isinstance(value, float) and not value.is_integer():
        return Problem(FaultKind.NOT_WHOLE)
    return value


def as_flag(cell: object) -> bool | Problem:
    """Return the yes or no of a cell."""
    words = _plain(as_text(cell)).lower()
    if words in _YES or words in _NO:
        return words in _YES
    return Problem(FaultKind.NOT_A_FLAG)


def as_code(cell: object) -> str | Problem:
    """Return a person's code without differences of width and case."""
    if isinstance(cell, date | time | timedelta):
        return Problem(FaultKind.CODE_AS_DATE)
    code = as_identifier(cell)
    return code if isinstance(code, Problem) else _plain(code).upper()


def as_identifier(cell: object) -> str | Problem:
    """Return what names a person as text; a number of 16 digits or more has lost its last ones.

    So has an identity number that ends in 000 and does not check: it was a number before it was text. Two people of one
    day and place would share it, so that as a person's code it must be put right; where it stands for nothing, not.
    """
    if isinstance(cell, float | int) and abs(cell) >= _FIRST_INEXACT:
        return Problem(FaultKind.DIGITS_LOST)
    words = as_text(cell)
    is_cut = bool(_CUT.fullmatch(words)) and not find_identity_numbers(words)
    return Problem(FaultKind.DIGITS_LOST) if is_cut or _SCIENTIFIC.fullmatch(words) else words


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())


def _figure(cell: object, unit: str, divisor: float) -> float | None:
    if isinstance(cell, float | int):
        return float(cell) / divisor
    return amount(cell, unit, divisor) if isinstance(cell, str) else None
