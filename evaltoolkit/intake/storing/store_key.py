"""The name under which a workbook's tables are stored: it changes with everything that they depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from evaltoolkit.intake.files.project import Project, yaml_files
from evaltoolkit.intake.people.name_list import answers_digest
from evaltoolkit.intake.people.pseudonyms import key_path

_ROOMS = ("intake", "instruments", "disclosure", "model")


def store_key(sha256: str, year: int, project: Project) -> str:
    """Return the name of the folder for a workbook of that sha256.

    It stands for the workbook, the year its dates are held against, the station's own scales, its answers to which
    words are names, its key (by the time it was made; the key itself is not read) and the code that reads and checks.
    """
    key = key_path(project)
    made = key.stat().st_mtime_ns if key.exists() else 0
    return _digest([sha256, str(year), str(made), answers_digest(project), *_makers(project)])


def maker_digest(project: Project) -> str:
    """Return the digest of what reads and checks a workbook: the code, and the station's own scales."""
    return _digest(_makers(project))


def _makers(project: Project) -> list[str]:
    own = yaml_files(project.parameters / "scales")
    return [*_digests(path.read_bytes() for path in own), code_digest()]


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def code_digest() -> str:
    """Return the digest of the code that reads and checks a workbook, as this process found it."""
    found = hashlib.sha256()
    for room in _ROOMS:
        for digest in _digests(entry.read_bytes() for entry in _sources(files("evaltoolkit") / room)):
            found.update(digest.encode())
    return found.hexdigest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and not entry.name.startswith("__"):
            yield from _sources(entry)
        elif entry.name.endswith((".py", ".yaml")):
            yield entry


def _digests(contents: Iterable[bytes]) -> list[str]:
    return [hashlib.sha256(content).hexdigest() for content in contents]
