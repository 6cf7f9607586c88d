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
_AREA_CODES = (re.compile(r"0[1-9][0-9](?=[2-8][0-9]{6,7}$)"), re.compile(r"0[1-9][0-9]{2}(?=[2-8][0-9]{6,7}$)"))
_FEWEST_DIGITS, _SHORTEST_ACCOUNT, _MOST_PARTS = 7, 6, 12


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
        if _DATE.fullmatch(plain):
            continue
        runs = {_joined(run) for run in _RUN.findall(plain)} | set(_PART.findall(plain))
        is_whole = bool(_RUN.fullmatch(plain))
        found |= {run.lower() for run in runs if _has_digits(run) or (is_whole and _is_account(run))}
    found |= {code.sub("", number) for number in found for code in _AREA_CODES}
    return frozenset(number for number in found if _has_digits(number) or _is_account(number))


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
