"""The registry: the scale versions that the package ships, and those a street adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml
from pydantic import ValidationError

from evaltoolkit.instruments.faults import registry_error, scale_faults, unknown_scale
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.language import Text, text

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
        already and not marked ``overrides: true``.
    """
    found = dict(shipped_scales())
    faults: list[Text] = []
    seen: dict[str, str] = {}
    for file, content in sorted((own or {}).items()):
        scale, wrong = _parse(file, content)
        faults += wrong
        if scale is None:
            continue
        faults += _clashes(scale, file, seen)
        seen[scale.id] = file
        found[scale.id] = scale
    if faults:
        raise registry_error(faults)
    return MappingProxyType(dict(sorted(found.items())))


@cache
def shipped_scales() -> Registry:
    """Return the scales that the package ships, by id."""
    found: dict[str, Scale] = {}
    faults: list[Text] = []
    for entry in files("evaltoolkit.instruments").joinpath("scales").iterdir():
        if entry.name.endswith(".yaml"):
            scale, wrong = _parse(entry.name, entry.read_text(encoding="utf-8"))
            faults += wrong
            if scale is not None:
                found[scale.id] = scale
    if faults:
        raise registry_error(faults)
    return MappingProxyType(dict(sorted(found.items())))


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


def _parse(file: str, content: str) -> tuple[Scale | None, list[Text]]:
    try:
        return Scale.model_validate(yaml.safe_load(content)), []
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return None, [text("Scale file {file}: line {line} cannot be read as YAML.", file=file, line=line)]
    except ValidationError as error:
        return None, list(scale_faults(error, file))


def _clashes(scale: Scale, file: str, seen: Mapping[str, str]) -> Iterator[Text]:
    if scale.id in seen:
        yield text("Scale files {first} and {second} both define {id}.", first=seen[scale.id], second=file, id=scale.id)
    elif scale.id in shipped_scales() and not scale.overrides:
        yield text(
            "Scale file {file}: {id} is shipped already; take another id, or write `overrides: true` to replace it.",
            file=file,
            id=scale.id,
        )
