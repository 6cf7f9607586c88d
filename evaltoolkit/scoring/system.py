"""An indicator system: the rows of a 100-point table with their weights, rules and grades, as data.

Every row, weight and band names its source; a system is a YAML file that a street can copy and change.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evaltoolkit.model.plan import Slug
from evaltoolkit.model.thresholds import OVERSHOOT
from evaltoolkit.scoring.overshoot import DEFAULT_OVERSHOOT, Overshoot
from evaltoolkit.scoring.rules.specs import Number, Positive, Rule, Strict, Words

MOST_LEVELS = 3
_HOURS = ("service_hours", "hours_completion")


class DefaultTarget(Strict):
    """A target that holds for every street under the system, written as in the form."""

    value: Words
    source: Words


class Responsible(Strict):
    """Who answers for a row, as a document says it: a unit or a post, never a person's name."""

    value: Words
    source: Words


class Combine(Strict):
    """How several figures of one row become its points.

    ``pooled`` sums them before scoring, ``weighted`` averages their points by part weight, ``each_must_reach``
    takes the part with the fewest points.
    """

    kind: Literal["pooled", "weighted", "each_must_reach"]
    source: Words


class Row(Strict):
    """One row: its names from the outermost level inwards, weight, rule and what feeds it."""

    id: Slug
    path: Annotated[tuple[Words, ...], Field(strict=False, min_length=1, max_length=MOST_LEVELS)]
    weight: Positive
    weight_source: Words
    unit: Words | None = None
    rule: Rule
    target: DefaultTarget | None = None
    responsible: Responsible | None = None
    metric: Slug | None = None
    overshoot: Overshoot = DEFAULT_OVERSHOOT
    combine: Combine | None = None

    @property
    def name(self) -> str:
        """Return the innermost name."""
        return self.path[-1]


class Group(Strict):
    """A name of the outermost level with the points its rows add up to."""

    name: Words
    weight: Positive
    source: Words


class GradeBand(Strict):
    """A grade from `low` (included) to `high` (excluded, but for the highest band, whose end is the total)."""

    label: Words
    low: Annotated[Number, Field(ge=0)]
    high: Positive
    source: Words


class OutlineChapter(Strict):
    """A chapter of the report that goes with a system, its heading and those of its parts with their numbers."""

    name: Words
    parts: Annotated[tuple[Words, ...], Field(strict=False)] = ()


class Outline(Strict):
    """What a report under a system has to hold, and the document that says so."""

    source: Words
    chapters: Annotated[tuple[OutlineChapter, ...], Field(strict=False, min_length=1)]


class IndicatorSystem(Strict):
    """A whole system; a ``template`` has no rows yet and cannot score."""

    schema_version: Literal[1]
    id: Slug
    name: Words
    source: Words
    template: bool = False
    total: Positive
    levels: Annotated[tuple[Words, ...], Field(strict=False, min_length=1, max_length=MOST_LEVELS)]
    outline: Outline | None = None
    groups: Annotated[tuple[Group, ...], Field(strict=False)] = ()
    rows: Annotated[tuple[Row, ...], Field(strict=False)] = ()
    grades: Annotated[tuple[GradeBand, ...], Field(strict=False, min_length=1)]

    @property
    def hours_overshoot(self) -> float:
        """Return the completion of the hours agreed from which on the system asks for a reason."""
        rows = (row for row in self.rows if row.metric in _HOURS)
        return next((float(row.overshoot.threshold) for row in rows), OVERSHOOT)

    def row(self, indicator: str) -> Row:
        """Return the row of that id; KeyError where the system has none.

        Parameters
        ----------
        indicator
            Id of the row.

        Returns
        -------
        Row
            The first of that id.

        Raises
        ------
        KeyError
            The system has no such row.
        """
        for row in self.rows:
            if row.id == indicator:
                return row
        raise KeyError(indicator)
