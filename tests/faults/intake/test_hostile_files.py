import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake.reading.workbook_reader import read_workbook

# safety.md, 'hostile files': refused within 2 s and 300 MB.
SECONDS = 2
MEGABYTES = 300

READ_ALL = """
import json, sys, time
from pathlib import Path
from evaltoolkit.errors import FileError
from evaltoolkit.intake.reading.workbook_reader import read_workbook
slowest, read = 0.0, []
for path in sorted(Path(sys.argv[1]).iterdir()):
    begin = time.perf_counter()
    try:
        read_workbook(path)
        read.append(path.name)
    except FileError:
        pass
    slowest = max(slowest, time.perf_counter() - begin)
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else ["VmHWM: 0 kB"]
peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
print(json.dumps({"slowest": slowest, "read": read, "peak": peak}))
"""


def test_a_hostile_file_is_refused_in_a_sentence_with_an_exit_code(hostile: Path) -> None:
    with pytest.raises(FileError) as refused:
        read_workbook(hostile)
    assert refused.value.exit_code.name.startswith("FILE_")
    assert hostile.name in refused.value.sentence.english()


def test_all_hostile_files_are_refused_in_time_and_memory(hostile_folder: Path) -> None:
    command = [sys.executable, "-c", READ_ALL, str(hostile_folder)]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert found["read"] == []
    assert found["slowest"] < SECONDS
    assert found["peak"] < MEGABYTES


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("truncated", ExitCode.FILE_BROKEN),
        ("empty", ExitCode.FILE_EMPTY),
        ("encrypted", ExitCode.FILE_ENCRYPTED),
        ("html_named_xlsx", ExitCode.FILE_NOT_A_WORKBOOK),
        ("zip_bomb", ExitCode.FILE_TOO_LARGE),
        ("macros", ExitCode.FILE_NOT_A_WORKBOOK),
        ("xls_far_corner", ExitCode.FILE_TOO_LARGE),
        ("xls_chain_in_a_circle", ExitCode.FILE_NOT_A_WORKBOOK),
        ("xls_locked", ExitCode.FILE_ENCRYPTED),
        ("xls_shared_text", ExitCode.FILE_TOO_LARGE),
        ("ods_repeated_cells", ExitCode.FILE_TOO_LARGE),
        ("ods_repeated_text", ExitCode.FILE_TOO_LARGE),
    ],
)
def test_each_way_of_being_unreadable_has_its_own_exit_code(
    hostile_file: Callable[[str], Path], name: str, code: ExitCode
) -> None:
    with pytest.raises(FileError) as refused:
        read_workbook(hostile_file(name))
    assert refused.value.exit_code is code


def test_no_two_ways_share_a_sentence(hostile_file: Callable[[str], Path]) -> None:
    sentences = []
    for name in (
        "truncated",
        "empty",
        "encrypted",
        "html_named_xlsx",
        "no_old_workbook",
        "macros",
        "zip_bomb",
        "far_corner",
    ):
        with pytest.raises(FileError) as refused:
            read_workbook(hostile_file(name))
        sentences.append(refused.value.sentence.english())
    assert len(set(sentences)) == len(sentences)
