"""The project's own environment: there, whole and up to date, or made so.

One that serves is never taken away before the next one stands: that is made beside it and the two change names. What
was moved with its folder is set right where it lies.
"""

from __future__ import annotations

import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path

from starter import active, stamp
from starter.console import python_of, say
from starter.install import add_project, install
from starter.laying import base_of, base_python, lay, version_of, write_programs
from starter.lock import only_one
from starter.stamp import Stamp
from starter.trouble import IN_USE, SetupError, check_disk, check_python, refused

PROJECT = Path(__file__).parents[2]
FOLDER, BESIDE, BEFORE = ".venv", ".venv.new", ".venv.old"
LATER = "evaltoolkit-later"  # in .venv: for these sources no packages could be had a short while ago
_AGAIN = 3600  # seconds until they are asked for again


def ready_environment(project: Path, extras: tuple[str, ...]) -> Path:
    """Return an environment with these extras: the active one where it serves, else the project's own.

    The project's own is made, set right or brought up to date where needed.

    Raises
    ------
    SetupError
        It cannot be made; the message says why and what to do.
    """
    if active.serves(project, extras):
        return Path(sys.prefix)
    venv = project / FOLDER
    wanted = Stamp(running_version(), str(venv), stamp.digest(project), tuple(sorted(extras)))
    if not _is_ready(venv, wanted):
        try:
            with only_one(project):
                _bring_up_to_date(project, wanted)
        except OSError as error:
            raise SetupError(refused(error, project)) from error
    return venv


def running_version() -> str:
    """Return the version of the Python that runs this, such as ``3.12``."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _is_ready(venv: Path, wanted: Stamp) -> bool:
    found = stamp.read(venv)
    if found is None or not _has_its_base(venv) or not (found.serves(wanted) or _put_off(venv, found, wanted)):
        return False
    # Started with the same version as last time, no question; with another, the environment's own Python is asked.
    return found.python == wanted.python or version_of(venv) == found.python


def _put_off(venv: Path, found: Stamp, wanted: Stamp) -> bool:
    """Return whether new packages could not be had a short while ago, and these serve meanwhile."""
    try:
        recent = time.time() - (venv / LATER).stat().st_mtime < _AGAIN
        return recent and (venv / LATER).read_text() == wanted.sources and found.serves(wanted, sources=False)
    except OSError:
        return False


def _has_its_base(venv: Path) -> bool:
    """Return whether the Python that the environment was made from is still installed."""
    try:
        lines = (venv / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    homes = [line.partition("=")[2].strip() for line in lines if line.startswith("home")]
    return python_of(venv).exists() and all(Path(home).exists() for home in homes)


def _bring_up_to_date(project: Path, wanted: Stamp) -> None:
    venv = project / FOLDER
    _take_up(project, wanted)
    found = _standing(project)
    if found is not None and found.serves(wanted):
        return
    say("正在准备运行环境（第一次和更新之后才需要，几分钟）……")
    extras = tuple(sorted({*wanted.extras, *(found.extras if found else ())}))
    try:
        if found is not None and found.sources == wanted.sources and not found.adding:
            _add(project, found, extras)
        else:
            _make(project, replace(wanted, extras=extras))
    except SetupError as error:
        if found is None or not found.serves(wanted, sources=False):
            raise
        (venv / LATER).write_text(wanted.sources)
        say(f"{error}\n新的软件包没有装成，仍用原来的运行环境；如有命令出错，请按上面的办法处理后再运行一次。")
        return
    say("运行环境已就绪。")


def _standing(project: Path) -> Stamp | None:
    """Return the stamp of the environment that is there and runs, set right where its folder or Python moved."""
    venv = project / FOLDER
    found = stamp.read(venv)
    if found is None or not found.finished:
        return None
    version = version_of(venv)
    if version == found.python and found.place == str(venv):
        return found
    base = base_of(venv) if version == found.python else base_python(project)
    if version_of(base) != found.python:
        return None
    try:
        return _settle(project, found, base)
    except SetupError:
        return None


def _settle(project: Path, found: Stamp, base: Path) -> Stamp:
    """Write anew what an environment knows of its own place: its Python, its programs, where the project lies."""
    venv = project / FOLDER
    if Path(found.place).parent != project:
        say("项目文件夹换过位置，正在调整运行环境……")
    lay(base, venv, "--without-pip")
    if Path(found.place).parent != project:
        add_project(project, venv)
    write_programs(venv)
    settled = replace(found, place=str(venv))
    stamp.write(venv, settled)
    return settled


def _add(project: Path, found: Stamp, extras: tuple[str, ...]) -> None:
    """Add the packages of further extras; all others stay untouched, so that a kill costs only what is added."""
    venv = project / FOLDER
    check_disk(project)
    stamp.write(venv, replace(found, adding=True))
    install(project, venv, extras)
    stamp.write(venv, replace(found, extras=extras))


def _make(project: Path, wanted: Stamp) -> None:
    """Make an environment: under its name where nothing is to be lost, else beside the one that is there."""
    check_disk(project)
    base = base_python(project)
    version = version_of(base, pip=False) or wanted.python
    check_python(version)
    there = stamp.read(project / FOLDER)
    venv = project / (BESIDE if there is not None and there.finished else FOLDER)
    _remove(venv)
    lay(base, venv)
    made = replace(wanted, python=version, place=str(venv))
    stamp.write(venv, replace(made, finished=False))
    install(project, venv, made.extras)
    add_project(project, venv)
    stamp.write(venv, made)
    if venv.name == BESIDE:
        _change_names(project, made)


def _take_up(project: Path, wanted: Stamp) -> None:
    """Carry on where a change of names was stopped."""
    venv, beside, before = (project / name for name in (FOLDER, BESIDE, BEFORE))
    made = stamp.read(beside)
    if made is not None and made.finished and made.sources == wanted.sources and made.place == str(beside):
        _change_names(project, made)
    elif before.exists() and not venv.exists():
        before.rename(venv)


def _change_names(project: Path, made: Stamp) -> None:
    venv, beside, before = (project / name for name in (FOLDER, BESIDE, BEFORE))
    _remove(before)
    try:
        if venv.exists():
            venv.rename(before)
        beside.rename(venv)
    except PermissionError:  # Windows, while something runs in it
        say(IN_USE.format(place=venv))
        return
    _settle(project, made, base_of(venv))
    shutil.rmtree(before, ignore_errors=True)


def _remove(venv: Path) -> None:
    if not venv.exists():
        return
    try:
        shutil.rmtree(venv)
    except OSError:
        raise SetupError(IN_USE.format(place=venv)) from None
