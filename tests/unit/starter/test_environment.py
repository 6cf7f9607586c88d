"""The project's environment is made once, kept while it serves, and never trusted half-made."""

import errno
import json
import os
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from starter import environment, laying, stamp, trouble
from starter.console import python_of
from starter.environment import ready_environment
from starter.lock import only_one
from starter.trouble import SetupError


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "新 文件夹" / "项目"
    folder.mkdir(parents=True)
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (folder / "constraints.txt").write_text("numpy==1\n", encoding="utf-8")
    (folder / "locked").mkdir()
    for name in ("run.txt", "all.txt"):
        (folder / "locked" / name).write_text("numpy==1 --hash=sha256:0\n", encoding="utf-8")
    return folder


@pytest.fixture
def done(monkeypatch):
    """Stand in for venv and pip, and keep what was asked of them."""
    asked = []

    def lay(base, venv, *options):
        asked.append("lay anew" if options else "make")
        python_of(venv).parent.mkdir(parents=True, exist_ok=True)
        python_of(venv).touch()
        (venv / "pyvenv.cfg").write_text(f"home = {venv.parent}\n", encoding="utf-8")

    def version_of(place, pip=True):
        return environment.running_version() if not place.is_dir() or _has_its_base(place) else None

    _has_its_base = environment._has_its_base
    monkeypatch.setattr(environment, "lay", lay)
    monkeypatch.setattr(environment, "version_of", version_of)
    monkeypatch.setattr(environment, "base_of", lambda venv: Path(sys.executable))
    monkeypatch.setattr(environment, "write_programs", lambda venv: None)
    monkeypatch.setattr(environment, "add_project", lambda project, venv: asked.append("project"))
    monkeypatch.setattr(environment, "install", lambda project, venv, extras: asked.append(extras))
    return asked


@pytest.fixture
def no_network(monkeypatch):
    """Let pip end without a package."""

    def fail(*_):
        raise SetupError("没有网络")

    monkeypatch.setattr(environment, "install", fail)


def test_the_first_start_makes_and_installs_and_the_second_does_nothing(project, done):
    assert ready_environment(project, ()) == project / ".venv"
    ready_environment(project, ())

    assert done == ["make", (), "project"]


def test_an_extra_is_added_to_those_already_there(project, done):
    ready_environment(project, ("test",))
    ready_environment(project, ("dev",))
    ready_environment(project, ())

    assert done == ["make", ("test",), "project", ("dev", "test")]


@pytest.mark.parametrize("name", stamp.SOURCES)
def test_a_changed_source_is_installed_beside_the_environment_that_is_there(project, done, name):
    ready_environment(project, ("test",))
    (project / name).write_text("" if name == "pyproject.toml" else "# changed\n", encoding="utf-8")
    done.clear()
    ready_environment(project, ())

    assert done == ["make", ("test",), "project", "lay anew"]
    assert environment._is_ready(project / ".venv", stamp.read(project / ".venv"))
    assert {path.name for path in project.glob(".venv*")} == {".venv", ".venv.lock"}


def test_a_linters_setting_installs_nothing(project, done):
    ready_environment(project, ())
    (project / "pyproject.toml").write_text("[project]\n[tool.ruff]\nline-length = 99\n", encoding="utf-8")
    done.clear()
    ready_environment(project, ())

    assert done == []


def test_a_set_up_killed_while_pip_was_at_work_is_made_again(project, done):
    ready_environment(project, ())
    venv = project / ".venv"
    stamp.write(venv, replace(stamp.read(venv), finished=False))
    ready_environment(project, ())

    assert done == ["make", (), "project"] * 2


def test_a_folder_without_a_python_that_runs_is_made_again(project, done):
    (project / ".venv").mkdir()
    ready_environment(project, ())

    assert done == ["make", (), "project"]


def test_an_environment_whose_base_python_is_gone_is_set_right_with_one_of_the_same_version(project, done):
    ready_environment(project, ())
    python_of(project / ".venv").unlink()
    done.clear()
    ready_environment(project, ())

    assert done == ["lay anew"]


