"""What the guide for contributors says of adding is tried: its list names each file that is touched, and no other."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.adding.chart import CHART
from tests.adding.rule import RULE
from tests.adding.sheet import SHEET
from tests.adding.statistic import STATISTIC

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TRIALS = {
    "A sheet, with a table of it in the report": SHEET,
    "A chart": CHART,
    "A rule of scoring": RULE,
    "A statistic of the outcome table": STATISTIC,
}
COPIED = ("evaltoolkit", "tools", "tests", "docs", "parameters", "notebooks")


def listed(what):
    """Return what each row of a list names: its paths, and whether one of them is enough."""
    part = GUIDE[GUIDE.index(f"**{what}** — ") :]
    first_cells = [line.split("|")[1] for line in part.split("\n\n")[1].splitlines()[2:]]
    return [(paths(cell), ", or " in cell) for cell in first_cells]


def paths(cell):
    """Return the paths in a cell; a bare name lies in the folder of the path before it."""
    found = []
    for name in re.findall(r"`([\w/.-]+)`", cell):
        found.append(name if "/" in name else f"{found[-1].rpartition('/')[0]}/{name}")
    return found


def is_at(path, place):
    """Return whether a path is the file named, or a new one in the folder named."""
    return path == place or (place.endswith("/") and path.startswith(place) and not (ROOT / path).exists())


@pytest.mark.parametrize("what", TRIALS)
def test_the_list_names_each_file_that_is_touched_and_no_other(what):
    rows, touched = listed(what), TRIALS[what].paths
    named = [place for places, _ in rows for place in places]
    assert [path for path in sorted(touched) if not any(is_at(path, place) for place in named)] == []
    for places, one_is_enough in rows:
        done = [any(is_at(path, place) for path in touched) for place in places]
        assert any(done) if one_is_enough else all(done), places


@pytest.mark.parametrize("what", TRIALS)
def test_every_test_that_the_list_says_reminds_is_tried(what):
    part = GUIDE[GUIDE.index(f"**{what}** — ") :].split("\n\n")[1]
    tried = {reminder.partition("::")[0].rpartition("/")[2] for reminder in TRIALS[what].reminders}
    assert set(re.findall(r"test_\w+\.py", part)) == tried


@pytest.fixture
def copy(tmp_path):
    """A copy of the project, and a function that runs Python in it."""
    for folder in COPIED:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "golden_*"))
    for name in ("pyproject.toml", "CONTRIBUTING.md", "README.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (tmp_path, tmp_path / "tools"))),
                   "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip

    def run(*arguments):
        return subprocess.run([sys.executable, *arguments], cwd=tmp_path, env=environment, capture_output=True,
                              text=True, encoding="utf-8", check=False, timeout=120)  # fmt: skip

    return tmp_path, run


def test_a_rule_of_scoring_is_there_with_its_files_alone(copy):
    assert_works(*copy, RULE)


@pytest.mark.full
@pytest.mark.parametrize("trial", TRIALS.values(), ids=TRIALS)
def test_what_is_added_works_and_every_test_that_reminds_is_content(copy, trial):
    root, run = copy
    assert_works(root, run, trial)
    for tool in trial.written:
        done = run(f"tools/{tool}.py")
        assert done.returncode == 0, done.stderr
    done = run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not full", "-k", trial.only,
               *trial.reminders)  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]


def assert_works(root, run, trial):
    trial.make(root)
    assert (run("-c", trial.program).stdout, run("tools/catalogues.py").returncode) == (trial.says, 0)
