"""What must hold in each row of indicators: weight, points, target and actual, the reason where one is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from evaltoolkit.forms.cells import FoundCell
from evaltoolkit.forms.faults import Fault, differs
from evaltoolkit.forms.figures import as_rate, is_blank, is_open, level_of, number_of, quantity_of
from evaltoolkit.language import text
from evaltoolkit.scoring.overshoot import DEFAULT_OVERSHOOT, demands_reason
from evaltoolkit.scoring.points import HUNDRED, Points, Refused, round_points, shown
from evaltoolkit.scoring.quantity import Operator, Quantity
from evaltoolkit.scoring.rules.at_least import at_least
from evaltoolkit.scoring.rules.at_most import at_most
from evaltoolkit.scoring.rules.qualitative_band import qualitative_band

Row = Mapping[str, FoundCell]
_FIGURES = ("target", "actual", "weight", "points")
_AT_MOST = (Operator.AT_MOST, Operator.LESS)


def row_faults(row: Row) -> Iterator[Fault]:
    """Yield the faults of one row."""
    wide = _over_columns(row)
    if wide is not None:
        yield Fault(wide, text("The cell goes over several columns of the row."))
        return
    weight, points = number_of(row.get("weight")), number_of(row.get("points"))
    yield from _unreadable(row)
    if weight is not None and points is not None and points > weight:
        yield Fault(
            row["points"],
            text("{points} points are more than the weight of {weight}.", points=shown(points), weight=shown(weight)),
        )
    target, actual = quantity_of(row.get("target")), quantity_of(row.get("actual"))
    if target is not None and actual is not None:
        yield from _quantities(row, as_rate(target, row["target"], actual), as_rate(actual, row["actual"], target))
    elif target is not None and weight is not None and points is not None and is_blank(row.get("actual")):
        yield Fault(row["actual"], text("There are points, but no actual value."))
    elif target is None and weight is not None and points is not None:
        yield from _qualitative(row, weight, points)


def _over_columns(row: Row) -> FoundCell | None:
    """Return the first cell with a figure that stands in another column too; levels may share one."""
    places = [cell.place for cell in row.values()]
    return next((row[name] for name in _FIGURES if name in row and places.count(row[name].place) > 1), None)


def _unreadable(row: Row) -> Iterator[Fault]:
    for name in ("weight", "points"):
        cell = row.get(name)
        if cell is None or is_open(cell):
            continue
        number = number_of(cell)
        if is_blank(cell) and name == "weight":
            yield Fault(cell, text("The row has no weight."))
        elif is_blank(cell):
            yield Fault(cell, text("The row has no points."))
        elif number is None:
            yield Fault(cell, text("{words} is no number.", words=cell.words))
        elif number < 0:
            yield Fault(cell, text("{number} is below 0.", number=shown(number)))
    if is_blank(row.get("level_3")):
        yield Fault(row["level_3"], text("The row names no indicator."))
    if is_blank(row.get("target")) and "target" in row:
        yield Fault(row["target"], text("The row has no target."))


def _quantities(row: Row, target: Quantity, actual: Quantity) -> Iterator[Fault]:
    if target.unit and actual.unit != target.unit:
        found = text("none") if not actual.unit else actual.unit
        yield Fault(
            row["actual"], text("The unit is {found}, that of the target {unit}.", found=found, unit=target.unit)
        )
        return
    weight, points = number_of(row.get("weight")), number_of(row.get("points"))
    if weight is None or actual.is_bound:
        return
    possible = list(_possible(target, actual.number, weight))
    completion = possible[0].completion if possible else None
    if (
        target.operator not in _AT_MOST
        and demands_reason(completion, DEFAULT_OVERSHOOT)
        and is_blank(row.get("reason"))
    ):
        yield Fault(
            row.get("reason", row["actual"]),
            text(
                "{completion}% of the target: from 130% a reason has to be given.",
                completion=round_points((completion or Decimal(0)) * HUNDRED),
            ),
        )
    if points is not None and possible and points <= weight:
        yield from _recomputed(row["points"], points, possible, _slack(target, actual, weight))


def _possible(target: Quantity, actual: Decimal, weight: Decimal) -> Iterator[Points]:
    """Yield the points that the known rules give for a figure: in proportion, or nothing short of the target."""
    try:
        if target.operator in _AT_MOST:
            yield at_most(actual, target.number, weight=weight)
            yield at_most(actual, target.number, weight=weight, variant="inverse")
            return
        yield at_least(actual, target.number, weight=weight)
        yield at_least(actual, target.number, weight=weight, short="nothing")
    except Refused:
        return


def _slack(target: Quantity, actual: Quantity, weight: Decimal) -> Decimal:
    """Return how many points the last place of an actual value is worth half of, since it may be rounded."""
    exponent = actual.number.as_tuple().exponent
    if not target.number or not isinstance(exponent, int):
        return Decimal(0)
    return abs(weight / target.number) * Decimal(1).scaleb(exponent) / 2


def _recomputed(cell: FoundCell, points: Decimal, possible: list[Points], slack: Decimal) -> Iterator[Fault]:
    if all(differs(points, one.points, slack) for one in possible):
        formula = possible[0].formula
        yield Fault(cell, text("{points} points; recomputed: {formula}.", points=shown(points), formula=formula))


def _qualitative(row: Row, weight: Decimal, points: Decimal) -> Iterator[Fault]:
    level = level_of(row.get("actual"))
    if not level or points > weight or points < 0:
        return
    try:
        qualitative_band(points, level, weight=weight)
    except Refused as refused:
        yield Fault(row["points"], refused.sentence)
