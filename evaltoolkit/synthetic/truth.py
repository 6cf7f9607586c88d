"""What was planted in a made street: the figures that an honest analysis has to find again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Truth:
    """The planted truths of one made street.

    Parameters
    ----------
    change
        Expected change (post - pre, in scale points) by (scale, dimension), ``total`` among them; what a mean of
        pairs estimates.
    attrition
        Probability of being lost before the post-test, by scale.
    flow
        People with a pre-test and with a post-test, by scale, exactly.
    hours
        Hours agreed and done by method, exactly.
    satisfaction
        Probability that an answer is satisfied, by method; what a share estimates.
    answers
        Satisfied and valid answers of service users by method, exactly.
    coverage
        People served and people there, by (official category, residence), exactly.
    residence
        People served by residence, exactly; residence includes 人户分离 and 未说明.
    days_late
        Days by which each instalment was paid late, exactly; 0 is on time.
    resources
        Value of all resources linked, in 万元, exactly.
    """

    change: Mapping[tuple[str, str], float]
    attrition: Mapping[str, float]
    flow: Mapping[str, tuple[int, int]]
    hours: Mapping[str, tuple[float, float]]
    satisfaction: Mapping[str, float]
    answers: Mapping[str, tuple[int, int]]
    coverage: Mapping[tuple[str, str], tuple[int, int]]
    residence: Mapping[str, int]
    days_late: Mapping[str, int]
    resources: float
