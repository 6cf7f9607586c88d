"""What a safety figure depends on, so that it is thrown away only where that has changed."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PLACES = {"evaltoolkit": ROOT, "safety": ROOT / "tools"}
_OWN = ("page.py", "runs_page.py", "__main__.py", "parts.py", "digest.py")
"""Files whose change leaves the figures as they are."""


def digest_of_imports(modules: Iterable[str], *, also: Iterable[Path] = ()) -> str:
    """Return what tells two versions of some modules, of all that they import, and of some other files apart.

    Comments and blank lines do not count, sentences of the catalogues neither; rules and keys in the YAML files of the
    modules' rooms do, but for those of an inner room of which no module is imported.
    """
    files = closure(modules)
    folders = {file.parent for file in files}
    rules = {
        path for room in set(map(_room_of, files)) for path in room.rglob("*.yaml")
        if (inner := _of_modules(path, room)) in folders or inner == room
    }  # fmt: skip
    digest = hashlib.sha256()
    for file in sorted({*files, *rules, *also}):
        content = ast.dump(ast.parse(file.read_bytes())).encode() if file.suffix == ".py" else file.read_bytes()
        digest.update(file.relative_to(ROOT).as_posix().encode() + content)
    return digest.hexdigest()[:12]


def digest_of_everything(modules: Iterable[str]) -> str:
    """Return what tells two versions of the package, of the report's notebook and of some of these tools apart."""
    tools = {file for file in closure(modules) if file.is_relative_to(ROOT / "tools")}
    files = [*(ROOT / "evaltoolkit").rglob("*"), *tools, *(ROOT / "tools" / "safety").glob("*.xz")]
    chosen = (file for file in files if file.is_file() and "__pycache__" not in file.parts and file.name not in _OWN)
    digest = hashlib.sha256((ROOT / "notebooks" / "street_report.ipynb").read_bytes())
    for file in sorted(chosen):
        digest.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def closure(modules: Iterable[str]) -> set[Path]:
    """Return the files of some modules and of all modules of this project that they import, directly or not."""
    found: set[Path] = set()
    todo = list(modules)
    while todo:
        name = todo.pop()
        file = _file_of(name)
        if file is not None and file not in found:
            found.add(file)
            todo += _imported(file)
    return found


def _room_of(file: Path) -> Path:
    """Return the folder under the package, or under `tools`, that holds a module at whatever depth."""
    return ROOT.joinpath(*file.relative_to(ROOT).parts[:2])


def _of_modules(path: Path, room: Path) -> Path:
    """Return the innermost folder around a file of a room that holds modules; the room where none within it does."""
    return next(folder for folder in path.parents if folder == room or any(folder.glob("*.py")))


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _file_of(name: str) -> Path | None:
    place = _PLACES.get(name.partition(".")[0])
    if place is None:
        return None
    path = place.joinpath(*name.split("."))
    return next((file for file in (path / "__init__.py", path.with_suffix(".py")) if file.is_file()), None)
