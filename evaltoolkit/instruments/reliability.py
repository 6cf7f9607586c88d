"""How well the items of one scale hold together: alpha with its interval, omega, each item against the rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri, ndtri

from evaltoolkit.model.thresholds import ALPHA, CONFIDENCE

FloatArray = NDArray[np.float64]
_LEAST_UNIQUE = 0.05  # 本工具规则: where the fit starts, not where it may end
_VANISHED = 1e-4  # 本工具规则: uniqueness below which an item has nothing of its own: no proper solution (Heywood)
_SINGULAR = 1e-10  # 本工具规则: least eigenvalue of the correlations below which one item follows from the others
_FLAT = 1e-4  # 本工具规则: slope of the misfit at which a fit has arrived
_NAN = float("nan")


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """Reliability of one score on one set of complete answers.

    Parameters
    ----------
    n
        People with an answer to every item.
    alpha, alpha_low, alpha_high
        Cronbach's alpha with Feldt's 95 % interval; NaN where the total does not vary.
    omega
        McDonald's omega total; NaN under three items, where an item does not vary, or without a solution.
    item_rest
        Correlation of each item with the sum of the others; NaN for an item that does not vary.
    alpha_without
        Alpha of the others, for each item; NaN under three items.
    alpha_turned
        Alpha with that one item turned round.
    """

    n: int
    alpha: float
    alpha_low: float
    alpha_high: float
    omega: float
    item_rest: FloatArray
    alpha_without: FloatArray
    alpha_turned: FloatArray

    def runs_against(self, tests: int) -> NDArray[np.bool_]:
        """Return which items' correlation with the rest lies below 0 with its whole interval.

        Parameters
        ----------
        tests
            Over how many questions the 95 % intervals are adjusted: the number of items, or 1.

        Returns
        -------
        numpy.ndarray
            One flag an item; none is marked under four people.

        Notes
        -----
        Fisher's z with Bonferroni's share of 5 %: ``artanh(r) + z(1 − .05 / 2 tests) / sqrt(n − 3) < 0``.
        """
        return _lie_below_0(self.item_rest, self.n, tests)


def run_against(points: FloatArray, tests: int) -> NDArray[np.bool_]:
    """Return which items of complete answers run against the rest, as :meth:`Reliability.runs_against` does.

    Parameters
    ----------
    points
        Shape (people, items), no NaN; reversed items turned round already.
    tests
        Over how many questions the intervals are adjusted.

    Returns
    -------
    numpy.ndarray
        One flag an item; none is marked under four people.

    Examples
    --------
    The last of four items was keyed the wrong way round.

    >>> trait = np.arange(12.0)[:, np.newaxis]
    >>> run_against(np.hstack([trait, trait + trait % 2, trait - trait % 3, -trait]), 4).tolist()
    [False, False, False, True]
    """
    return _lie_below_0(_item_rest(np.cov(points.T)), len(points), tests)


def _lie_below_0(correlations: FloatArray, n: int, tests: int) -> NDArray[np.bool_]:
    if n < 4:
        return np.zeros(correlations.shape, dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = np.arctanh(np.clip(correlations, -1, 1))
    return np.asarray(centre + ndtri(1 - ALPHA / (2 * tests)) / np.sqrt(n - 3) < 0)


def reliability(points: FloatArray) -> Reliability:
    """Return the reliability of a score from the points of its items.

    Parameters
    ----------
    points
        Shape (people, items), reversed items turned round already; a row with a NaN is left out (listwise).

    Returns
    -------
    Reliability
        Every coefficient is NaN under two people or two items.

    Notes
    -----
    ``alpha = k / (k − 1) · (1 − Σ var(item) / var(sum))``. Its interval follows from
    ``(1 − α) / (1 − alpha) ~ F(n − 1, (n − 1)(k − 1))``. Omega is ``(Σλ)² / ((Σλ)² + Σψ)`` of one factor fitted by
    maximum likelihood to the correlations, with Jöreskog's misfit of the uniquenesses alone: of the correlations
    divided by their roots, every eigenvalue θ but the largest adds ``θ − log θ``. The better of two fits counts: from
    the first principal component on, and from what each item shares with all others. The same answers always give the
    same digits.

    References
    ----------
    Cronbach (1951), Psychometrika 16, 297-334; Feldt (1965), Psychometrika 30, 357-370; Jöreskog (1967), Psychometrika
    32, 443-482; McDonald (1999), Test Theory.

    Examples
    --------
    >>> found = reliability(np.array([[1.0, 2], [2, 3], [3, 3], [4, 5]]))
    >>> found.n, round(found.alpha, 4)
    (4, 0.96)
    """
    complete = points[~np.isnan(points).any(axis=1)]
    n, k = complete.shape
    if n < 2 or k < 2:
        nothing = np.full(k, _NAN)
        return Reliability(n, _NAN, _NAN, _NAN, _NAN, nothing, nothing, nothing)
    covariance = np.cov(complete.T)
    alpha = _alpha(covariance)
    low, high = _feldt(alpha, n, k)
    items = _item_rest(covariance), _alpha_without(covariance), _alpha_turned(covariance)
    return Reliability(n, alpha, low, high, omega_total(complete), *items)


def omega_total(points: FloatArray) -> float:
    """Return McDonald's omega total of complete answers, NaN where one factor cannot be fitted.

    Parameters
    ----------
    points
        Shape (people, items), no NaN; reversed items turned round already.

    Returns
    -------
    float
        From 0 to 1; NaN also under three items and where there are not more people than items.

    Examples
    --------
    >>> answers = np.array([[1, 2, 1], [2, 1, 3], [3, 4, 3], [4, 3, 2], [5, 4, 4], [2, 3, 2], [4, 5, 5], [1, 1, 2.0]])
    >>> round(omega_total(answers), 2), omega_total(answers[:, :2])
    (0.89, nan)
    """
    n, k = points.shape
    spread = points.std(axis=0)
    if k < 3 or n <= k or not (spread > 0).all():
        return _NAN
    correlation: FloatArray = np.asarray(np.corrcoef(points.T))
    unique = _uniquenesses(correlation)
    if unique is None:
        return _NAN
    common = float(_loadings(correlation, unique)[0].sum() ** 2)
    return common / (common + float(unique.sum()))


def _uniquenesses(correlation: FloatArray) -> FloatArray | None:
    """Return the uniqueness of each item, None without a proper solution (one that vanishes, no convergence)."""
    from scipy.optimize import minimize

    def misfit(unique: FloatArray) -> tuple[float, FloatArray]:
        loadings, others = _loadings(correlation, unique)
        modelled = loadings**2 + unique
        return float((others - np.log(others)).sum()), (modelled - 1) / unique**2

    values, vectors = np.linalg.eigh(correlation)
    if values[0] < _SINGULAR:
        return None
    starts = 1 - values[-1] * vectors[:, -1] ** 2, (1 - 0.5 / len(values)) / np.diag(np.linalg.inv(correlation))
    fits = [
        minimize(
            misfit, np.clip(start, _LEAST_UNIQUE, 1), jac=True, method="L-BFGS-B",
            bounds=[(_VANISHED / 100, 1)] * len(start), options={"ftol": 1e-13, "gtol": 1e-8, "maxiter": 1000},
        )
        for start in starts
    ]  # fmt: skip
    best = min(fits, key=lambda fit: float(fit.fun))
    found: FloatArray = np.asarray(best.x)
    return found if found.min() > _VANISHED and np.abs(best.jac).max() < _FLAT else None


def _loadings(correlation: FloatArray, unique: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the loadings that fit best with these uniquenesses, and the eigenvalues that the factor leaves over."""
    scale = np.sqrt(unique)
    values, vectors = np.linalg.eigh(correlation / np.outer(scale, scale))
    return scale * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0)), values[:-1]


