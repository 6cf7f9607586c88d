"""What an analysis finds: frozen values that the notebook writes, at full precision, as JSON."""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import FrameType
from typing import TYPE_CHECKING, Any, Self

from evaltoolkit.language import Text
from evaltoolkit.model.links import CountLink, ShareOf, StatedShare

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = 1
MEMBERSHIPS = "memberships"
"""Among the services' tables, but none of a report: which people two rows of a scale have in common."""
PACKAGE = __name__.partition(".")[0]
CELL = "__main__"
"""The module that a notebook's cell is of."""
_VOUCHED: set[Hashable] = set()
"""Bare values that this package made, such as the grades of an indicator system."""


class Made:
    """Base of what a report hands on from one call to the next: each knows whether this package made it."""

    __slots__ = ("of_package",)
    of_package: bool
    """Whether code of this package made it, not a notebook's cell, also not by changing another."""

    def __new__(cls, *_: object, **__: object) -> Self:
        """Make it and note who asked: the nearest of the callers that is a cell or of this package."""
        made = super().__new__(cls)
        object.__setattr__(made, "of_package", not _is_cell(sys._getframe(1)))
        return made


def _is_cell(caller: FrameType) -> bool:
    """Return whether a cell asks; the outermost caller is none, such as a process that results are handed to."""
    while (below := caller.f_back) is not None:
        name = str(caller.f_globals.get("__name__"))
        if name == CELL or name.partition(".")[0] == PACKAGE:
            return name == CELL
        caller = below
    return False


def vouch(value: Hashable) -> None:
    """Remember a bare value that this package read or worked out, so that a cell may hand on one like it.

    Parameters
    ----------
    value
        Such as the grades of an indicator system; only a few are there.

    Examples
    --------
    >>> vouch(("优", "良"))
    >>> is_vouched(("优", "良")), is_vouched(("优",)), is_vouched(([],))
    (True, False, False)
    """
    _VOUCHED.add(value)


def is_vouched(value: object) -> bool:
    """Return whether this package made a value like it."""
    try:
        return value in _VOUCHED
    except TypeError:  # it holds what may change
        return False


class RowStatus(StrEnum):
    """Where a row of the indicator table stands."""

    SCORED = "scored"
    NOT_PROVIDED = "not_provided"  # evidence or target missing: neither 0 nor full marks
    UNDECIDED = "undecided"  # the actual is a bound that does not decide the points
    REFUSED = "refused"  # what was given contradicts the rule; counts as not scored


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """One row of the indicator table with everything a reader needs to check it.

    Parameters
    ----------
    indicator
        Identifier of the row in its indicator system.
    levels
        Names of the row at each level of the taxonomy, outermost first.
    weight
        Points the row is worth.
    rule
        Name of the scoring rule in the reader's words.
    target, target_source, actual, evidence, deviation
        As given; None is 未提供.
    first_target
        What was set before `target` was adjusted; None where it was not.
    status
        Whether points stand, and why not.
    points
        Points, or None where `status` is not SCORED.
    points_low, points_high
        Least and most the row can still bring; both equal `points` where it is scored.
    completion
        Actual over target as a ratio, where the rule has one.
    formula
        How the points came about, with the figures put in.
    rule_source
        Document the rule comes from.
    remarks
        What the reader must know: missing evidence, demanded reason, refused points.
    metric
        Name of the computed figure that the row took as its actual; None where a person stated it.
    actual_source
        What that figure was computed from.
    demands_reason
        Whether so much was done that the system asks for the reason in writing.
    responsible, responsible_source
        Unit that answers for the row and the document that says so, from the indicator system; never inferred.
    """

    indicator: str
    levels: tuple[str, ...]
    weight: float
    rule: Text
    rule_source: str
    status: RowStatus
    points: float | None
    points_low: float
    points_high: float
    target: str | None = None
    target_source: str | None = None
    first_target: str | None = None
    actual: str | None = None
    evidence: str | None = None
    deviation: str | None = None
    completion: float | None = None
    formula: Text | None = None
    remarks: tuple[Text, ...] = ()
    metric: str | None = None
    actual_source: Text | None = None
    demands_reason: bool = False
    responsible: str | None = None
    responsible_source: str | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """The sum over the table, with what is still open.

    `scored` of `scored_weight` points are settled; the whole lies between `low` and `high` of `weight`.
    `grade` is set only where no open row can change it.
    """

    weight: float
    scored: float
    scored_weight: float
    low: float
    high: float
    grade: str | None
    grades_possible: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Return whether every row is scored."""
        return self.scored_weight == self.weight


@dataclass(frozen=True, slots=True)
class Scorecard(Made):
    """The scored indicator table of a street's year."""

    system: str
    system_name: str
    system_source: str
    rows: tuple[ScoredRow, ...]
    total: Total
    checks: tuple[Text, ...] = ()


