"""How much a group chosen for poor scores would come back towards the mean with no service at all."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from evaltoolkit.instruments.facts import Norm
from evaltoolkit.instruments.scale import Scale


def regression_of_group(mean_pre: float, *, norm_mean: float, retest: float) -> float:
    """Return the change to expect of a group that stood at `mean_pre`, from measurement alone.

    Parameters
    ----------
    mean_pre, norm_mean
        Mean of the group before, and of the population it comes from, in scale points.
    retest
        Retest reliability of the score.

    Returns
    -------
    float
        In scale points, with its sign.

    Notes
    -----
    (1 - retest) (norm_mean - mean_pre), the change of the conditional mean (Galton's regression). A figure only
    where the registry has a norm and a retest reliability, both confirmed.

    Examples
    --------
    >>> round(regression_of_group(18.0, norm_mean=12.97, retest=0.726), 2)
    -1.38
    """
    return (1 - retest) * (norm_mean - mean_pre)


def expected_regression(row: Mapping[Hashable, Any], scale: Scale) -> float:
    """Return the change of one row of the outcome table to expect from measurement alone.

    Parameters
    ----------
    row
        Of the outcome table: ``dimension``, ``mean_pre`` and ``selected_by_score``.
    scale
        Its scale version.

    Returns
    -------
    float
        NaN where the registry has no confirmed norm or no confirmed retest reliability of that score, the row has no
        mean, or the plan says that people did not come because of their scores.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import read_scale
    >>> row = {"dimension": "total", "mean_pre": 18.0, "selected_by_score": "unknown"}
    >>> round(expected_regression(row, read_scale("uls6")), 2), expected_regression(row, read_scale("phq9"))
    (-1.38, nan)
    """
    dimension, norm = row["dimension"], _norm(row, scale)
    retest = next(
        (
            fact
            for fact in scale.reliability
            if (fact.dimension, fact.kind) == (dimension, "retest") and fact.is_confirmed
        ),
        None,
    )
    if norm is None or retest is None or row["selected_by_score"] == "no":
        return float("nan")
    return regression_of_group(float(row["mean_pre"]), norm_mean=norm.mean, retest=retest.value)


def norm_population(row: Mapping[Hashable, Any], scale: Scale) -> str | None:
    """Return whose norm the expected change of a row rests on; None where the registry has none confirmed.

    Parameters
    ----------
    row
        Of the outcome table: ``dimension``.
    scale
        Its scale version.

    Returns
    -------
    str or None
        As the registry names it.
    """
    norm = _norm(row, scale)
    return None if norm is None else norm.population


def _norm(row: Mapping[Hashable, Any], scale: Scale) -> Norm | None:
    return next((fact for fact in scale.norms if fact.dimension == row["dimension"] and fact.is_confirmed), None)
