"""The example streets that are shipped: their parameter files are there before their data are made."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from evaltoolkit.errors import ExitCode, FileError, UserError
from evaltoolkit.intake.plan_file import read_plan

_EXAMPLE = re.compile(r"^synthetic:\s*true\b", re.MULTILINE)


def is_unmade(path: Path) -> bool:
    """Return whether a parameter file is that of an example street whose workbook was not made."""
    try:
        read_plan(path)
    except FileError as error:
        with suppress(OSError):  # what is wrong with the file itself is said when it is run
            is_example = bool(_EXAMPLE.search(path.read_text(encoding="utf-8", errors="replace")))
            return is_example and error.exit_code is ExitCode.FILE_MISSING
    except UserError:
        return False  # what is wrong with it is said when it is run
    return False
