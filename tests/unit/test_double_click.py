"""The bytes of 开始使用.bat, as a Chinese Windows reads them."""

from pathlib import Path

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

    assert 'py -3 -c "import sys"' in text
    assert '\r\npython -c "import sys"' in text
    assert '%PYTHON% start.py menu "%~1"' in text
    assert "没有找到 Python" in text
