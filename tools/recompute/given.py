"""What parameter file, budget, workbook and tables state of a row of the indicator table, as exact numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from recompute.figures import total, whole
from recompute.satisfaction import shares_of
from recompute.workbook import Row, Sheets, in_year

Given = Mapping[str, Any]
_UP = ("≥", ">=", ">", "不低于", "不少于", "至少", "以上")
_DOWN = ("≤", "<=", "<", "不超过", "不高于", "至多", "以下", "以内")
_WAYS = {"": 0, "=": 0} | dict.fromkeys(_UP, 1) | dict.fromkeys(_DOWN, -1)
_BINDS = "|".join(sorted(filter(None, _WAYS), key=len, reverse=True))
_QUANTITY = re.compile(rf"({_BINDS})?(-?\d[\d,]*(?:\.(\d+))?)([^\d\s.,]{{0,4}}?)({_BINDS})?")


class NotRecomputedError(ValueError):
    """A rule, or a way of stating a figure, that the recomputation does not know."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and decimals, and whether it binds upwards (+1), downwards (-1) or not (0)."""

    number: Fraction
    unit: str
    way: int = 0
    places: int = 0

    def rounds(self, share: Fraction) -> bool:
        """Return whether this is the share in per cent, rounded or cut off at its last decimal."""
        steps, own = share * 100 * 10**self.places, self.number * 10**self.places
        return self.unit == "%" and own in ((steps * 2 + 1) // 2, steps // 1)


def quantity(words: str) -> Quantity | None:
    """Return what a cell states, None where it holds no number."""
    match = _QUANTITY.fullmatch(words.strip())
    if match is None:
        return None
    before, number, decimals, unit, after = (part or "" for part in match.groups())
    return Quantity(Fraction(number.replace(",", "")), unit, _WAYS[before] or _WAYS[after], len(decimals))


def stated(given: Sequence[Given], name: str) -> list[Any]:
    """Return every value that is stated under a name."""
    return [one[name] for one in given if one.get(name) is not None]


def given_of(row: Given, plan: Given, sheets: Sheets, metrics: Mapping[str, Given]) -> list[Given]:
    """Return what every source states of a row, the computed figure last."""
    sources: list[Sequence[Given]] = [
        plan.get("rows", {}).get(row["id"], ()),
        [one for one in sheets["目标"] if one["indicator"] == row["id"]],
        [_budget(plan.get("budget", {}), sheets["基本信息"])] if row["rule"]["kind"] == "execution_rate" else [],
        [metrics[row["metric"]]] if row.get("metric") in metrics else [],
    ]
    if any(len(source) > 1 or stated(source, "part") for source in sources):
        raise NotRecomputedError(f"{row['id']}: a row of several parts is not recomputed")
    return [one for source in sources for one in source]


def actuals(given: Sequence[Given], target: Quantity) -> list[Fraction]:
    """Return the different actuals in the target's unit; a stated share that rounds a counted one is no other."""
    counted = [Fraction(str(one["numerator"])) / Fraction(str(one["denominator"]))
               for one in given if one.get("denominator")]  # fmt: skip
    found = [share * (100 if target.unit == "%" else 1) for share in counted]
    for words in stated(given, "actual"):
        figure = quantity(words)
        if figure is None or figure.way or target.unit != figure.unit:
            raise NotRecomputedError(f"an actual such as {words} is not recomputed")
        if not any(figure.rounds(share) for share in counted):
            found.append(figure.number)
    return list(dict.fromkeys(found))


def metrics_of(sheets: Sheets, year: int) -> Iterator[tuple[str, Given]]:
    """Yield the figures that a row may take from the tables, each as a parameter file would state it."""
    held, due = in_year(sheets["服务记录"], "date", year), in_year(sheets["经费拨付"], "due_on", year)
    amounts = {
        "service_hours": (whole(held, "hours") if held else None, "小时"),
        "payments_amount": (total([row for row in due if row["paid_on"]], "amount"), "万元"),
        "resources_value": (total(in_year(sheets["资源链接"], "date", year), "value"), "万元"),
    }
    yield from ((name, {"actual": f"{sum_:.2f}{unit}"}) for name, (sum_, unit) in amounts.items() if sum_ is not None)
    if any(row["paid_on"] is None for row in due):
        raise NotRecomputedError("an instalment without a day of payment is not recomputed")
    if due:
        on_time = sum(row["paid_on"] <= row["due_on"] for row in due)
        yield "payments_on_time", {"numerator": on_time, "denominator": len(due)}
    users = [row for (_, who), row in shares_of(sheets, year).items() if who != "村居委及合作方" and row["n_valid"]]
    if users:
        sums = {"numerator": total(users, "n_satisfied"), "denominator": total(users, "n_valid")}
        yield "satisfaction_rate", sums


def _budget(budget: Given, basics: Sequence[Row]) -> Given:
    items = {row["item"].split("（")[0].strip(): row["value"] for row in basics}
    found = {}
    for name, part, item in (("target", "annual", "全年预算数"), ("actual", "executed", "全年执行数")):
        figure = budget.get(part) or {"value": items.get(item), "unit": "万元"}
        found[name] = None if figure["value"] is None else f"{figure['value']}{figure['unit']}"
    return found
