"""The project's environment is made once, kept while it serves, and never trusted half-made."""

import json
from dataclasses import replace

import pytest

from starter import environment, stamp
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

    def make(venv, wanted):
        asked.append("make")
        if venv.exists():
            environment._remove(venv)
        python_of(venv).parent.mkdir(parents=True)
        python_of(venv).touch()
        (venv / "pyvenv.cfg").write_text(f"home = {venv.parent}\n", encoding="utf-8")
        stamp.write(venv, replace(wanted, finished=False))

    def version_of(venv):
        return environment.running_version() if python_of(venv).exists() else None

    monkeypatch.setattr(environment, "_make", make)
    monkeypatch.setattr(environment, "version_of", version_of)
    monkeypatch.setattr(environment, "install", lambda project, venv, extras: asked.append(extras))
    return asked


def test_the_first_start_makes_and_installs_and_the_second_does_nothing(project, done):
    assert ready_environment(project, ()) == project / ".venv"
    ready_environment(project, ())

    assert done == ["make", ()]


def test_an_extra_is_added_to_those_already_there(project, done):
    ready_environment(project, ("test",))
    ready_environment(project, ("dev",))
    ready_environment(project, ())

    assert done == ["make", ("test",), ("dev", "test")]


@pytest.mark.parametrize("name", stamp.SOURCES)
def test_a_changed_source_is_installed_into_the_environment_that_is_there(project, done, name):
    ready_environment(project, ())
    (project / name).write_text("# changed\n", encoding="utf-8")
    ready_environment(project, ())

    assert done == ["make", (), ()]


def test_a_set_up_killed_while_pip_was_at_work_is_made_again(project, done):
    ready_environment(project, ())
    venv = project / ".venv"
    stamp.write(venv, replace(stamp.read(venv), finished=False))
    ready_environment(project, ())

    assert done == ["make", (), "make", ()]


def test_a_folder_without_a_python_that_runs_is_made_again(project, done):
    (project / ".venv").mkdir()
    ready_environment(project, ())

    assert done == ["make", ()]


def test_an_environment_whose_base_python_is_gone_is_made_again(project, done):
    ready_environment(project, ())
    python_of(project / ".venv").unlink()
    ready_environment(project, ())

    assert done == ["make", (), "make", ()]


def test_a_project_that_was_moved_gets_a_new_environment(project, done):
    ready_environment(project, ())
    moved = project.rename(project.parent / "搬走了")
    ready_environment(moved, ())

    assert done == ["make", (), "make", ()]


def test_another_python_uses_the_environment_that_still_runs(project, done, monkeypatch):
    ready_environment(project, ())
    its_own = environment.running_version()
    monkeypatch.setattr(environment, "version_of", lambda venv: its_own)
    monkeypatch.setattr(environment, "running_version", lambda: "3.99")
    ready_environment(project, ())

    assert done == ["make", ()]


def test_when_pip_fails_the_environment_still_serves_what_it_served_before(project, done, monkeypatch):
    ready_environment(project, ())
    before = stamp.read(project / ".venv")

    def fail(*_):
        raise SetupError("没有网络")

    monkeypatch.setattr(environment, "install", fail)
    with pytest.raises(SetupError, match="没有网络"):
        ready_environment(project, ("test",))

    assert stamp.read(project / ".venv") == before
    assert ready_environment(project, ()) == project / ".venv"


def test_when_the_first_pip_fails_nothing_half_made_is_trusted(project, done, monkeypatch):
    def fail(*_):
        raise SetupError("没有网络")

    with monkeypatch.context() as patched:
        patched.setattr(environment, "install", fail)
        with pytest.raises(SetupError):
            ready_environment(project, ())
    ready_environment(project, ())

    assert done == ["make", "make", ()]


def test_a_second_window_waits_instead_of_deleting_what_the_first_builds(project, done):
    with only_one(project), pytest.raises(SetupError, match="另一个窗口正在建立运行环境"):
        ready_environment(project, ())

    assert done == []


def test_a_python_without_venv_is_told_which_package_is_missing(project, monkeypatch):
    monkeypatch.setattr(environment, "version_of", lambda venv: None)
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)

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
