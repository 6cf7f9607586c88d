"""Which parameter files a batch runs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evaltoolkit.errors import ExitCode, UserError, called
from evaltoolkit.language import text
from evaltoolkit.reporting.release.publish import real_path
from evaltoolkit.reporting.run.examples import is_unmade

_ENDINGS = (".yaml", ".yml")


def find_plans(places: Iterable[str], *, start: Path) -> tuple[Path, ...]:
    """Return the parameter files that `places` name, each once, in the order of their names.

    Parameters
    ----------
    places
        Folders, files or patterns such as ``parameters/streets/*_2023.yaml``; a folder stands for its ``.yaml`` and
        ``.yml`` files. Hidden files are left out, and in a folder the example streets whose data were never made.
    start
        Folder that relative places start from.

    Raises
    ------
    UserError
        A place names no parameter file.
    """
    found: set[Path] = set()
    for place in places:
        files = {real_path(path) for path in _files(start, place)}
        if not files:
            raise UserError(text("There is no parameter file at {place}.", place=place), ExitCode.FILE_MISSING)
        made = {path for path in files if not ((start / place).is_dir() and is_unmade(path))}
        if not made:
            raise UserError(
                text("At {place} there are example streets alone, without data: begin your own street with {new}, or "
                     "make the examples with {demo}.", place=place, new=called("new"), demo=called("demo")),
                ExitCode.FILE_MISSING,
            )  # fmt: skip
        found |= made
    return tuple(sorted(found, key=lambda path: (path.name, path)))


def _files(start: Path, place: str) -> Iterable[Path]:
    path = start / place
    if path.is_file():
        return [path]
    return [file for file in _listed(path) if file.suffix.lower() in _ENDINGS and not file.name.startswith(".")]


def _listed(path: Path) -> list[Path]:
    try:
        if path.is_dir():
            return list(path.iterdir())
        return list(Path(path.anchor).glob(str(path.relative_to(path.anchor))))
    except (ValueError, OSError):  # no pattern at all, such as **x, or a folder that may not be read
        return []
