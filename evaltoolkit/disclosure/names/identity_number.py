"""The form of a Chinese identity number.

Source: GB 11643-1999, check digit by ISO 7064 MOD 11-2 (weights and characters as commonly published; the text of
the standard was not at hand); region codes of provinces: GB/T 2260.
"""

from __future__ import annotations

import re
from datetime import date
from operator import mul

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_FORM = re.compile(r"[1-8][0-9]{16}[0-9Xx]")
_PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]")
_OLDEST, _YOUNGEST = 1910, 2035


def is_identity_number(digits: str) -> bool:
    """Return whether 18 characters are an identity number with a possible birth date and the right check digit.

    Examples
    --------
    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    if not is_plausible_identity(digits):
        return False
    total = sum(map(mul, _WEIGHTS, map(int, digits[:17])))
    return _CHECK[total % 11] == digits[17].upper()


def is_plausible_identity(digits: str) -> bool:
    """Return whether 18 characters have the form, region and birth date of an identity number."""
    return bool(_FORM.fullmatch(digits)) and birth_date(digits) is not None


def is_of_living(digits: str) -> bool:
    """Return whether region and birth year of 18 characters are those of somebody who may live: for digits in a row."""
    return bool(_PROVINCES.match(digits)) and _OLDEST <= int(digits[6:10]) <= _YOUNGEST


def is_old_identity(digits: str) -> bool:
    """Return whether 15 digits may be an identity number as issued until 1999, which has no check digit."""
    return (
        bool(_PROVINCES.match(digits)) and len(digits) == 15 and birth_date(f"{digits[:6]}19{digits[6:]}") is not None
    )


def birth_date(digits: str) -> date | None:
    """Return the birth date in an identity number of 18 characters, or None where it holds none.

    Examples
    --------
    >>> birth_date("11010519491231002X")
    datetime.date(1949, 12, 31)
    """
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return None
    return born if 1900 <= born.year <= 2100 else None
