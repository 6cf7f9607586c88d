"""A single run says at once what it makes, before it has imported what makes it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from evaltoolkit.intake.files.project import HOME_VARIABLE

ROOT = Path(__file__).parents[2]
PROCESSOR_SECONDS = 0.6  # of the process; on a machine that is not busy they pass in as much time


@pytest.mark.skipif(sys.platform == "win32", reason="ends the command by its process group")
def test_a_run_says_what_it_makes_before_it_imports_what_makes_it(tmp_path):
    (tmp_path / "parameters" / "streets").mkdir(parents=True)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    plan = tmp_path / "parameters" / "streets" / "某街道_2023.yaml"
    plan.write_text("street: 某街道\n", encoding="utf-8")
    environment = {**os.environ, HOME_VARIABLE: str(tmp_path), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "evaltoolkit", "run", str(plan)], env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
    ) as process:  # fmt: skip
        said = process.stdout.readline()
        used = psutil.Process(process.pid).cpu_times()
        process.communicate(timeout=120)

    assert "某街道_2023" in said
    assert used.user + used.system < PROCESSOR_SECONDS
    assert process.returncode != 0
