"""The scale that a call names or describes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import ValidationError

from evaltoolkit.errors import InputError, RegistryError
from evaltoolkit.instruments.facts import ReliableChange
from evaltoolkit.instruments.faults import scale_reasons
from evaltoolkit.instruments.registry import read_scale
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.language import text
from evaltoolkit.model.given import require_known, require_numbers, require_positive
from evaltoolkit.settings.faults import fault_words

Better = Literal["higher", "lower"]
_OWN = "own_scale"
_SOURCE = "given in the call"
_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Described:
    """What a call says of the scores: a scale, or the range, the good end, the step and the name of its own."""

    scale: str | Scale | None
    low: float | None
    high: float | None
    better: Better | None
    step: float | None = None
    name: str = ""

    def of_totals(self, *scores: NDArray[np.float64], threshold: ReliableChange | None = None) -> Scale:
        """Return the scale of scores that are totals, with the threshold of reliable change that the call gives."""
        known = self.shipped()
        if known is None:
            low, high, _ = self._own()
            known = self._made(low, high, _step(*scores) if self.step is None else self.step, scoring="total_only")
        return known if threshold is None else known.model_copy(update={"reliable_change": (threshold,)})

    def of_items(
        self, count: int, reverse: Sequence[int], dimensions: Mapping[str, Sequence[int]], scoring: str, may_lack: int
    ) -> Scale:
        """Return the scale of answers to `count` items, of which each has the range."""
        if (known := self.shipped()) is not None:
            return known
        low, high, _ = self._own()
        share, step = (1, 1.0) if scoring == "mean" else (count, 1.0 if self.step is None else self.step)
        parts = [
            {"id": f"d{number}", "names": {"zh": name, "en": name}, "items": tuple(items)}
            for number, (name, items) in enumerate(dimensions.items(), 1)
        ]
        turned = {"status": "confirmed", "source": _SOURCE, "items": tuple(reverse)}
        rule = {"status": "confirmed", "source": _SOURCE, "total": may_lack, "dimension": may_lack}
        return self._made(
            low * share, high * share, step / count if scoring == "mean" else step, scoring=scoring,
            items={"count": count, "low": low, "high": high, "step": step, "reversed": turned}, dimensions=parts,
            missing=rule if may_lack else None,
        )  # fmt: skip

    def shipped(self) -> Scale | None:
        """Return the scale that the call names, or None where it describes one."""
        return read_scale(self.scale) if isinstance(self.scale, str) else self.scale

    def _own(self) -> tuple[float, float, Better]:
        if self.low is None or self.high is None or self.better is None or not self.low < self.high:
            raise InputError(text("Say which scale it is (scale=…), or its least and greatest score and its good end "
                                  "(low=…, high=…, better=…)."))  # fmt: skip
        require_known("better", (self.better,), ("higher", "lower"))
        if self.step is not None:
            require_positive(step=self.step)
        return float(self.low), float(self.high), self.better

    def _made(self, low: float, high: float, resolution: float, **how: Any) -> Scale:
        names = {"zh": self.name or "得分", "en": self.name or "score"}
        facts = {
            "schema_version": 1, "id": _OWN, "names": names, "measures": names, "source": _SOURCE,
            "better": self.better, "unit": {"zh": "分", "en": "points"}, "range": {"low": low, "high": high},
            "resolution": resolution, "licence": _LICENCE, "status": "confirmed", **how,
        }  # fmt: skip
        try:
            return Scale.model_validate(facts)
        except ValidationError as error:
            wrong = (words for _, words in fault_words(error, Scale, facts, scale_reasons))
            raise RegistryError(
                *(text("{name}: {what}.", name=self.name or _OWN, what=words) for words in wrong)
            ) from None


_LICENCE: Mapping[str, Any] = {
    "words": "the analyst's own", "wording_allowed": False, "status": "confirmed", "source": _SOURCE
}  # fmt: skip


def two_rows(pre: ArrayLike, post: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the scores before and after as numbers, NaN for who was not measured.

    Raises
    ------
    InputError
        They are no numbers, or not of the same people.
    """
    first, second = (np.asarray(scores, dtype=object) for scores in (pre, post))
    require_numbers(may_lack=True, pre=first, post=second)
    return first.astype(np.float64), second.astype(np.float64)


def _step(*scores: NDArray[np.float64]) -> float:
    """Return the last decimal that any score has, as a step.

    Examples
    --------
    >>> _step(np.array([12.0, 13.25, np.nan])), _step(np.array([3.0, 4.0]))
    (0.01, 1.0)
    """
    known = (score for row in scores for score in row if not np.isnan(score))
    exponents = (Decimal(repr(float(score))).normalize().as_tuple().exponent for score in known)
    decimals = max((-one for one in exponents if isinstance(one, int)), default=0)
    return float(Decimal(1).scaleb(-min(max(decimals, 0), _MOST_DECIMALS)))
