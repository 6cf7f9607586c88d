"""An update replaces what is ours, keeps what is hers, and whatever stops it loses nothing."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from starter import update
from starter.trouble import SETUP_FAILED, SetupError

OLD = {
    "start.py": "old", "pyproject.toml": "", "evaltoolkit/__init__.py": '__version__ = "1.0"\n',
    "evaltoolkit/gone.py": "gone", "evaltoolkit/same.py": "same", "tools/starter/commands.py": "old",
    "notebooks/report.ipynb": "old", "notebooks/changed.ipynb": "old", "parameters/indicators/a.yaml": "old",
    "parameters/streets/demo.yaml": "old", "parameters/streets/deleted.yaml": "old", "reports/README.md": "old",
}  # fmt: skip
NEW = {
    **{name: "new" for name in OLD if name not in ("evaltoolkit/gone.py", "evaltoolkit/same.py", "pyproject.toml")},
    "pyproject.toml": "", "evaltoolkit/__init__.py": '__version__ = "1.1"\n', "evaltoolkit/same.py": "same",
    "evaltoolkit/added.py": "new", "parameters/scales/new.yaml": "new",
}  # fmt: skip
HERS = {
    "data/云城 街道.xlsx": "hers", "private/keys/k.csv": "hers", "reports/2026/a.html": "hers", "pip.ini": "hers",
    "parameters/streets/hers.yaml": "hers", "notebooks/hers.ipynb": "hers", ".venv/a": "hers",
}  # fmt: skip


def lay(folder, files):
    for name, words in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")


def seen(folder):
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in (".venv.lock", "bundle.json"))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def packed(path, written, top="evaltoolkit/", **about):
    if about:
        sums = {name: update.hashlib.sha256(words.encode()).hexdigest() for name, words in written.items()}
        told = {"system": "windows" if os.name == "nt" else "linux", "python": "3.12", "files": sums, **about}
        written = {**written, "bundle.json": json.dumps(told)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in written.items():
            archive.writestr(top + name, words)
    return path


@pytest.fixture
def project(tmp_path):
    """A folder as an earlier update left it, in which she has worked."""
    folder = tmp_path / "项目 文件夹"
    lay(folder, OLD)
    sums = {name: update.hashlib.sha256(words.encode()).hexdigest() for name, words in OLD.items()}
    about = {"made": "2026-01-01", "system": "linux", "python": "3.12", "files": sums}
    (folder / "bundle.json").write_text(json.dumps(about), encoding="utf-8")
    lay(folder, HERS)
    lay(folder, {"notebooks/changed.ipynb": "by her", "parameters/indicators/a.yaml": "by her"})
    (folder / "parameters/streets/deleted.yaml").unlink()
    return folder


AFTER = {
    **{name: words for name, words in NEW.items() if name != "parameters/streets/deleted.yaml"}, **HERS,
    "notebooks/changed（更新前）.ipynb": "by her", "parameters/indicators/a.yaml": "by her",
}  # fmt: skip


@pytest.mark.parametrize("top", ["", "evaltoolkit/", "evaltoolkit-main/"])
@pytest.mark.parametrize("about", [{}, {"made": "2026-02-01"}])
def test_ours_is_replaced_hers_stays_and_what_she_changed_is_kept(project, tmp_path, top, about):
    told = update.update(project, packed(tmp_path / "新.zip", NEW, top, **about))

    assert seen(project) == AFTER
    assert "已更新到版本 1.1" in told[0]
    assert "您改过 notebooks/changed.ipynb，改过的一份留作 notebooks/changed（更新前）.ipynb。" in told
    assert "您改过 parameters/indicators/a.yaml，保持您的样子。" in told


def test_a_folder_that_no_update_was_made_in_keeps_every_notebook_and_parameter_file_that_differs(project, tmp_path):
    (project / "bundle.json").unlink()
    update.update(project, packed(tmp_path / "new.zip", NEW))

    found = seen(project)
    assert found["notebooks/report（更新前）.ipynb"] == "old"
    assert found["notebooks/changed（更新前）.ipynb"] == "by her"
    assert found["parameters/streets/demo.yaml"] == "old"
    assert "evaltoolkit/gone.py" not in found
    assert HERS.items() <= found.items()


def test_a_second_update_keeps_both_that_she_changed(project, tmp_path):
    update.update(project, packed(tmp_path / "new.zip", NEW))
    lay(project, {"notebooks/changed.ipynb": "again by her"})
    update.update(project, packed(tmp_path / "newer.zip", {**NEW, "notebooks/changed.ipynb": "newer"}))

    kept = {name: words for name, words in seen(project).items() if "changed" in name}
    assert kept == {
        "notebooks/changed.ipynb": "newer", "notebooks/changed（更新前）.ipynb": "by her",
        "notebooks/changed（更新前1）.ipynb": "again by her",
    }  # fmt: skip


@pytest.mark.parametrize("place", range(len(NEW) + 4))
def test_stopped_at_any_file_the_next_start_carries_on_to_the_same_end(project, tmp_path, monkeypatch, place):
    done = []

    def stop(self, target, real=Path.replace):
        if len(done) == place:
            raise KeyboardInterrupt
        done.append(target)
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stop)
        try:
            update.update(project, packed(tmp_path / "new.zip", NEW, made="2026-02-01"))
        except KeyboardInterrupt:
            began = (project / update.STAGE / update.PLAN).exists()
        else:
            began = True
    assert update.finish(str(project)) == 0
    left = {name: words for name, words in seen(project).items() if not name.startswith(".update/")}
    if began:
        assert seen(project) == AFTER
    else:
        assert left["notebooks/changed.ipynb"] == "by her"
        assert left["evaltoolkit/gone.py"] == "gone"
        assert HERS.items() <= left.items()


def test_a_file_held_open_is_named_and_closed_the_next_start_carries_on(project, tmp_path, monkeypatch, capsys):
    def hold(self, target, real=Path.replace):
        if target.name == "report.ipynb":
            raise PermissionError(32, "in use")
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", hold)
        with pytest.raises(SetupError, match=r"notebooks/report\.ipynb 正被其他程序占用"):
            update.update(project, packed(tmp_path / "new.zip", NEW, made="2026-02-01"))
        assert update.finish(str(project)) == SETUP_FAILED
        assert "更新还没有完成" in capsys.readouterr().err
    assert update.finish(str(project)) == 0
    assert seen(project) == AFTER


def refusals(tmp_path):
    good = packed(tmp_path / "good.zip", {**NEW, "evaltoolkit/added.py": "new" * 999}, made="2026-02-01").read_bytes()
    middle = len(good) // 3
    other = {"system": "linux" if os.name == "nt" else "windows"}
    return {
        "cut": (good[: len(good) // 2], "已损坏"),
        "bytes changed": (good[:middle] + bytes(255 - one for one in good[middle : middle + 40]) + good[middle + 40 :],
                          "已损坏|不是本工具"),
        "no zip": (b"hello", "已损坏"),
        "empty": (b"", "已损坏"),
        "another zip": (packed(tmp_path / "a.zip", {"readme.txt": "x"}).read_bytes(), "不是本工具的安装包"),
        "outside": (packed(tmp_path / "b.zip", {**NEW, "../../outside.txt": "x"}).read_bytes(), "不是本工具的安装包"),
        "drive": (packed(tmp_path / "c.zip", {**NEW, "C:/outside.txt": "x"}).read_bytes(), "不是本工具的安装包"),
        "older": (packed(tmp_path / "d.zip", {**NEW, "evaltoolkit/__init__.py": '__version__ = "0.9"\n'}).read_bytes(),
                  "旧"),
        "older by its day": (packed(tmp_path / "e.zip", {**NEW, "evaltoolkit/__init__.py": '__version__ = "1.0"\n'},
                                    made="2025-12-31").read_bytes(), "2025-12-31）比现在的（1.0，2026-01-01）旧"),
        "other system": (packed(tmp_path / "f.zip", NEW, made="2026-02-01", **other).read_bytes(), "这台电脑不能用"),
        "one lacking": (packed(tmp_path / "h.zip", NEW, made="2026-02-01",
                               files={"evaltoolkit/lost.py": "0" * 64}).read_bytes(), "不完整（evaltoolkit/lost.py）"),
        "not as listed": (packed(tmp_path / "g.zip", NEW, made="2026-02-01",
                                 files={"start.py": "0" * 64}).read_bytes(), r"已损坏或不完整（start\.py）"),
    }  # fmt: skip


@pytest.mark.parametrize("kind", [
    "cut", "bytes changed", "no zip", "empty", "another zip", "outside", "drive", "older", "older by its day",
    "other system", "not as listed", "one lacking",
])  # fmt: skip
def test_a_zip_that_is_damaged_not_ours_older_or_for_another_machine_changes_nothing(project, tmp_path, kind):
    content, sentence = refusals(tmp_path)[kind]
    (tmp_path / "x.zip").write_bytes(content)
    before = seen(project)
    with pytest.raises(SetupError, match=sentence):
        update.update(project, tmp_path / "x.zip")

    assert {name: words for name, words in seen(project).items() if not name.startswith(".update/")} == before
    assert not (tmp_path / "outside.txt").exists()


def test_a_bundle_of_another_python_goes_to_a_new_folder(project, tmp_path):
    (project / "python").mkdir()
    with pytest.raises(SetupError, match=r"带的是 Python 3\.13，这里的离线包是 Python 3\.12"):
        update.update(project, packed(tmp_path / "new.zip", NEW, made="2026-02-01", python="3.13"))


def test_new_wheels_take_the_place_of_the_old_and_a_zip_without_any_leaves_them(project, tmp_path):
    first, second = ({**NEW, f"wheels/a-{number}.whl": "x"} for number in (1, 2))
    update.update(project, packed(tmp_path / "1.zip", first, made="2026-02-01"))
    update.update(project, packed(tmp_path / "2.zip", second, made="2026-02-02"))
    update.update(project, packed(tmp_path / "3.zip", NEW))
    assert [path.name for path in (project / "wheels").iterdir()] == ["a-2.whl"]


def test_a_checkout_is_told_to_pull(project, tmp_path):
    (project / ".git").mkdir()
    with pytest.raises(SetupError, match="git pull"):
        update.update(project, packed(tmp_path / "new.zip", NEW))


def test_start_carries_on_before_it_loads_anything_of_which_two_versions_may_lie_there(project, tmp_path):
    root = Path(update.__file__).parents[2]
    shutil.copy(root / "start.py", project / "start.py")
    shutil.copytree(root / "tools" / "starter", project / "tools" / "starter", dirs_exist_ok=True)
    names = [f"tools/starter/{name}.py" for name in ("commands", "lock", "update", "console")]
    for name in names:
        lay(project / update.STAGE / "new", {name: (project / name).read_text(encoding="utf-8")})
        (project / name).write_text("from starter.trouble import a_name_that_is_not_there_yet\n", encoding="utf-8")
    lay(project / update.STAGE / "new", {"docs/rest.md": "new"})
    (project / update.STAGE / update.PLAN).write_text(
        json.dumps({"place": [*names, "docs/rest.md"], "keep": {}, "remove": []}), encoding="utf-8"
    )
    done = subprocess.run([sys.executable, project / "start.py", "--help"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not (project / update.STAGE).exists()
    assert (project / "docs" / "rest.md").read_text(encoding="utf-8") == "new"
