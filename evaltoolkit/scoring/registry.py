"""Find an indicator system by its id: those the package ships, and those a street office adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from pydantic import ValidationError

from evaltoolkit.errors import RegistryError
from evaltoolkit.language import text
from evaltoolkit.model.yaml_text import load_yaml
from evaltoolkit.scoring.schema_faults import join_sentences, schema_faults
from evaltoolkit.scoring.system import IndicatorSystem
from evaltoolkit.scoring.system_checks import system_faults


def check_system(content: Any, *, origin: str) -> IndicatorSystem:
    """Return the indicator system that `content` states.

    Parameters
    ----------
    content
        Parsed YAML.
    origin
        What the reader of a fault calls the file.

    Raises
    ------
    RegistryError
        The content cannot be used; the sentence holds every fault at once.
    """
    try:
        system = IndicatorSystem.model_validate(content)
    except ValidationError as error:
        faults = schema_faults(error)
    else:
        faults = system_faults(system)
        if not faults:
            return system
    raise RegistryError(
        text("The indicator system {origin} cannot be used:\n{faults}", origin=origin, faults=join_sentences(faults))
    )


@cache
def shipped_contents() -> Mapping[str, Any]:
    """Return the parsed YAML of every system that the package ships, by id."""
    folder = files("evaltoolkit.scoring") / "systems"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name)
    return MappingProxyType(
        {path.name.removesuffix(".yaml"): load_yaml(path.read_text(encoding="utf-8")) for path in paths}
    )


def find_system(system_id: str, added: Mapping[str, Any] | None = None) -> IndicatorSystem:
    """Return the system of that id.

    Parameters
    ----------
    system_id
        As a plan's ``indicator_system`` names it.
    added
        Parsed YAML of further systems by id; one with a shipped id takes its place.

    Raises
    ------
    RegistryError
        There is no such system, or it cannot be used.

    Examples
    --------
    >>> find_system("national_2020").name
    '项目支出绩效自评通用指标体系（10/50/30/10）'
    """
    contents = {**shipped_contents(), **(added or {})}
    if system_id not in contents:
        known = ", ".join(sorted(contents))
        raise RegistryError(
            text("There is no indicator system {id}; the known ones are {known}.", id=system_id, known=known)
        )
    system = check_system(contents[system_id], origin=system_id)
    if system.id != system_id:
        raise RegistryError(
            text("The file {file} holds the id {id}; both must be the same.", file=f"{system_id}.yaml", id=system.id)
        )
    return system


def read_system(system_id: str, folders: Iterable[Path] = ()) -> IndicatorSystem:
    """Return the system of that id, those in `folders` (``<id>.yaml``, later folders first) before the shipped ones.

    Raises
    ------
    RegistryError
        There is no such system, its file is no YAML, or it cannot be used.
    """
    paths = [path for folder in folders for path in sorted(Path(folder).glob("*.yaml"))]
    return find_system(system_id, {path.stem: _read_yaml(path) for path in paths if path.stem == system_id})


def _read_yaml(path: Path) -> Any:
    try:
        return load_yaml(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        line = "?" if mark is None else mark.line + 1
        raise RegistryError(
            text("{file} is no readable YAML in UTF-8 (line {line}).", file=path.name, line=line)
        ) from error
