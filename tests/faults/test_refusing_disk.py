"""A folder that may not be written, and a disk with no byte left: every command ends in a sentence."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.test_kill_every_command import COMMANDS, project  # noqa: F401 - a fixture

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and rights of Linux")
RUNS = {**COMMANDS, "run": ("run", "parameters/streets/yuncheng.yaml"), "batch": ("batch", "parameters/streets")}
ENGLISH = re.compile(r"No space|File too large|Permission denied|Errno|Traceback|Error")
_DROP, _OVERRIDE_RIGHTS, _SEARCH_ALL = 24, 1, 2  # prctl(2), capabilities(7)


def no_byte_left() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def rights_count() -> None:
    """Let folders' rights count for root as well, from the next program on."""
    for capability in (_OVERRIDE_RIGHTS, _SEARCH_ALL):
        ctypes.CDLL(None).prctl(_DROP, capability, 0, 0, 0)


def ended(words: tuple[str, ...], home: Path, prepare: Callable[[], None]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "EVALTOOLKIT_HOME": str(home), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "evaltoolkit", *words], cwd=home, env=environment, capture_output=True, text=True,
        encoding="utf-8", check=False, preexec_fn=prepare, timeout=200,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "prepare"),
    [
        *(
            pytest.param(name, no_byte_left, marks=pytest.mark.full if place % 4 else ())
            for place, name in enumerate(RUNS)
        ),
        *(pytest.param(name, rights_count, marks=() if name == "new" else pytest.mark.full) for name in RUNS),
    ],
)
def test_a_disk_that_takes_nothing_is_told_in_a_sentence(
    name: str,
    prepare: Callable[[], None],
    project: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    home = tmp_path / "项目"
    shutil.copytree(project, home)
    shutil.copytree(Path(__file__).parents[2] / "notebooks", home / "notebooks", dirs_exist_ok=True)
    if name not in ("backup", "restore"):
        shutil.rmtree(home / "private")  # what is there is the owner's, who may set its rights right again
    folders = [home, *(path for path in home.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555 if prepare is rights_count else 0o755)
    try:
        done = ended(RUNS[name], home, prepare)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    said = done.stdout + done.stderr
    assert done.returncode not in (0, 1), said
    assert not ENGLISH.search(said), said
    assert re.search(r"[一-鿿]{4}", said), said
