"""One version of a scale that holds together."""

from __future__ import annotations

from pydantic import model_validator

from evaltoolkit.instruments.checks import check_scale
from evaltoolkit.instruments.scale_fields import TOTAL, Dimension, Range, ScaleFields

__all__ = ["TOTAL", "Dimension", "Range", "Scale"]


class Scale(ScaleFields):
    """One version of a scale, as its YAML states it; refused where its facts contradict each other."""

    @model_validator(mode="after")
    def _holds_together(self) -> Scale:
        check_scale(self)
        return self
