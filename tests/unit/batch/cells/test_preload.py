import subprocess
import sys

import pytest

from evaltoolkit.batch.cells.preload import modules_of

SHOW = "import os, sys, gc; from evaltoolkit.batch.cells.preload import preload; given = preload({!r}); print({})"


def seen(modules, expression):
    done = subprocess.run([sys.executable, "-c", SHOW.format(modules, expression)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_star_stands_for_a_package_with_all_that_lies_in_it_but_its_command():
    names = list(modules_of(["evaltoolkit.batch.warm.*"]))

    assert "evaltoolkit.batch.warm.server" in names
    assert not [name for name in names if name.endswith("__main__")]
    assert list(modules_of(["json"])) == ["json"]


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted under /proc")
def test_what_reports_need_leaves_one_thread_no_backend_and_frozen_objects():
    expression = (
        "len(os.listdir('/proc/self/task')), 'matplotlib_inline' in sys.modules, gc.get_freeze_count() > 100_000, "
        "sys.modules['matplotlib'].rcParams._get_backend_or_none()"
    )

    assert seen(("pandas", "matplotlib.pyplot", "pyarrow.parquet", "scipy.stats"), expression) == "1 False True None"


def test_what_imports_set_in_the_environment_is_handed_on_but_not_the_servers_own_limits(tmp_path, monkeypatch):
    (tmp_path / "sets_one.py").write_text("import os; os.environ['SET_BY_IMPORT'] = 'x'")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    assert seen(("sets_one",), "given.get('SET_BY_IMPORT'), 'OMP_NUM_THREADS' in given") == "x False"
