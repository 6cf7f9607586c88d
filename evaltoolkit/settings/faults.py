"""Say in words what pydantic found wrong with a file of settings: a place in the file, and a sentence a fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from evaltoolkit.language import Ours, Text, Told, text
from evaltoolkit.model.texts import texts
from evaltoolkit.settings.yaml_lines import Place

Model = type[BaseModel]
Found = tuple[Place, Text]
OwnReasons = Callable[[ErrorDetails, Place], Iterable[Found] | None]
"""What a kind of file says itself of a fault at a place; None leaves it to this module."""

_BY_TYPE: Mapping[str, Text] = texts("settings", "types")
_OWN_KEY = re.compile(r"[a-z][a-z0-9_.]*")
_NONE_OF_OURS = text("a key that is none of ours")
_UNFIT = text("`{key}` does not have the expected form")


def fault_words(error: ValidationError, model: Model, value: object, own: OwnReasons = lambda *_: None) -> list[Found]:
    """Return where each fault lies and what it is, in the order of the model's keys.

    Parameters
    ----------
    error
        What pydantic says.
    model
        Of which model.
    value
        What was to be one.
    own
        What the kind of file has to say itself.

    Examples
    --------
    >>> class Budget(BaseModel, extra="forbid"):
    ...     annual: int
    >>> try:
    ...     Budget.model_validate({"anual": 3})
    ... except ValidationError as error:
    ...     [words.english() for _, words in fault_words(error, Budget, {"anual": 3})]
    ['`annual` is missing; add it', '`anual` is not known (did you mean `annual`?)']
    """
    return [one for fault in error.errors() for one in _words(fault, model, value, own)]


def said(place: Place) -> str:
    """Return a place as the file's reader counts, marked as our own word where it is written as our keys are.

    Else it may be anybody's word, and stands on the screen alone.

    Examples
    --------
    >>> said(("rows", 0, "weight"))
    'rows.1.weight'
    """
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
    return Ours(key) if not key or _OWN_KEY.fullmatch(key) else Told(key, _NONE_OF_OURS)


def own_id(value: str) -> str:
    """Return a value of a file of settings, marked as our own word where it is written as an id is.

    Examples
    --------
    >>> type(own_id("garden_skills")).__name__, type(own_id("王芳")).__name__
    ('Ours', 'str')
    """
    return Ours(value) if _OWN_KEY.fullmatch(value) else value


def unknown_key(place: Place, known: Iterable[str]) -> Text:
    """Return the sentence for a key that is not known, with the nearest of those that are."""
    near, key = get_close_matches(str(place[-1]), list(known), n=1), Told(said(place), _NONE_OF_OURS)
    if near:
        return text("`{key}` is not known (did you mean `{near}`?)", key=key, near=Ours(near[0]))
    return text("`{key}` is not known; check its spelling or take it out", key=key)


def _words(fault: ErrorDetails, model: Model, value: object, own: OwnReasons) -> Iterator[Found]:
    place, context = _in_file(fault, value), fault.get("ctx", {})
    its_own = own(fault, place)
    if its_own is not None:
        yield from its_own
    elif fault["type"] == "extra_forbidden":
        yield place, unknown_key(place, _keys_beside(place, model, value))
    else:
        fields = {name: _plain(one) for name, one in context.items() if isinstance(one, str | int | float)}
        yield place, _BY_TYPE.get(fault["type"], _UNFIT).with_(key=said(place) or Ours("—"), **fields)


def _plain(value: str | int | float) -> str | int | float:
    return Ours(value.replace("'", "").replace(" or ", ", ")) if isinstance(value, str) else value


def _in_file(fault: ErrorDetails, value: object) -> Place:
    """Return a fault's place as the file writes it: pydantic names the kind of a rule too."""
    place: list[str | int] = []
    parts = [part for part in fault["loc"] if part != "[key]"]
    for number, part in enumerate(parts, 1):
        inner = _inside(value, part)
        if inner is not None:
            place.append(part)
            value = inner[0]
        elif number == len(parts):
            place.append(part)
    if fault["type"].startswith("union_tag"):
        place.append(str(fault.get("ctx", {}).get("discriminator", "")).strip("'"))
    return tuple(place)


def _inside(value: object, part: str | int) -> tuple[object] | None:
    if isinstance(value, Mapping) and part in value:
        return (value[part],)
    if isinstance(value, list | tuple) and isinstance(part, int) and part < len(value):
        return (value[part],)
    return None


def _keys_beside(place: Place, model: Model, value: object) -> list[str]:
    """Return the keys that may stand where `place` does."""
    models = [model]
    for part in place[:-1]:
        value = (_inside(value, part) or (None,))[0]
        fields = [one.model_fields[part] for one in models if isinstance(part, str) and part in one.model_fields]
        inner = [one for field in fields for one in _models_in(field.annotation)]
        models = [one for one in inner if _may_be(one, value)] or inner or models
    return [key for one in models for key in one.model_fields]


def _models_in(annotation: object) -> Iterator[Model]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _may_be(model: Model, value: object) -> bool:
    """Return whether what is written does not say that it is of another kind."""
    return isinstance(value, list) or all(_fits(field, _inside(value, name)) for name, field in _kinds(model))


def _kinds(model: Model) -> Iterator[tuple[str, FieldInfo]]:
    return ((name, field) for name, field in model.model_fields.items() if get_origin(field.annotation) is Literal)


def _fits(field: FieldInfo, written: tuple[Any] | None) -> bool:
    return written is None or written[0] in get_args(field.annotation)
