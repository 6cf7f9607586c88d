"""What a scale's YAML must hold beyond its types; each fault has a kind that :mod:`faults` puts into words."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from evaltoolkit.instruments.facts import ScoreFact
from evaltoolkit.instruments.items import ItemRange, Items
from evaltoolkit.instruments.scale_fields import ScaleFields

Finding = tuple[str, dict[str, object]]
_HIGHEST_DIGIT = 9


def check_scale(scale: ScaleFields) -> None:
    """Refuse a scale that contradicts itself.

    Parameters
    ----------
    scale
        Whose types are right already.

    Raises
    ------
    PydanticCustomError
        Of type ``contradiction``; its context ``findings`` lists every (kind, fields) found.
    """
    findings = list(_findings(scale))
    if findings:
        raise PydanticCustomError("contradiction", "contradiction", {"findings": findings})


def _findings(scale: ScaleFields) -> Iterator[Finding]:
    yield from _check_range(scale)
    if scale.items is None:
        if scale.scoring != "total_only":
            yield "items_missing", {}
        return
    if scale.scoring == "total_only":
        yield "items_unused", {}
    if scale.scoring == "gas_t" and (scale.dimensions or scale.items.exceptions or scale.items.reversed.items):
        yield "goals_differ", {}
    yield from _check_items(scale.items)
    yield from _check_dimensions(scale)
    yield from _check_facts(scale, scale.items)


def _check_range(scale: ScaleFields) -> Iterator[Finding]:
    if scale.range.low >= scale.range.high:
        yield "range_empty", {"low": scale.range.low, "high": scale.range.high}
    for band in scale.cutoffs:
        if band.low > band.high:
            yield "band_empty", {"low": band.low, "high": band.high}
    for cut in scale.screening:
        if (cut.at_least is None) == (cut.at_most is None):
            yield "screening_open", {}


def _check_items(items: Items) -> Iterator[Finding]:
    for entry in items.ranges():
        if entry.low >= entry.high:
            yield "item_range_empty", {"item": entry.item}
    named = [*items.reversed.items, *(entry.item for entry in items.exceptions)]
    for number in sorted({number for number in named if not 1 <= number <= items.count}):
        yield "no_such_item", {"item": number, "count": items.count}
    for option in items.options:
        if not items.low <= option.value <= items.high:
            yield "option_outside", {"value": option.value, "low": items.low, "high": items.high}

    for entry in items.exceptions:
        yield from _check_form(entry, items)


def _check_form(entry: ItemRange, items: Items) -> Iterator[Finding]:
    if (entry.form == "parts") != (entry.parts is not None):
        yield "parts_missing", {"item": entry.item}
        return
    if not entry.is_coded:
        return
    if entry.item in items.reversed.items:
        yield "coded_reversed", {"item": entry.item}
    each = entry.parts or 1
    ends = (entry.low / each, entry.high / each)
    whole = all(end == int(end) for end in ends) and entry.step == 1
    starts = ends[0] == 0 if entry.form == "ticked" else ends[0] >= 1
    if not (whole and starts and ends[0] < ends[1] <= _HIGHEST_DIGIT):
        yield "coded_range", {"item": entry.item}


def _check_dimensions(scale: ScaleFields) -> Iterator[Finding]:
    count = scale.items.count if scale.items else 0
    seen: set[str] = {"total"}
    for part in scale.dimensions:
        if part.id in seen:
            yield "dimension_twice", {"dimension": part.id}
        seen.add(part.id)
        for number in part.items:
            if not 1 <= number <= count:
                yield "no_such_item", {"item": number, "count": count}
        if len(set(part.items)) < len(part.items):
            yield "item_twice", {"dimension": part.id}


def _check_facts(scale: ScaleFields, items: Items) -> Iterator[Finding]:
    possible = scale.range_of_items(tuple(range(1, items.count + 1)))
    # a T score has no exact steps: its ends are written to the scale's resolution
    slack = scale.resolution if scale.scoring == "gas_t" else 0.0
    pairs = ((possible.low, scale.range.low), (possible.high, scale.range.high))
    if not all(math.isclose(found, said, abs_tol=slack) for found, said in pairs):
        yield "range_differs", {"low": possible.low, "high": possible.high}
    if items.wording is not None and not scale.licence.wording_allowed:
        yield "wording_not_allowed", {}
    if items.wording is not None and len(items.wording.items) != items.count:
        yield "wording_count", {"found": len(items.wording.items), "count": items.count}
    for alert in scale.alerts:
        if alert.item > items.count:
            yield "no_such_item", {"item": alert.item, "count": items.count}
    known = {"total", *(part.id for part in scale.dimensions)}
    facts: tuple[ScoreFact, ...] = (
        *scale.cutoffs, *scale.screening, *scale.reliability, *scale.norms, *scale.reliable_change,
        *scale.important_change,
    )  # fmt: skip
    for name in sorted({fact.dimension for fact in facts} - known):
        yield "no_such_dimension", {"dimension": name}
