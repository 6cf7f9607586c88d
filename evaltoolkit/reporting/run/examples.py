"""The example streets that are shipped: their parameter files are there before their data are made."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from evaltoolkit.errors import ExitCode, FileError, UserError
from evaltoolkit.intake.plans.plan_file import read_plan

_MARKS = (
    re.compile(r"^synthetic:\s*true\b", re.MULTILINE),
    re.compile(r"^data:\s*[\"']?data/synthetic/", re.MULTILINE),
)
"""What the parameter file of a shipped example says: that its data are made, and where they are put."""


def is_unmade(path: Path) -> bool:
    """Return whether a parameter file is that of an example street whose workbook was not made."""
    try:
        read_plan(path)
    except FileError as error:
        if error.exit_code is not ExitCode.FILE_MISSING or not path.is_file():
            return False
        with suppress(OSError):  # what is wrong with the file itself is said when it is run
            content = path.read_text(encoding="utf-8", errors="replace")
            return all(mark.search(content) for mark in _MARKS)
    except UserError:
        return False  # what is wrong with it is said when it is run
    return False
