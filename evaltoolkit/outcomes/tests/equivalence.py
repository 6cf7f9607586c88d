"""Whether people stayed as they were, or at least did not get worse, within a margin stated beforehand.

For a service that aims to maintain (维持) or to slow decline: a stable frail elder is a success, not 'no effect'.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from evaltoolkit.model.given import require_between, require_positive
from evaltoolkit.model.thresholds import ALPHA
from evaltoolkit.outcomes.tests.paired_change import PairedChange


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Two one-sided tests of the mean change against a margin.

    Parameters
    ----------
    margin
        In scale points, above 0.
    p_not_lower, p_not_higher
        One-sided p against a change below ``-margin``, and against one above ``margin``.
    low, high
        Interval of the mean change at 1 - 2 alpha (90 % for alpha .05): equivalent where it lies within the margin.
    """

    margin: float
    p_not_lower: float
    p_not_higher: float
    low: float
    high: float

    @property
    def p(self) -> float:
        """Return the p of equivalence, the larger of the two."""
        return max(self.p_not_lower, self.p_not_higher)

    def p_not_worse(self, better: int) -> float:
        """Return the p of non-inferiority on a scale whose better end is `better` (+1 or -1).

        Parameters
        ----------
        better
            +1 where a higher score is better, -1 where a lower one is.

        Returns
        -------
        float
            One-sided p.
        """
        return self.p_not_lower if better > 0 else self.p_not_higher


def check_margin(change: PairedChange, margin: float, *, alpha: float = ALPHA) -> Equivalence:
    """Test whether the mean change lies within `margin` of zero.

    Parameters
    ----------
    change
        Mean change of one group.
    margin
        Largest change that still counts as none, in scale points; stated before the post-test.
    alpha
        Level of each one-sided test.

    Returns
    -------
    Equivalence
        The interval is in scale points.

    Raises
    ------
    InputError
        `margin` is not above 0, or `alpha` not between 0 and .5.

    Notes
    -----
    Every figure is NaN where the changes have no spread or there are fewer than two.

    References
    ----------
    Schuirmann (1987); Lakens (2017). Tested against R 4.5.0.

    Examples
    --------
    >>> from evaltoolkit.outcomes.tests.paired_change import paired_change
    >>> change = paired_change(np.array([10.0, 12, 14, 16]), np.array([11.0, 12, 13, 16]))
    >>> round(check_margin(change, 2.0).p, 4)
    0.0081
    """
    require_positive(margin=margin)
    require_between(0, 0.5, alpha=alpha)
    if not np.isfinite(change.t):
        return Equivalence(margin, *(float("nan"),) * 4)
    error = change.sd / np.sqrt(change.n)
    reach = float(stdtrit(change.df, 1 - alpha)) * error
    return Equivalence(
        margin,
        float(stdtr(change.df, -(change.mean + margin) / error)),
        float(stdtr(change.df, (change.mean - margin) / error)),
        change.mean - reach,
        change.mean + reach,
    )
