"""Score a block of answers to one scale: one row a respondent, one column an item."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaltoolkit.instruments.coding import decode
from evaltoolkit.instruments.goal_attainment import t_scores
from evaltoolkit.instruments.items import Items
from evaltoolkit.instruments.scale import TOTAL, Scale

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

    Returns
    -------
    AnswerScores
        One row a respondent.

    Notes
    -----
    A reversed item counts ``low + high - answer``. A score with missing answers stands only where the version has a
    confirmed rule that bears so many; it is then the answered items' mean times the number of items, rounded to the
    scale's resolution. An answer that the item does not allow counts as missing. Answers that say several things at
    once are decoded first. A goal that a person has not set is no missing answer.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import read_scale
    >>> scale = read_scale("uls6")
    >>> answers = np.array([[1.0, 2, 3, 4, 1, 2], [1, 2, 3, 4, 1, np.nan], [1, 2, 3, 4, 1, 9]])
    >>> result = score_answers(answers, scale, scale.items)
    >>> result.scores.ravel().tolist(), result.n_missing.tolist(), result.n_invalid.tolist()
    ([13.0, nan, nan], [0, 1, 0], [0, 0, 1])
    """
    points = decoded(answers, items)
    key = _make_key(scale, items)
    if scale.scoring == "gas_t":
        return _score_goals(points, key)
    found = [_score_block(points[start : start + _BLOCK], key) for start in range(0, len(points), _BLOCK)]
    if not found:
        nobody = np.zeros(0, dtype=np.int64)
        return AnswerScores(key.dimensions, np.zeros((0, len(key.dimensions))), nobody, nobody)
    scores, missing, invalid = (np.concatenate([getattr(block, name) for block in found]) for name in _ROWS)
    return AnswerScores(key.dimensions, scores, missing, invalid)


def decoded(answers: FloatArray, items: Items) -> FloatArray:
    """Return the answers with those that say several things at once turned into points.

    Parameters
    ----------
    answers
        Shape (respondents, items); NaN is no answer.
    items
        The scale's items.

    Returns
    -------
    numpy.ndarray
        Of the same shape; an answer that says nothing possible is :data:`~evaltoolkit.instruments.coding.IMPOSSIBLE`.

    Examples
    --------
    >>> from evaltoolkit.instruments.items import ItemRange
    >>> items = Items(count=2, low=1, high=4, exceptions=(ItemRange(item=2, low=0, high=9, form="ticked"),))
    >>> decoded(np.array([[3.0, 135.0], [4.0, 0.0]]), items).tolist()
    [[3.0, 3.0], [4.0, 0.0]]
    """
    if not items.coded:
        return answers
    points = answers.copy()
    for entry in items.coded:
        points[:, entry.item - 1] = decode(answers[:, entry.item - 1], entry)
    return points


_BLOCK = 2048  # rows scored at a time: the block and its intermediate arrays stay in the processor's cache
_ROWS = ("scores", "n_missing", "n_invalid")


@dataclass(frozen=True, slots=True, eq=False)
class _Key:
    """A scale's key as arrays: one entry an item, or one a dimension; matrices are items x dimensions.

    A dimension's sum is ``answers @ signs``, plus ``offsets`` of the items that are reversed.
    """

    dimensions: tuple[str, ...]
    low: FloatArray
    high: FloatArray
    step: FloatArray
    members: FloatArray
    signs: FloatArray
    offsets: FloatArray
    allowed: NDArray[np.int64]
    factors: FloatArray
    resolution: FloatArray


def _make_key(scale: Scale, items: Items) -> _Key:
    low, high, step = (np.array([getattr(entry, name) for entry in items.ranges()]) for name in ("low", "high", "step"))
    dimensions = (TOTAL, *(part.id for part in scale.dimensions))
    members = np.zeros((items.count, len(dimensions)))
    for column, name in enumerate(dimensions):
        members[np.array(scale.items_of(name)) - 1, column] = 1.0
    turned = np.isin(np.arange(1, items.count + 1), items.reversed.items)[:, np.newaxis]
    return _Key(
        dimensions,
        low,
        high,
        step,
        members,
        np.where(turned, -members, members),
        np.where(turned, members * (low + high)[:, np.newaxis], 0.0),
        _allowed(scale, len(dimensions)),
        scale.multiplier / (members.sum(axis=0) if scale.scoring == "mean" else np.ones(len(dimensions))),
        np.array([scale.resolution_of(name) for name in dimensions]),
    )


def _score_goals(attained: FloatArray, key: _Key) -> AnswerScores:
    possible = _is_possible(attained, key)
    goals = np.where(possible, attained, np.nan)
    invalid = (~possible & ~np.isnan(attained)).sum(axis=1)
    missing = np.where(np.isnan(attained).all(axis=1), attained.shape[1], 0)
    return AnswerScores(key.dimensions, t_scores(goals)[:, np.newaxis], missing, invalid)


def _score_block(answers: FloatArray, key: _Key) -> AnswerScores:
    with np.errstate(invalid="ignore"):
        scores = (answers @ key.signs + key.offsets.sum(axis=0)) * key.factors
    missing, invalid = np.zeros((2, len(answers)), dtype=np.int64)
    if not _are_whole_and_in_range(answers, key):
        valid = _is_possible(answers, key)
        gaps = np.flatnonzero(~valid.all(axis=1))
        scores[gaps] = _score_with_gaps(answers[gaps], valid[gaps], key)
        missing[gaps] = (np.isnan(answers[gaps]) | np.isposinf(answers[gaps])).sum(axis=1)
        invalid[gaps] = (~valid[gaps]).sum(axis=1) - missing[gaps]
    return AnswerScores(key.dimensions, scores, missing, invalid)


def _score_with_gaps(answers: FloatArray, valid: NDArray[np.bool_], key: _Key) -> FloatArray:
    weights = valid.astype(np.float64)
    sums = np.where(valid, answers, 0.0) @ key.signs + weights @ key.offsets
    return _prorate(sums, weights @ key.members, key)


def _are_whole_and_in_range(answers: FloatArray, key: _Key) -> bool:
    """Return whether the extremes of all items together show every answer to be possible; else each is looked at."""
    if (key.step != 1).any() or (key.low % 1 != 0).any():
        return False
    # NaN, where anybody left an item out, is in no range
    if not (answers.min() >= key.low.max() and answers.max() <= key.high.min()):
        return False
    return bool((np.rint(answers) == answers).all())


def _is_possible(answers: FloatArray, key: _Key) -> NDArray[np.bool_]:
    steps = answers - key.low
    if (key.step != 1).any():
        steps /= key.step
    with np.errstate(invalid="ignore"):
        off_step = np.abs(steps - np.rint(steps))
        return np.asarray((off_step < 1e-9) & (steps >= 0) & (steps <= (key.high - key.low) / key.step))


def _prorate(sums: FloatArray, answered: FloatArray, key: _Key) -> FloatArray:
    sizes = key.members.sum(axis=0)
    values = sums * (sizes / np.maximum(answered, 1)) * key.factors
    rounded = np.where(answered == sizes, values, np.rint(values / key.resolution) * key.resolution)
    return np.where((sizes - answered <= key.allowed) & (answered > 0), rounded, np.nan)


def _allowed(scale: Scale, columns: int) -> NDArray[np.int64]:
    allowed = np.zeros(columns, dtype=np.int64)
    if scale.missing is not None and scale.missing.is_confirmed:
        allowed[0] = scale.missing.total
        allowed[1:] = scale.missing.dimension
    return allowed
