"""Read the sheets of a raw workbook: which rows are records, and what a cell says.

Only what the recomputation needs is read. Rows that the rules of intake leave out are left out here too: sums and
notes, rows without a readable entry where one is needed, repeated rows, people and services that no roster knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl

from recompute.sheets import KEYED, SHEETS

Row = dict[str, Any]
Sheets = Mapping[str, Sequence[Row]]

METHODS = ("个案", "小组", "社区活动")
LEVELS = ("非常满意", "满意", "一般", "不满意", "非常不满意", "不适用")
_SUM_OR_NOTE = re.compile(r"(合|总|小|共)\s*计\s*[:：]?|(注|备注|说明|填表人|制表人?|审核人?)\s*[:：].*", re.DOTALL)
_EXAMPLE = re.compile(r"示例行?\s*([:：].*)?|[（(【\[]\s*示例\s*[)）】\]].*", re.DOTALL)
_DIVISORS = {"": 1.0, "小时": 1.0, "h": 1.0, "分钟": 60.0, "万元": 1.0, "万": 1.0, "元": 10_000.0, "%": 100.0}
_YES, _NO = frozenset("是√✓✔☑有对1"), frozenset("否×✗✘无错0xX")


def _text(cell: object) -> str | None:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip() or None


def _code(cell: object) -> str | None:
    words = _text(cell)
    return None if words is None else "".join(words.split()).upper()


def _number(cell: object) -> float | None:
    if isinstance(cell, int | float):
        return float(cell)
    match = re.fullmatch(r"([+-]?[\d,]+(?:\.\d+)?)\s*(\D*)", str(cell).strip())
    if match is None or match[2] not in _DIVISORS:
        return None
    return float(match[1].replace(",", "")) / _DIVISORS[match[2]]


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    match = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?", str(cell).strip())
    return None if match is None else date(int(match[1]), int(match[2]), int(match[3]))


def _flag(cell: object) -> bool | None:
    words = str(cell).strip()
    return True if words in _YES else False if words in _NO else None


def _labels(cell: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in re.split(r"[、，,;；/|\s]+", str(cell)) if part))


def _choice(cell: object, choices: tuple[str, ...]) -> str | None:
    words = _text(cell)
    return words if words in choices else None


_KINDS: Mapping[str, Callable[[Any], object]] = {
    "text": _text, "code": _code, "number": _number, "day": _day, "flag": _flag, "labels": _labels,
    "method": partial(_choice, choices=METHODS), "level": partial(_choice, choices=LEVELS),
}  # fmt: skip
_ITEM = re.compile(r"题(\d+)")


def read_workbook(path: Path | None) -> dict[str, list[Row]]:
    """Return the records of every sheet; a sheet that is not there has none."""
    found: dict[str, list[Row]] = {name: [] for name in SHEETS}
    if path is None:
        return found
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for name in found:
        if name in book.sheetnames:
            found[name] = list(_records(name, book[name].iter_rows(values_only=True)))
    book.close()
    for name in KEYED:
        found[name] = _once(found[name])
    return _linked(found)


def in_year(rows: Iterable[Row], column: str, year: int) -> list[Row]:
    """Return the rows of the calendar year, and those without a day."""
    return [row for row in rows if row[column] is None or row[column].year == year]


def _records(name: str, rows: Iterator[Sequence[Any]]) -> Iterator[Row]:
    columns = [part.split(":") for part in SHEETS[name].split()]
    headers = [re.sub(r"[（(]万元[)）]", "", str(cell)) for cell in next(rows)]
    items = {place: int(match[1]) for place, header in enumerate(headers) if (match := _ITEM.fullmatch(header))}
    needed = [column for _, column, kind in columns if kind.endswith("!")]
    places = {column: headers.index(header) for header, column, _ in columns if header in headers}
    kinds = {column: _KINDS[kind.rstrip("!")] for _, column, kind in columns}
    for cells in rows:
        if _is_record(cells):
            row: Row = {column: _read(cells, places.get(column), read) for column, read in kinds.items()}
            row["items"] = {number: _read(cells, place, _number) for place, number in items.items()}
            if all(row[column] is not None for column in needed):
                yield row


def _read(cells: Sequence[Any], place: int | None, read: Callable[[Any], object]) -> object:
    empty = place is None or place >= len(cells) or cells[place] in (None, "")
    return None if empty or place is None else read(cells[place])


def _is_record(cells: Sequence[Any]) -> bool:
    first = next((cell for cell in cells if cell not in (None, "")), None)
    words = first.strip() if isinstance(first, str) else ""
    return first is not None and not (_SUM_OR_NOTE.fullmatch(words) or _EXAMPLE.fullmatch(words))


def _once(rows: list[Row]) -> list[Row]:
    """Return the rows without those that repeat an earlier one wholly."""
    return list({repr(row): row for row in rows}.values())


def _linked(sheets: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Leave out rows of people or services that stand on no roster; a satisfied stranger is nobody."""
    clients = {row["client"] for row in sheets["服务对象"]}
    services = {row["service"] for row in sheets["服务记录"]}
    if services:
        sheets["出席"] = [row for row in sheets["出席"] if row["service"] in services]
    if clients:
        for name in ("出席", "测量"):
            sheets[name] = [row for row in sheets[name] if row["client"] in clients]
        for row in sheets["满意度"]:
            row["client"] = row["client"] if row["client"] in clients else None
    return sheets
