"""How many stood at an end of the scale before the service began, where change cannot show."""

from __future__ import annotations

from dataclasses import dataclass

from evaltoolkit.outcomes.resolution import FloatArray, to_steps


@dataclass(frozen=True, slots=True)
class Ends:
    """Shares of people at the worst and at the best possible score, 0 to 1."""

    worst: float
    best: float


def share_at_ends(scores: FloatArray, low: float, high: float, *, better: int, resolution: float) -> Ends:
    """Return the shares at the scale's ends; NaN without scores.

    Parameters
    ----------
    scores
        Pre-test scores, no NaN.
    low, high
        Least and greatest possible score.
    better
        +1 where a higher score is better, -1 where a lower one is.

    Examples
    --------
    >>> import numpy as np
    >>> share_at_ends(np.array([6.0, 6, 10, 24]), 6, 24, better=-1, resolution=1)
    Ends(worst=0.25, best=0.5)
    """
    if not scores.size:
        return Ends(float("nan"), float("nan"))
    at_low, at_high = (float((to_steps(scores - end, resolution) == 0).mean()) for end in (low, high))
    return Ends(at_low, at_high) if better > 0 else Ends(at_high, at_low)
