import errno
import os

import pytest

from evaltoolkit.errors import ExitCode, RunError, UserError
from evaltoolkit.intake.files import whole_files as publish
from evaltoolkit.intake.files.project import Project
from evaltoolkit.language import Language
from evaltoolkit.reporting.release.publish import check_name, check_run, write_all, write_whole


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


@pytest.fixture
def held(monkeypatch):
    """Let another program hold the files of these names open, as on Windows; returns the set of names."""
    names = set()
    rename = os.replace

    def replace(source, target):
        if os.path.basename(target) in names:  # noqa: PTH119
            raise PermissionError(errno.EACCES, "held open")
        rename(source, target)

    monkeypatch.setattr(publish.os, "replace", replace)
    return names


def test_a_page_that_is_held_open_goes_under_a_second_name_and_later_under_its_own(tmp_path, held):
    page, results = tmp_path / "a.html", tmp_path / "a.results.json"
    write_all({page: b"1", results: b"1"}, private=False, aside=True)
    held.add("a.html")
    second = write_all({page: b"2", results: b"2"}, private=False, aside=True)

    assert second == {page: tmp_path / "a（另存）.html", results: results}
    assert (page.read_bytes(), second[page].read_bytes(), results.read_bytes()) == (b"1", b"2", b"2")

    held.clear()
    assert write_all({page: b"3", results: b"3"}, private=False, aside=True) == {page: page, results: results}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.results.json"]


def test_results_never_take_a_second_name_and_then_nothing_was_replaced(tmp_path, held):
    page, results = tmp_path / "a.html", tmp_path / "a.results.json"
    write_all({page: b"1", results: b"1"}, private=False, aside=True)
    held.add("a.results.json")
    with pytest.raises(UserError) as error:
        write_all({page: b"2", results: b"2"}, private=False, aside=True)

    assert error.value.exit_code is ExitCode.TARGET_BUSY
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.html": b"1", "a.results.json": b"1"}


def test_both_names_held_open_end_with_a_sentence(tmp_path, held):
    page = tmp_path / "a.html"
    page.write_bytes(b"1")
    held |= {"a.html", "a（另存）.html"}
    with pytest.raises(UserError) as error:
        write_all({page: b"2"}, private=False, aside=True)

    assert error.value.exit_code is ExitCode.TARGET_BUSY
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


@pytest.mark.parametrize(
    "name", ["private", "index", "index.html", "Tables", "keys", "alerts", "lab", "CON", "nul.txt"]
)
def test_a_run_is_not_called_like_what_is_ours_or_windows_own(name):
    with pytest.raises(RunError):
        check_run(name)


def test_every_folder_that_the_project_keeps_in_private_is_reserved(tmp_path):
    project = Project(tmp_path)
    places = (getattr(project, name) for name in dir(Project) if isinstance(getattr(Project, name), property))
    for place in places:
        with pytest.raises(RunError):
            check_run(place.name)