def test_an_environment_whose_base_python_is_gone_stays_until_one_of_another_version_stands(
    project, done, monkeypatch, no_network
):
    (project / ".venv").mkdir()
    (project / ".venv" / "hers").touch()
    stamp.write(project / ".venv", stamp.Stamp("3.11", str(project / ".venv"), stamp.digest(project)))
    monkeypatch.setattr(environment, "version_of", lambda place, pip=True: None if place.is_dir() else "3.13")
    with pytest.raises(SetupError, match="没有网络"):
        ready_environment(project, ())

    assert (project / ".venv" / "hers").exists()


def test_a_project_that_was_moved_keeps_its_packages_without_a_network(project, done, no_network):
    (project / ".venv").mkdir()
    environment.lay(None, project / ".venv")
    stamp.write(project / ".venv", stamp.Stamp(environment.running_version(), str(project / ".venv"),
                                               stamp.digest(project)))  # fmt: skip
    (project / ".venv" / "a package").touch()
    done.clear()
    moved = project.rename(project.parent / "搬走了")

    assert ready_environment(moved, ()) == moved / ".venv"
    assert done == ["lay anew", "project"]
    assert (moved / ".venv" / "a package").exists()
    assert stamp.read(moved / ".venv").place == str(moved / ".venv")
    done.clear()
    ready_environment(moved, ())
    assert done == []


def test_another_python_uses_the_environment_that_still_runs(project, done, monkeypatch):
    ready_environment(project, ())
    its_own = environment.running_version()
    monkeypatch.setattr(environment, "version_of", lambda venv: its_own)
    monkeypatch.setattr(environment, "running_version", lambda: "3.99")
    ready_environment(project, ())

    assert done == ["make", (), "project"]


def test_when_pip_fails_the_environment_still_serves_what_it_served_before(project, done, request):
    ready_environment(project, ())
    request.getfixturevalue("no_network")
    with pytest.raises(SetupError, match="没有网络"):
        ready_environment(project, ("test",))

    done.clear()
    assert ready_environment(project, ()) == project / ".venv"
    assert done == []


def test_extras_that_a_kill_left_half_written_are_never_added_to(project, done):
    ready_environment(project, ())
    venv = project / ".venv"
    stamp.write(venv, replace(stamp.read(venv), adding=True))
    done.clear()
    ready_environment(project, ())
    assert done == []

    ready_environment(project, ("test",))
    assert done == ["make", ("test",), "project", "lay anew"]


def test_a_bumped_pin_without_a_network_goes_on_with_the_environment_that_is_there(project, done, capsys, request):
    ready_environment(project, ())
    (project / ".venv" / "a package").touch()
    (project / "locked" / "run.txt").write_text("numpy==2\n", encoding="utf-8")
    request.getfixturevalue("no_network")

    assert ready_environment(project, ()) == project / ".venv"
    told = capsys.readouterr().out
    assert "没有网络" in told
    assert "仍用原来的运行环境" in told
    assert (project / ".venv" / "a package").exists()


def test_after_an_hour_and_not_before_the_packages_are_asked_for_again(project, done, monkeypatch, no_network):
    with monkeypatch.context() as patched:
        patched.setattr(environment, "install", lambda *_: None)
        ready_environment(project, ())
    (project / "locked" / "run.txt").write_text("numpy==2\n", encoding="utf-8")
    ready_environment(project, ())
    done.clear()
    ready_environment(project, ())
    assert done == []

    later = project / ".venv" / environment.LATER
    os.utime(later, (time.time() - 4000,) * 2)
    ready_environment(project, ())
    assert done == ["make"]


@pytest.mark.parametrize("moment", ["before", "between", "after"])
def test_a_kill_while_two_environments_change_names_leaves_one_that_is_taken_up(project, done, moment):
    ready_environment(project, ())
    venv, beside, before = (project / name for name in (".venv", ".venv.new", ".venv.old"))
    (project / "locked" / "run.txt").write_text("numpy==2\n", encoding="utf-8")
    shutil.copytree(venv, beside)
    (beside / "new").touch()
    stamp.write(beside, replace(stamp.read(venv), place=str(beside), sources=stamp.digest(project)))
    if moment != "before":
        venv.rename(before)
    if moment == "after":
        beside.rename(venv)
    done.clear()
    ready_environment(project, ())

    assert "make" not in done
    assert (venv / "new").exists()
    assert stamp.read(venv).place == str(venv)


