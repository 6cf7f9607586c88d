"""What intake has to know of a scale to check the answers on a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from evaltoolkit.instruments.scale import Scale


@dataclass(frozen=True, slots=True)
class ScaleShape:
    """Number and range of a scale's answers.

    Parameters
    ----------
    lows, highs, steps
        Least and greatest answer of each item and the step between answers; empty where only a total is given.
    total_low, total_high
        Least and greatest total, both possible.
    resolution
        Smallest step between two totals.
    """

    id: str
    family: str
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    steps: tuple[float, ...]
    total_low: float
    total_high: float
    resolution: float

    @property
    def n_items(self) -> int:
        """Return the number of items."""
        return len(self.lows)

    @property
    def total_only(self) -> bool:
        """Return whether the scale has a total and no items."""
        return not self.lows

    def accepts(self, item: int, answer: float) -> bool:
        """Return whether `answer` is a possible one to the item of that number, counted from 1.

        Examples
        --------
        >>> shape = ScaleShape("x", "x", (0.0,), (15.0,), (5.0,), 0.0, 15.0, 5.0)
        >>> shape.accepts(1, 10), shape.accepts(1, 12), shape.accepts(2, 0)
        (True, False, False)
        """
        if not 1 <= item <= self.n_items:
            return False
        low, high, step = self.lows[item - 1], self.highs[item - 1], self.steps[item - 1]
        steps = (answer - low) / step
        return low <= answer <= high and abs(steps - round(steps)) < 1e-9

    def accepts_total(self, total: float) -> bool:
        """Return whether `total` lies in the scale's range."""
        return self.total_low <= total <= self.total_high


def shapes(registry: Mapping[str, Scale]) -> Mapping[str, ScaleShape]:
    """Return the shape of every scale, by id."""
    return MappingProxyType({id_: shape_of(scale) for id_, scale in registry.items()})


def shape_of(scale: Scale) -> ScaleShape:
    """Return the shape of one scale."""
    ranges = scale.items.ranges() if scale.items else ()
    return ScaleShape(
        scale.id,
        scale.family or scale.id,
        tuple(entry.low for entry in ranges),
        tuple(entry.high for entry in ranges),
        tuple(entry.step for entry in ranges),
        scale.range.low,
        scale.range.high,
        scale.resolution,
    )
