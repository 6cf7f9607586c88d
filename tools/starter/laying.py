"""Lay an environment with Python's own venv: which Python it is made from, and how on a disk without links."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from starter.console import child_environment, python_of, scripts_of
from starter.trouble import NO_VENV, SetupError

_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"
_BASE = "import sys; print(sys._base_executable)"
_PROGRAMS = """
from importlib.metadata import entry_points
import os, sys
from pip._vendor.distlib.scripts import ScriptMaker
maker = ScriptMaker(None, os.path.dirname(sys.executable))
maker.clobber, maker.variants, maker.set_mode = True, {""}, os.name == "posix"
maker.make_multiple([f"{one.name} = {one.value}" for one in entry_points(group="console_scripts")])
"""


def base_python(project: Path) -> Path:
    """Return the Python to make environments from: that of the offline bundle, else the one that runs this."""
    bundled = project / "python" / ("python.exe" if os.name == "nt" else "bin/python3")
    if bundled.is_file():
        return bundled
    # Not sys.executable: that may be the very environment to be replaced.
    return Path(getattr(sys, "_base_executable", None) or sys.executable)


def base_of(venv: Path) -> Path:
    """Return the Python that an environment which runs was made from."""
    return Path(_said(python_of(venv), _BASE) or sys.executable)


def version_of(place: Path, *, pip: bool = True) -> str | None:
    """Return the version of an environment's Python, or of a Python; None where it does not run or lacks pip."""
    inside = place.is_dir()
    return _said(python_of(place) if inside else place, f"import pip; {_VERSION}" if pip and inside else _VERSION)


def _said(python: Path, code: str) -> str | None:
    environment = child_environment(python.parent.parent)
    environment.pop("PYTHONPATH", None)
    try:
        done = subprocess.run(
            [str(python), "-c", code], capture_output=True, encoding="utf-8", env=environment, check=False
        )
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def lay(base: Path, venv: Path, *options: str) -> None:
    """Make an environment, or lay one anew over what is there: its packages stay.

    Raises
    ------
    SetupError
        This Python cannot make one.
    """
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise SetupError(NO_VENV)
    venv.mkdir(exist_ok=True)
    for old in scripts_of(venv).glob("python*") if os.name == "posix" else ():
        if old.is_symlink():  # venv leaves a link that is there as it is, also one that leads nowhere
            old.unlink()
    if os.name == "posix" and not _takes_links(venv):
        (venv / "lib64").mkdir(exist_ok=True)  # else venv makes a link of that name, whatever it is told
        options = (*options, "--copies")
    done = subprocess.run([str(base), "-m", "venv", *options, str(venv)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SetupError(f"{done.stdout}{done.stderr}\n{NO_VENV}")


def write_programs(venv: Path) -> None:
    """Write an environment's programs anew, which name its Python; start.py itself calls none of them."""
    _said(python_of(venv), _PROGRAMS)


def _takes_links(folder: Path) -> bool:
    """Return whether the disk takes symbolic links; FAT and exFAT do not."""
    trial = folder / ".link"
    try:
        trial.symlink_to(folder)
        trial.unlink()
    except OSError:
        return False
    return True
