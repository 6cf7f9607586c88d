"""What a file of a run may be called, and what the rooms above may use of intake's work with files."""

from __future__ import annotations

import re

from evaltoolkit.errors import RunError
from evaltoolkit.intake.files.project import real_path
from evaltoolkit.intake.files.whole_files import (
    make_folder,
    reason_of,
    require_folder,
    second_name,
    write_all,
    write_whole,
)
from evaltoolkit.language import text

__all__ = [
    "check_name",
    "check_run",
    "make_folder",
    "real_path",
    "reason_of",
    "require_folder",
    "second_name",
    "write_all",
    "write_whole",
]

# Folders of private/ and names of files that are ours: a run of that name would mix with them, or sweep them.
_OURS = frozenset(
    ("alerts", "data", "delivered", "explore", "index", "jupyter", "keys", "lab", "ledger", "names", "notebooks",
     "parameters", "practice", "private", "progress", "published", "reports", "tables", "tools"),
)  # fmt: skip
# Device names of Windows, with any extension: Microsoft, "Naming Files, Paths, and Namespaces".
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
LONGEST_NAME = 80
"""Signs that the name of a file or folder may have."""
_NAME = re.compile(rf"[\w\u4e00-\u9fff][\w\u4e00-\u9fff.()（）-]{{0,{LONGEST_NAME - 1}}}")


def check_name(name: str) -> str:
    """Return `name` if it can be a file or folder name on Windows and in WeChat; RunError otherwise.

    Examples
    --------
    >>> check_name("yuncheng_2023")
    'yuncheng_2023'
    """
    if not _NAME.fullmatch(name) or name.endswith(".") or _DEVICE.fullmatch(name):
        raise RunError(
            text(
                "The name of a run may hold letters, digits, Chinese characters and _ - . ( ), at most 80, must not "
                "begin or end with a full stop and not be a device name of Windows such as CON."
            )
        )
    return name


def check_run(name: str) -> str:
    """Return `name` if a run may be called so: a file's name that is none of ours; RunError otherwise.

    Examples
    --------
    >>> check_run("2025")
    '2025'
    """
    if check_name(name).split(".")[0].casefold() in _OURS:
        raise RunError(
            text("A run cannot be called {name}: the project keeps files of its own there. Choose another.", name=name)
        )
    return name
