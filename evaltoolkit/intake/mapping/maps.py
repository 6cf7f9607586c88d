"""The maps of a project, each in a file of ``parameters/maps`` that a person can read and change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evaltoolkit.intake.files.digest import data_files, digest, listed_places, map_file
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.files.whole_files import write_whole
from evaltoolkit.intake.mapping.convert import apply_maps
from evaltoolkit.intake.mapping.sheet_map import SheetMap, read_map_file, write_maps
from evaltoolkit.intake.reading.raw_tables import RawWorkbook
from evaltoolkit.intake.reading.workbook_reader import read_workbook


def read_data(path: Path, project: Project) -> RawWorkbook:
    """Return the cells of a street's data, put together as its map says where there is one.

    Raises
    ------
    FileError
        A file cannot be read, or the map cannot.
    """
    maps = maps_of(path, project)
    raw = read_workbook(path, mapped=bool(maps))
    if not maps:
        return raw
    sha256 = digest({file.name: file.read_bytes() for file in data_files(path, project.root)})
    return replace(apply_maps(raw, maps), sha256=sha256)


def maps_of(path: Path, project: Project) -> tuple[SheetMap, ...]:
    """Return the maps of a file or folder; none where nothing was confirmed yet."""
    files = (map_file(place, project.root) for place in listed_places(path))
    return tuple(each for file in files if file.is_file() for each in read_map_file(file))


def keep_maps(path: Path, project: Project, maps: Sequence[SheetMap]) -> Path:
    """Write the maps of a file or folder and return where they lie."""
    file = map_file(path, project.root)
    write_whole(file, write_maps(maps).encode(), private=True)
    return file
