"""The project's own environment: there, whole and up to date, or made so."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from starter import stamp
from starter.console import child_environment, python_of, say
from starter.install import install
from starter.lock import only_one
from starter.stamp import Stamp
from starter.trouble import IN_USE, NO_PERMISSION, NO_VENV, SetupError

PROJECT = Path(__file__).parents[2]
FOLDER = ".venv"


def ready_environment(project: Path, extras: tuple[str, ...]) -> Path:
    """Return the project's environment with these extras installed, made or brought up to date where needed.

    Raises
    ------
    SetupError
        It cannot be made; the message says why and what to do.
    """
    venv = project / FOLDER
    wanted = Stamp(running_version(), str(project), stamp.digest(project), tuple(sorted(extras)))
    if not _is_ready(venv, wanted):
        try:
            with only_one(project):
                _bring_up_to_date(project, venv, wanted)
        except PermissionError:
            raise SetupError(NO_PERMISSION.format(place=project)) from None
    return venv


def running_version() -> str:
    """Return the version of the Python that runs this, such as ``3.12``."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def version_of(venv: Path) -> str | None:
    """Return the version of an environment's Python, or None where it does not run or lacks pip."""
    command = [str(python_of(venv)), "-c", "import sys, pip; print('%d.%d' % sys.version_info[:2])"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=child_environment(venv), check=False)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def _is_ready(venv: Path, wanted: Stamp) -> bool:
    found = stamp.read(venv)
    if found is None or not found.serves(wanted) or not _has_its_base(venv):
        return False
    # Started with the same version as last time, no question; with another, the environment's own Python is asked.
    return found.python == wanted.python or version_of(venv) == found.python


def _has_its_base(venv: Path) -> bool:
    """Return whether the Python that the environment was made from is still installed."""
    try:
        lines = (venv / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    homes = [line.partition("=")[2].strip() for line in lines if line.startswith("home")]
    return python_of(venv).exists() and all(Path(home).exists() for home in homes)


def _bring_up_to_date(project: Path, venv: Path, wanted: Stamp) -> None:
    before = stamp.read(venv)
    version = _usable_version(venv, before, wanted)
    say("正在准备运行环境（第一次和更新之后才需要，几分钟，请保持联网）……")
    made = version is None
    if version is None:
        _make(venv, wanted)
        before, version = None, wanted.python
    extras = tuple(sorted({*wanted.extras, *(before.extras if before else ())}))
    after = replace(wanted, python=version, extras=extras)
    stamp.write(venv, replace(after, finished=False))
    try:
        install(project, venv, extras)
    except SetupError:
        if not made:  # pip takes back what it could not finish: the environment still serves what it served before
            stamp.write(venv, before)
        raise
    stamp.write(venv, after)
    say("运行环境已就绪。")


def _usable_version(venv: Path, found: Stamp | None, wanted: Stamp) -> str | None:
    if found is not None and (not found.finished or found.place != wanted.place):
        return None
    version = version_of(venv)
    return version if found is None or found.python == version else None


def _make(venv: Path, wanted: Stamp) -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise SetupError(NO_VENV)
    if venv.exists():
        say("  .venv 不完整，正在重建……")
        _remove(venv)
    venv.mkdir()
    stamp.write(venv, replace(wanted, finished=False))
    # Not sys.executable: that may be the very environment just removed.
    base = getattr(sys, "_base_executable", None) or sys.executable
    done = subprocess.run([base, "-m", "venv", str(venv)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SetupError(f"{done.stdout}{done.stderr}\n{NO_VENV}")


def _remove(venv: Path) -> None:
    try:
        shutil.rmtree(venv)
    except OSError:
        raise SetupError(IN_USE.format(place=venv)) from None
