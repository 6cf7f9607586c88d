"""Delete what the station keeps of workbooks that are no longer there in that form: lists, tables, rosters.

Every saved state of a workbook leaves a list of which code stands for which 档案号. They are kept as long as a
parameter file names the workbook as it is now, and no longer.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.load import data_digest
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.intake.storing.store import QUALITY_FILE


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many lists and how many folders of tables were deleted."""

    lists: int
    tables: int


def forget(project: Project) -> Forgotten:
    """Delete what belongs to no workbook of today.

    Raises
    ------
    UserError
        A parameter file cannot be read, so that nobody can say which workbook it means: then nothing is deleted.
    """
    kept = frozenset(_digests(project))
    folders = (project.keys, project.alerts, project.progress)
    lists = [path for folder in folders for path in folder.glob("*.csv") if path.stem not in kept]
    tables = [folder for folder in project.tables.glob("*") if folder.is_dir() and _made_from(folder) not in kept]
    for path in lists:
        path.unlink(missing_ok=True)
    for folder in tables:
        shutil.rmtree(folder, ignore_errors=True)
    return Forgotten(len(lists), len(tables))


def _digests(project: Project) -> Iterator[str]:
    for path in sorted((project.parameters / "streets").rglob("*.y*ml")):
        try:
            yield data_digest(read_plan(path), home=project.root)
        except UserError as error:
            if error.exit_code is not ExitCode.FILE_MISSING:  # its workbook is gone: that is what is asked about
                raise


def _made_from(folder: Path) -> str:
    try:
        return str(json.loads((folder / QUALITY_FILE).read_text(encoding="utf-8"))["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
