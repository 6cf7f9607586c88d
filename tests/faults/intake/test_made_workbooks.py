"""Workbooks made to break the reader: a sentence or a table comes of each, in little time and memory.

The quick profile makes 40 of the 10,000; every seed is a workbook of its own (`made_workbooks.py`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.intake.made_workbooks import KINDS
from tests.sample import one_in

# safety.md, 'hostile files': the known kinds within 2 s and 300 MB, generated ones within 20 s and 1 GB.
KNOWN_SECONDS, KNOWN_MEGABYTES = 2, 300
SECONDS, MEGABYTES = 20, 1_000

TAKE_IN = """
import json, sys, time, traceback
from pathlib import Path
from tests.faults.intake.made_workbooks import KINDS, NAME, made, made_other
from evaltoolkit.errors import UserError
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.mapping.convert import apply_maps
from evaltoolkit.intake.mapping.propose import propose
from evaltoolkit.intake.marking.marked_workbook import marked_bytes
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.plans.scale_files import project_scales
from evaltoolkit.intake.take_in import take_in
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.language import Language

home, names = Path(sys.argv[1]), sys.argv[2:]
book, language, shapes = home / "表.xlsx", Language("zh_CN"), shapes(project_scales(Project(home)))
slowest, crashes, refused = 0.0, [], {}

def peak():
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else ["VmHWM: 0 kB"]
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024

for name in names:
    if name not in KINDS:
        book.write_bytes(made_other(int(name)) if int(name) % 2 else made(int(name)))
    elif name != names[0]:
        raise SystemExit("a kind is read by a process of its own, which did not make it")
    begin = time.process_time()
    try:
        if name in KINDS:
            take_in(book, project=Project(home), year=2023)
        else:
            raw = read_workbook(book, mapped=True)
            maps = [found.map for found in propose(raw, {}) if found.is_complete]
            check_workbook(apply_maps(raw, maps), year=2023, scales=shapes)
            marked_bytes(check_workbook(read_workbook(book), year=2023, scales=shapes))
            take_in(book, project=Project(home), year=2023)
    except UserError as error:
        assert language.say(error.sentence)
        refused[name] = error.exit_code.name
    except BaseException:
        crashes.append([name, traceback.format_exc()[-600:]])
    slowest = max(slowest, time.process_time() - begin)
print(json.dumps({"slowest": slowest, "peak": peak(), "crashes": crashes, "refused": refused}))
"""


def taken_in(home: Path, *names: str) -> dict[str, object]:
    command = [sys.executable, "-c", TAKE_IN, str(home), *names]
    root = Path(__file__).parents[3]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=root, check=False)
    assert done.returncode == 0, (names, done.stderr[-2_000:])
    found: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def check_seeds(home: Path, seeds: range) -> dict[str, str]:
    found = taken_in(home, *map(str, seeds))
    assert found["crashes"] == []
    assert found["slowest"] < SECONDS
    assert found["peak"] < MEGABYTES
    return found["refused"]


@pytest.mark.parametrize("kind", one_in(6, KINDS))
def test_each_of_twelve_kinds_that_broke_the_reader_ends_within_two_seconds_and_300_megabytes(
    tmp_path: Path, kind: str
) -> None:
    (tmp_path / "表.xlsx").write_bytes(KINDS[kind]())
    found = taken_in(tmp_path, kind)
    assert found["crashes"] == []
    assert found["slowest"] < KNOWN_SECONDS
    assert found["peak"] < KNOWN_MEGABYTES


def test_no_made_workbook_ends_in_a_traceback_or_takes_long(tmp_path: Path) -> None:
    refused = check_seeds(tmp_path, range(40))
    assert len(set(refused.values())) > 3
    assert sum(code == "WORKBOOK_FAULTS" for code in refused.values()) + 40 - len(refused) > 5  # read to their end


@pytest.mark.full
@pytest.mark.parametrize("first", range(0, 10_000, 500))
def test_no_one_of_10_000_made_workbooks_ends_in_a_traceback_or_takes_long(tmp_path: Path, first: int) -> None:
    """Every second is an .xls, .ods or .csv; each is also read through the map that is proposed for it."""
    check_seeds(tmp_path, range(first, first + 500))


def test_an_area_that_ends_above_its_beginning_ends_no_map_in_a_traceback(tmp_path: Path) -> None:
    check_seeds(tmp_path, range(100, 101))
