"""The sign-flip (permutation) test of a mean difference, exact."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaltoolkit.model.given import require_numbers, require_positive
from evaltoolkit.outcomes.resolution import FloatArray, to_steps
from evaltoolkit.outcomes.sign_convolution import tails


@dataclass(frozen=True, slots=True)
class SignFlip:
    """Exact p of the mean difference: two-sided, and one-sided for post above and below pre."""

    p: float
    p_greater: float
    p_less: float


def sign_flip(differences: FloatArray, resolution: float) -> SignFlip:
    """Test whether the mean difference is zero when each difference might as well have had the other sign.

    Parameters
    ----------
    differences
        Post - pre in scale points.
    resolution
        Smallest step of the scale; differences are rounded to it first.

    References
    ----------
    Fisher (1935), The Design of Experiments, section 21. Tested against an independent convolution in R 4.5.0.

    Examples
    --------
    >>> sign_flip(np.array([1.0, 1, 2]), 1).p
    0.25
    """
    require_numbers(differences=differences)
    require_positive(resolution=resolution)
    steps = to_steps(differences, resolution)
    sizes = np.abs(steps)
    found = tails(sizes, int(steps[steps > 0].sum()))
    return SignFlip(min(1.0, 2 * min(found.at_most, found.at_least)), found.at_least, found.at_most)
