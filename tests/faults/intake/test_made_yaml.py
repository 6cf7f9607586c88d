"""YAML files that a station, an office or an enemy could leave in ``parameters``: a sentence of each, soon."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.intake.made_yaml import BASES

SECONDS, MEGABYTES = 20, 1_000
READ = """
import json, sys, time, traceback
from pathlib import Path
from tests.faults.intake.made_yaml import made
from evaltoolkit.errors import UserError
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.intake.files.project import Project
from evaltoolkit.language import Language
from evaltoolkit.reporting.run.notice import stated_plan
from evaltoolkit.reporting.year.registries import street_policy, street_scales
from evaltoolkit.scoring.registry import read_system

project, language = Project(Path(sys.argv[1])), Language("zh_CN")
own = project.parameters
PLACES = {
    "plan": own / "streets/x.yaml", "scale": own / "scales/x.yaml",
    "system": own / "indicators/national_2020.yaml", "policy": own / "policy.yaml",
}
READERS = {
    "plan": lambda path: (stated_plan(path), read_plan(path)),
    "scale": lambda path: street_scales(project),
    "system": lambda path: read_system("national_2020", [path.parent]),
    "policy": lambda path: street_policy(project),
}
for path in PLACES.values():
    path.parent.mkdir(parents=True, exist_ok=True)
slowest, crashes, refused = 0.0, [], []
for seed in range(int(sys.argv[2]), int(sys.argv[3])):
    kind, content = made(seed)
    path = PLACES[kind]
    path.write_bytes(content)
    begin = time.process_time()
    try:
        READERS[kind](path)
    except UserError as error:
        refused.append(kind)
        assert language.say(error.sentence)
    except BaseException:
        crashes.append([seed, kind, traceback.format_exc()[-700:]])
    slowest = max(slowest, time.process_time() - begin)
    path.unlink()
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else ["VmHWM: 0 kB"]
peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
print(json.dumps({"slowest": slowest, "peak": peak, "crashes": crashes, "refused": refused}))
"""


def check_seeds(home: Path, seeds: range) -> list[str]:
    (home / "notebooks").mkdir()
    command = [sys.executable, "-c", READ, str(home), str(seeds.start), str(seeds.stop)]
    root = Path(__file__).parents[3]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=root, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    found = json.loads(done.stdout)
    assert found["crashes"] == []
    assert found["slowest"] < SECONDS
    assert found["peak"] < MEGABYTES
    return found["refused"]


def test_no_made_yaml_file_ends_in_a_traceback_or_takes_long(tmp_path: Path) -> None:
    refused = check_seeds(tmp_path, range(60))
    assert set(refused) == set(BASES)
    assert len(refused) < 60  # some spoil nothing


@pytest.mark.full
def test_no_one_of_200_made_yaml_files_ends_in_a_traceback_or_takes_long(tmp_path: Path) -> None:
    check_seeds(tmp_path, range(200))
