"""Turn a cell of a station's own file into what the sheet of the workbook would hold."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

from evaltoolkit.intake.checking.cell_values import Problem, as_date, as_text
from evaltoolkit.intake.mapping.sheet_map import SheetMap
from evaltoolkit.intake.mapping.vocabulary import (
    answer_step,
    blank_words,
    choice_of,
    plain,
    read_labels,
    without_prefix,
)
from evaltoolkit.model.columns import Column, Items, Kind
from evaltoolkit.model.workbook import FORMS

_DAY = re.compile(r"([0-9]{1,2})\s*[.月/\-]\s*([0-9]{1,2})\s*[日号]?")
_ONLY_DAY = re.compile(r"([0-9]{1,2})\s*[日号]?")
_DECIMALS = 1e-9
_BARE = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?")
_WRITTEN_OUT, _CUT = re.compile(r"[0-9]{1,2}\.[123]0"), re.compile(r"[0-9]{1,2}\.[0-9]")


def converted(
    cells: Sequence[object], column: Column, each: SheetMap, month: int = 0, *, is_text: bool = False
) -> list[object]:
    """Return the cells of a column as the workbook would hold them; what is not understood stays as it is.

    Parameters
    ----------
    cells
        Of one column, row by row.
    column
        Of the workbook.
    each
        The map that holds for them.
    month
        That the sheet's name says, for days without one.
    is_text
        Of a text file, in which 3.10 may have lost its last sign.
    """
    known = [None if cell is None or plain(cell) in blank_words() else cell for cell in cells]
    if column.kind is Kind.DATE and each.year:
        return _days(as_numbers(known) if is_text else known, each.year, month)
    words = each.values.get(column.header, {})
    return [None if cell is None else _one(cell, column, words) for cell in known]


def _one(cell: object, column: Column, words: dict[str, str] | object) -> object:
    given = words.get(as_text(cell)) if isinstance(words, dict) else None
    if given is not None:
        return given
    if column.kind is Kind.CHOICE:
        choice = choice_of(as_text(cell), column)
        return (choice if column.forms else FORMS.get(choice or "", choice)) or cell
    if column.kind is Kind.LABELS:
        return "、".join(read_labels(cell))
    return cell


def with_unit(cells: Sequence[object], unit: str, column: Column) -> list[object]:
    """Return bare figures with the unit that a header or title says for all of them.

    Examples
    --------
    >>> with_unit([50.0, "1,200", "2万元", None], "千元", Column("spent", "支出", Kind.NUMBER, unit="万元"))
    ['50.0千元', '1,200千元', '2万元', None]
    """
    if not unit or unit == column.unit or column.kind not in (Kind.NUMBER, Kind.COUNT):
        return list(cells)
    return [f"{cell}{unit}" if _is_bare(cell) else cell for cell in cells]


def _is_bare(cell: object) -> bool:
    if isinstance(cell, str):
        return bool(_BARE.fullmatch(unicodedata.normalize("NFKC", cell).strip()))
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def answered(cells: Sequence[object], each: SheetMap, items: Items) -> list[object]:
    """Return answers to an item as numbers."""
    return [None if cell is None or plain(cell) in blank_words() else _answer(cell, each, items) for cell in cells]


def _answer(cell: object, each: SheetMap, items: Items) -> object:
    written = as_text(cell)
    if written in each.answers:
        return float(each.least + each.answers.index(written))
    if isinstance(cell, int | float):
        return cell
    words = without_prefix(written)
    if each.answers:
        count = len(each.answers)
        step = answer_step(words, count, each.answers) or answer_step(written, count, each.answers)
        return cell if step is None else float(each.least + step - 1)
    return words if items is Items.RATING else cell


def _days(cells: Sequence[object], year: int, month: int) -> list[object]:
    """Return days with their year; a number such as 3.1 is the first or the tenth, whichever the order allows."""
    days: list[object] = []
    before: datetime | None = None
    for cell in cells:
        day = _day(cell, year, month, before)
        before = day if isinstance(day, datetime) else before
        days.append(day)
    return days


def _day(cell: object, year: int, month: int, before: datetime | None) -> object:
    if cell is None or isinstance(cell, date | bool):
        return cell
    if isinstance(cell, int | float):
        return _from_number(float(cell), year, month, before) or cell
    words = unicodedata.normalize("NFKC", as_text(cell))
    if not isinstance(as_date(words), Problem):
        return cell
    if match := _DAY.fullmatch(words):
        return _made(year, int(match[1]), int(match[2])) or cell
    if month and (match := _ONLY_DAY.fullmatch(words)):
        return _made(year, month, int(match[1])) or cell
    return cell


def _from_number(number: float, year: int, month: int, before: datetime | None) -> datetime | None:
    if not math.isfinite(number):
        return None
    whole, part = int(number), round((number - int(number)) * 100)
    if abs(number - int(number)) < _DECIMALS:
        return _made(year, month, whole) if month else None
    if not 1 <= whole <= 12:
        return None
    # 3.15 is the fifteenth; 3.1 is what a spreadsheet makes of 3.10 as well
    short = _made(year, whole, part // 10) if part % 10 == 0 else None
    full = _made(year, whole, part)
    if short is None or full is None:
        return short or full
    return full if before is not None and short < before <= full else short


def _made(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def as_numbers(cells: Sequence[object]) -> list[object]:
    """Return days such as 3.1 of a text file as numbers, unless another one shows that 3.10 is written out."""
    words = [cell for cell in cells if isinstance(cell, str)]
    if any(_WRITTEN_OUT.fullmatch(word.strip()) for word in words):
        return list(cells)
    return [float(cell) if isinstance(cell, str) and _CUT.fullmatch(cell.strip()) else cell for cell in cells]


def is_ambiguous(cell: object) -> bool:
    """Return whether a day is written as a number that may be two days: 3.1 the first or the tenth of March."""
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not 1 <= cell < 13:
        return False
    tenth = round((cell - int(cell)) * 100)
    return tenth in (10, 20, 30)
