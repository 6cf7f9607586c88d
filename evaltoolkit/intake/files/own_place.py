"""Where a file may be written that nobody searches for names: not where files are passed on from."""

from __future__ import annotations

from pathlib import Path

from evaltoolkit.errors import ExitCode, FileError, UserError
from evaltoolkit.intake.files.project import project_or, real_path
from evaltoolkit.language import text

_REPORTS, _PARAMETERS = "reports", "parameters"


def require_own_place(path: Path) -> None:
    """Refuse a place from which the file would be passed on, or a folder that is not there.

    Parameters
    ----------
    path
        Where a file is to be written whose content no gate searches.

    Raises
    ------
    UserError
        It lies in the folder ``reports`` of a project.
    FileError
        Its folder is not there: a mistyped one would be made somewhere else.
    """
    require_outside_reports(path)
    if not path.absolute().parent.is_dir():
        raise FileError(
            text("There is no folder {folder}. Make it first, or name another; nothing was written.",
                 folder=str(path.absolute().parent)),
            ExitCode.FILE_MISSING,
        )  # fmt: skip


def require_outside_reports(path: Path) -> None:
    """Refuse a place in the folder ``reports`` of whatever project, links followed.

    Raises
    ------
    UserError
        It lies there.
    """
    place = real_path(path)
    own = real_path(project_or(place.parent).reports)
    if place.is_relative_to(own) or any(map(_is_reports, (place, *place.parents))):
        raise UserError(
            text("{file} is not written into `reports`: what lies there is passed on, and nobody has searched this "
                 "file for names. Name a place outside it.", file=path.name),
            ExitCode.USAGE,
        )  # fmt: skip


def _is_reports(folder: Path) -> bool:
    return folder.name.casefold() == _REPORTS and (folder.parent / _PARAMETERS).is_dir()
