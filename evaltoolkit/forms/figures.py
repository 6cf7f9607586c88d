"""The figures of a filled-in form as numbers: what a cell says, and whether anything stands there at all."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from evaltoolkit.forms.cells import FoundCell
from evaltoolkit.forms.description import description
from evaltoolkit.scoring.quantity import Quantity, parse_quantity

_NUMBER = re.compile(r"([-+−]?[\d,]+(?:\.\d+)?)(%?)(?:分|万元)?")
_ASIDE = re.compile(r"[（(].*?[）)]")
_HUNDRED = 100
_HIGHEST_SHARE = Decimal("1.5")  # 本工具规则: above it a number without a sign is one of per cents
_BLANKS = frozenset({"", "/", "-", "—", "无", "\\"})


def is_blank(cell: FoundCell | None) -> bool:
    """Return whether nothing stands in a cell."""
    return cell is None or cell.words.strip() in _BLANKS


def is_open(cell: FoundCell | None) -> bool:
    """Return whether a cell says that it is still to be filled in."""
    return cell is not None and cell.words.strip() == description().to_fill


def number_of(cell: FoundCell | None) -> Decimal | None:
    """Return the number of a cell; None where it is blank, still open or no number."""
    if cell is None or is_blank(cell) or is_open(cell):
        return None
    if cell.number is not None:
        return Decimal(str(cell.number))
    found = _NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", cell.words).split()))
    if found is None:
        return None
    try:
        return Decimal(found[1].replace(",", "").replace("−", "-"))
    except InvalidOperation:
        return None


def rate_of(cell: FoundCell | None) -> Decimal | None:
    """Return a rate in per cent: 86.2%, 86.2 and .862, as a workbook holds what it shows as 86.2%, are one."""
    number = number_of(cell)
    if number is None or cell is None:
        return None
    return number * _HUNDRED if not cell.plain.endswith("%") and abs(number) <= _HIGHEST_SHARE else number


def quantity_of(cell: FoundCell | None) -> Quantity | None:
    """Return the figure with its unit that a target or an actual states, what stands in brackets left out."""
    if cell is None or is_blank(cell) or is_open(cell):
        return None
    words = cell.words
    return parse_quantity(words) or parse_quantity(_ASIDE.sub("", words).strip())


def as_rate(quantity: Quantity, cell: FoundCell, other: Quantity) -> Quantity:
    """Return a number of a workbook in per cent where it is compared with one: there .8091 is shown as 80.91%."""
    is_share = cell.number is not None and not quantity.unit and abs(quantity.number) <= _HIGHEST_SHARE
    return Quantity(quantity.operator, quantity.number * _HUNDRED, "%") if is_share and other.unit == "%" else quantity


def level_of(cell: FoundCell | None) -> str:
    """Return which of the three levels the words of a qualitative row name, or nothing."""
    if cell is None:
        return ""
    words = cell.plain
    known = ((one, level) for level, spellings in description().levels.items() for one in spellings)
    return next((level for one, level in sorted(known, key=lambda pair: -len(pair[0])) if words.startswith(one)), "")
