"""Run pip, show how far it is, and say in Chinese why it stopped."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from starter.console import child_environment, python_of, say
from starter.trouble import SetupError, reason_of

LOG = "evaltoolkit-setup.log"
_STEP = 20  # packages between two lines of progress


def install(project: Path, venv: Path, extras: Sequence[str]) -> None:
    """Install the project, editable, on exactly the files of packages whose sha256 stand in ``locked/``.

    The packages come first, setuptools among them, and none is built here; then the project itself, without
    dependencies and without isolation: an isolated build would fetch what no hash names.
    """
    locked = "locked/all.txt" if extras else "locked/run.txt"
    run_pip(project, venv, ["--require-hashes", "--only-binary", ":all:", "-r", locked])
    run_pip(project, venv, ["--no-deps", "--no-build-isolation", "--editable", "."])


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
        env=child_environment(venv),
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
