"""The points of each row of the indicator table and their sum, in exact fractions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from recompute.figures import Figures
from recompute.given import Given, NotRecomputedError, Quantity, actuals, given_of, metrics_of, quantity, stated
from recompute.workbook import Sheets

ZERO = Fraction(0)
_BANDS = {"2020": ("0.8", "0.6", "0"), "2017": ("0.8", "0.5", "0")}
_REACHED = ("达成", "部分达成", "未达成")
_IN_PROPORTION = ("at_least", "equal", "execution_rate", "on_time_share")
_HUNDRED = Quantity(Fraction(100), "%")


@dataclass(frozen=True, slots=True)
class Points:
    """What a row brings: status, least and most points before rounding, completion where it has one."""

    status: str
    low: Fraction
    high: Fraction
    completion: Fraction | None = None


def score(plan: Given, system: Given, sheets: Sheets) -> Iterator[Figures]:
    """Yield the rows of the indicator table and its total."""
    metrics = dict(metrics_of(sheets, plan["year"]))
    found = {row["id"]: _points(row, given_of(row, plan, sheets, metrics), sheets) for row in system["rows"]}
    yield Figures("score", "scorecard", ("indicator",), {(name,): _shown(points) for name, points in found.items()})
    weights = {row["id"]: Fraction(str(row["weight"])) for row in system["rows"]}
    scored = {name: points for name, points in found.items() if points.status == "scored"}
    low = sum((_rounded(points.low) for points in found.values()), ZERO)
    high = sum((_rounded(points.high) for points in found.values()), ZERO)
    grades = {_grade(end, system["grades"]) for end in (low, high)}
    figures = {
        "weight": float(system["total"]), "low": float(low), "high": float(high),
        "scored": float(sum((_rounded(points.low) for points in scored.values()), ZERO)),
        "scored_weight": float(sum((weights[name] for name in scored), ZERO)),
        "grade": grades.pop() if len(grades) == 1 else None,
    }  # fmt: skip
    yield Figures("score", "total", (), {(): figures})


def _shown(points: Points) -> dict[str, Any]:
    low, high = float(_rounded(points.low)), float(_rounded(points.high))
    completion = None if points.completion is None else float(points.completion)
    return {"status": points.status, "points": low if points.status == "scored" else None, "points_low": low,
            "points_high": high, "completion": completion}  # fmt: skip


def _rounded(value: Fraction) -> Fraction:
    """Return points to two decimals, half a hundredth up."""
    return Fraction((value * 200 + 1) // 2, 100)


def _grade(points: Fraction, bands: Sequence[Given]) -> str:
    reached = [band for band in bands if points >= Fraction(str(band["low"]))]
    return str(max(reached, key=lambda band: float(band["low"]))["label"])


def _points(row: Given, given: Sequence[Given], sheets: Sheets) -> Points:
    weight, kind = Fraction(str(row["weight"])), row["rule"]["kind"]
    if row.get("overshoot", {}).get("cut", "none") != "none" or row.get("target"):
        raise NotRecomputedError(f"{row['id']}: a cut for overshoot or a target of the system is not recomputed")
    targets = list(dict.fromkeys(quantity(words) for words in stated(given, "target")))
    if kind == "qualitative_band":
        return _judged(row, weight, given, sheets)
    if kind not in _IN_PROPORTION or row["rule"].get("parameters"):
        raise NotRecomputedError(f"{row['id']}: the rule {kind} is not recomputed")
    if kind == "on_time_share" and stated(given, "denominator"):
        given = [{**one, "actual": None} for one in given]  # a rate beside the counts is a check, not another actual
    readings = [(actual, target.number) for target in _compared(kind, targets) for actual in actuals(given, target)]
    if not readings:
        return Points("not_provided", ZERO, weight)
    found = [weight * min(Fraction(1), actual / target) for actual, target in readings]
    if len({_rounded(points) for points in found}) > 1:
        return Points("undecided", min(found), min(max(found), weight))
    actual, target = readings[0]
    return Points("scored", found[0], found[0], actual / target if len(readings) == 1 else None)


def _compared(kind: str, targets: Sequence[Quantity | None]) -> list[Quantity]:
    """Return the targets: what was due on time with all that was due, spending with an amount."""
    if kind == "on_time_share":
        return [_HUNDRED]
    numbers = [target for target in targets if target is not None and target.number > 0]
    return [target for target in numbers if kind != "execution_rate" or target.unit != "%"]


def _judged(row: Given, weight: Fraction, given: Sequence[Given], sheets: Sheets) -> Points:
    """Return a person's points where level, points and evidence are there and the points lie in the level's band."""
    levels, points = set(stated(given, "level")), {Fraction(str(one)) for one in stated(given, "points")}
    files = any(one["indicator"] == row["id"] for one in sheets["佐证材料"])
    if not (levels and points and (files or stated(given, "evidence") or stated(given, "source"))):
        return Points("not_provided", ZERO, weight)
    if len(levels) > 1 or len(points) > 1:
        raise NotRecomputedError(f"{row['id']}: judgements that differ are not recomputed")
    place, value = _REACHED.index(levels.pop()), points.pop()
    cuts = [weight * Fraction(cut) for cut in _BANDS[row["rule"].get("parameters", {}).get("edition", "2020")]]
    is_inside = cuts[place] <= value and (value < cuts[place - 1] if place else value <= weight)
    return Points("scored", value, value) if is_inside else Points("refused", ZERO, weight)
