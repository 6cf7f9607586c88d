"""A project whose notebook does to its street what the street's slug says."""

import json
import shutil

import pytest

from tests.faults.batch.made_batch import PLAN, ZOO

DEED = """\
import os, signal, time
from pathlib import Path
Path(f"{slug}.kernel").write_text(str(os.getpid()))
slug == "kernel_dies" and os._exit(9)
slug == "worker_killed" and os.kill(int(os.environ["JPY_PARENT_PID"]), signal.SIGKILL)
slug == "rests" and time.sleep(120);
"""


@pytest.fixture
def home(tmp_path):
    """A project folder with the notebook; ``home.plan(slug)`` writes a parameter file."""
    folder = tmp_path / "项目"
    (folder / "parameters" / "streets").mkdir(parents=True)
    (folder / "notebooks").mkdir()
    notebook = json.loads((ZOO / "street.ipynb").read_text(encoding="utf-8"))
    deed = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": DEED, "id": "deed"}
    notebook["cells"].insert(2, deed)
    (folder / "notebooks" / "street_report.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def plan(home):
    def write(slug):
        path = home / "parameters" / "streets" / f"{slug}.yaml"
        path.write_text(PLAN.format(slug=slug, street=f"{slug}街道"), encoding="utf-8")
        return path

    return write
