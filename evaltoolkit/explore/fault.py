"""What a fault of the program was, for whoever looks after it: a file that stays in the station."""

from __future__ import annotations

import traceback

from evaltoolkit.errors import UserError
from evaltoolkit.explore.analysis import RUN
from evaltoolkit.intake.files.project import Project
from evaltoolkit.reporting.release.publish import write_whole

FILE = f"private/{RUN}/fault.txt"


def write_fault(project: Project) -> str:
    """Write down the fault that is being handled and return the file's place; empty where the disk refused."""
    file = project.private / RUN / "fault.txt"
    try:
        write_whole(file, traceback.format_exc().encode("utf-8"), private=True)
    except UserError:
        return ""
    return file.relative_to(project.root).as_posix()
