"""What must hold in the head of the form: lines and totals of the money, the rate of execution and its points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from evaltoolkit.forms.cells import FoundCell
from evaltoolkit.forms.faults import TOLERANCE, Fault, differs
from evaltoolkit.forms.figures import is_blank, is_open, number_of, rate_of
from evaltoolkit.forms.reading import ReadForm
from evaltoolkit.language import text
from evaltoolkit.scoring.points import round_points, shown
from evaltoolkit.scoring.quantity import parse_quantity

_ITEM = re.compile(r"[（(]?(?:[A-Za-z一二三四五六七八九十]{1,2}[）)．.、:：]|\d{1,2}(?:[）)．、:：]|\.(?!\d)))\s*")
_MONEY = ("initial", "annual", "executed")
_HUNDRED = Decimal(100)
_RATE_TOLERANCE = Decimal("0.05")  # 本工具规则: forms print rates with one decimal


def fund_faults(form: ReadForm) -> Iterator[Fault]:
    """Yield the faults of the money, the rates and the points of execution."""
    total = form.funds.get("total", {})
    lines = [row for name, row in form.funds.items() if name != "total"]
    for row in form.funds.values():
        yield from _unreadable(row)
    for name in _MONEY:
        yield from _sum(name, total, lines)
    for row in (total, *lines):
        yield from _rate(row)
    yield from _points(total)


def _unreadable(row: Mapping[str, FoundCell]) -> Iterator[Fault]:
    for name, cell in row.items():
        if is_blank(cell) or is_open(cell):
            continue
        number = number_of(cell)
        if number is None:
            yield Fault(cell, text("{words} is no number.", words=cell.words))
        elif number < 0:
            yield Fault(cell, text("{number} is below 0.", number=shown(number)))
        elif name == "executed" and (annual := number_of(row.get("annual"))) is not None and number > annual > 0:
            yield Fault(
                cell,
                text("{number} was spent of a budget of {annual}.", number=shown(number), annual=shown(annual)),
            )


def _sum(name: str, total: Mapping[str, FoundCell], lines: list[Mapping[str, FoundCell]]) -> Iterator[Fault]:
    found = [number for row in lines if (number := number_of(row.get(name))) is not None]
    stated = number_of(total.get(name))
    if found and stated is not None and differs(sum(found, Decimal(0)), stated):
        yield Fault(
            total[name],
            text(
                "The total is {stated}, the lines beneath it come to {sum}.",
                stated=shown(stated),
                sum=shown(sum(found, Decimal(0))),
            ),
        )


def _rate(row: Mapping[str, FoundCell]) -> Iterator[Fault]:
    annual, executed, stated = number_of(row.get("annual")), number_of(row.get("executed")), rate_of(row.get("rate"))
    if not annual or executed is None or stated is None:
        return
    rate = executed / annual * _HUNDRED
    if abs(rate - stated) > _RATE_TOLERANCE:
        yield Fault(
            row["rate"],
            text(
                "The rate is {stated}%; {executed} ÷ {annual} gives {rate}%.",
                stated=shown(stated),
                executed=shown(executed),
                annual=shown(annual),
                rate=round_points(rate),
            ),
        )


def _points(row: Mapping[str, FoundCell]) -> Iterator[Fault]:
    weight, points = number_of(row.get("weight")), number_of(row.get("points"))
    annual, executed = number_of(row.get("annual")), number_of(row.get("executed"))
    if weight is None and row and not is_blank(row.get("points")):
        yield Fault(row["weight"], text("There are points, but no weight."))
    if weight is None or points is None or not annual or executed is None:
        return
    exact = round_points(min(executed / annual, Decimal(1)) * weight)
    if abs(points - exact) > TOLERANCE:
        yield Fault(
            row["points"],
            text("{points} points; the rate of execution gives {exact}.", points=shown(points), exact=shown(exact)),
        )


def goal_faults(form: ReadForm) -> Iterator[Fault]:
    """Yield goals that are nothing but an amount: the whole cell, or one of those that it numbers."""
    for cell in form.goals.values():
        numbered = (
            _ITEM.sub("", line.strip(), count=1) for line in cell.words.split("\n") if _ITEM.match(line.strip())
        )
        for words in dict.fromkeys((cell.words.strip(), *numbered)):
            if parse_quantity(words) is not None and not words[0].isalpha():
                yield Fault(cell, text("A goal says what is to be reached; {words} is an amount.", words=words))
