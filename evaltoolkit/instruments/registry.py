"""The registry: the scale versions that the package ships, and those a street adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml
from pydantic import ValidationError

from evaltoolkit.instruments.faults import registry_error, scale_faults, unknown_base, unknown_scale
from evaltoolkit.instruments.inheritance import inherit
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.language import Text, text
from evaltoolkit.model.yaml_text import load_yaml

Registry = Mapping[str, Scale]
"""Scale versions by id."""


def build_registry(own: Mapping[str, str] | None = None) -> Registry:
    """Return the shipped scales with a street's own ones added.

    Parameters
    ----------
    own
        YAML text by file name, as read from ``parameters/scales/``.

    Raises
    ------
    RegistryError
        Every fault of every file: YAML that cannot be read, unknown keys, contradictions, an id that is shipped
        already and not marked ``overrides: true``, a version based on one that does not exist.
    """
    found = dict(shipped_scales())
    files = dict(sorted((own or {}).items()))
    scales, faults = _read_files(files, _shipped_contents())
    seen: dict[str, str] = {}
    for file, scale in scales.items():
        faults += _clashes(scale, file, seen)
        seen[scale.id] = file
        found[scale.id] = scale
    if faults:
        raise registry_error(faults)
    return MappingProxyType(dict(sorted(found.items())))


@cache
def shipped_scales() -> Registry:
    """Return the scales that the package ships, by id."""
    scales, faults = _read_files(_shipped_files(), {})
    if faults:
        raise registry_error(faults)
    return MappingProxyType({scale.id: scale for scale in sorted(scales.values(), key=lambda scale: scale.id)})


def list_scales(registry: Registry | None = None) -> tuple[str, ...]:
    """Return the ids of the known scale versions in alphabetical order.

    Examples
    --------
    >>> "phq9" in list_scales()
    True
    """
    return tuple(sorted(shipped_scales() if registry is None else registry))


def read_scale(id_: str, registry: Registry | None = None) -> Scale:
    """Return the scale version of that id.

    Raises
    ------
    RegistryError
        There is none; the sentence names the nearest id.

    Examples
    --------
    >>> read_scale("phq9").range.high
    27.0
    """
    known = shipped_scales() if registry is None else registry
    if id_ not in known:
        raise registry_error([unknown_scale(id_, known)])
    return known[id_]


def _shipped_files() -> dict[str, str]:
    folder = files("evaltoolkit.instruments").joinpath("scales")
    found = {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir()}
    return {name: content for name, content in sorted(found.items()) if name.endswith(".yaml")}


@cache
def _shipped_contents() -> Mapping[str, Mapping[str, Any]]:
    """Return what each shipped file says, by the scale's id."""
    loaded = [load_yaml(content) for content in _shipped_files().values()]
    return MappingProxyType({content["id"]: content for content in loaded})


def _read_files(
    sources: Mapping[str, str], bases: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[str, Scale], list[Text]]:
    """Return the scale of each file, and every fault; a file may build on another one or on one of `bases`."""
    contents: dict[str, Any] = {}
    faults: list[Text] = []
    for file, source in sources.items():
        try:
            contents[file] = load_yaml(source)
        except yaml.YAMLError as error:
            faults.append(_unreadable(error, file))
    known = {**bases, **{str(each.get("id")): each for each in contents.values() if isinstance(each, dict)}}
    scales: dict[str, Scale] = {}
    for file, content in contents.items():
        try:
            scales[file] = Scale.model_validate(_completed(content, known))
        except ValidationError as error:
            faults += scale_faults(error, file)
        except KeyError as error:
            faults.append(unknown_base(str(error.args[0]), known, file))
    return scales, faults


def _completed(content: Any, known: Mapping[str, Mapping[str, Any]]) -> Any:
    """Return the content with what it takes over from the version it is based on; KeyError where there is none."""
    if not isinstance(content, dict) or not isinstance(content.get("based_on"), str):
        return content
    base = known[content["based_on"]]
    if "based_on" in base or base is content:
        raise KeyError(content["based_on"])
    return inherit(content, base)


def _unreadable(error: yaml.YAMLError, file: str) -> Text:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    return text("Scale file {file}: line {line} cannot be read as YAML.", file=file, line=line)


def _clashes(scale: Scale, file: str, seen: Mapping[str, str]) -> Iterator[Text]:
    if scale.id in seen:
        yield text("Scale files {first} and {second} both define {id}.", first=seen[scale.id], second=file, id=scale.id)
    elif scale.id in shipped_scales() and not scale.overrides:
        yield text(
            "Scale file {file}: {id} is shipped already; take another id, or write `overrides: true` to replace it.",
            file=file,
            id=scale.id,
        )
