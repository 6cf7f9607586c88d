"""Say what is wrong with a scale's file: every fault at once, with its place and the remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from evaltoolkit.errors import RegistryError, called
from evaltoolkit.instruments import facts, items, scale
from evaltoolkit.language import Text, text
from evaltoolkit.model.texts import texts

_CONTRADICTIONS: Mapping[str, Text] = texts("instruments", "contradictions")
_EXPECTED: Mapping[str, Text] = texts("instruments", "expected")
_UNFIT = text("does not have the expected form")


def registry_error(faults: Iterable[Text]) -> RegistryError:
    """Return the one error that says all of `faults`, each on its own line."""
    first, *rest = faults
    sentence = first
    for fault in rest:
        sentence = text("{first}\n{rest}", first=sentence, rest=fault)
    return RegistryError(sentence)


def scale_faults(error: ValidationError, file: str) -> Iterator[Text]:
    """Yield a sentence for each fault that pydantic found in the file of that name."""
    for fault in error.errors():
        context: dict[str, Any] = fault.get("ctx", {})
        if fault["type"] == "contradiction":
            for kind, fields in context["findings"]:
                yield _in_file(file, _CONTRADICTIONS[kind].with_(**fields))
            continue
        place = ".".join(str(part) for part in fault["loc"]) or "file"
        if fault["type"] == "extra_forbidden":
            yield _in_file(file, _unknown_key(place))
        else:
            words = _EXPECTED.get(fault["type"], _UNFIT).with_(**context)
            yield _in_file(file, text("`{key}` {what}", key=place, what=words))


def unknown_scale(id_: str, known: Iterable[str]) -> Text:
    """Return the sentence for a scale id that the registry lacks."""
    near = get_close_matches(id_, known, n=1)
    if near:
        return text("There is no scale {id}; did you mean {near}?", id=id_, near=near[0])
    return text("There is no scale {id}. `{command}` lists those that are known.", id=id_, command=called("scales"))


def unknown_base(id_: str, known: Mapping[str, Mapping[str, Any]], file: str) -> Text:
    """Return the sentence for a version that another one builds on and that cannot be built on."""
    complete = [name for name, content in known.items() if "based_on" not in content]
    near = get_close_matches(id_, complete, n=1)
    advice = text("did you mean `{near}`?", near=near[0]) if near else text("name a version that stands by itself.")
    return _in_file(file, text("`based_on: {id}` cannot be built on; {advice}", id=id_, advice=advice))


def _in_file(file: str, what: Text) -> Text:
    return text("Scale file {file}: {what}", file=file, what=what)


def _unknown_key(place: str) -> Text:
    near = get_close_matches(place.rsplit(".", 1)[-1], _KEYS, n=1)
    if near:
        return text("unknown key `{key}`; did you mean `{near}`?", key=place, near=near[0])
    return text("unknown key `{key}`", key=place)


_KEYS = sorted(
    {
        name
        for module in (facts, items, scale)
        for model in vars(module).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name in model.model_fields
    }
)
