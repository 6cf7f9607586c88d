"""Say in words what pydantic found wrong with a plan beyond what it finds in every file of settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from evaltoolkit.language import Text, text
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.texts import texts
from evaltoolkit.settings.faults import Found, fault_words, said, unknown_key
from evaltoolkit.settings.yaml_lines import Place

_BY_REASON: Mapping[str, Text] = texts("intake", "plan_fault_reasons")
_UNFIT = text("`{key}` does not have the expected form")


def plan_faults(error: ValidationError, given: object) -> list[Found]:
    """Return the place and the words of each fault, in the order of the plan's keys."""
    return fault_words(error, Plan, given, plan_reasons)


def plan_reasons(fault: ErrorDetails, place: Place) -> Iterable[Found] | None:
    """Return what a plan says of a value that its own checks refuse."""
    if fault["type"] != "value_error":
        return None
    reason = str(fault.get("ctx", {}).get("error", ""))
    if reason == "unknown_section":
        return [(place, unknown_key(place, (section.name for section in SECTIONS)))]
    return [(place, _BY_REASON.get(reason, _UNFIT).with_(key=said(place)))]
