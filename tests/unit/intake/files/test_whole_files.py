"""The one writer, and that there is no other: a name that somebody reads is never opened for writing."""

import ast
import errno
import re
from pathlib import Path

import pytest

import evaltoolkit
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.intake.files import whole_files
from evaltoolkit.intake.files.whole_files import make_folder, write_new

PACKAGE = Path(evaltoolkit.__file__).parent
WRITING = frozenset({"write_text", "write_bytes", "touch"})
OTHERS = {
    ("office/project_tree.py", "lay_out"): "a folder beside, which bears its name when it is whole",
    ("batch/lock.py", "run_lock"): "a lock holds nothing",
    ("batch/cells/child.py", "_take_streams"): "the streams of a process, and its log, appended to",
    ("reporting/release/json_lines.py", "append_lines"): "appends whole lines; a torn one is void",
    ("reporting/release/taken_back.py", "_set_aside"): "moves withdrawn papers away, and back where that fails",
    ("reporting/run/kernel.py", "_async_launch_kernel"): "a log, appended to",
    ("reporting/run/parcel.py", "compute_parcel"): "lays a parcel out in a temporary folder",
    ("intake/storing/store.py", "write_store"): "fills the staged folder that it then renames",
    ("reporting/release/file_lock.py", "waiting_for"): "a lock holds nothing",
    ("intake/city/city_writing.py", "_staged"): "opens the staged file to flush it",
    ("charts/__main__.py", "main"): "a developer's page of all charts",
}
"""Where a file is opened for writing beside the one writer, and why no half of it stands under a final name."""


def opened_for_writing():
    """Yield file and function of every call that may open a path for writing."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name == "whole_files.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and writes(call):
                        yield path.relative_to(PACKAGE).as_posix(), function.name, ast.unparse(call)


def writes(call):
    called = ast.unparse(call.func)
    name = called.rpartition(".")[2]
    given = [ast.unparse(argument) for argument in call.args]
    if name == "Workbook":  # xlsxwriter's writes in place where it is given a path
        return given[:1] != ["content"]
    if "." in called and name in ("save", "to_parquet", "to_csv", "to_excel"):
        return bool(given) and given[0] not in ("stream", "written")  # no place: a method of ours
    if called.startswith("shutil."):
        return name in ("copy", "copy2", "copyfile", "copytree", "move")
    if name in ("open", "fdopen") and called not in ("Image.open", "os.open"):
        return any(re.fullmatch(r"'[rbt+]*[wxa+][rwxabt+]*'|mode", mode) for mode in given)
    return name in WRITING


def test_no_other_place_opens_a_final_name_for_writing():
    found = {(file, function): call for file, function, call in opened_for_writing()}
    assert {place: call for place, call in found.items() if place not in OTHERS} == {}
    assert [place for place in OTHERS if place not in found] == []  # what is no longer there is not excused


def test_a_new_file_is_whole_and_leaves_nothing_beside_it(tmp_path):
    write_new(tmp_path / "a" / "b.xlsx", b"1")
    assert {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()} == {"b.xlsx": b"1"}


@pytest.mark.parametrize("linking", [True, False])
def test_a_name_that_is_taken_is_left_as_it_is_also_where_the_disk_knows_no_links(tmp_path, monkeypatch, linking):
    if not linking:
        monkeypatch.setattr(whole_files.os, "link", no_links)
        write_new(tmp_path / "other.xlsx", b"2")
        assert (tmp_path / "other.xlsx").read_bytes() == b"2"
    (tmp_path / "b.xlsx").write_bytes(b"old")
    with pytest.raises(UserError) as refused:
        write_new(tmp_path / "b.xlsx", b"new")
    assert refused.value.exit_code is ExitCode.ALREADY_EXISTS
    assert (tmp_path / "b.xlsx").read_bytes() == b"old"
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]


def no_links(*_):
    raise PermissionError(errno.EPERM, "no links here")


@pytest.mark.parametrize("place", ["file", "file/in it", "link", "link/in it", "loop", "loop/in it"])
def test_what_is_no_folder_in_a_folders_place_is_named(tmp_path, place):
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(UserError, match=rf"{place.split('/')[0]} is no folder"):
        make_folder(tmp_path / place, private=True)
