"""Run pip, show how far it is, and say in Chinese why it stopped."""

from __future__ import annotations

import configparser
import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from starter import stamp
from starter.console import child_environment, python_of, say
from starter.trouble import BAD_SETTINGS, NETWORK, WHEELS_DIFFER, WHEELS_LACK, SetupError, reason_of

LOG = "evaltoolkit-setup.log"
WHEELS, BUNDLE, SETTINGS = "wheels", "bundle.json", "pip.ini"
_STEP = 20  # packages between two lines of progress


def install(project: Path, venv: Path, extras: Sequence[str]) -> None:
    """Install exactly the files of packages whose sha256 stand in ``locked/``; none is built here.

    The offline bundle brings them in ``wheels/``; only what is not there, after an update say, is asked of an index.

    Raises
    ------
    SetupError
        They cannot be had or written.
    """
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", "locked/all.txt" if extras else "locked/run.txt"]
    if not any((project / WHEELS).glob("*.whl")):
        run_pip(project, venv, locked)
        return
    try:
        run_pip(project, venv, ["--no-index", "--find-links", WHEELS, *locked])
    except SetupError as error:
        if NETWORK not in str(error):
            raise
        lacking = re.findall(r"No matching distribution found for (\S+)", str(error))
        try:  # one package first: without a network pip would wait for each of them
            run_pip(project, venv, ["--dry-run", "--no-deps", *lacking])
            run_pip(project, venv, ["--find-links", WHEELS, *locked])
        except SetupError as again:
            python, there = made_for(project), stamp.read(venv)
            same = there is not None and there.python == python
            why = WHEELS_LACK.format(names="、".join(lacking)) if same else WHEELS_DIFFER.format(python=python)
            raise SetupError(f"{again}\n{why}") from None


def add_project(project: Path, venv: Path) -> None:
    """Install the project itself, editable: without isolation, which would fetch what no hash names."""
    run_pip(project, venv, ["--no-deps", "--no-index", "--no-build-isolation", "--editable", "."])


def made_for(project: Path) -> str:
    """Return the Python that the packages of the offline bundle are for, as far as it is told."""
    try:
        return str(json.loads((project / BUNDLE).read_text(encoding="utf-8"))["python"])
    except (OSError, ValueError, KeyError):
        return "3.12"


def settings_of(project: Path) -> dict[str, str]:
    """Return what ``pip.ini`` in the project's folder says of mirror, proxy and certificate, as pip's variables.

    Raises
    ------
    SetupError
        It cannot be read.
    """
    try:
        content = (project / SETTINGS).read_bytes()
    except OSError:
        return {}
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise SetupError(BAD_SETTINGS.format(error=str(error).splitlines()[0])) from None
    return {
        f"PIP_{key.upper().replace('-', '_')}": value
        for part in parser.sections()
        for key, value in parser[part].items()
    }


def run_pip(project: Path, venv: Path, arguments: Sequence[str]) -> None:
    """Run one ``pip install``; its output goes to the log in .venv.

    Raises
    ------
    SetupError
        pip failed: the sentence says why, as far as its output tells, and where the log is.
    """
    command = [str(python_of(venv)), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", *arguments]
    with subprocess.Popen(
        command,
        cwd=project,
        env={**settings_of(project), **child_environment(venv)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        lines = _follow(process, venv / LOG)
    if process.returncode != 0:
        tail = "".join(lines[-12:])
        raise SetupError(f"{tail}\n{reason_of(''.join(lines))}\n完整记录：{venv / LOG}")


def _follow(process: subprocess.Popen[str], log: Path) -> list[str]:
    lines, collected = [], 0
    with log.open("a", encoding="utf-8") as stream:
        for line in process.stdout or ():
            lines.append(line)
            stream.write(line)
            if line.startswith("Collecting "):
                collected += 1
                if collected % _STEP == 0:
                    say(f"  已取得 {collected} 个软件包……")
            elif collected >= _STEP and line.startswith("Installing collected packages"):
                say("  正在写入 .venv……")
    return lines
