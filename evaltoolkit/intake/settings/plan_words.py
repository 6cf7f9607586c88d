"""Say in words what pydantic found wrong with a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from evaltoolkit.intake.settings.yaml_lines import Place
from evaltoolkit.language import Ours, Text, text
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.texts import texts

_BY_TYPE: Mapping[str, Text] = texts("intake", "plan_fault_types")
_BY_REASON: Mapping[str, Text] = texts("intake", "plan_fault_reasons")
_OWN_KEY = re.compile(r"[a-z][a-z0-9_.]*")
_UNFIT = text("`{key}` does not have the expected form")


def fault_words(error: ValidationError) -> list[tuple[Place, Text]]:
    """Return the place and the words of each fault, in the order of the plan's keys."""
    return [_words(fault) for fault in error.errors()]


def _words(fault: ErrorDetails) -> tuple[Place, Text]:
    place = tuple(part for part in fault["loc"] if part != "[key]")
    key = _said(".".join(str(part) for part in place))
    if fault["type"] == "extra_forbidden":
        return place, _unknown(key, str(place[-1]), _keys_beside(place))
    context: dict[str, Any] = fault.get("ctx", {})
    if fault["type"] == "value_error":
        reason = str(context.get("error", ""))
        if reason == "unknown_section":
            return place, _unknown(key, str(place[-1]), [section.name for section in SECTIONS])
        return place, _BY_REASON.get(reason, _UNFIT).with_(key=key)
    fields = {name: _plain(value) for name, value in context.items() if isinstance(value, str | int | float)}
    return place, _BY_TYPE.get(fault["type"], _UNFIT).with_(key=key, **fields)


def _plain(value: str | int | float) -> str | int | float:
    return Ours(value.replace("'", "").replace(" or ", ", ")) if isinstance(value, str) else value


def _said(key: str) -> str:
    """Return a key, marked as our own word where it is written as our keys are."""
    return Ours(key) if _OWN_KEY.fullmatch(key) else key


def _unknown(key: str, name: str, known: Iterable[str]) -> Text:
    near = get_close_matches(name, list(known), n=1)
    if near:
        return text("`{key}` is not known (did you mean `{near}`?)", key=key, near=Ours(near[0]))
    return text("`{key}` is not known; check its spelling or take it out", key=key)


def _keys_beside(place: Place) -> list[str]:
    """Return the keys that the model allows where `place` stands."""
    model: type[BaseModel] = Plan
    for part in place[:-1]:
        if isinstance(part, str) and part in model.model_fields:
            model = _inner_model(model.model_fields[part].annotation) or model
    return list(model.model_fields)


def _inner_model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_inner_model(part) for part in get_args(annotation))
    return next((model for model in found if model is not None), None)
