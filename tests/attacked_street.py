"""The reports of a made street of the attacks for each of its readers, made together and once for many tests."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from evaltoolkit.disclosure.protected import Audience
from safety.made_evidence import make_street
from safety.made_report import MadeReport, make_report, make_states

OTHERS = (Audience.PARTNER, Audience.SHARED, Audience.PUBLIC)


@lru_cache(maxsize=8)
def reports_of(seed: int) -> Mapping[str, MadeReport]:
    """Return the reports of the street of a seed by audience; whoever asks again gets the same ones."""
    street = make_street(seed)
    (others,) = make_states([street], OTHERS)
    return {Audience.STATION: make_report(street, Audience.STATION), **dict(zip(OTHERS, others, strict=True))}
