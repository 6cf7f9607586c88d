"""Which parameter files a batch runs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import text


def find_plans(places: Iterable[str], *, start: Path) -> tuple[Path, ...]:
    """Return the parameter files that `places` name, each once, in the order of their names.

    Parameters
    ----------
    places
        Folders, files or patterns such as ``parameters/streets/*_2023.yaml``; a folder stands for its ``.yaml``
        files.
    start
        Folder that relative places start from.

    Raises
    ------
    UserError
        A place names no parameter file.
    """
    found: dict[Path, None] = {}
    for place in places:
        files = sorted(_files(start, place))
        if not files:
            raise UserError(text("There is no parameter file at {place}.", place=place), ExitCode.FILE_MISSING)
        found.update(dict.fromkeys(files))
    return tuple(found)


def _files(start: Path, place: str) -> Iterable[Path]:
    path = start / place
    if path.is_dir():
        return path.glob("*.yaml")
    if path.exists():
        return [path]
    whole = Path(place)
    return whole.parent.glob(whole.name) if whole.is_absolute() else start.glob(place)
