"""What the entry workbook lets into a column: drop-downs, bounds of numbers and dates, and the hint beside the cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from evaltoolkit.instruments.scale import ItemRange, Scale
from evaltoolkit.intake.entry_help import MAX_HINT, entry_words, hint
from evaltoolkit.intake.wide import item_column
from evaltoolkit.model.columns import Column, Kind, TableSpec

Rule = Mapping[str, Any]
"""Options of one xlsxwriter data validation."""

_FLAGS = ("是", "否")
# Dates and numbers beyond these are typing errors (本工具规则); intake's own check is stricter.
_DATES = (date(1950, 1, 1), date(2100, 12, 31))
_MOST = 1e12
# Excel's limit for a title of an input message.
_MAX_TITLE = 32


def rule(spec: TableSpec, column: Column, year: int) -> Rule:
    """Return the validation of a column with its hint."""
    shown = {**_titles(column.header), "input_message": hint(spec, column, year)[:MAX_HINT]}
    return {**shown, **_allowed(column), **_refusal(column, shown["input_message"])}


def hint_only(header: str, words: str) -> Rule:
    """Return a validation that lets everything in and shows `words` beside the cell."""
    return {"validate": "any", **_titles(header), "input_message": words[:MAX_HINT]}


def scale_rule(spec: TableSpec, year: int, scales: Sequence[Scale]) -> Rule:
    """Return the validation of the column 量表: the chosen scales to pick from, others with a warning."""
    column = spec.column("scale")
    base = rule(spec, column, year)
    ids = [scale.id for scale in scales]
    if not ids or len(",".join(ids)) > MAX_HINT:
        return base
    return {**base, "validate": "list", "source": ids, "error_type": "information"}


def item_rule(number: int, scales: Sequence[Scale]) -> Rule:
    """Return the validation of an item's column: the answers of every chosen scale that has the item."""
    having = [(scale, found) for scale in scales for found in _range(scale, number)]
    answers = entry_words()["guide"]["answers"]
    ranges = "；".join(
        f"{scale.names.zh}：{answers.format(low=f'{found.low:g}', high=f'{found.high:g}')}" for scale, found in having
    )
    header = item_column(number).header
    words = f"{entry_words()['marks']['item']}{ranges}"[:MAX_HINT]
    return {
        **hint_only(header, words),
        "validate": "decimal",
        "criteria": "between",
        "minimum": min(found.low for _, found in having),
        "maximum": max(found.high for _, found in having),
        "error_title": entry_words()["marks"]["error_title"],
        "error_message": words,
    }


def n_items(scales: Sequence[Scale]) -> int:
    """Return how many item columns the chosen scales need together."""
    return max((scale.items.count for scale in scales if scale.items), default=0)


def money_rule(header: str, words: str) -> Rule:
    """Return the validation of a cell that takes an amount of money."""
    allowed = {"validate": "decimal", "criteria": ">=", "value": 0}
    error = {"error_title": entry_words()["marks"]["error_title"], "error_message": words[:MAX_HINT]}
    return {**hint_only(header, words), **allowed, **error}


def _range(scale: Scale, number: int) -> tuple[ItemRange, ...]:
    """Return the answers of the scale's item of that number, nothing where it has no such item."""
    return scale.items.ranges()[number - 1 : number] if scale.items else ()


def _titles(header: str) -> dict[str, str]:
    return {"input_title": header[:_MAX_TITLE]}


def _allowed(column: Column) -> Rule:
    if column.kind is Kind.CHOICE:
        return {"validate": "list", "source": list(column.choices)}
    if column.kind is Kind.FLAG:
        return {"validate": "list", "source": list(_FLAGS)}
    if column.kind is Kind.DATE:
        return {"validate": "date", "criteria": "between", "minimum": _DATES[0], "maximum": _DATES[1]}
    if column.kind in (Kind.NUMBER, Kind.COUNT):
        low = -_MOST if column.low is None else column.low
        high = _MOST if column.high is None else column.high
        kind = "decimal" if column.kind is Kind.NUMBER else "integer"
        return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}
    return {"validate": "any"}


def _refusal(column: Column, words: str) -> Rule:
    if column.kind in (Kind.CHOICE, Kind.FLAG, Kind.DATE, Kind.NUMBER, Kind.COUNT):
        return {"error_title": entry_words()["marks"]["error_title"], "error_message": words}
    return {}
