"""One version of a scale: its items, how they are scored and what is known about it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from evaltoolkit.instruments.checks import check_scale
from evaltoolkit.instruments.facts import (
    Alert,
    Cutoff,
    Identifier,
    Licence,
    MissingRule,
    Names,
    Norm,
    Reliability,
    ReliableChange,
    Reversal,
    Status,
    Strict,
    Wording,
    Words,
)

TOTAL = "total"
NO_REVERSAL = Reversal(status="confirmed", source="未列反向题")


class Option(Strict):
    """One answer: its points and its text."""

    value: float
    names: Names


class ItemRange(Strict):
    """The answers of one item that differ from the others'."""

    item: int = Field(ge=1)
    low: float
    high: float
    step: float = Field(default=1.0, gt=0)


class Items(Strict):
    """How the items are answered; `exceptions` for those with a range of their own."""

    count: int = Field(ge=1, le=200)
    low: float
    high: float
    step: float = Field(default=1.0, gt=0)
    options: Annotated[tuple[Option, ...], Field(strict=False)] = ()
    exceptions: Annotated[tuple[ItemRange, ...], Field(strict=False)] = ()
    reversed: Reversal = NO_REVERSAL
    wording: Wording | None = None

    def ranges(self) -> tuple[ItemRange, ...]:
        """Return the range of every item in order."""
        own = {entry.item: entry for entry in self.exceptions}
        shared = (self.low, self.high, self.step)
        low, high, step = shared
        return tuple(
            own.get(number, ItemRange(item=number, low=low, high=high, step=step))
            for number in range(1, self.count + 1)
        )


class Dimension(Strict):
    """A part of the scale with a score of its own."""

    id: Identifier
    names: Names
    items: Annotated[tuple[int, ...], Field(strict=False, min_length=1)]


class Range(Strict):
    """Least and greatest possible total."""

    low: float
    high: float


class Scale(Strict):
    """One version of a scale, as its YAML states it.

    Parameters
    ----------
    id
        Identifier of this version; pre and post must carry the same one.
    family
        Instrument that versions share, such as ``rses``.
    scoring
        ``sum`` or ``mean`` of the items times `multiplier`; ``total_only`` where a total is measured, not asked.
    better
        The end of the scale that is good for the person.
    resolution
        Smallest step between two totals; differences are rounded to it before they are ranked.
    overrides
        A street's own file may replace a shipped id only by saying so here.
    """

    schema_version: Literal[1]
    id: Identifier
    family: Identifier | None = None
    names: Names
    measures: Names
    source: Words
    better: Literal["higher", "lower"]
    unit: Names
    scoring: Literal["sum", "mean", "total_only"]
    multiplier: float = Field(default=1.0, gt=0)
    range: Range
    resolution: float = Field(gt=0)
    items: Items | None = None
    dimensions: Annotated[tuple[Dimension, ...], Field(strict=False)] = ()
    missing: MissingRule | None = None
    cutoffs: Annotated[tuple[Cutoff, ...], Field(strict=False)] = ()
    reliability: Annotated[tuple[Reliability, ...], Field(strict=False)] = ()
    norms: Annotated[tuple[Norm, ...], Field(strict=False)] = ()
    reliable_change: Annotated[tuple[ReliableChange, ...], Field(strict=False)] = ()
    alerts: Annotated[tuple[Alert, ...], Field(strict=False)] = ()
    licence: Licence
    remarks: Annotated[tuple[Words, ...], Field(strict=False)] = ()
    status: Status
    overrides: bool = False

    @model_validator(mode="after")
    def _holds_together(self) -> Scale:
        check_scale(self)
        return self

    @property
    def sign(self) -> int:
        """Return +1 where a higher score is better, -1 where a lower one is."""
        return 1 if self.better == "higher" else -1

    @property
    def is_unverified(self) -> bool:
        """Return whether something that the score itself rests on is only recalled."""
        key_recalled = self.items is not None and not self.items.reversed.is_confirmed
        return self.status == "recalled" or key_recalled

    def dimension(self, name: str) -> Dimension | None:
        """Return the dimension of that id, or None for the total."""
        return next((entry for entry in self.dimensions if entry.id == name), None)

    def items_of(self, dimension: str) -> tuple[int, ...]:
        """Return the numbers of the items that make a dimension or the total, from 1."""
        part = self.dimension(dimension)
        if part is not None:
            return part.items
        return tuple(range(1, (self.items.count if self.items else 0) + 1))

    def range_of(self, dimension: str) -> Range:
        """Return the least and greatest possible score of a dimension or the total."""
        return self.range if dimension == TOTAL else possible_range(self, self.items_of(dimension))

    def resolution_of(self, dimension: str) -> float:
        """Return the smallest step between two scores of a dimension or the total."""
        if self.scoring != "mean" or self.items is None:
            return self.resolution
        return self.multiplier * self.items.step / len(self.items_of(dimension))


def possible_range(scale: Scale, items: tuple[int, ...]) -> Range:
    """Return the range that the items of those numbers allow under the scale's scoring."""
    if scale.items is None:
        return scale.range
    ranges = scale.items.ranges()
    share = scale.multiplier / (len(items) if scale.scoring == "mean" else 1)
    return Range(
        low=sum(ranges[number - 1].low for number in items) * share,
        high=sum(ranges[number - 1].high for number in items) * share,
    )
