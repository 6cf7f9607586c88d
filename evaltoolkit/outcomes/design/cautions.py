"""What a reader must be told beside a row of the outcome table."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.model.ladder import DESCRIBE_FROM, TEST_FROM
from evaltoolkit.model.results import Caution
from evaltoolkit.model.rounding import SHARE_DECIMALS, as_printed
from evaltoolkit.model.thresholds import AT_AN_END, LARGEST_T, RELIABILITY, is_much_lost


def row_cautions(
    row: Mapping[Hashable, Any], scale: Scale, *, tests: int, is_doubted: bool = False
) -> tuple[Caution, ...]:
    """Return the cautions of one row.

    Parameters
    ----------
    row
        Figures of the row, columns of the outcome table; with ``no_spread``, ``is_skewed`` and ``t_size``.
    scale
        Its scale version.
    tests
        P-values adjusted together with this row's.
    is_doubted
        Whether an item of the scale runs against the others.

    Returns
    -------
    tuple of Caution
        In the order in which the reader is told; ``NO_COMPARISON`` is always among them.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import read_scale
    >>> row = {"dimension": "total", "n_pre": 12, "n_pairs": 8, "share_ceiling": 0.0, "share_floor": 0.25}
    >>> row |= {"is_skewed": False, "no_spread": False, "t_size": 2.1}
    >>> [caution.value for caution in row_cautions(row, read_scale("uls6"), tests=1)]
    ['no_comparison', 'few_pairs', 'attrition', 'floor', 'regression']
    """
    doubt = (Caution.DOUBTED_KEY,) if is_doubted else ()
    return (*doubt, *_cautions(row, scale, tests))


def is_low_reliability(scale: Scale, dimension: str) -> bool:
    """Return whether every confirmed coefficient of that score is below .70, and there is one.

    Parameters
    ----------
    scale
        The scale version.
    dimension
        Id of a dimension, or ``total``.

    Returns
    -------
    bool
        False where no coefficient is confirmed.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import read_scale
    >>> is_low_reliability(read_scale("uls6"), "total")
    False
    """
    known = [fact.value for fact in scale.reliability if fact.dimension == dimension and fact.is_confirmed]
    return bool(known) and as_printed(max(known), 2) < RELIABILITY


def _cautions(row: Mapping[Hashable, Any], scale: Scale, tests: int) -> Iterator[Caution]:
    yield Caution.NO_COMPARISON
    if row["n_pairs"] < TEST_FROM:
        yield Caution.FEW_PAIRS
    if row["n_pre"] and is_much_lost((row["n_pre"] - row["n_pairs"]) / row["n_pre"]):
        yield Caution.ATTRITION
    if as_printed(row["share_ceiling"], SHARE_DECIMALS) >= AT_AN_END:
        yield Caution.CEILING
    if as_printed(row["share_floor"], SHARE_DECIMALS) >= AT_AN_END:
        yield Caution.FLOOR
    is_chosen = row.get("selected_by_score") != "no"
    if row["dimension"] == TOTAL and row["n_pairs"] >= DESCRIBE_FROM and is_chosen:
        yield Caution.REGRESSION
    if tests > 1:
        yield Caution.MULTIPLE_TESTS
    if is_low_reliability(scale, row["dimension"]):
        yield Caution.LOW_RELIABILITY
    if row["is_skewed"] and row["n_pairs"] >= TEST_FROM:
        yield Caution.SKEWED
    if row["no_spread"]:
        yield Caution.NO_SPREAD
    if row["t_size"] > LARGEST_T:
        yield Caution.LARGE_T
    if scale.is_unverified_in(row["dimension"]):
        yield Caution.UNVERIFIED_SCALE
