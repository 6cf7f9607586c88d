"""Say what is wrong with a scale's file beyond what is found in every file of settings, and with a scale's id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from evaltoolkit.errors import called
from evaltoolkit.language import Ours, Text, text
from evaltoolkit.model.texts import texts
from evaltoolkit.settings.faults import Found, own_id
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
    """Return what contradicts in a scale, each with its place.

    Parameters
    ----------
    fault
        As pydantic reports it.
    _
        Place of the fault in the file; each contradiction has its own.

    Returns
    -------
    iterable of tuple or None
        Place and sentence of each contradiction; None where the fault is another one.
    """
    if fault["type"] != "contradiction":
        return None
    found: Iterable[tuple[str, Mapping[str, Any]]] = fault["ctx"]["findings"]
    return [(_PLACES.get(kind, ("items",)), _CONTRADICTIONS[kind].with_(**_own_ids(fields))) for kind, fields in found]


def _own_ids(fields: Mapping[str, Any]) -> dict[str, object]:
    return {name: own_id(value) if isinstance(value, str) else value for name, value in fields.items()}


def unknown_scale(id_: str, known: Iterable[str]) -> Text:
    """Return the sentence for a scale id that the registry lacks.

    Parameters
    ----------
    id_
        As it was written.
    known
        Ids in the registry.

    Returns
    -------
    Text
        Names the nearest id, or how to list them all.

    Examples
    --------
    >>> from evaltoolkit.language import Language
    >>> Language("en").say(unknown_scale("phq-9", ["phq9", "uls6"]))
    'There is no scale phq-9; did you mean phq9?'
    """
    near = get_close_matches(id_, known, n=1)
    if near:
        return text("There is no scale {id}; did you mean {near}?", id=own_id(id_), near=Ours(near[0]))
    return text(
        "There is no scale {id}. `{command}` lists those that are known.", id=own_id(id_), command=called("scales")
    )


def unknown_base(id_: str, known: Mapping[str, Mapping[str, Any]]) -> Text:
    """Return the sentence for a version that another one builds on and that cannot be built on.

    Parameters
    ----------
    id_
        As it was written in ``based_on``.
    known
        What the file of each version says, by id; those that stand by themselves can be built on.

    Returns
    -------
    Text
        Names the nearest version that can be built on, if one is near.

    Examples
    --------
    >>> from evaltoolkit.language import Language
    >>> Language("en").say(unknown_base("rses_own", {"rses_zh": {}, "rses_own": {"based_on": "rses_zh"}}))
    '`based_on: rses_own` cannot be built on; did you mean `rses_zh`'
    """
    complete = [name for name, content in known.items() if "based_on" not in content]
    near = get_close_matches(id_, complete, n=1)
    advice = (
        text("did you mean `{near}`", near=own_id(near[0])) if near else text("name a version that stands by itself")
    )
    return text("`based_on: {id}` cannot be built on; {advice}", id=own_id(id_), advice=advice)
