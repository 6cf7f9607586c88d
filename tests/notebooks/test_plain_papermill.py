"""The notebook and a parameter file are all that papermill needs."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_papermill_runs_the_report_as_it_is(make_project, tmp_path):
    home = make_project()
    source = next(
        path for path in sorted((ROOT / "parameters" / "streets").glob("*.yaml")) if "_synthetic" not in path.stem
    )
    plan = Path(shutil.copy(source, home / "parameters" / "streets"))
    out = tmp_path / "out.ipynb"
    command = ["-m", "papermill", "notebooks/street_report.ipynb", str(out), "-f", plan.relative_to(home).as_posix()]
    environment = {name: value for name, value in os.environ.items() if name != "EVALTOOLKIT_HOME"}
    done = subprocess.run(
        [sys.executable, *command], cwd=home, env=environment, capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "unknown parameter" not in done.stderr.lower()
    results = next((home / "private" / "notebook").glob("*.results.json"))
    total = json.loads(results.read_text(encoding="utf-8"))["scorecard"]["total"]
    assert (total["scored"], total["low"], total["high"], total["grade"]) == (10.0, 10.0, 100.0, None)
    assert not (home / "reports").exists()
