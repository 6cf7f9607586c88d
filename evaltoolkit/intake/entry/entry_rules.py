"""What the entry workbook lets into a column: drop-downs, bounds of numbers and dates, and the hint beside the cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from evaltoolkit.instruments.scale import Scale
from evaltoolkit.instruments.shape import ScaleShape, shape_of
from evaltoolkit.intake.checking.wide import item_column
from evaltoolkit.intake.entry.entry_help import MAX_HINT, entry_words, hint
from evaltoolkit.model.columns import Column, Kind

Rule = Mapping[str, Any]
"""Options of one xlsxwriter data validation."""

_FLAGS = ("是", "否")
# Dates and numbers beyond these are typing errors (本工具规则); intake's own check is stricter.
_DATES = (date(1950, 1, 1), date(2100, 12, 31))
_MOST = 1e12
# Excel's limit for a title of an input message.
_MAX_TITLE = 32


def rule(column: Column, year: int) -> Rule:
    """Return the validation of a column with its hint."""
    shown = {**_titles(column.header), "input_message": hint(column, year)[:MAX_HINT]}
    return {**shown, **_allowed(column), **_refusal(column, shown["input_message"])}


def hint_only(header: str, words: str) -> Rule:
    """Return a validation that lets everything in and shows `words` beside the cell."""
    return {"validate": "any", **_titles(header), "input_message": words[:MAX_HINT]}


def scale_rule(column: Column, year: int, scales: Sequence[Scale]) -> Rule:
    """Return the validation of the column 量表: the chosen scales to pick from, others with a warning."""
    base = rule(column, year)
    ids = [scale.id for scale in scales]
    if not ids or len(",".join(ids)) > MAX_HINT:
        return base
    return {**base, "validate": "list", "source": ids, "error_type": "information"}


def item_rule(number: int, scales: Sequence[Scale]) -> Rule:
    """Return the validation of an item's column: the answers of every chosen scale that has the item."""
    found = [(scale.names.zh, shape_of(scale)) for scale in scales]
    having = [(name, shape) for name, shape in found if shape.n_items >= number]
    ranges = "；".join(f"{name}：{answers_of(shape, number)}" for name, shape in having)
    words = f"{entry_words()['marks']['item']}{ranges}"[:MAX_HINT]
    return {
        **hint_only(item_column(number).header, words),
        "validate": "decimal",
        "criteria": "between",
        "minimum": min(shape.lows[number - 1] for _, shape in having),
        "maximum": max(shape.highs[number - 1] for _, shape in having),
        "error_title": entry_words()["marks"]["error_title"],
        "error_message": words,
    }


def answers_of(shape: ScaleShape, number: int) -> str:
    """Return what may be typed as the answer to an item: a range, or the digits of what was chosen."""
    words, code = entry_words()["guide"], shape.code_of(number)
    low, high = shape.lows[number - 1], shape.highs[number - 1]
    if code is None:
        return str(words["answers"].format(low=f"{low:g}", high=f"{high:g}"))
    return str(words[code.form].format(n=code.parts, low=f"{low:.0f}", high=f"{high:.0f}"))


def n_items(scales: Sequence[Scale]) -> int:
    """Return how many item columns the chosen scales need together."""
    return max((shape_of(scale).n_items for scale in scales), default=0)


def money_rule(header: str, words: str) -> Rule:
    """Return the validation of a cell that takes an amount of money."""
    allowed = {"validate": "decimal", "criteria": ">=", "value": 0}
    error = {"error_title": entry_words()["marks"]["error_title"], "error_message": words[:MAX_HINT]}
    return {**hint_only(header, words), **allowed, **error}


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
