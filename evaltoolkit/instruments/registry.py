"""The registry: the scale versions that the package ships, and those a street adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from evaltoolkit.errors import RegistryError
from evaltoolkit.instruments.faults import scale_reasons, unknown_base, unknown_scale
from evaltoolkit.instruments.inheritance import inherit
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.language import Text, text
from evaltoolkit.model.yaml_text import load_yaml
from evaltoolkit.settings.faults import own_id
from evaltoolkit.settings.read import checked, in_file
from evaltoolkit.settings.yaml_lines import YamlDocument, YamlFault

Registry = Mapping[str, Scale]
"""Scale versions by id."""


def build_registry(own: Mapping[str, YamlDocument] | None = None) -> Registry:
    """Return the shipped scales with a street's own ones added.

    Parameters
    ----------
    own
        Documents by file name, as read from ``parameters/scales/``.

    Returns
    -------
    mapping of str to Scale
        By id in alphabetical order; cannot be changed.

    Raises
    ------
    RegistryError
        Every fault of every file: YAML that cannot be read, unknown keys, contradictions, an id that is shipped
        already and not marked ``overrides: true``, a version based on one that does not exist.

    Examples
    --------
    >>> len(build_registry()) == len(shipped_scales())
    True
    """
    found = dict(shipped_scales())
    files = dict(sorted((own or {}).items()))
    scales, faults = _read_files(files, _shipped())
    seen: dict[str, str] = {}
    for file, scale in scales.items():
        faults += _clashes(scale, file, seen)
        seen[scale.id] = file
        found[scale.id] = scale
    if faults:
        raise RegistryError(*faults)
    return MappingProxyType(dict(sorted(found.items())))


@cache
def shipped_scales() -> Registry:
    """Return the scales that the package ships, by id.

    Returns
    -------
    mapping of str to Scale
        In alphabetical order; cannot be changed.

    Examples
    --------
    >>> shipped_scales()["uls6"].names.en
    'Six-item loneliness scale (ULS-6)'
    """
    scales, faults = _read_files({content["id"]: YamlDocument(content) for content in _shipped().values()}, {})
    if faults:
        raise RegistryError(*faults)
    return MappingProxyType({scale.id: scale for scale in sorted(scales.values(), key=lambda scale: scale.id)})


def list_scales(registry: Registry | None = None) -> tuple[str, ...]:
    """Return the ids of the known scale versions in alphabetical order.

    Parameters
    ----------
    registry
        Scale versions by id; those shipped where not given.

    Returns
    -------
    tuple of str
        Ids.

    Examples
    --------
    >>> "phq9" in list_scales()
    True
    """
    return tuple(sorted(shipped_scales() if registry is None else registry))


def read_scale(id_: str, registry: Registry | None = None) -> Scale:
    """Return the scale version of that id.

    Parameters
    ----------
    id_
        Such as ``phq9``.
    registry
        Scale versions by id; those shipped where not given.

    Returns
    -------
    Scale
        With every fact of its file.

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
    require_scales((id_,), known)
    return known[id_]


def require_scales(ids: Iterable[object], registry: Registry) -> None:
    """Refuse scales that the registry lacks.

    Parameters
    ----------
    ids
        As they were written; one may come several times.
    registry
        Scale versions by id.

    Raises
    ------
    RegistryError
        With a sentence for each that there is none of, which names the nearest id.

    Examples
    --------
    >>> require_scales(["phq9", "phq-9"], shipped_scales())
    Traceback (most recent call last):
        ...
    evaltoolkit.errors.RegistryError: There is no scale phq-9; did you mean phq9?
    """
    if unknown := sorted({str(id_) for id_ in ids if id_ not in registry}):
        raise RegistryError(*(unknown_scale(id_, registry) for id_ in unknown))


@cache
def _shipped() -> Mapping[str, Mapping[str, Any]]:
    """Return what each shipped file says, by the scale's id; libyaml reads them twenty times faster."""
    folder = files("evaltoolkit.instruments").joinpath("scales")
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name)
    loaded = [load_yaml(path.read_text(encoding="utf-8")) for path in paths]
    return MappingProxyType({content["id"]: content for content in loaded})


def _read_files(
    documents: Mapping[str, YamlDocument], bases: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[str, Scale], list[Text]]:
    """Return the scale of each file, and every fault; a file may build on another one or on one of `bases`."""
    contents = [each.value for each in documents.values() if isinstance(each.value, dict)]
    known = {**bases, **{str(each.get("id")): each for each in contents}}
    scales: dict[str, Scale] = {}
    faults: list[Text] = []
    for file, document in documents.items():
        try:
            scale, wrong = checked(document, Scale, scale_reasons, value=_completed(document.value, known))
        except KeyError as error:
            scale, wrong = None, [YamlFault(document.line(("based_on",)), unknown_base(str(error.args[0]), known))]
        faults += in_file(file, wrong)
        if scale is not None and not wrong:
            scales[file] = scale
    return scales, faults


def _completed(content: Any, known: Mapping[str, Mapping[str, Any]]) -> Any:
    """Return the content with what it takes over from the version it is based on; KeyError where there is none."""
    if not isinstance(content, dict) or not isinstance(content.get("based_on"), str):
        return content
    base = known[content["based_on"]]
    if "based_on" in base or base is content:
        raise KeyError(content["based_on"])
    return inherit(content, base)


def _clashes(scale: Scale, file: str, seen: Mapping[str, str]) -> Iterator[Text]:
    if scale.id in seen:
        yield text(
            "Scale files {first} and {second} both define {id}.", first=seen[scale.id], second=file, id=own_id(scale.id)
        )
    elif scale.id in shipped_scales() and not scale.overrides:
        yield text(
            "Scale file {file}: {id} is shipped already; take another id, or write `overrides: true` to replace it.",
            file=file,
            id=own_id(scale.id),
        )
