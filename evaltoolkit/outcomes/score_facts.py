"""What the registry says of a score, as the columns that every table of outcomes begins with."""

from __future__ import annotations

from evaltoolkit.instruments.scale import Scale
from evaltoolkit.language import Language, text

TOTAL_NAME = text("Total score")


def score_facts(scale: Scale, dimension: str, language: Language) -> dict[str, object]:
    """Return names, direction, unit, resolution and range of a dimension or the total."""
    part, limits = scale.dimension(dimension), scale.range_of(dimension)
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
    }
