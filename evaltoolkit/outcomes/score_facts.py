"""What the registry says of a score, as the columns that every table of outcomes begins with."""

from __future__ import annotations

from evaltoolkit.instruments.facts import ReliableChange
from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.language import Language, text

TOTAL_NAME = text("Total score")


def fixed_threshold(scale: Scale, dimension: str = TOTAL) -> ReliableChange | None:
    """Return the confirmed threshold of reliable change of a score, or None."""
    facts = (fact for fact in scale.reliable_change if fact.dimension == dimension and fact.is_confirmed)
    return next(facts, None)


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
