"""The station's list of which code of its own version stands for which 档案号: in ``private/keys``, for its owner."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.people.private_csv import write_private_csv
from evaltoolkit.language import Text, text

HEADER = ("编码", "档案号")
_OF_PEOPLE = "client"


def file_codes(names: Mapping[str, Mapping[str, str]], sha256: str, project: Project) -> None:
    """Write the list of a workbook, sorted by the code that the station's version of the report shows.

    Parameters
    ----------
    names
        Pseudonym of each 档案号, by the name of the column that holds it.
    sha256
        Of the workbook.
    project
        Where ``private/`` lies.
    """
    people = names.get(_OF_PEOPLE, {})
    if people:
        write_private_csv(codes_path(project, sha256), HEADER, sorted((made, code) for code, made in people.items()))


def codes_path(project: Project, sha256: str) -> Path:
    """Return where the list of a workbook of that sha256 lies."""
    return project.keys / f"{sha256}.csv"


def read_codes(path: Path | None) -> dict[str, str]:
    """Return the 档案号 of each code that the list holds; nothing without a list."""
    if path is None:
        return {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {row[0]: row[1].lstrip("'") for row in list(csv.reader(stream))[1:]}


def code_lines(path: Path | None) -> Iterator[Text]:
    """Yield what the command line says of the list."""
    if path is not None:
        yield text("Which code stands for which 档案号: {path}. Keep the list at the station.", path=str(path))
