import json
import subprocess
import sys

LOOK = "import sys, json, evaltoolkit.reporting.run.street; print(json.dumps(sorted(sys.modules)))"


def test_the_start_of_a_run_builds_no_grammar_of_addresses():
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))

    assert "nbformat" in loaded
    assert "lark" not in loaded