class Caution(StrEnum):
    """What a reader must be told beside a result of outcomes, the weightiest first."""

    DOUBTED_KEY = "doubted_key"
    REGRESSION = "regression"
    NO_COMPARISON = "no_comparison"
    ATTRITION = "attrition"
    FLOOR = "floor"
    CEILING = "ceiling"
    FEW_PAIRS = "few_pairs"
    SKEWED = "skewed"
    MULTIPLE_TESTS = "multiple_tests"
    LOW_RELIABILITY = "low_reliability"
    NO_SPREAD = "no_spread"
    LARGE_T = "large_t"
    UNVERIFIED_SCALE = "unverified_scale"


class TableClass(StrEnum):
    """What a table is about, which decides how an audience may see it."""

    FACT = "fact"  # about the office, not about people: points, formulas, dates
    MONEY = "money"
    HOURS = "hours"
    ATTENDANCE = "attendance"
    SATISFACTION = "satisfaction"
    COVERAGE = "coverage"
    SCALE = "scale"
    VERDICTS = "verdicts"  # how many got better, stayed, got worse


@dataclass(frozen=True, slots=True, eq=False)
class ResultTable:
    """A table of results with what disclosure control has to know of it.

    Parameters
    ----------
    name
        Identifier, unique in a report.
    table_class
        Decides the rule that applies.
    frame
        One row a group of people or things, in the order a reader expects.
    keys
        Columns that say which group a row is.
    people
        Columns that count people; a small count is what has to be protected.
    figures
        Columns computed from those people, hidden with them.
    spread
        Those of `figures` that tell of single values (standard deviations, extremes); held to a higher count.
    counts
        Those of `figures` that count people too; rounded like `people` where an audience sees rounded counts.
    guards
        Those of `people` that protect the row and are told to the station alone.
    shares
        Those of `figures` that are a quotient of two counts of the row.
    together
        Columns whose rows are hidden all at once where they agree in them; the keys by default, so that each row
        stands alone.
    gives_way
        Which table is hidden first where another's hidden count needs company: the highest.
    links, stated
        How the counts depend on counts of other rows and tables, and which sums the indicator table states.
    """

    name: str
    table_class: TableClass
    frame: pd.DataFrame
    keys: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    spread: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    shares: tuple[ShareOf, ...] = ()
    together: tuple[str, ...] = ()
    gives_way: int = 0
    links: tuple[CountLink, ...] = ()
    stated: tuple[StatedShare, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRows:
    """What became of the records of one sheet: `rows` is the sum of the four counts that follow.

    Parameters
    ----------
    name
        English name of the table.
    other_year
        Usable records that the year's figures leave out by their date.
    not_used
        Usable records that no part of the report takes, or that a later answer of the same person replaces.
    unused
        Headers of columns that were given and that the report does not use.
    """

    name: str
    rows: int
    counted: int
    set_aside: int = 0
    other_year: int = 0
    not_used: int = 0
    unused: tuple[str, ...] = ()

    @property
    def meant(self) -> int:
        """Return the records that were meant for this report: all but those that no part of it takes."""
        return self.rows - self.not_used


@dataclass(frozen=True, slots=True)
class Quality(Made):
    """What intake set aside or remarked on: counts by kind of fault, with the table they stand in.

    `faults` has the columns ``table``, ``level``, ``kind`` (Text) and ``rows`` (count); `sheets` says what became of
    the records of each table that holds any, and is empty in files of earlier versions.
    """

    faults: pd.DataFrame
    tables_present: tuple[str, ...] = ()
    tables_missing: tuple[str, ...] = ()
    sheets: tuple[SheetRows, ...] = ()


def sheet_rows(content: Iterable[Mapping[str, Any]]) -> tuple[SheetRows, ...]:
    """Return what a file says of each sheet's records."""
    return tuple(SheetRows(**{**found, "unused": tuple(found["unused"])}) for found in content)


@dataclass(frozen=True, slots=True)
class Provenance(Made):
    """What the figures were made from: sha256 of each input and the versions that made them."""

    inputs: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Everything one run found, at full precision; stays with the station.

    Parameters
    ----------
    outcomes
        One row for scale x dimension x group, columns :data:`~evaltoolkit.model.report_tables.OUTCOME_COLUMNS`.
    services
        Tables of the services by name, each with the columns its function documents.
    """

    key: str
    street: str
    year: int
    synthetic: bool
    scorecard: Scorecard
    outcomes: pd.DataFrame
    services: dict[str, ResultTable] = field(default_factory=dict)
    quality: Quality | None = None
    provenance: Provenance | None = None
    schema_version: int = SCHEMA_VERSION
