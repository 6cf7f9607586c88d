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
    """Return the confirmed threshold of reliable change of a score, or None."""
    facts = (fact for fact in scale.reliable_change if fact.dimension == dimension and fact.is_confirmed)
    return next(facts, None)


def worst_and_best(facts: pd.DataFrame) -> tuple[FloatArray, FloatArray]:
    """Return the end of each score that is bad for the person, and the good one."""
    low, high = (facts[name].to_numpy(dtype=np.float64) for name in ("score_low", "score_high"))
    higher = (facts["better"] > 0).to_numpy()
    return np.where(higher, low, high), np.where(higher, high, low)


def score_facts(scale: Scale, dimension: str, language: Language) -> dict[str, object]:
    """Return names, direction, unit, resolution, range and threshold of a dimension or the total."""
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
