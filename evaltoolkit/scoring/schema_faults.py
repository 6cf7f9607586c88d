"""What pydantic found in an indicator system's YAML, as sentences with a place and a remedy."""

from __future__ import annotations

from difflib import get_close_matches
from functools import reduce
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from evaltoolkit.language import Text, text
from evaltoolkit.scoring import overshoot, system
from evaltoolkit.scoring.rules import specs


def _known_keys() -> tuple[str, ...]:
    models = [item for module in (system, specs, overshoot) for item in vars(module).values()]
    keys = {
        key for item in models if isinstance(item, type) and issubclass(item, BaseModel) for key in item.model_fields
    }
    return tuple(sorted(keys))


def schema_faults(error: ValidationError) -> tuple[Text, ...]:
    """Return one sentence a fault."""
    return tuple(_sentence(fault) for fault in error.errors())


def join_sentences(sentences: tuple[Text, ...]) -> Text:
    """Return several sentences as one Text, each on its own line."""
    return reduce(lambda first, rest: text("{first}\n{rest}", first=first, rest=rest), sentences)


def _sentence(fault: ErrorDetails) -> Text:
    place = _place(fault["loc"])
    match fault["type"]:
        case "missing":
            return text("{place} is missing.", place=place)
        case "extra_forbidden":
            return _unknown_key(fault, place)
        case "literal_error" | "union_tag_invalid":
            context: dict[str, Any] = fault.get("ctx", {})
            return text(
                "{place}: allowed are {allowed}.",
                place=place, allowed=context.get("expected") or context.get("expected_tags"),
            )  # fmt: skip
        case "string_pattern_mismatch":
            return text("{place} takes small letters, digits and _ only, beginning with a letter.", place=place)
        case "greater_than" | "greater_than_equal" | "less_than_equal" | "decimal_type" | "is_instance_of":
            return text("{place} must be a number in its range.", place=place)
    return text("{place} cannot be read: compare it with the system that the package ships.", place=place)


def _unknown_key(fault: ErrorDetails, place: str) -> Text:
    near = get_close_matches(str(fault["loc"][-1]), _known_keys(), n=1)
    if near:
        return text("{place} is not known; did you mean {near}?", place=place, near=near[0])
    return text("{place} is not known.", place=place)


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
