"""A project folder is laid out whole, or not at all, and nothing is overwritten."""

import shutil

import pytest

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.intake.files.project import find_project
from evaltoolkit.office.project_tree import FILES, FOLDERS, lay_out, shipped_tree


def files_below(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for name in FOLDERS
        for path in (folder / name).rglob("*")
        if path.is_file() and not any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
    }


@pytest.mark.parametrize("is_there", [False, True])
def test_a_new_or_empty_folder_holds_the_tree_of_the_package_and_is_a_project(tmp_path, is_there):
    folder = tmp_path / "评估 项目"
    if is_there:
        folder.mkdir()
    assert lay_out(folder) == folder
    assert files_below(folder) == files_below(shipped_tree())
    assert [name for name in FILES if not (folder / name).is_file()] == []
    assert find_project(folder).root == folder
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_with_anything_in_it_is_refused_and_left_as_it_was(tmp_path):
    (tmp_path / "parameters").mkdir()
    with pytest.raises(UserError, match="not empty") as caught:
        lay_out(tmp_path)
    assert caught.value.exit_code is ExitCode.ALREADY_EXISTS
    assert [path.name for path in tmp_path.iterdir()] == ["parameters"]


@pytest.mark.parametrize("step", ["copytree", "copyfile"])
def test_a_disk_that_is_full_leaves_nothing(tmp_path, monkeypatch, step):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, step, full)
    with pytest.raises(UserError, match="cannot be written"):
        lay_out(tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_what_a_stopped_run_left_is_swept(tmp_path):
    left = tmp_path / ".new.part" / "notebooks"
    left.mkdir(parents=True)
    (left / "half.ipynb").touch()
    lay_out(tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    assert not (tmp_path / "new" / "notebooks" / "half.ipynb").exists()
