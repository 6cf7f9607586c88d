"""Say what is wrong with a scale's file beyond what is found in every file of settings, and with a scale's id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from evaltoolkit.errors import called
from evaltoolkit.language import Text, text
from evaltoolkit.model.texts import texts
from evaltoolkit.settings.faults import Found
from evaltoolkit.settings.yaml_lines import Place

_CONTRADICTIONS: Mapping[str, Text] = texts("instruments", "contradictions")
_PLACES: Mapping[str, Place] = {
    "range_empty": ("range",), "range_differs": ("range",), "band_empty": ("cutoffs",),
    "screening_open": ("screening",), "dimension_twice": ("dimensions",),
    "item_twice": ("dimensions",), "wording_not_allowed": ("items", "wording"),
    "wording_count": ("items", "wording"), "items_unused": ("items",), "goals_differ": ("scoring",),
    "items_missing": ("scoring",), "no_such_dimension": ("dimensions",),
}  # fmt: skip
"""Where the file states what contradicts; the items where nothing is named."""


def scale_reasons(fault: ErrorDetails, _: Place) -> Iterable[Found] | None:
    """Return what contradicts in a scale, each with its place."""
    if fault["type"] != "contradiction":
        return None
    found: Iterable[tuple[str, Mapping[str, Any]]] = fault["ctx"]["findings"]
    return [(_PLACES.get(kind, ("items",)), _CONTRADICTIONS[kind].with_(**fields)) for kind, fields in found]


def unknown_scale(id_: str, known: Iterable[str]) -> Text:
    """Return the sentence for a scale id that the registry lacks."""
    near = get_close_matches(id_, known, n=1)
    if near:
        return text("There is no scale {id}; did you mean {near}?", id=id_, near=near[0])
    return text("There is no scale {id}. `{command}` lists those that are known.", id=id_, command=called("scales"))


def unknown_base(id_: str, known: Mapping[str, Mapping[str, Any]]) -> Text:
    """Return the sentence for a version that another one builds on and that cannot be built on."""
    complete = [name for name, content in known.items() if "based_on" not in content]
    near = get_close_matches(id_, complete, n=1)
    advice = text("did you mean `{near}`", near=near[0]) if near else text("name a version that stands by itself")
    return text("`based_on: {id}` cannot be built on; {advice}", id=id_, advice=advice)
