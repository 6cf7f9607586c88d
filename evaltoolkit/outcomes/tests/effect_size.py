"""Effect sizes of a paired change: Hedges' g of d_z with its interval, d_av, probability of improvement."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import elementwise
from scipy.special import gammaln, nctdtr

from evaltoolkit.model.given import require_between
from evaltoolkit.model.thresholds import LARGEST_T
from evaltoolkit.outcomes.tests.resolution import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class EffectSizes:
    """Effect sizes of several groups; NaN where the changes have no spread.

    Parameters
    ----------
    d_z
        Mean change over the standard deviation of the changes.
    d_low, d_high
        95 % interval of `d_z` from the noncentral t; NaN where abs(t) > 30.
    correction
        Hedges' exact J for df = n - 1.
    """

    d_z: FloatArray
    d_low: FloatArray
    d_high: FloatArray
    correction: FloatArray

    @property
    def hedges_g(self) -> FloatArray:
        """Return J d_z."""
        return self.d_z * self.correction

    @property
    def g_low(self) -> FloatArray:
        """Return J d_low, the end that R's effectsize gives: too narrow for the true change, for comparison only."""
        return self.d_low * self.correction

    @property
    def g_high(self) -> FloatArray:
        """Return J d_high, as :attr:`g_low`."""
        return self.d_high * self.correction


def effect_sizes(n: FloatArray, t: FloatArray, *, confidence: float = 0.95) -> EffectSizes:
    """Return d_z and Hedges' g of groups of `n` pairs with paired t of `t`.

    Parameters
    ----------
    n
        Pairs of each group.
    t
        Paired t of each group; NaN where there is none.
    confidence
        Of the interval.

    Returns
    -------
    EffectSizes
        One entry a group, in standard deviations of the changes.

    Raises
    ------
    InputError
        `confidence` lies outside 0 to 1.

    Notes
    -----
    d_z = t / sqrt(n); J = Γ(df/2) / (sqrt(df/2) Γ((df-1)/2)) with df = n - 1; the interval is that of the
    noncentrality of t over sqrt(n), not times J, so that its ends cover the true change. J needs three pairs: with
    two it is 0 and g is NaN.

    References
    ----------
    Hedges (1981); Steiger & Fouladi (1997). Tested against R 4.5.0. pingouin's paired d is d_av without its sign, its
    g uses df = 2n - 2: not followed.

    Examples
    --------
    >>> sizes = effect_sizes(np.array([10.0]), np.array([-3.0]))
    >>> sizes.d_z.round(3).tolist(), sizes.hedges_g.round(3).tolist()
    ([-0.949], [-0.867])
    """
    require_between(0, 1, confidence=confidence)
    roots = np.sqrt(np.where(n > 0, n, np.nan))
    df = n - 1
    probabilities = np.array([[(1 + confidence) / 2], [(1 - confidence) / 2]])
    low, high = noncentrality(t, df, probability=probabilities) / roots
    return EffectSizes(t / roots, low, high, hedges_correction(df))


def hedges_correction(df: FloatArray) -> FloatArray:
    """Return Hedges' exact correction for small samples; NaN for df under 2.

    Parameters
    ----------
    df
        Degrees of freedom, pairs less one.

    Returns
    -------
    numpy.ndarray
        From above 0 to 1.

    Examples
    --------
    >>> hedges_correction(np.array([9.0])).round(6).tolist()
    [0.913875]
    """
    safe = np.where(df >= 2, df, 2.0)
    exact = np.exp(gammaln(safe / 2) - gammaln((safe - 1) / 2)) / np.sqrt(safe / 2)
    return np.where(df >= 2, exact, np.nan)


def noncentrality(t: FloatArray, df: FloatArray, *, probability: float | FloatArray) -> FloatArray:
    """Return the noncentrality under which a t of at most `t` has `probability`; NaN where abs(t) > 30.

    Parameters
    ----------
    t, df
        Of each group; of shapes that go together.
    probability
        From 0 to 1, one for all or one for each group.

    Returns
    -------
    numpy.ndarray
        Of the shape that all three have together; NaN also for df under 1.

    Examples
    --------
    >>> noncentrality(np.array([2.0]), np.array([9.0]), probability=0.025).round(3).tolist()
    [4.116]
    """
    t, df, probability = np.broadcast_arrays(t, df, probability)
    usable = np.isfinite(t) & (np.abs(t) <= LARGEST_T) & (df >= 1)
    found = np.full(t.shape, np.nan)
    if not usable.any():
        return found
    side = np.where(t[usable] < 0, -1.0, 1.0)  # the lower tail of a negative t fails in scipy: use the mirror image
    size = np.abs(t[usable])
    reach = 3 * size + 20
    root = elementwise.find_root(
        lambda centre, x, nu, chance: nctdtr(nu, centre, x) - chance,
        (-reach, reach),
        args=(size, df[usable], np.where(side < 0, 1 - probability[usable], probability[usable])),
        tolerances={"xatol": 1e-13, "xrtol": 1e-13},
    )
    found[usable] = np.where(root.success, side * root.x, np.nan)
    return found
