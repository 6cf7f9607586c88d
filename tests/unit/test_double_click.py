"""The bytes of 开始使用.bat, as a Chinese Windows reads them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BATCH = (Path(__file__).parents[2] / "开始使用.bat").read_bytes()
LINES = BATCH.split(b"\r\n")


def test_every_line_ends_as_windows_needs_it():
    assert BATCH.endswith(b"\r\n")
    assert BATCH.count(b"\n") == BATCH.count(b"\r\n") == BATCH.count(b"\r")


def test_there_is_no_byte_order_mark_which_cmd_would_run_as_a_command():
    assert BATCH.startswith(b"@echo off\r\n")


def test_chinese_stands_only_in_echo_lines_after_the_switch_to_utf_8_and_after_every_jump():
    chinese = [number for number, line in enumerate(LINES) if not line.isascii()]
    switch = LINES.index(b"chcp 65001 >nul")
    last_jump = max(number for number, line in enumerate(LINES) if b"goto" in line or line.startswith(b":"))

    assert chinese
    assert min(chinese) > max(switch, last_jump)
    assert all(LINES[number].decode("utf-8").startswith("echo ") for number in chinese)


def test_it_looks_for_both_launchers_and_opens_the_menu():
    text = BATCH.decode("utf-8")

    assert 'if exist "python\\python.exe" set "PYTHON=python\\python.exe"\r\nif defined PYTHON goto found' in text
    assert 'py -3 -c "import sys"' in text
    assert '\r\npython -c "import sys"' in text
    assert '%PYTHON% start.py menu "%~1"' in text
    assert "没有找到 Python" in text


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of Linux and macOS")
@pytest.mark.parametrize("bundled", [True, False])
def test_on_linux_the_bundles_python_goes_first_also_where_unzipping_lost_its_rights(tmp_path, bundled):
    folder = tmp_path / "新 文件夹"
    (folder / "python" / "bin").mkdir(parents=True)
    script = folder / "开始使用.sh"
    script.write_bytes((Path(__file__).parents[2] / "开始使用.sh").read_bytes())
    (tmp_path / "bin").mkdir()
    for name, path in (("system", tmp_path / "bin" / "python3"), ("bundle", folder / "python" / "bin" / "python3")):
        path.write_text(f'#!/bin/sh\necho {name} "$@"\n', encoding="utf-8")
        path.chmod(0o755 if name == "system" else 0o644)
    if not bundled:
        (folder / "python" / "bin" / "python3").unlink()
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/sh", str(script), "a b.xlsx"], cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout == f"{'bundle' if bundled else 'system'} start.py menu a b.xlsx\n"
