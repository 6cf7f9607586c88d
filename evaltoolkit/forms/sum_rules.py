"""What must hold over the rows: groups, the sum of weights, the sum of points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from evaltoolkit.forms.cells import FoundCell
from evaltoolkit.forms.faults import Fault, differs
from evaltoolkit.forms.figures import is_blank, is_open, number_of
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
    yield from _over_rows(form)


def _groups(form: ReadForm) -> Iterator[Fault]:
    for cell, rows in _grouped(form.rows):
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


def _grouped(rows: Sequence[Row]) -> list[tuple[FoundCell, list[Row]]]:
    """Return the rows of each group, with the cell that names it: one without words goes on with the group above."""
    groups: list[tuple[FoundCell, list[Row]]] = []
    for row in rows:
        cell = row.get("level_1")
        if cell is not None and (not groups or cell.plain not in ("", groups[-1][0].plain)):
            groups.append((cell, []))
        if groups:
            groups[-1][1].append(row)
    return groups


def _totals(form: ReadForm) -> Iterator[Fault]:
    head = form.funds.get("total", {})
    for name in ("weight", "points"):
        cells = [*([head[name]] if name in head else []), *_once(form.rows, name)]
        numbers = [number_of(cell) for cell in cells]
        if any(is_open(cell) for cell in cells):
            continue
        total = sum((one for one in numbers if one is not None), Decimal(0))
        stated, cell = number_of(form.total.get(name)), form.total.get(name)
        if cell is not None and stated is not None and differs(total, stated):
            yield Fault(
                cell, text("The sum is {stated}, the rows come to {sum}.", stated=shown(stated), sum=shown(total))
            )
        elif cell is not None and stated is None and (name == "points" or not is_blank(cell)) and not is_open(cell):
            yield Fault(
                cell, text("The sum is missing.") if is_blank(cell) else text("{words} is no number.", words=cell.words)
            )
        elif name == "weight" and cells and differs(total, HUNDRED):
            where = cell if cell is not None else cells[-1]
            yield Fault(where, text("The weights come to {sum}, not to 100.", sum=shown(total)))


def _once(rows: Iterable[Row], name: str) -> list[FoundCell]:
    """Return the cells of a column, one over several rows once."""
    return list(dict.fromkeys(row[name] for row in rows if name in row))


def _over_rows(form: ReadForm) -> Iterator[Fault]:
    for name in ("weight", "points"):
        for cell in _once(form.rows, name):
            if sum(row.get(name) == cell for row in form.rows) > 1:
                yield Fault(cell, text("The cell goes over several rows of indicators."))


def _twice(form: ReadForm) -> Iterator[Fault]:
    seen: set[tuple[str, ...]] = set()
    for row in form.rows:
        name = tuple(row[key].plain for key in ("level_1", "level_2", "level_3") if key in row)
        if name in seen and row["level_3"].plain:
            yield Fault(row["level_3"], text("The indicator stands in the form twice."))
        seen.add(name)
