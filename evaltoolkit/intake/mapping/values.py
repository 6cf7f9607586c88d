"""What the cells of a column hold, whatever its header says: names propose, values decide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from evaltoolkit.disclosure.names.identifiers import find_identity_numbers, find_phones
from evaltoolkit.intake.checking.cell_values import Problem, as_date, as_flag, as_number, as_text
from evaltoolkit.intake.mapping.vocabulary import (
    answer_step,
    blank_words,
    choice_of,
    is_known_label,
    plain,
    read_labels,
    without_prefix,
)
from evaltoolkit.model.columns import Column, Kind
from evaltoolkit.model.workbook import OVERALL

_SHORT_DAY = re.compile(r"(?:([0-9]{1,2})[.月/\-])?([0-9]{1,2})[日号]?")
_STEPS = frozenset("12345")
_LONGEST_CODE = 24
_LOOKED_AT = 60
_FEWEST_DIGITS = 7  # of a telephone number
_GLANCE = 256  # signs of a cell that tell what its column holds
MOST = 0.6
"""本工具规则: a column is of a kind where at least so many of its entries are."""


def entries(cells: Iterable[object]) -> list[object]:
    """Return the cells that say something: not blank, and no program's word for a question that was not put."""
    known: dict[tuple[type, object], bool] = {}  # by type too: 1 and True are equal
    return [cell for cell in cells if _once(known, cell, _says_something)]


def _says_something(cell: object) -> bool:
    return cell is not None and plain(str(cell).strip()[:_GLANCE]) not in blank_words()


def _once(known: dict[tuple[type, object], bool], cell: object, decide: Callable[[object], bool]) -> bool:
    """Return what is decided of a cell, decided once for all cells that are alike."""
    key = (type(cell), cell)
    if key not in known:
        known[key] = decide(cell)
    return known[key]


def sample(cells: Sequence[object]) -> list[object]:
    """Return some entries from all over a column: enough to tell what it holds."""
    step = max(len(cells) // _LOOKED_AT, 1)
    return entries(cells[::step])[:_LOOKED_AT]


def fit(cells: Sequence[object], column: Column) -> float:
    """Return which share of the entries may stand in a column; 1 for a column without any.

    Examples
    --------
    >>> fit(["个案工作", "小组"], Column("method", "服务方法", Kind.CHOICE, choices=("个案", "小组", "社区活动")))
    1.0
    """
    found, known = sample(cells), dict[tuple[type, object], bool]()
    return sum(_once(known, cell, lambda one: _fits(one, column)) for cell in found) / len(found) if found else 1.0


def _fits(cell: object, column: Column) -> bool:
    kind = column.kind
    if kind is Kind.DATE:
        return is_day(cell)
    if kind in (Kind.NUMBER, Kind.COUNT):
        return not isinstance(cell, date | bool) and isinstance(
            as_number(cell, column=Column("", "", unit=column.unit)), float
        )
    if kind is Kind.CHOICE:
        return choice_of(as_text(cell), column) is not None or (column.choices == OVERALL and as_text(cell) in _STEPS)
    if kind is Kind.LABELS:
        return not isinstance(cell, date) and any(map(is_known_label, read_labels(cell)))
    if kind is Kind.FLAG:
        return not isinstance(as_flag(cell), Problem)
    return _names(cell, kind)


def _names(cell: object, kind: Kind) -> bool:
    words = as_text(cell)[:_GLANCE]
    if kind is Kind.PERSON_NUMBER:
        return sum(sign.isdigit() for sign in words) >= 7
    if kind is Kind.CODE:
        return len(words) <= _LONGEST_CODE and not isinstance(cell, date)
    if kind is Kind.NAME:
        return not any(sign.isdigit() for sign in words[:3])
    return not isinstance(cell, datetime) if kind is Kind.ADDRESS else True


def is_day(cell: object) -> bool:
    """Return whether a cell may be a day, also one without its year such as 3.5 or 3月5日."""
    if isinstance(cell, bool):
        return False
    if not isinstance(as_date(cell), Problem):
        return True
    match = _SHORT_DAY.fullmatch(unicodedata.normalize("NFKC", as_text(cell)))
    return match is not None and 1 <= int(match[1] or 1) <= 12 and 1 <= int(match[2]) <= 31


def are_identity_numbers(cells: Sequence[object]) -> bool:
    """Return whether most entries are identity numbers."""
    return _share(cells, lambda words: any(True for _ in find_identity_numbers(words, strict=False))) >= MOST


def are_phones(cells: Sequence[object]) -> bool:
    """Return whether most entries are telephone numbers."""
    return _share(cells, lambda words: any(True for _ in find_phones(words))) >= MOST


def _share(cells: Sequence[object], holds: Callable[[str], bool]) -> float:
    found = [as_text(cell)[:_GLANCE] for cell in sample(cells)]
    telling = [words for words in found if sum(map(str.isdigit, words)) >= _FEWEST_DIGITS]
    return sum(map(holds, telling)) / len(found) if len(telling) >= MOST * len(found) > 0 else 0.0


def answer_words(columns: Iterable[Sequence[object]]) -> frozenset[str] | None:
    """Return the different answers in columns of items as words, without numbers; None where one is no answer."""
    words = {without_prefix(as_text(cell)) for cells in columns for cell in set(entries(cells))}
    return (
        frozenset(word for word in words if not word.replace(".", "", 1).isdigit())
        if all(map(_may_answer, words))
        else None
    )


def _may_answer(word: str) -> bool:
    if word.replace(".", "", 1).isdigit():
        return True
    return any(answer_step(word, count) is not None for count in range(2, 8))