def test_a_kill_after_the_old_one_was_moved_aside_gives_it_back(project, done, no_network):
    (project / ".venv").mkdir()
    environment.lay(None, project / ".venv")
    stamp.write(project / ".venv", stamp.Stamp(environment.running_version(), str(project / ".venv"),
                                               stamp.digest(project)))  # fmt: skip
    (project / ".venv").rename(project / ".venv.old")

    assert ready_environment(project, ()) == project / ".venv"


def test_on_windows_an_environment_in_use_is_left_and_changed_the_next_time(project, done, monkeypatch, capsys):
    ready_environment(project, ())
    (project / "locked" / "run.txt").write_text("numpy==2\n", encoding="utf-8")

    def refuse(self, target):
        raise PermissionError(32, "in use")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refuse)
        ready_environment(project, ())
    assert "JupyterLab" in capsys.readouterr().out
    assert python_of(project / ".venv").exists()

    done.clear()
    ready_environment(project, ())
    assert done == ["lay anew"]
    assert stamp.read(project / ".venv").sources == stamp.digest(project)


def test_when_the_first_pip_fails_nothing_half_made_is_trusted(project, done, monkeypatch):
    def fail(*_):
        raise SetupError("没有网络")

    with monkeypatch.context() as patched:
        patched.setattr(environment, "install", fail)
        with pytest.raises(SetupError):
            ready_environment(project, ())
    ready_environment(project, ())

    assert done == ["make", "make", (), "project"]


def test_a_second_window_waits_instead_of_deleting_what_the_first_builds(project, done):
    with only_one(project), pytest.raises(SetupError, match="另一个窗口正在建立运行环境"):
        ready_environment(project, ())

    assert done == []


def test_a_python_without_venv_is_told_which_package_is_missing(project, monkeypatch):
    monkeypatch.setattr(laying.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SetupError, match="python3-venv"):
        ready_environment(project, ())
    assert not (project / ".venv").exists()


def test_a_folder_that_may_not_be_written_is_named(project, monkeypatch):
    def refuse(project):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(environment, "only_one", refuse)
    with pytest.raises(SetupError, match="没有权限写入") as caught:
        ready_environment(project, ())
    assert str(project) in str(caught.value)


@pytest.mark.parametrize(
    ("number", "told"), [(errno.EROFS, "只读"), (errno.ENOSPC, "磁盘空间不足"), (errno.EACCES, "没有权限写入")]
)
def test_a_disk_that_refuses_is_told_by_its_reason(project, monkeypatch, number, told):
    def refuse(project):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(environment, "only_one", refuse)
    with pytest.raises(SetupError, match=told):
        ready_environment(project, ())


def test_a_disk_too_small_is_told_before_anything_is_made(project, done, monkeypatch):
    monkeypatch.setattr(trouble.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 9 * 10**8, 10**8))
    with pytest.raises(SetupError, match=r"只剩 0\.1 GB"):
        ready_environment(project, ())

    assert done == []
    assert not (project / ".venv").exists()


def test_a_python_newer_than_the_packages_is_told_as_that_and_not_as_a_network(project, done, monkeypatch):
    monkeypatch.setattr(environment, "version_of", lambda place, pip=True: "3.99")
    with pytest.raises(SetupError, match=r"Python 是 3\.99[\s\S]*请安装 Python 3\.12"):
        ready_environment(project, ())

    assert done == []


def test_the_bundles_own_python_goes_before_the_one_that_runs(project):
    assert laying.base_python(project) == Path(getattr(sys, "_base_executable", sys.executable))
    bundled = project / "python" / ("python.exe" if os.name == "nt" else "bin/python3")
    bundled.parent.mkdir(parents=True)
    bundled.touch()

    assert laying.base_python(project) == bundled


def test_a_project_with_a_file_missing_says_which(project):
    (project / "constraints.txt").unlink()

    with pytest.raises(SetupError, match=r"constraints\.txt"):
        ready_environment(project, ())


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"python": 3}', "\x00"])
def test_a_stamp_that_cannot_be_read_is_no_stamp(project, content):
    (project / stamp.NAME).write_text(content, encoding="utf-8")

    assert stamp.read(project) is None


def test_a_stamp_is_read_as_it_was_written(project):
    written = stamp.Stamp("3.12", str(project), "abc", ("dev", "test"))
    stamp.write(project, written)

    assert stamp.read(project) == written
    assert json.loads((project / stamp.NAME).read_text(encoding="utf-8"))["place"] == str(project)
