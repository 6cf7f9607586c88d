"""The recomputation shares no code with the package: nothing of it imports the package, even inside a function."""

import ast
import sys
from pathlib import Path

import recompute

FOLDER = Path(recompute.__file__).parent
OTHERS = {"recompute", "openpyxl", "scipy", "yaml"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield str(node.module).split(".")[0]


def test_no_module_imports_the_package_or_what_it_counts_with():
    modules = sorted(FOLDER.glob("**/*.py"))
    found = {name for path in modules for name in imported(path)} - set(sys.stdlib_module_names)
    assert len(modules) > 10
    assert found == OTHERS


def test_no_module_imports_by_name():
    words = ("importlib", "__import__", "exec(", "eval(", "runpy", "subprocess")
    found = [(path.name, word) for path in FOLDER.glob("**/*.py") for word in words if word in path.read_text("utf-8")]
    assert found == []
