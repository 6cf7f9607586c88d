"""What the YAML of one scale version says: its items, how they are scored and what is known about it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evaltoolkit.instruments.facts import (
    Alert,
    Cutoff,
    Identifier,
    ImportantChange,
    Licence,
    MissingRule,
    Names,
    Norm,
    Reliability,
    ReliableChange,
    Screening,
    Status,
    Strict,
    Words,
)
from evaltoolkit.instruments.goal_attainment import possible_scores
from evaltoolkit.instruments.items import Items

TOTAL = "total"


class Dimension(Strict):
    """A part of the scale with a score of its own; what is said of its items may be only recalled."""

    id: Identifier
    names: Names
    items: Annotated[tuple[int, ...], Field(strict=False, min_length=1)]
    status: Status = "confirmed"
    source: Words | None = None


class Range(Strict):
    """Least and greatest possible total."""

    low: float
    high: float


class ScaleFields(Strict):
    """The facts of one version of a scale, not yet held against each other.

    Parameters
    ----------
    id
        Identifier of this version; pre and post must carry the same one.
    family
        Instrument that versions share, such as ``rses``.
    scoring
        ``sum`` or ``mean`` of the items times `multiplier`; ``gas_t`` for the T score of goal attainment;
        ``total_only`` where a total is measured, not asked.
    better
        The end of the scale that is good for the person.
    resolution
        Smallest step between two totals; differences are rounded to it before they are ranked.
    screening
        Cut-offs of single studies, shown and never applied; the bands that a score is read by are `cutoffs`.
    based_on
        Id of the version that this one takes over what it does not say itself; see :mod:`~.inheritance`.
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
    scoring: Literal["sum", "mean", "gas_t", "total_only"]
    multiplier: float = Field(default=1.0, gt=0)
    range: Range
    resolution: float = Field(gt=0)
    items: Items | None = None
    dimensions: Annotated[tuple[Dimension, ...], Field(strict=False)] = ()
    missing: MissingRule | None = None
    cutoffs: Annotated[tuple[Cutoff, ...], Field(strict=False)] = ()
    screening: Annotated[tuple[Screening, ...], Field(strict=False)] = ()
    reliability: Annotated[tuple[Reliability, ...], Field(strict=False)] = ()
    norms: Annotated[tuple[Norm, ...], Field(strict=False)] = ()
    reliable_change: Annotated[tuple[ReliableChange, ...], Field(strict=False)] = ()
    important_change: Annotated[tuple[ImportantChange, ...], Field(strict=False)] = ()
    alerts: Annotated[tuple[Alert, ...], Field(strict=False)] = ()
    licence: Licence
    remarks: Annotated[tuple[Words, ...], Field(strict=False)] = ()
    status: Status
    overrides: bool = False
    based_on: Identifier | None = None

    @property
    def sign(self) -> int:
        """Return +1 where a higher score is better, -1 where a lower one is."""
        return 1 if self.better == "higher" else -1

    @property
    def is_unverified(self) -> bool:
        """Return whether something that the score itself rests on is only recalled."""
        key_recalled = self.items is not None and not self.items.reversed.is_confirmed
        return self.status == "recalled" or key_recalled

    def is_unverified_in(self, dimension: str) -> bool:
        """Return whether something that this score rests on, the dimension's items included, is only recalled.

        Parameters
        ----------
        dimension
            Id of a dimension, or ``total``.

        Returns
        -------
        bool
            True too where the whole scale is unverified.
        """
        part = self.dimension(dimension)
        return self.is_unverified or (part is not None and part.status == "recalled")

    def dimension(self, name: str) -> Dimension | None:
        """Return the dimension of that id, or None for the total.

        Parameters
        ----------
        name
            Id of a dimension, or ``total``.

        Returns
        -------
        Dimension or None
            None also for an id that the scale has not.
        """
        return next((entry for entry in self.dimensions if entry.id == name), None)

    def items_of(self, dimension: str) -> tuple[int, ...]:
        """Return the numbers of the items that make a dimension or the total, from 1.

        Parameters
        ----------
        dimension
            Id of a dimension, or ``total``.

        Returns
        -------
        tuple of int
            Empty where the scale is a total without items.
        """
        part = self.dimension(dimension)
        if part is not None:
            return part.items
        return tuple(range(1, (self.items.count if self.items else 0) + 1))

    def range_of(self, dimension: str) -> Range:
        """Return the least and greatest possible score of a dimension or the total.

        Parameters
        ----------
        dimension
            Id of a dimension, or ``total``.

        Returns
        -------
        Range
            In scale points.

        Examples
        --------
        >>> from evaltoolkit.instruments.registry import read_scale
        >>> read_scale("psss").range_of("family")
        Range(low=4.0, high=28.0)
        """
        return self.range if dimension == TOTAL else self.range_of_items(self.items_of(dimension))

    def range_of_items(self, numbers: tuple[int, ...]) -> Range:
        """Return the range that the items of those numbers allow under the scale's scoring.

        Parameters
        ----------
        numbers
            Of the items, from 1.

        Returns
        -------
        Range
            In scale points; that of the total where the scale has no items.
        """
        if self.items is None:
            return self.range
        ranges = self.items.ranges()
        if self.scoring == "gas_t":
            low, high = possible_scores(len(numbers), low=ranges[0].low, high=ranges[0].high)
            return Range(low=low, high=high)
        share = self.multiplier / (len(numbers) if self.scoring == "mean" else 1)
        return Range(
            low=sum(ranges[number - 1].low for number in numbers) * share,
            high=sum(ranges[number - 1].high for number in numbers) * share,
        )

    def resolution_of(self, dimension: str) -> float:
        """Return the smallest step between two scores of a dimension or the total.

        Parameters
        ----------
        dimension
            Id of a dimension, or ``total``.

        Returns
        -------
        float
            In scale points; finer for more items where the scale takes their mean.
        """
        if self.scoring != "mean" or self.items is None:
            return self.resolution
        return self.multiplier * self.items.step / len(self.items_of(dimension))
