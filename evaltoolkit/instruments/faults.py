"""Say what is wrong with a scale's file: every fault at once, with its place and the remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from evaltoolkit.errors import RegistryError
from evaltoolkit.instruments import facts, items, scale
from evaltoolkit.language import Text, text

_CONTRADICTIONS: Mapping[str, Text] = {
    "items_missing": text("`items` is missing; a scale without items needs `scoring: total_only`"),
    "items_unused": text("`scoring: total_only` takes no `items`; use `sum` or `mean`"),
    "range_empty": text("`range` runs from {low:g} to {high:g}; its low end must be below its high end"),
    "range_differs": text("`range` does not fit the items, which allow {low:g} to {high:g}"),
    "band_empty": text("a cut-off runs from {low:g} to {high:g}; its low end must not be above its high end"),
    "item_range_empty": text("item {item}: its lowest answer must be below its highest"),
    "no_such_item": text("item {item} is named, but the scale has {count} items"),
    "option_outside": text("the option {value:g} lies outside the answers {low:g} to {high:g}"),
    "dimension_twice": text("the dimension {dimension} stands twice (`total` is taken)"),
    "item_twice": text("the dimension {dimension} names an item twice"),
    "wording_not_allowed": text("item wording stands in the file, but `licence` does not allow it: take it out"),
    "wording_count": text("`wording` has {found} texts for {count} items"),
    "coded_reversed": text("item {item} takes several answers at once and cannot be reversed"),
    "parts_missing": text("item {item}: the form `parts` needs `parts`, and only that form"),
    "coded_range": text(
        "item {item}: its answers are digits; `ticked` runs from 0 to at most 9, and `parts` from its number of parts "
        "times the lowest digit to that times the highest"
    ),
    "goals_differ": text("`scoring: gas_t` takes goals that are all answered alike, no dimensions, nothing reversed"),
    "screening_open": text("a cut-off under `screening` needs exactly one of `at_least` and `at_most`"),
    "no_such_dimension": text("the dimension {dimension} is named, but the scale has none of that id"),
}
_EXPECTED: Mapping[str, Text] = {
    "missing": text("is missing"),
    "literal_error": text("must be one of {expected}"),
    "greater_than": text("must be above {gt:g}"),
    "greater_than_equal": text("must be at least {ge:g}"),
    "less_than": text("must be below {lt:g}"),
    "less_than_equal": text("must be at most {le:g}"),
    "string_type": text("must be text; put it in quotes"),
    "string_too_short": text("must not be empty"),
    "string_pattern_mismatch": text("must be small letters, digits and _, beginning with a letter"),
    "int_type": text("must be a whole number"),
    "float_type": text("must be a number"),
    "bool_type": text("must be true or false"),
    "tuple_type": text("must be a list"),
}
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
    return text("There is no scale {id}. `evaltoolkit scales` lists those that are known.", id=id_)


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
