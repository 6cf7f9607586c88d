"""What a reader must be told beside a row of the outcome table."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.model.results import Caution
from evaltoolkit.outcomes import floor_ceiling, flow
from evaltoolkit.outcomes.effect_size import LARGEST_T
from evaltoolkit.outcomes.ladder import DESCRIBE_FROM, EXACT_FROM

LOW_RELIABILITY = 0.70  # Nunnally & Bernstein (1994), p. 264: .70 for early research, taken as the least here


def row_cautions(row: Mapping[Hashable, Any], scale: Scale, *, tests: int) -> tuple[Caution, ...]:
    """Return the cautions of one row, in the order a reader needs them.

    Parameters
    ----------
    row
        Figures of the row, columns of the outcome table; with ``no_spread`` and ``t_size``.
    scale
        Its scale version.
    tests
        P-values adjusted together with this row's.
    """
    return tuple(_cautions(row, scale, tests))


def is_low_reliability(scale: Scale, dimension: str) -> bool:
    """Return whether every confirmed coefficient of that score is below .70, and there is one."""
    known = [fact.value for fact in scale.reliability if fact.dimension == dimension and fact.is_confirmed]
    return bool(known) and max(known) < LOW_RELIABILITY


def _cautions(row: Mapping[Hashable, Any], scale: Scale, tests: int) -> Iterator[Caution]:
    yield Caution.NO_COMPARISON
    if row["n_pairs"] < EXACT_FROM:
        yield Caution.FEW_PAIRS
    if row["n_pre"] and (row["n_pre"] - row["n_pairs"]) / row["n_pre"] > flow.WARN_ABOVE:
        yield Caution.ATTRITION
    if row["share_ceiling"] >= floor_ceiling.WARN_FROM:
        yield Caution.CEILING
    if row["share_floor"] >= floor_ceiling.WARN_FROM:
        yield Caution.FLOOR
    if row["dimension"] == TOTAL and row["n_pairs"] >= DESCRIBE_FROM:
        yield Caution.REGRESSION
    if tests > 1:
        yield Caution.MULTIPLE_TESTS
    if is_low_reliability(scale, row["dimension"]):
        yield Caution.LOW_RELIABILITY
    if row["no_spread"]:
        yield Caution.NO_SPREAD
    if row["t_size"] > LARGEST_T:
        yield Caution.LARGE_T
    if scale.is_unverified_in(row["dimension"]):
        yield Caution.UNVERIFIED_SCALE