def _alpha(covariance: FloatArray) -> float:
    k, total = len(covariance), float(covariance.sum())
    if k < 2 or total <= 0:
        return _NAN
    return float(k / (k - 1) * (1 - np.trace(covariance) / total))


def _feldt(alpha: float, n: int, k: int) -> tuple[float, float]:
    tails = ((1 + CONFIDENCE) / 2, (1 - CONFIDENCE) / 2)
    low, high = (1 - (1 - alpha) * float(fdtri(n - 1, (n - 1) * (k - 1), tail)) for tail in tails)
    return low, high


def _item_rest(covariance: FloatArray) -> FloatArray:
    own = np.diag(covariance)
    with_sum = covariance.sum(axis=1)
    rest = covariance.sum() - 2 * with_sum + own
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where((own > 0) & (rest > 0), (with_sum - own) / np.sqrt(own * rest), _NAN))


def _alpha_without(covariance: FloatArray) -> FloatArray:
    return np.array([_alpha(np.delete(np.delete(covariance, i, 0), i, 1)) for i in range(len(covariance))])


def _alpha_turned(covariance: FloatArray) -> FloatArray:
    signs = np.ones_like(covariance) - 2 * np.eye(len(covariance))
    return np.array([_alpha(covariance * np.outer(sign, sign)) for sign in signs])
