"""What a scale's YAML must hold beyond its types; each fault has a kind that :mod:`faults` puts into words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from evaltoolkit.instruments.facts import ScoreFact
    from evaltoolkit.instruments.scale import Items, Scale

Finding = tuple[str, dict[str, object]]


def check_scale(scale: Scale) -> None:
    """Refuse a scale that contradicts itself.

    Raises
    ------
    PydanticCustomError
        Of type ``contradiction``; its context ``findings`` lists every (kind, fields) found.
    """
    findings = list(_findings(scale))
    if findings:
        raise PydanticCustomError("contradiction", "contradiction", {"findings": findings})


def _findings(scale: Scale) -> Iterator[Finding]:
    yield from _check_range(scale)
    if scale.items is None:
        if scale.scoring != "total_only":
            yield "items_missing", {}
        return
    if scale.scoring == "total_only":
        yield "items_unused", {}
    yield from _check_items(scale.items)
    yield from _check_dimensions(scale)
    yield from _check_facts(scale, scale.items)


def _check_range(scale: Scale) -> Iterator[Finding]:
    if scale.range.low >= scale.range.high:
        yield "range_empty", {"low": scale.range.low, "high": scale.range.high}
    for band in scale.cutoffs:
        if band.low > band.high:
            yield "band_empty", {"low": band.low, "high": band.high}


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


def _check_dimensions(scale: Scale) -> Iterator[Finding]:
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


def _check_facts(scale: Scale, items: Items) -> Iterator[Finding]:
    ranges = items.ranges()
    share = scale.multiplier / (items.count if scale.scoring == "mean" else 1)
    low, high = (sum(getattr(entry, end) for entry in ranges) * share for end in ("low", "high"))
    if not (math.isclose(low, scale.range.low) and math.isclose(high, scale.range.high)):
        yield "range_differs", {"low": low, "high": high}
    if items.wording is not None and not scale.licence.wording_allowed:
        yield "wording_not_allowed", {}
    if items.wording is not None and len(items.wording.items) != items.count:
        yield "wording_count", {"found": len(items.wording.items), "count": items.count}
    for alert in scale.alerts:
        if alert.item > items.count:
            yield "no_such_item", {"item": alert.item, "count": items.count}
    known = {"total", *(part.id for part in scale.dimensions)}
    facts: tuple[ScoreFact, ...] = (*scale.cutoffs, *scale.reliability, *scale.norms, *scale.reliable_change)
    for name in sorted({fact.dimension for fact in facts} - known):
        yield "no_such_dimension", {"dimension": name}
