import errno
import os

import pytest

from evaltoolkit.errors import ExitCode, RunError, UserError
from evaltoolkit.language import Language
from evaltoolkit.reporting import publish
from evaltoolkit.reporting.publish import check_name, write_all, write_whole


def test_a_file_is_written_whole_and_nothing_else_stays(tmp_path):
    path = tmp_path / "reports" / "第一批" / "a.html"

    write_whole(path, "甲".encode(), private=False)
    write_whole(path, "乙".encode(), private=False)

    assert path.read_text(encoding="utf-8") == "乙"
    assert [found.name for found in path.parent.iterdir()] == ["a.html"]


def test_what_is_staged_is_flushed_before_it_is_renamed(tmp_path, monkeypatch):
    order = []
    flush, rename = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("flush"), flush(handle)))
    monkeypatch.setattr(os, "replace", lambda *names: (order.append("rename"), rename(*names)))

    write_all({tmp_path / "a": b"1", tmp_path / "b": b"2"}, private=False)

    assert order[:4] == ["flush", "flush", "rename", "rename"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path, monkeypatch, failing):
    path = tmp_path / "a.html"
    path.write_bytes(b"old")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(publish.os, failing, full)

    with pytest.raises(RunError) as error:
        write_whole(path, b"new", private=False)

    assert Language().say(error.value.sentence) == "未能写出a.html：磁盘已满。"
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["a.html"]


def test_a_file_that_another_program_holds_open_gets_its_own_exit_code(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def held(*_):
        raise PermissionError(errno.EACCES, "held open")

    monkeypatch.setattr(publish.os, "replace", held)

    with pytest.raises(UserError) as error:
        write_whole(path, b"new", private=False)

    assert error.value.exit_code is ExitCode.TARGET_BUSY
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("name", ["yuncheng_2023", "第一批（试）", "2023-12-31", "a.b"])
def test_ordinary_names_pass(name):
    assert check_name(name) == name


@pytest.mark.parametrize("name", ["aux", "COM1.txt", "a\\b", "a|b", "a\u202eb", "a\n", " a", "a ", "~$a", "é" * 81])
def test_names_that_windows_or_a_reader_would_trip_over_do_not(name):
    with pytest.raises(RunError):
        check_name(name)
