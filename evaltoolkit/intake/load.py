"""Hand over a street's de-identified tables, made by a process of its own where they are missing or stale."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaltoolkit.errors import ExitCode, FileError, UserError
from evaltoolkit.intake.ahead import ask_ahead, run_ahead
from evaltoolkit.intake.answer import read_answer
from evaltoolkit.intake.city.city_file import StreetYear, find_street, read_street
from evaltoolkit.intake.city.city_schema import is_city_file
from evaltoolkit.intake.files.digest import data_files, listed_places, map_file
from evaltoolkit.intake.files.project import Project, find_project, yaml_files
from evaltoolkit.intake.plans.plan_file import data_path, read_plan
from evaltoolkit.intake.storing.store import is_complete, quality_of, read_stored, stored_files
from evaltoolkit.intake.storing.store_key import maker_digest, store_key
from evaltoolkit.language import text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import SheetRows, sheet_rows

if TYPE_CHECKING:
    from evaltoolkit.intake.storing.alert_list import AlertList

# 本工具规则: a workbook within the limits is taken in within seconds.
_SECONDS = 600


def load(plan: Plan, *, home: Path | str | None = None, only: Collection[str] | None = None) -> Evidence:
    """Return the de-identified tables of the plan's data.

    Parameters
    ----------
    plan
        The checked plan; without ``data`` there are no tables.
    home
        The project's folder; found from the working folder by default.
    only
        Names of the tables that are wanted; all by default.

    Returns
    -------
    Evidence
        Identifiers never enter this process: the tables come from ``private/tables/``, and where they are not there
        yet a child process reads the workbook and writes them.

    Raises
    ------
    UserError
        The file cannot be read, or holds faults that must be put right first: all of them, each a sentence.
    """
    files = table_files(plan, home=home)
    return Evidence({}, quality_of([], ())) if files is None else read_stored(files, only)


def table_files(plan: Plan, *, home: Path | str | None = None) -> dict[str, bytes] | None:
    """Return the plan's de-identified tables as the store writes them, by file name; None where it names no data.

    They are what was delivered to this project; else what lies in a folder of the store, where the plan names one; else
    the street's part of a city's data file; else what the store holds of the workbook, which is taken in first where
    need be.
    """
    project = _project(home)
    if plan.data is not None and is_complete(project.delivered):
        return stored_files(project.delivered)
    path = data_path(plan, project)
    if path is None:
        return None
    if is_complete(path):
        return stored_files(path)
    if is_city_file(path):
        return read_street(path, _collected(path, plan, project))
    return stored_files(stored_folder(path, plan.year, project))


def stored_folder(path: Path, year: int, project: Project) -> Path:
    """Return where the tables of a workbook lie; it is taken in, by a process of its own, where they are missing."""
    folder = project.tables / store_key(_digest(path, project), year, project)
    return folder if is_complete(folder) else project.tables / _take_in(path, year, project)


def begin_take_in(plan: Path, project: Project) -> bool:
    """Let the process that waits for a workbook read the one of a parameter file, and return whether it does.

    It does not where the tables are there. It writes nothing, and what is amiss is said, when they are asked for.
    """
    with contextlib.suppress(UserError, OSError):
        stated = read_plan(plan)
        path = data_path(stated, project)
        if path is None or is_complete(project.delivered) or is_complete(path) or is_city_file(path):
            return False
        digest = _digest(path, project)
        if not is_complete(project.tables / store_key(digest, stated.year, project)):
            _require_own_files(path, project)
            return ask_ahead(_arguments(path, stated.year, project), digest)
    return False


def kernel_parameters(plan: Plan, *, home: Path | str | None = None) -> dict[str, Any]:
    """Return the plan's parameters as a kernel hears them: its data are the stored tables, not the workbook.

    A workbook that is not stored yet is taken in first, so that one with faults starts no kernel; not even the name of
    its file, which may be a person's, is heard there.
    """
    project = _project(home)
    path = None if is_complete(project.delivered) else data_path(plan, project)
    if path is None or is_city_file(path):
        return plan.parameters()
    folder = stored_folder(path, plan.year, project)
    return {**plan.parameters(), "data": folder.relative_to(project.root).as_posix()}


def data_digest(plan: Plan, *, home: Path | str | None = None) -> str:
    """Return the sha256 of the plan's workbook, also where its tables come from a city's data file; empty without data.

    It changes when the street's data change, and not when another street's do.
    """
    project = _project(home)
    path = data_path(plan, project)
    if path is None:
        return ""
    return find_street(path, plan).sha256 if is_city_file(path) else _digest(path, project)


def roster_file(plan: Plan, *, home: Path | str | None = None) -> Path | None:
    """Return where the station's names, numbers and addresses lie, for the gate alone; None without stored tables."""
    from evaltoolkit.intake.storing.store import ROSTER_FILE

    project = _project(home)
    path = data_path(plan, project)
    if path is None:
        return None
    is_city = is_city_file(path)
    store = find_street(path, plan).store if is_city else store_key(_digest(path, project), plan.year, project)
    file = project.tables / store / ROSTER_FILE
    return file if file.exists() else None


