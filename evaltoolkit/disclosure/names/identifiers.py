"""Find what names a person in a text: identity numbers, phones, bank cards, names and addresses of a roster.

Pure functions on one text; each returns places, never values. Intake masks with them what it stores, the gate refuses
with them what it would publish.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from evaltoolkit.disclosure.names.disguise import digit_versions
from evaltoolkit.disclosure.names.found import MASK, Found, Identifier, mask, merge_found
from evaltoolkit.disclosure.names.identity_number import (
    is_identity_number,
    is_of_living,
    is_old_identity,
    is_plausible_identity,
)
from evaltoolkit.disclosure.names.more_numbers import EIGHT_DIGIT_DAY, find_more
from evaltoolkit.disclosure.names.roster_search import address_tails, find_addresses, find_names

__all__ = [
    "MASK",
    "Found",
    "Identifier",
    "address_tails",
    "find_addresses",
    "find_bank_cards",
    "find_identity_numbers",
    "find_names",
    "find_numbers",
    "find_phones",
    "mask",
    "merge_found",
]

# Between two digits of a disguised number; a line break or tab separates table cells and is left out on purpose.
_GAP = r"[ \u00a0\u00ad\u2000-\u200f\u2060\ufeff\u3000\-\u2010-\u2015_.·•,，/\\()（）]{0,3}"
# Whatever else may part digits: no letter, no Chinese character, no line break or tab.
_SIGNS = r"[^0-9A-Za-z\u3400-\u9fff\n\r\t]"


def _begins(first: str) -> str:
    """Return the pattern of a first sign that goes on no number; the sign comes first, since that is sought quickly."""
    return rf"{first}(?<![0-9]{first})(?<![0-9]\.{first})"


# Its check digit and birth date confirm an identity number whatever signs part its digits.
_IDENTITY = re.compile(rf"{_begins('[1-8]')}(?:{_SIGNS}{{0,3}}[0-9]){{16}}{_SIGNS}{{0,3}}[0-9Xx](?![0-9])")
# The number of a disability card is the identity number with kind and grade; B1 counts the cards that were issued anew.
_DISABILITY = re.compile(
    rf"{_begins('[1-8]')}(?:{_SIGNS}{{0,3}}[0-9]){{16}}{_SIGNS}{{0,3}}[0-9Xx]{_SIGNS}{{0,3}}[1-7]{_SIGNS}{{0,3}}[1-4]"
    r"(?:B[0-9])?(?![0-9])"
)
# Digits of another number, a date or a sum may stand right before or behind it: only the check digit tells then.
_BURIED = re.compile(r"[1-8](?=([0-9]{16}[0-9Xx]))")
# Without a check digit to confirm it, an old number is looked for in its groups only, not between any signs.
_OLD_IDENTITY = re.compile(rf"{_begins('[1-8]')}[0-9]{{5}}[ \-\u3000]?[0-9]{{6}}[ \-\u3000]?[0-9]{{3}}(?!\.?[0-9Xx])")

_MOBILE = re.compile(
    rf"(?:\+86{_GAP}1|{_begins('0')}086{_GAP}1|{_begins('8')}6{_GAP}1|{_begins('1')}){_GAP}[3-9](?:{_GAP}[0-9]){{9}}(?![0-9])"
)
# In the groups in which people write a mobile number any sign may part them, one decimal point too: 138.00138000.
_GROUPED_MOBILE = re.compile(
    rf"{_begins('1')}[3-9](?:[0-9](?:(?P<s>{_SIGNS}{{1,3}})[0-9]{{4}}(?P=s)[0-9]{{4}}|{_SIGNS}{{1,3}}[0-9]{{8}})"
    rf"|[0-9]{{5}}{_SIGNS}{{1,3}}[0-9]{{4}})(?!\.?[0-9])"
)
_SPREAD_MOBILE = re.compile(rf"{_begins('1')}(?P<s>{_SIGNS}{{1,3}})[3-9](?:(?P=s)[0-9]){{9}}(?!\.?[0-9])")
_LANDLINE = re.compile(
    rf"(?:{_begins('0')}|{_begins('[(]')}0|{_begins('（')}0)"
    rf"[1-9][0-9]{{1,2}}[)）]?{_GAP}[2-8][0-9]{{2,3}}{_GAP}[0-9]{{4}}(?![0-9])"
)
# A day of these years is a number only right behind the word: 电话20230512, not 电话回访20230512.
_RIGHT_BEHIND = r"(?:号码?|是|为|[:：= (（“\"\-]){0,6}"
_CALLED = re.compile(
    r"[电座固致TtPp手](?:(?:(?<=[电固])话|(?<=座)机|(?<=致)电|(?<=[Tt])el|(?<=T)EL|(?<=[Pp])hone)"
    rf"(?:{_RIGHT_BEHIND}|(?!费)[^0-9\n]{{0,6}}(?!{EIGHT_DIGIT_DAY}))[2-8][0-9]{{2,3}}[- ]?[0-9]{{4}}(?![0-9])"
    rf"|(?<=手)机{_RIGHT_BEHIND}[2-8][0-9]{{7}}(?![0-9]))"
)
# 13,735.5/12,810 hours: two figures of a share, not the mobile number 13735512810.
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_SHARE = rf"{_GROUPED}/(?:{_GROUPED}|[0-9]{{1,3}}(?:\.[0-9]+)?)"
# Marks one after another, 14.5/16.0/18.5/20, and the pressure of the blood, 150/90-160/100.
_MARKS = r"(?:[0-9]{1,3}\.[0-9]{1,2}/){2,}[0-9]{1,3}(?:\.[0-9]{1,2})?"
_PRESSURE = "(?:[1-9]|[12][0-9])[0-9]/(?:[1-9]|1[0-9])[0-9]"
_PRESSURES = rf"{_PRESSURE}(?:[\-\u2010-\u2015,，、 ]{{1,2}}{_PRESSURE})+"
# Days of a month: 5月17，24，31，7，14，21日.
_DAY = r"(?:[1-9]|[12][0-9]|3[01])"
_DAYS = re.compile(rf"{_DAY}(?:[，,、 ]{{1,2}}{_DAY})+")
# 13.912345678 is a figure with one decimal point; a disguised number has its point where people put it, or more gaps.
_FIGURES = re.compile(rf"{_SHARE}|{_MARKS}|{_PRESSURES}|[0-9]+\.[0-9]+(?:[ ,，]{{1,2}}[0-9]+\.[0-9]+)*")
_CARD = re.compile(rf"{_begins('[4-69]')}(?:(?<=6)2|(?<=[49])[0-9]|(?<=5)[1-5])(?:{_GAP}[0-9]){{14,17}}(?![0-9])")


def find_identity_numbers(text: str, *, strict: bool = True) -> tuple[Found, ...]:
    """Return the places of identity numbers of 18 digits, and of 15 as issued until 1999.

    Parameters
    ----------
    text
        Any text.
    strict
        Require the check digit; without it a number with a possible birth date is enough.

    Examples
    --------
    >>> find_identity_numbers("证件：１１０１０５１９４９１２３１００２ｘ")
    (Found(start=3, end=21, kind=<Identifier.IDENTITY_NUMBER: 'identity_number'>),)
    """
    return merge_found(_identity_numbers(digit_versions(text), strict=strict))


def find_phones(text: str) -> tuple[Found, ...]:
    """Return the places of mobile numbers, and of landlines with area code or after a word such as 电话.

    Examples
    --------
    >>> [text[found.start : found.end] for text in ["电138 0013 8000"] for found in find_phones(text)]
    ['138 0013 8000']
    """
    return merge_found(_phones(digit_versions(text)))


def find_bank_cards(text: str) -> tuple[Found, ...]:
    """Return the places of card numbers of 16 to 19 digits with a right check digit (ISO/IEC 7812, Luhn).

    Examples
    --------
    >>> len(find_bank_cards("卡号 4111 1111 1111 1111")), len(find_bank_cards("单号 4111 1111 1111 1112"))
    (1, 0)
    """
    return merge_found(_cards(digit_versions(text)))


def find_numbers(text: str, *, strict: bool = True) -> tuple[Found, ...]:
    """Return the places of every number, address of mail or chat and birth date of a person, reading the text once."""
    versions = digit_versions(text)
    found = (*_identity_numbers(versions, strict=strict), *_phones(versions), *_cards(versions))
    return merge_found([*found, *(entry for version in versions for entry in find_more(version))])


def _identity_numbers(versions: Sequence[str], *, strict: bool) -> Iterator[Found]:
    accept = is_identity_number if strict else is_plausible_identity
    yield from _search(versions, _IDENTITY, Identifier.IDENTITY_NUMBER, lambda match: accept(_digits(match)))
    yield from _search(versions, _DISABILITY, Identifier.IDENTITY_NUMBER, lambda match: accept(_digits(match)[:18]))
    for version in versions[:1]:
        for match in _BURIED.finditer(version):
            number = match[0] + match[1]
            if is_identity_number(number) and is_of_living(number):
                yield Found(match.start(), match.end(1), Identifier.IDENTITY_NUMBER)
    yield from _search(
        versions, _OLD_IDENTITY, Identifier.IDENTITY_NUMBER, lambda match: is_old_identity(_digits(match))
    )


def _phones(versions: Sequence[str]) -> Iterator[Found]:
    for pattern in (_MOBILE, _LANDLINE, _CALLED):
        yield from _search(versions, pattern, Identifier.PHONE, lambda match: not _is_figures(match))
    for pattern in (_GROUPED_MOBILE, _SPREAD_MOBILE):
        yield from _search(versions, pattern, Identifier.PHONE, lambda _: True)


def _cards(versions: Sequence[str]) -> Iterator[Found]:
    return _search(
        versions, _CARD, Identifier.BANK_CARD, lambda match: _has_luhn_digit(_digits(match)) and not _is_figures(match)
    )


def _is_figures(match: re.Match[str]) -> bool:
    """Return whether the digits are those of figures, such as 15.963774 140.000, or of days of a month."""
    is_of_month = match.string.startswith("月", match.start() - 1) or match.string.startswith(("日", "号"), match.end())
    if is_of_month and _DAYS.fullmatch(match.group()):
        return True
    goes_on = match.string[match.end() : match.end() + 1] == "." and match.string[match.end() + 1 :][:1].isdigit()
    return bool(_FIGURES.fullmatch(match.group())) or (goes_on and "." in match.group())


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"[^0-9Xx]", "", match.group())


def _has_luhn_digit(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _search(
    versions: Sequence[str], pattern: re.Pattern[str], kind: Identifier, accept: Callable[[re.Match[str]], bool]
) -> Iterator[Found]:
    for version in versions:
        for match in pattern.finditer(version):
            if accept(match):
                yield Found(match.start(), match.end(), kind)
