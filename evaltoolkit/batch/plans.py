"""Which parameter files a batch runs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from evaltoolkit.errors import ExitCode, FileError, UserError, called
from evaltoolkit.intake.plan_file import read_plan
from evaltoolkit.language import text
from evaltoolkit.reporting.publish import real_path

_ENDINGS = (".yaml", ".yml")
_EXAMPLE = re.compile(r"^synthetic:\s*true\b", re.MULTILINE)


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
        made = {path for path in files if not ((start / place).is_dir() and _is_unmade(path))}
        if not made:
            raise UserError(
                text("At {place} there are example streets alone, without data: begin your own street with {new}, or "
                     "make the examples with {demo}.", place=place, new=called("new"), demo=called("demo")),
                ExitCode.FILE_MISSING,
            )  # fmt: skip
        found |= made
    return tuple(sorted(found, key=lambda path: (path.name, path)))


def _is_unmade(path: Path) -> bool:
    """Return whether a file is that of an example street whose workbook was not made."""
    try:
        read_plan(path)
    except FileError as error:
        is_missing = error.exit_code is ExitCode.FILE_MISSING
        return is_missing and bool(_EXAMPLE.search(path.read_text(encoding="utf-8", errors="replace")))
    except UserError:
        return False  # what is wrong with it is said when it is run
    return False


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
