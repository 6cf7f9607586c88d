"""Find the numbers that a station's own roster holds of people: telephones without area code, QQ, cards of any form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from evaltoolkit.disclosure.names.disguise import narrowed
from evaltoolkit.disclosure.names.found import Found, Identifier

# Digits and letters with what people part them by; a line break ends a cell.
_RUN = re.compile(r"[0-9A-Za-z](?:[ \-_]?[0-9A-Za-z])*")
_PART = re.compile(r"[0-9A-Za-z]+")
_DATE = re.compile(r"(?:19|20)[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?(?: [0-9:]+)?")
_YEAR, _MONTH, _DAY = r"(?:19|20)[0-9]{2}", r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12][0-9]|3[01])"
_HOUR = r"(?:[01]?[0-9]|2[0-4])"
_MOMENT = (
    rf"(?:{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|{_YEAR}[-./年]{_MONTH}(?:[-./月]{_DAY}[日号]?|月)?|{_YEAR}年?度?"
    rf"|{_MONTH}[./月]{_DAY}[日号]?|{_MONTH}月|{_HOUR}(?:[:：][0-5][0-9]){{1,2}}|(?:[01][0-9]|2[0-3])[0-5][05]|{_HOUR}[时点]"
    r"(?:[0-5]?[0-9]分?|半)?)"
)
_TO = r"\s*(?:[-~—–－～至到/、,，]+|\s)\s*"
_TIME = re.compile(rf"{_MOMENT}(?:{_TO}{_MOMENT}){{0,5}}")
_DAY_ALONE = (
    rf"(?:{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|{_YEAR}[-./年]{_MONTH}(?:[-./月](?:{_DAY}[日号]?)?)?)"
)
_DAYS_ALONE = re.compile(rf"{_DAY_ALONE}(?:{_TO}{_DAY_ALONE})*")
_DATES = re.compile(
    rf"{_DATE.pattern}|{_YEAR}[01][0-9][0-3][0-9]{_TO}{_YEAR}[01][0-9][0-3][0-9]|{_YEAR}-{_YEAR}(?![0-9])"
)
_AREA_CODES = (re.compile(r"0[1-9][0-9](?=[2-8][0-9]{6,7}$)"), re.compile(r"0[1-9][0-9]{2}(?=[2-8][0-9]{6,7}$)"))
_FEWEST_DIGITS, _SHORTEST_ACCOUNT, _MOST_PARTS = 7, 6, 12


def is_time(words: str) -> bool:
    """Return whether a cell holds days, years or times of the day alone, or spans of them.

    Examples
    --------
    >>> [is_time(words) for words in ("20230110-20230124", "2021-2026", "0830-1200", "2023.1.1-12.31", "8633-1234")]
    [True, True, True, True, False]
    """
    return bool(_TIME.fullmatch(narrowed(words).strip()))


def is_day(words: str) -> bool:
    """Return whether a cell holds days or months alone, as every page prints them: a number like these tells nobody.

    Examples
    --------
    >>> [is_day(words) for words in ("2023-01", "20230312", "2023.3.12、2023.4.10", "2023-001", "2023-71", "86331234")]
    [True, True, True, False, False, False]
    """
    return bool(_DAYS_ALONE.fullmatch(narrowed(words).strip()))


def plain_numbers(cells: Iterable[str]) -> frozenset[str]:
    """Return the numbers in cells of a column of numbers, as they are compared: small letters, nothing between.

    Parameters
    ----------
    cells
        As the workbook holds them, with remarks or several in one; dates and what has too few signs are left out.

    Examples
    --------
    >>> sorted(plain_numbers(["020-8633 1234转2", "QQ：283746510", "wang_fang", "2023-05-01", "无", "3"]))
    ['02086331234', '283746510', '6331234', '86331234', 'wangfang']
    """
    found = set()
    for words in cells:
        plain = narrowed(words).strip()
        if _PART.fullmatch(plain):  # nearly all
            found.add(plain.lower())
            continue
        plain = _DATES.sub("\n", plain)
        runs = {_joined(run) for run in _RUN.findall(plain)} | set(_PART.findall(plain))
        is_whole = bool(_RUN.fullmatch(plain))
        found |= {run.lower() for run in runs if _has_digits(run) or (is_whole and _is_account(run))}
    found |= {code.sub("", number) for number in found for code in _AREA_CODES}
    return frozenset(number for number in found if (_has_digits(number) or _is_account(number)) and not is_day(number))


def telling_numbers(cells: Iterable[str]) -> frozenset[str]:
    """Return the cells whose number tells somebody by itself; one of so few digits as 12500 is any figure of a report.

    Examples
    --------
    >>> sorted(telling_numbers(["12500", "86331234", "wang_fang"]))
    ['86331234', 'wang_fang']
    """
    return frozenset(words for words in cells if plain_numbers([words]))


def find_roster_numbers(text: str, numbers: frozenset[str]) -> Iterator[Found]:
    """Yield the places where a text holds one of these numbers by itself, whatever parts its signs.

    Parameters
    ----------
    text
        Any text.
    numbers
        As :func:`plain_numbers` gives them.

    Examples
    --------
    >>> [found.start for found in find_roster_numbers("致电 8633-1234 或186331234", frozenset({"86331234"}))]
    [3]
    """
    for run in _RUN.finditer(narrowed(text)) if numbers else ():
        if len(run.group()) < _SHORTEST_ACCOUNT:
            continue
        parts = list(_PART.finditer(run.group()))[:_MOST_PARTS]
        for first, last in combinations(range(len(parts) + 1), 2):
            start, end = parts[first].start(), parts[last - 1].end()
            number = _joined(run.group()[start:end]).lower()
            if number in numbers and (last - first == 1 or len(number) >= _FEWEST_DIGITS):
                yield Found(run.start() + start, run.start() + end, Identifier.ROSTER_NUMBER)


def _joined(run: str) -> str:
    return re.sub(r"[ \-_]", "", run)


def _is_account(run: str) -> bool:
    """Return whether a run may be a name in WeChat: they begin with a letter."""
    return len(run) >= _SHORTEST_ACCOUNT and run[0].isalpha()


def _has_digits(run: str) -> bool:
    """Return whether a run has more digits than figures of a station have."""
    return sum(map(str.isdigit, run)) >= _FEWEST_DIGITS