def rows_of(plan: Plan, *, home: Path | str | None = None) -> tuple[SheetRows, ...]:
    """Return what became of the rows of each sheet of the plan's data; nothing where it names none."""
    from evaltoolkit.intake.storing.store import QUALITY_FILE

    files = table_files(plan, home=home)
    return () if files is None else sheet_rows(json.loads(files[QUALITY_FILE]).get("sheets", ()))


def filed_alerts(plan: Plan, *, home: Path | str | None = None) -> AlertList | None:
    """Return the station's list of answers that need a person's attention at once, or None where there are none."""
    from evaltoolkit.intake.storing.alert_list import read_alerts

    digest = data_digest(plan, home=home)
    return read_alerts(_project(home), digest) if digest else None


def filed_codes(plan: Plan, *, home: Path | str | None = None) -> Path | None:
    """Return the station's list of which code stands for which person of the plan's workbook; None without one."""
    from evaltoolkit.intake.people.code_list import codes_path

    path = codes_path(_project(home), data_digest(plan, home=home))
    return path if path.exists() else None


def filed_names(plan: Plan, *, home: Path | str | None = None) -> Path | None:
    """Return where the station's list of words of the plan's workbook that may be names lies; None without data."""
    from evaltoolkit.intake.people.name_list import list_path

    project = _project(home)
    path = data_path(plan, project)
    return None if path is None else list_path(project, path)


def _project(home: Path | str | None) -> Project:
    return find_project() if home is None else Project(Path(home).resolve())


def _collected(path: Path, plan: Plan, project: Project) -> StreetYear:
    found = find_street(path, plan)
    if found.made_by != maker_digest(project):
        raise FileError(
            text(
                "{file}: the tables of {street} were checked by another version of the toolkit or with other scales; "
                "collect its workbook again.",
                file=path.name,
                street=plan.street,
            ),
            ExitCode.FILE_BROKEN,
        )
    return found


def _digest(path: Path, project: Project) -> str:
    """Return the sha256 of the data, read by a child process: a csv would leave identifiers in this one's memory."""
    try:
        found = [(file.name, file.stat()) for file in data_files(path, project.root)]
    except OSError:
        found = []
    return _digest_of(
        path, project.root, tuple((name, one.st_ino, one.st_size, one.st_mtime_ns) for name, one in found)
    )


@lru_cache(maxsize=4)  # of the same workbook it is asked several times in one run
def _digest_of(path: Path, root: Path, _state: tuple[tuple[object, ...], ...]) -> str:
    script = Path(__file__).with_name("files") / "digest.py"
    done = _run(["-I", "-S", str(script), str(path), str(root)])
    if done.returncode != 0:
        raise FileError(
            text("{file}: the file cannot be opened; close it in Excel or WPS and try again.", file=path.name),
            ExitCode.FILE_BROKEN,
        )
    return done.stdout.strip()


def _take_in(path: Path, year: int, project: Project) -> str:
    _require_own_files(path, project)
    arguments = _arguments(path, year, project)
    said = run_ahead(arguments, _SECONDS, _digest(path, project))
    answer = read_answer(_run(["-m", "evaltoolkit.intake", *arguments]).stdout if said is None else said)
    if answer is None:
        raise FileError(
            text(
                "{file}: the workbook could not be read to its end; delete sheets, rows and columns that are not "
                "needed and save it again as .xlsx.",
                file=path.name,
            ),
            ExitCode.FILE_BROKEN,
        )
    answer.raise_if_refused(path.name)
    return answer.key


def _arguments(path: Path, year: int, project: Project) -> list[str]:
    return [str(path), "--home", str(project.root), "--year", str(year)]


def _require_own_files(path: Path, project: Project) -> None:
    """Refuse scales and maps that cannot be used: the process that takes a workbook in speaks of that alone."""
    from evaltoolkit.intake.mapping.sheet_map import read_map_file
    from evaltoolkit.intake.plans.scale_files import project_scales

    if yaml_files(project.parameters / "scales"):
        project_scales(project)
    for file in (map_file(place, project.root) for place in listed_places(path)):
        if file.is_file():
            read_map_file(file)


def _run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a child whose errors stay with it: a traceback might quote a cell."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    command = [sys.executable, *arguments]
    try:
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=_SECONDS, env=environment,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, ExitCode.INTERNAL, "", "")
