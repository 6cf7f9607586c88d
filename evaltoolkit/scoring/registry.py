"""Find an indicator system by its id: those the package ships, and those a street office adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from evaltoolkit.errors import RegistryError
from evaltoolkit.language import listed, text
from evaltoolkit.model.results import vouch
from evaltoolkit.model.yaml_text import load_yaml
from evaltoolkit.scoring.system import IndicatorSystem
from evaltoolkit.scoring.system_checks import system_faults
from evaltoolkit.settings.faults import own_id
from evaltoolkit.settings.read import checked, in_file, own_name, read_file
from evaltoolkit.settings.yaml_lines import YamlDocument


def check_system(content: Any, *, origin: str, document: YamlDocument | None = None) -> IndicatorSystem:
    """Return the indicator system that `content` states.

    Parameters
    ----------
    content
        Parsed YAML.
    origin
        What the reader of a fault calls the file.
    document
        The file it was read from, which knows its lines.

    Returns
    -------
    IndicatorSystem
        Sound: its weights, groups and bands add up.

    Raises
    ------
    RegistryError
        The content cannot be used: every fault at once, each with its line where the file is known.

    Examples
    --------
    >>> check_system({**shipped_contents()["yuncheng_2023"], "total": 90}, origin="mine.yaml")
    Traceback (most recent call last):
    evaltoolkit.errors.RegistryError: mine.yaml: The grades must reach from 0 to 90.
    mine.yaml: The weights of the rows add up to 100, not to 90.
    """
    system, faults = checked(document or YamlDocument(content), IndicatorSystem)
    found = in_file(origin, faults)
    if system is not None and not found:
        found = [text("{file}: {what}", file=origin, what=fault) for fault in system_faults(system)]
    if system is None or found:
        raise RegistryError(*found)
    return system


@cache
def shipped_contents() -> Mapping[str, Any]:
    """Return the parsed YAML of every system that the package ships, by id.

    Examples
    --------
    >>> sorted(shipped_contents())
    ['blank', 'department_2020', 'national_2020', 'national_2021', 'yuncheng_2023']
    """
    folder = files("evaltoolkit.scoring") / "systems"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name)
    return MappingProxyType(
        {path.name.removesuffix(".yaml"): load_yaml(path.read_text(encoding="utf-8")) for path in paths}
    )


def find_system(system_id: str, added: Mapping[str, YamlDocument] | None = None) -> IndicatorSystem:
    """Return the system of that id.

    Parameters
    ----------
    system_id
        As a plan's ``indicator_system`` names it.
    added
        Files of further systems by id; one with a shipped id takes its place.

    Returns
    -------
    IndicatorSystem
        Checked.

    Raises
    ------
    RegistryError
        There is no such system, or it cannot be used.

    Examples
    --------
    >>> find_system("national_2020").name
    '项目支出绩效自评通用指标体系（10/50/30/10）'
    """
    own = added or {}
    if system_id not in shipped_contents().keys() | own.keys():
        known = listed(own_id(name) for name in sorted(shipped_contents().keys() | own.keys()))
        raise RegistryError(
            text("There is no indicator system {id}; the known ones are {known}.", id=own_id(system_id), known=known)
        )
    document = own.get(system_id) or YamlDocument(shipped_contents()[system_id])
    origin = own_name(Path("parameters", "indicators", f"{system_id}.yaml"))
    system = check_system(document.value, origin=origin, document=document)
    if system.id != system_id:
        raise RegistryError(
            text("The file {file} holds the id {id}; both must be the same.", file=origin, id=own_id(system.id))
        )
    vouch(system.grades)
    return system


def read_system(system_id: str, folders: Iterable[Path] = ()) -> IndicatorSystem:
    """Return the system of that id, those in `folders` (``<id>.yaml``, later folders first) before the shipped ones.

    Parameters
    ----------
    system_id
        As a plan's ``indicator_system`` names it.
    folders
        Where a street keeps its own systems.

    Returns
    -------
    IndicatorSystem
        Checked.

    Raises
    ------
    RegistryError
        There is no such system, its file is no YAML, or it cannot be used.

    Examples
    --------
    >>> float(read_system("national_2021").total)
    100.0
    """
    paths = [path for folder in folders for path in sorted(Path(folder).glob("*.yaml"))]
    return find_system(
        system_id, {path.stem: read_file(path, repeats=True) for path in paths if path.stem == system_id}
    )
