"""start.py itself: the one file that every Python must be able to read."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import start
from evaltoolkit.errors import ExitCode
from starter import trouble

ROOT = Path(start.__file__).parent
TOO_NEW_FOR_OLD_PYTHONS = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Match, ast.Nonlocal)


def started_by_an_old_python(encoding):
    code = (
        "import runpy, sys; sys.version_info = (3, 6, 15, 'final', 0); sys.argv = ['start.py', 'demo'];"
        f"runpy.run_path({str(ROOT / 'start.py')!r}, run_name='__main__')"
    )
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=False)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_an_old_python_gets_a_chinese_sentence_in_the_screens_own_encoding(encoding):
    done = started_by_an_old_python(encoding)

    assert done.returncode == ExitCode.SETUP_FAILED
    assert "本工具需要 Python 3.11 或更新的版本，当前的 Python 是 3.6.15" in done.stderr.decode(encoding)
    assert b"Traceback" not in done.stderr


def test_a_screen_without_chinese_signs_still_shows_the_english_line():
    done = started_by_an_old_python("cp437")

    assert done.returncode == ExitCode.SETUP_FAILED
    assert b"Python 3.11 or newer is needed; this one is 3.6.15." in done.stderr


def test_every_python_since_2_7_can_read_the_file():
    source = (ROOT / "start.py").read_text(encoding="utf-8")
    tree = ast.parse(source)

    assert source.startswith("# -*- coding: utf-8 -*-\n")
    assert "from __future__ import print_function, unicode_literals" in source
    assert not [node for node in ast.walk(tree) if isinstance(node, TOO_NEW_FOR_OLD_PYTHONS)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert not [f.name for f in functions if f.returns or any(argument.annotation for argument in f.args.args)]


def test_nothing_but_the_standard_library_is_imported_before_the_set_up():
    for path in [ROOT / "start.py", *(ROOT / "tools" / "starter").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            for name in names:
                assert name.split(".")[0] in {*sys.stdlib_module_names, "starter"}, f"{path.name} imports {name}"


def test_the_exit_codes_are_those_of_the_one_table():
    assert start.SETUP_FAILED == trouble.SETUP_FAILED == ExitCode.SETUP_FAILED
    assert trouble.INTERRUPTED == ExitCode.INTERRUPTED


@pytest.mark.parametrize("encoding", ["gbk", "cp437", "ascii"])
def test_no_console_breaks_a_sentence_of_an_update(tmp_path, encoding):
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, ROOT / "start.py", "update", tmp_path / "没有的文件①.zip"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)

    assert done.returncode == ExitCode.SETUP_FAILED
    assert b"Traceback" not in done.stderr
    assert re.search("git pull|没有改动任何文件", done.stderr.decode("utf-8"))
