"""What the registry says of a score, as the columns that every table of outcomes begins with."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaltoolkit.instruments.facts import ReliableChange
from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.language import Language, text
from evaltoolkit.outcomes.tests.resolution import FloatArray

TOTAL_NAME = text("Total score")


def fixed_threshold(scale: Scale, dimension: str = TOTAL) -> ReliableChange | None:
    """Return the confirmed threshold of reliable change of a score, or None.

    Parameters
    ----------
    scale
        The scale version.
    dimension
        Id of a dimension, or ``total``.

    Returns
    -------
    ReliableChange or None
        The first confirmed one; its threshold is in scale points.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import read_scale
    >>> fixed_threshold(read_scale("uls6")).threshold, fixed_threshold(read_scale("phq9"))
    (6.0, None)
    """
    facts = (fact for fact in scale.reliable_change if fact.dimension == dimension and fact.is_confirmed)
    return next(facts, None)


def worst_and_best(facts: pd.DataFrame) -> tuple[FloatArray, FloatArray]:
    """Return the end of each score that is bad for the person, and the good one.

    Parameters
    ----------
    facts
        Columns ``score_low``, ``score_high`` and ``better`` (+1 or -1), as :func:`score_facts` gives them.

    Returns
    -------
    tuple of numpy.ndarray
        Worst and best score of each row, in scale points.

    Examples
    --------
    >>> worst, best = worst_and_best(pd.DataFrame({"score_low": [6.0], "score_high": [24.0], "better": [-1]}))
    >>> worst.tolist(), best.tolist()
    ([24.0], [6.0])
    """
    low, high = (facts[name].to_numpy(dtype=np.float64) for name in ("score_low", "score_high"))
    higher = (facts["better"] > 0).to_numpy()
    return np.where(higher, low, high), np.where(higher, high, low)


def score_facts(scale: Scale, dimension: str, language: Language) -> dict[str, object]:
    """Return names, direction, unit, resolution, range and threshold of a dimension or the total.

    Parameters
    ----------
    scale
        The scale version.
    dimension
        Id of a dimension, or ``total``.
    language
        Of the names and the unit.

    Returns
    -------
    dict of str to object
        ``better`` is +1 or -1, ``threshold`` NaN where the registry has no confirmed one.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import read_scale
    >>> facts = score_facts(read_scale("uls6"), "total", Language("en"))
    >>> [facts[name] for name in ("better", "score_low", "score_high", "threshold")]
    [-1, 6.0, 24.0, 6.0]
    """
    part, limits, fact = scale.dimension(dimension), scale.range_of(dimension), fixed_threshold(scale, dimension)
    return {
        "scale": scale.id,
        "dimension": dimension,
        "scale_name": scale.names.said(language.code),
        "dimension_name": part.names.said(language.code) if part else language.say(TOTAL_NAME),
        "better": scale.sign,
        "unit": scale.unit.said(language.code),
        "resolution": scale.resolution_of(dimension),
        "score_low": limits.low,
        "score_high": limits.high,
        "threshold": fact.threshold if fact else float("nan"),
    }
