"""Lay out a project folder where none is: notebooks, parameter files and what explains the folder of reports."""

from __future__ import annotations

import shutil
from pathlib import Path

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import text

FOLDERS = ("notebooks", "parameters")
FILES = ("reports/README.md",)
_PACKAGE = Path(__file__).resolve().parents[1]
_LEFT = shutil.ignore_patterns(".*", "__pycache__")


def shipped_tree() -> Path:
    """Return what holds the tree that a project begins with: the wheel's own copy, else the top level of the checkout.

    Examples
    --------
    >>> (shipped_tree() / "notebooks" / "street_report.ipynb").is_file()
    True
    """
    inside = _PACKAGE / "tree"
    return inside if inside.is_dir() else _PACKAGE.parent


def lay_out(folder: Path) -> Path:
    """Lay the tree out in a folder that is new or empty, and return it.

    All is copied beside it first: under its final name the folder is whole.

    Raises
    ------
    UserError
        Something lies in the folder already, or it cannot be written; then nothing was changed.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(
            text("{folder} is there already and not empty; choose a new folder. Nothing was changed.",
                 folder=str(folder)),
            ExitCode.ALREADY_EXISTS,
        )  # fmt: skip
    stage, source = folder.with_name(f".{folder.name}.part"), shipped_tree()
    try:
        shutil.rmtree(stage, ignore_errors=True)
        for name in FOLDERS:
            shutil.copytree(source / name, stage / name, ignore=_LEFT)
        for name in FILES:
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, stage / name)
        if folder.exists():
            folder.rmdir()
        stage.rename(folder)
    except OSError as error:
        shutil.rmtree(stage, ignore_errors=True)
        raise UserError(
            text("{folder} cannot be written; choose a folder of your own. Nothing was changed.", folder=str(folder)),
            ExitCode.USAGE,
        ) from error
    return folder
