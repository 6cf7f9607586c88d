"""A second start costs under a second before its command."""

import json
import subprocess
import sys

import pytest

from starter import stamp
from starter.environment import FOLDER, PROJECT, running_version

CODE = """
import sys, time
began = time.perf_counter()
sys.path.insert(0, sys.argv[1])
from starter.commands import command_of
from starter.environment import PROJECT, ready_environment
ready_environment(PROJECT, command_of("test", ()).extras)
import json
print(json.dumps([time.perf_counter() - began, sorted(sys.modules)]))
"""


def test_a_second_start_is_ready_within_a_second_and_loads_nothing_heavy():
    found = stamp.read(PROJECT / FOLDER)
    wanted = stamp.Stamp(running_version(), str(PROJECT / FOLDER), stamp.digest(PROJECT), ("test",))
    if found is None or not found.serves(wanted):
        pytest.skip("this .venv was not made by start.py")

    done = subprocess.run(
        [sys.executable, "-I", "-c", CODE, str(PROJECT / "tools")], capture_output=True, text=True, check=True
    )
    seconds, modules = json.loads(done.stdout)

    assert seconds < 1
    assert not {"pip", "venv", "numpy", "evaltoolkit", "asyncio"} & set(modules)
