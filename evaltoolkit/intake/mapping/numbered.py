"""Answers that are written as numbers: which end is the best, and does the numbering begin where the scale does.

Survey programs write the number of the option: 1 may be 非常满意, and 1 to 4 may stand for the 0 to 3 of a scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evaltoolkit.instruments.shape import ScaleShape
from evaltoolkit.intake.checking.cell_values import as_text
from evaltoolkit.intake.mapping.sheet_map import SheetMap
from evaltoolkit.intake.mapping.values import entries
from evaltoolkit.model.workbook import OVERALL

BEST_IS_5, BEST_IS_1 = "5 是非常满意", "1 是非常满意"
AS_WRITTEN, FROM_1 = "写的就是得分", "1 是最低的一档"
_STEPS = ("1", "2", "3", "4", "5")
# 本工具规则: nobody of so many answering the least is a numbering from 1 rather than chance.
_MANY = 20


def are_ratings(cells: Iterable[Sequence[object]]) -> bool:
    """Return whether answers on satisfaction are written as the numbers 1 to 5."""
    return any(as_text(cell) in _STEPS for column in cells for cell in entries(column))


def rated(each: SheetMap, header: str, answer: str) -> SheetMap:
    """Return the map with what the numbers 1 to 5 mean, from the least to the most."""
    order = _STEPS if answer == BEST_IS_5 else _STEPS[::-1]
    words = dict(zip(order[::-1], OVERALL[:5], strict=True))
    values: Mapping[str, Mapping[str, str]] = {**each.values, header: {**each.values.get(header, {}), **words}}
    return replace(each, values=values, answers=order, least=1)


def may_begin_at_1(cells: Iterable[Sequence[object]], shape: ScaleShape) -> bool:
    """Return whether answers to a scale that begins at 0 may be numbered from 1."""
    if not shape.lows or set(shape.lows) != {0.0} or set(shape.steps) != {1.0} or len(set(shape.highs)) > 1:
        return False
    found = [float(words) for column in cells for cell in entries(column) if (words := as_text(cell)).isdigit()]
    return bool(found) and min(found) >= 1 and (len(found) >= _MANY or max(found) > shape.highs[0])


def begun(each: SheetMap, shape: ScaleShape, answer: str) -> SheetMap:
    """Return the map with what the numbers of a scale's answers mean."""
    count = round(shape.highs[0]) + 1
    first = 0 if answer == AS_WRITTEN else 1
    return replace(each, answers=tuple(str(first + step) for step in range(count)), least=0)
