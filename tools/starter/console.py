"""Speak Chinese on any console, and give children an environment in which they can, too."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path


def open_streams() -> None:
    """Switch the standard streams to UTF-8 and let a sign that a GBK or cp437 console lacks become a ``?``."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(sentence: str, *, end: str = "\n") -> None:
    """Print a sentence at once, before anything a child prints."""
    print(sentence, end=end, flush=True)


def child_environment(venv: Path, inherited: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment of everything that runs in `venv`.

    An index, a proxy or a certificate set for pip by the usual variables passes through untouched.
    """
    environment = dict(inherited)
    for name in ("PYTHONHOME", "PYTHONDONTWRITEBYTECODE"):  # compiled once, every start takes a seventh less
        environment.pop(name, None)
    environment.update(PYTHONUTF8="1", PYTHONIOENCODING="utf-8:replace", VIRTUAL_ENV=str(venv), PIP_USER="0")
    environment.setdefault("PIP_RETRIES", "2")
    environment["PATH"] = os.pathsep.join([str(scripts_of(venv)), inherited.get("PATH", os.defpath)])
    if os.name == "posix" and inherited.get("LC_ALL") in {"C", "POSIX"}:
        # site.py reads .pth files in the locale's encoding even in UTF-8 mode: in the C locale a Chinese path fails.
        environment["LC_ALL"] = "C.UTF-8"
    return environment


def scripts_of(venv: Path) -> Path:
    """Return the folder of a virtual environment's programs."""
    return venv / ("Scripts" if os.name == "nt" else "bin")


def python_of(venv: Path) -> Path:
    """Return an environment's Python; that of the one that runs this is known, wherever conda puts it."""
    if venv == Path(sys.prefix):
        return Path(sys.executable)
    return scripts_of(venv) / ("python.exe" if os.name == "nt" else "python")
