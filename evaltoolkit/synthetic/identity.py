"""Names, identity numbers, phones and addresses that look right and belong to nobody.

Names are a surname with a heavenly stem and an earthly branch; identity numbers carry a right check digit over the
region code 190000, which no place has; phones begin with 1600000, a range not given out.
"""

from __future__ import annotations

import numpy as np

SURNAMES = "陈李黄张梁林刘吴杨何罗郭邓叶蔡许曾谢周徐"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
REGION = "190000"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, ISO 7064 MOD 11-2
_CHECK = "10X98765432"


def made_names(count: int, chance: np.random.Generator) -> list[str]:
    """Return names; some people share one, as in any roster."""
    parts = (SURNAMES, STEMS, BRANCHES)
    drawn = [[part[place] for place in chance.integers(0, len(part), count)] for part in parts]
    return ["".join(name) for name in zip(*drawn, strict=True)]


def identity_number(born: str, sequence: int, *, is_male: bool) -> str:
    """Return an identity number for a day of birth (``YYYYMMDD``).

    Examples
    --------
    >>> identity_number("19491231", 3, is_male=True)
    '190000194912310078'
    """
    digits = f"{REGION}{born}{(2 * sequence + is_male) % 1000:03d}"
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return digits + _CHECK[total % 11]


def phone(number: int) -> str:
    """Return the mobile number of that running number.

    Examples
    --------
    >>> phone(42)
    '16000000042'
    """
    return f"1600000{number % 10_000:04d}"


def address(community: str, number: int) -> str:
    """Return an address in a street that does not exist."""
    return f"{community}示例路{1 + number % 180}号{1 + number % 7}栋{101 + number % 25}房"
