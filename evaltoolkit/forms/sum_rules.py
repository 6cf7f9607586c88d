"""What must hold over the rows: groups, the sum of weights, the sum of points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from evaltoolkit.forms.cells import FoundCell
from evaltoolkit.forms.faults import Fault, differs
from evaltoolkit.forms.figures import is_open, number_of
from evaltoolkit.forms.reading import ReadForm
from evaltoolkit.language import text
from evaltoolkit.scoring.points import HUNDRED, shown

_GROUP = re.compile(r"\((\d+(?:\.\d+)?)分?\)")
Row = Mapping[str, FoundCell]


def sum_faults(form: ReadForm) -> Iterator[Fault]:
    """Yield the faults of sums and of rows that stand twice."""
    yield from _groups(form)
    yield from _totals(form)
    yield from _twice(form)


def _groups(form: ReadForm) -> Iterator[Fault]:
    groups: dict[FoundCell, list[Row]] = {}
    for row in form.rows:
        if "level_1" in row:
            groups.setdefault(row["level_1"], []).append(row)
    for cell, rows in groups.items():
        stated, weights = _GROUP.search(cell.plain), [number_of(row.get("weight")) for row in rows]
        known = [one for one in weights if one is not None]
        if stated and len(known) == len(rows) and differs(sum(known, Decimal(0)), Decimal(stated[1])):
            yield Fault(
                cell,
                text(
                    "The group is said to have {stated} points, its rows come to {sum}.",
                    stated=stated[1],
                    sum=shown(sum(known, Decimal(0))),
                ),
            )


def _totals(form: ReadForm) -> Iterator[Fault]:
    head = form.funds.get("total", {})
    for name in ("weight", "points"):
        cells = [*([head[name]] if name in head else []), *(row[name] for row in form.rows if name in row)]
        numbers = [number_of(cell) for cell in cells]
        if any(is_open(cell) for cell in cells):
            continue
        total = sum((one for one in numbers if one is not None), Decimal(0))
        stated, cell = number_of(form.total.get(name)), form.total.get(name)
        if cell is not None and stated is not None and differs(total, stated):
            yield Fault(
                cell, text("The sum is {stated}, the rows come to {sum}.", stated=shown(stated), sum=shown(total))
            )
        elif name == "weight" and cells and differs(total, HUNDRED):
            where = cell if cell is not None else cells[-1]
            yield Fault(where, text("The weights come to {sum}, not to 100.", sum=shown(total)))


def _twice(form: ReadForm) -> Iterator[Fault]:
    seen: set[tuple[str, ...]] = set()
    for row in form.rows:
        name = tuple(row[key].plain for key in ("level_1", "level_2", "level_3") if key in row)
        if name in seen and row["level_3"].plain:
            yield Fault(row["level_3"], text("The indicator stands in the form twice."))
        seen.add(name)
