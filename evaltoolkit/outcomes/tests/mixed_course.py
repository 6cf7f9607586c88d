"""The course over the waves with everyone in it, also who was lost at one: a random intercept by REML."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import stdtrit

from evaltoolkit.model.thresholds import ALPHA
from evaltoolkit.outcomes.tests.resolution import FloatArray

_RANGE = (-12.0, 12.0)  # of the log ratio of the two variances: beyond it one of them is nothing
_TINY = 1e-12


def changes_of_all(scores: FloatArray) -> FloatArray | None:
    """Return the change from the first wave to each other one with its interval, or None without a solution.

    Parameters
    ----------
    scores
        One row a person, one column a wave; NaN where a person was not measured.

    Returns
    -------
    numpy.ndarray or None
        A row for each later wave: estimate, low and high end of the 95 % interval of t with people - 1.

    Notes
    -----
    score = mean of the wave + a person's own level + error, both normal (Laird and Ware 1982, Biometrics 38, 963-974);
    the ratio of the variances maximises the restricted likelihood. Of complete data each estimate is the mean of the
    paired differences. z in place of t would be too small for few people.

    Examples
    --------
    Somebody was not measured at the last wave and counts all the same.

    >>> scores = np.array([[18.0, 12, 13], [16, 15, 14], [20, 13, 15], [17, 15, np.nan]])
    >>> changes_of_all(scores)[:, 0].round(2).tolist()
    [-4.0, -3.75]
    """
    known = np.isfinite(scores)
    scores, known = scores[known.any(axis=1)], known[known.any(axis=1)]
    people, waves = scores.shape
    if people < 2 or known.sum() <= people + waves or not known.any(axis=0).all():
        return None
    best = minimize_scalar(lambda log: _fit(scores, known, log)[0], bounds=_RANGE, method="bounded")
    _, means, covariance = _fit(scores, known, float(best.x))
    if not best.success or best.x > _RANGE[1] - 0.01 or covariance[0, 0] < _TINY:  # no spread within people, or none
        return None
    spread = np.sqrt(np.diag(covariance)[1:] + covariance[0, 0] - 2 * covariance[0, 1:])
    change, half = means[1:] - means[0], stdtrit(people - 1, 1 - ALPHA / 2) * spread
    return np.column_stack([change, change - half, change + half])


def _fit(scores: FloatArray, known: np.ndarray, log_ratio: float) -> tuple[float, FloatArray, FloatArray]:
    """Return -2 log restricted likelihood less a constant, the waves' means and their covariance."""
    ratio, seen, filled = np.exp(log_ratio), known.astype(np.float64), np.where(known, scores, 0.0)
    weight = ratio / (1 + ratio * seen.sum(axis=1))
    sums = filled.sum(axis=1)
    inner = np.diag(seen.sum(axis=0)) - (seen * weight[:, None]).T @ seen
    means = np.linalg.solve(inner, filled.sum(axis=0) - seen.T @ (weight * sums))
    left = np.where(known, scores - means, 0.0)
    rest = max((left**2).sum() - (weight * left.sum(axis=1) ** 2).sum(), _TINY)
    free = known.sum() - len(means)
    loss = free * np.log(rest) + np.linalg.slogdet(inner)[1] + np.log1p(ratio * seen.sum(axis=1)).sum()
    return float(loss), means, rest / free * np.linalg.inv(inner)
