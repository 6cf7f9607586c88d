"""Score a block of answers to one scale: one row a respondent, one column an item."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaltoolkit.instruments.scale import TOTAL, Items, Scale

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class AnswerScores:
    """Scores of the total and of each dimension.

    Parameters
    ----------
    dimensions
        Ids, the total first; the columns of `scores`.
    scores
        One row a respondent; NaN where too many answers are missing.
    n_missing, n_invalid
        Of each respondent: items without an answer, and answers that the item does not allow.
    """

    dimensions: tuple[str, ...]
    scores: FloatArray
    n_missing: NDArray[np.int64]
    n_invalid: NDArray[np.int64]


def score_answers(answers: FloatArray, scale: Scale, items: Items) -> AnswerScores:
    """Score answers by the key of `scale`.

    Parameters
    ----------
    answers
        Shape (respondents, items); NaN is no answer.
    scale
        The scale version.
    items
        Its items.

    Notes
    -----
    A reversed item counts ``low + high - answer``. A score with missing answers stands only where the version has a
    confirmed rule that bears so many; it is then the answered items' mean times the number of items, rounded to the
    scale's resolution. An answer that the item does not allow counts as missing.
    """
    low, high, step = (np.array([getattr(entry, name) for entry in items.ranges()]) for name in ("low", "high", "step"))
    given = np.isfinite(answers)
    steps = (answers - low) / step
    with np.errstate(invalid="ignore"):
        valid = given & (answers >= low) & (answers <= high) & (np.abs(steps - np.rint(steps)) < 1e-9)
    keyed = np.where(valid, answers, 0.0)
    turned = np.array(items.reversed.items, dtype=np.int64) - 1
    keyed[:, turned] = np.where(valid[:, turned], (low + high)[turned] - answers[:, turned], 0.0)
    dimensions = (TOTAL, *(part.id for part in scale.dimensions))
    return AnswerScores(
        dimensions,
        _sum_dimensions(keyed, valid, scale, dimensions),
        np.asarray((~given).sum(axis=1), dtype=np.int64),
        np.asarray((given & ~valid).sum(axis=1), dtype=np.int64),
    )


def _sum_dimensions(keyed: FloatArray, valid: NDArray[np.bool_], scale: Scale, names: tuple[str, ...]) -> FloatArray:
    members = np.zeros((keyed.shape[1], len(names)))
    for column, name in enumerate(names):
        members[np.array(scale.items_of(name)) - 1, column] = 1.0
    sizes = members.sum(axis=0)
    answered = valid @ members
    sums = keyed @ members
    scored = (sizes - answered) <= _allowed(scale, len(names))
    with np.errstate(invalid="ignore", divide="ignore"):
        whole = np.where(answered == sizes, sums, sums / answered * sizes)
    values = whole * (scale.multiplier / sizes if scale.scoring == "mean" else scale.multiplier)
    resolution = np.array([scale.resolution_of(name) for name in names])
    rounded = np.where(answered == sizes, values, np.rint(values / resolution) * resolution)
    return np.where(scored & (answered > 0), rounded, np.nan)


def _allowed(scale: Scale, columns: int) -> NDArray[np.int64]:
    allowed = np.zeros(columns, dtype=np.int64)
    if scale.missing is not None and scale.missing.is_confirmed:
        allowed[0] = scale.missing.total
        allowed[1:] = scale.missing.dimension
    return allowed
