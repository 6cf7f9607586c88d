"""Where the project lies, and its folders."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from evaltoolkit.errors import ExitCode, UserError, called
from evaltoolkit.language import is_spelled, text

HOME_VARIABLE = "EVALTOOLKIT_HOME"
_MARKS = ("parameters", "notebooks")


@dataclass(frozen=True, slots=True)
class Project:
    """The folder that holds ``parameters/`` and ``notebooks/``."""

    root: Path

    @property
    def parameters(self) -> Path:
        """Return the folder of plans, indicator systems and scales."""
        return self.root / "parameters"

    @property
    def reports(self) -> Path:
        """Return the folder of what may leave the station."""
        return self.root / "reports"

    @property
    def private(self) -> Path:
        """Return the folder of what stays with the station."""
        return self.root / "private"

    @property
    def tables(self) -> Path:
        """Return the folder of the de-identified tables."""
        return self.private / "tables"

    @property
    def delivered(self) -> Path:
        """Return where tables lie that another machine sent for the one street this project was made for."""
        return self.private / "delivered"

    @property
    def alerts(self) -> Path:
        """Return the folder of the lists of answers that need attention at once."""
        return self.private / "alerts"

    @property
    def progress(self) -> Path:
        """Return the folder of the lists of who has no post-test yet."""
        return self.private / "progress"

    @property
    def names(self) -> Path:
        """Return the folder of the lists of words that may be names."""
        return self.private / "names"

    @property
    def keys(self) -> Path:
        """Return the folder of the station's secret key."""
        return self.private / "keys"

    def holds(self, path: Path) -> bool:
        """Return whether `path`, links followed, lies inside the project."""
        return real_path(path).is_relative_to(real_path(self.root))


def find_project(start: Path | str | None = None) -> Project:
    """Return the project of `start` or of the working folder.

    The environment variable ``EVALTOOLKIT_HOME`` goes before everything; then the folders upward from `start`, then
    those upward from the working folder.

    Raises
    ------
    UserError
        No folder on the way holds ``parameters/`` and ``notebooks/``, or the name of one is no UTF-8.
    """
    root = _root(start)
    if root is not None:
        wrong = next((level for level in (root, *root.parents) if not is_spelled(level.name)), None)
        if wrong is not None:
            raise not_spelled(wrong)
        return Project(root)
    raise UserError(
        text(
            "No project was found here: go to the folder that holds `parameters` and `notebooks`, name it in the "
            "environment variable {variable}, or lay one out: {init}",
            variable=HOME_VARIABLE,
            init=called("init FOLDER"),
        ),
        ExitCode.USAGE,
    )


def project_or(folder: Path) -> Project:
    """Return the project of the working folder; where there is none, `folder` as one that has nothing of its own.

    For what needs no project: a workbook is checked, a scale shown wherever somebody stands.
    """
    return Project(_root() or real_path(folder))


def _root(start: Path | str | None = None) -> Path | None:
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return real_path(Path(named))
    starts = [real_path(Path(start))] if start is not None else []
    for begin in (*starts, Path.cwd()):
        for folder in (begin, *begin.parents):
            if all((folder / mark).is_dir() for mark in _MARKS):
                return folder
    return None


def real_path(path: Path) -> Path:
    """Return the path with its links followed, or as it is where they lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def not_spelled(path: Path) -> UserError:
    """Return the error of a file or folder whose name is no text, where it must be."""
    return UserError(
        text("The name {file} holds signs that are no UTF-8; rename it, then give the same command again.",
             file=path.name),
        ExitCode.USAGE,
    )  # fmt: skip


def yaml_files(folder: Path) -> list[Path]:
    """Return the ``.yaml`` files of a folder in order of name; what only bears such a name is none."""
    return sorted(path for path in folder.glob("*.yaml") if path.is_file())


def private_folder(folder: Path) -> Path:
    """Make `folder`, readable by its owner alone, and return it."""
    missing = [level for level in (folder, *folder.parents) if not level.exists()]
    for level in reversed(missing):
        level.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    return folder
