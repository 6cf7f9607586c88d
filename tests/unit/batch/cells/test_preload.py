import subprocess
import sys

import pytest

from evaltoolkit.batch.cells.preload import modules_of

SHOW = "import os, sys, gc; from evaltoolkit.batch.cells.preload import preload; fault = preload({!r}); print({})"


def seen(modules, expression):
    done = subprocess.run([sys.executable, "-c", SHOW.format(modules, expression)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_star_stands_for_a_package_with_all_that_lies_in_it_but_its_command():
    names = list(modules_of(["evaltoolkit.charts.*"]))

    assert {"evaltoolkit.charts", "evaltoolkit.charts.figures.flow"} < set(names)
    assert not [name for name in names if name.endswith("__main__")]
    assert list(modules_of(["json"])) == ["json"]


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted under /proc")
def test_what_reports_need_leaves_one_thread_no_backend_and_frozen_objects():
    expression = (
        "fault, len(os.listdir('/proc/self/task')), 'matplotlib_inline' in sys.modules, gc.isenabled(), "
        "gc.get_freeze_count() > 100_000, sys.modules['matplotlib'].rcParams._get_backend_or_none()"
    )
    modules = ("pandas", "matplotlib.pyplot", "pyarrow.parquet", "scipy.stats")

    assert seen(modules, expression) == "1 False True True None"


def test_what_a_named_function_keeps_is_there_before_the_fork():
    module = "evaltoolkit.model.categories"

    assert seen((f"{module}:official_categories",), "fault") == ""
    kept = f"sys.modules[{module!r}].official_categories.cache_info().currsize"
    assert seen((f"{module}:official_categories",), kept) == "1"
    assert seen((module,), kept) == "0"
