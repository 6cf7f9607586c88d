"""What `import evaltoolkit` offers: exactly the public names, at once."""

import ast
import inspect
import re
import rlcompleter
import subprocess
import sys

import pytest

import evaltoolkit
from build_site import ANALYSIS


def test_dir_lists_the_public_names_and_each_can_be_had():
    assert set(dir(evaltoolkit)) == {*evaltoolkit.__all__, "__version__"}
    assert [name for name in evaltoolkit.__all__ if getattr(evaltoolkit, name) is None] == []


def test_tab_completes_exactly_the_public_names():
    completer = rlcompleter.Completer({"evaltoolkit": evaltoolkit})
    offered = [completer.complete("evaltoolkit.", number) for number in range(len(evaltoolkit.__all__) + 1)]
    assert offered.pop() is None
    assert {one.removeprefix("evaltoolkit.").rstrip("()") for one in offered} == set(evaltoolkit.__all__)


def test_every_public_name_says_what_it_is():
    assert [name for name in evaltoolkit.__all__ if not inspect.getdoc(getattr(evaltoolkit, name))] == []


@pytest.mark.parametrize("name", [name for name in ANALYSIS if name.islower()])
def test_what_an_analyst_calls_says_what_it_takes_gives_and_refuses_with_examples(name):
    words = inspect.getdoc(getattr(evaltoolkit, name))
    assert [one for one in ("Parameters", "Returns", "Raises", "Examples") if f"{one}\n---" not in words] == []
    assert words.count(">>> ") > 1
    takes = words.split("Parameters\n---")[1].split("Returns\n---")[0]
    named = set(re.findall(r"\w+", " ".join(line for line in takes.splitlines() if not line.startswith(" "))))
    assert set(inspect.signature(getattr(evaltoolkit, name)).parameters) <= named


def test_importing_the_package_imports_nothing_heavy_and_takes_less_than_50_ms():
    code = "import sys, evaltoolkit; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "pandas", "scipy", "click", "babel"} & set(ast.literal_eval(done.stdout))
    bare, ours = (min(seconds(words) for _ in range(7)) for words in ("", "import evaltoolkit; "))
    assert ours - bare < 0.05


def seconds(words):
    """Return the processor time of a Python that runs the words and ends, whatever else the machine does."""
    code = words + "import time; print(time.process_time())"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
