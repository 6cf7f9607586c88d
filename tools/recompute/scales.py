"""Score answers by the facts in the scale registry's YAML files."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

TOTAL = "total"
_INHERITED = ("better", "scoring", "multiplier", "range", "resolution")


@dataclass(frozen=True, slots=True)
class Score:
    """How a total or a dimension is made of items.

    Parameters
    ----------
    items
        Lowest and highest answer of each item by its number.
    turned
        Numbers of the reversed items.
    factor
        By which the sum is multiplied; one over the number of items for a mean.
    allowed
        Items that may be left out.
    better
        +1 where a higher score is better, -1 where a lower one is.
    threshold
        Least reliable change, None where the registry has no confirmed one.
    """

    items: Mapping[int, tuple[float, float]]
    turned: frozenset[int]
    factor: float
    allowed: int
    resolution: float
    better: int
    low: float
    high: float
    threshold: float | None

    def of(self, answers: Mapping[int, float | None]) -> float | None:
        """Return the score of one form, None where too many items are open."""
        points = [self._points(number, answers[number]) for number in self.items if answers.get(number) is not None]
        if not points or len(self.items) - len(points) > self.allowed:
            return None
        value = math.fsum(points) * self.factor * len(self.items) / len(points)
        return value if len(points) == len(self.items) else round(value / self.resolution) * self.resolution

    def _points(self, number: int, answer: float | None) -> float:
        low, high = self.items[number]
        if answer is None or not low <= answer <= high:
            raise ValueError(f"item {number}: an answer outside {low} to {high} is not recomputed")
        return low + high - answer if number in self.turned else answer


def read_scales(*folders: Path) -> dict[str, dict[str, Score]]:
    """Return the scores of every scale of the folders by id, then by dimension; a later folder goes first."""
    read = (yaml.safe_load(file.read_text("utf-8-sig")) for folder in folders for file in sorted(folder.glob("*.yaml")))
    facts = {content["id"]: content for content in read}
    return {name: dict(_scores(_with_base(content, facts))) for name, content in facts.items() if _is_simple(content)}


def _is_simple(content: Mapping[str, Any]) -> bool:
    """Return whether every item is answered by its points: goals and codes of several ticks are not recomputed."""
    items = content.get("items") or {}
    return content.get("scoring") != "gas_t" and not any("form" in entry for entry in items.get("exceptions", ()))


def _with_base(content: Mapping[str, Any], facts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    base = facts.get(content.get("based_on", ""), {})
    return {name: base[name] for name in _INHERITED if name in base} | dict(content)


def _scores(content: Mapping[str, Any]) -> Iterator[tuple[str, Score]]:
    items = content.get("items")
    ranges = {} if items is None else _ranges(items)
    yield TOTAL, _score(content, TOTAL, ranges)
    for part in content.get("dimensions", ()):
        yield part["id"], _score(content, part["id"], {number: ranges[number] for number in part["items"]})


def _ranges(items: Mapping[str, Any]) -> dict[int, tuple[float, float]]:
    usual = dict.fromkeys(range(1, items["count"] + 1), (items["low"], items["high"]))
    return usual | {entry["item"]: (entry["low"], entry["high"]) for entry in items.get("exceptions", ())}


def _score(content: Mapping[str, Any], name: str, items: Mapping[int, tuple[float, float]]) -> Score:
    is_mean, times = content["scoring"] == "mean", content.get("multiplier", 1)
    about, rule = content.get("items") or {}, content.get("missing") or {}
    factor = times / len(items) if is_mean else times
    step = times * about.get("step", 1) / len(items) if is_mean else content["resolution"]
    ends = [factor * sum(item[end] for item in items.values()) for end in (0, 1)]
    limits = [content["range"][end] for end in ("low", "high")] if name == TOTAL else ends
    kept = rule.get("total" if name == TOTAL else "dimension", 0) if rule.get("status") == "confirmed" else 0
    turned = frozenset(about.get("reversed", {}).get("items", ()))
    better = 1 if content["better"] == "higher" else -1
    return Score(items, turned, factor, kept, step, better, limits[0], limits[1], _threshold(content, name))


def _threshold(content: Mapping[str, Any], name: str) -> float | None:
    facts = (fact for fact in content.get("reliable_change", ()) if fact.get("dimension", TOTAL) == name)
    return next((float(fact["threshold"]) for fact in facts if fact["status"] == "confirmed"), None)
