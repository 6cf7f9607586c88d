"""The offline bundle: which packages a machine gets, whose Python, and what the zip holds."""

import io
import json
import tarfile
import zipfile

import pytest

import bundle
from bundle import main, pins, write_bundle


@pytest.mark.parametrize(
    ("system", "there", "absent"), [("windows", "pywinpty", "pexpect"), ("linux", "pexpect", "pywinpty")]
)
def test_a_machine_gets_what_its_markers_name_each_with_its_hashes_and_once(system, there, absent):
    lines = pins(system, bundle.PYTHON)
    names = [line.split("==")[0] for line in lines]

    assert there in names
    assert absent not in names
    assert len(names) == len(set(names))
    assert all(" --hash=sha256:" in line and ";" not in line for line in lines)


def test_the_packages_are_those_of_its_python():
    (old,), (new,) = ([line.split(" ")[0] for line in pins("linux", version) if line.startswith("numpy==")]
                      for version in ("3.11.9", bundle.PYTHON))  # fmt: skip
    assert old != new


def test_a_python_that_is_not_the_file_named_is_refused(tmp_path, capsys):
    (tmp_path / "python.tar.gz").write_bytes(b"another")
    assert main(["windows", "--python", str(tmp_path / "python.tar.gz")]) == 1
    told = capsys.readouterr().err
    assert all(word in told for word in bundle.PYTHONS["windows"])


@pytest.fixture
def python(tmp_path):
    """An archive as python-build-standalone makes it: with links."""
    path = tmp_path / "python.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, mode in (("python/bin/python3.12", 0o755), ("python/lib/os.py", 0o644)):
            info = tarfile.TarInfo(name)
            info.size, info.mode = 4, mode
            archive.addfile(info, io.BytesIO(b"code"))
        link = tarfile.TarInfo("python/bin/python3")
        link.type, link.linkname = tarfile.SYMTYPE, "python3.12"
        archive.addfile(link)
    return path


def test_the_zip_holds_project_wheels_and_python_in_one_folder_without_a_link(tmp_path, python, monkeypatch):
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "numpy-1-py3-none-any.whl").write_bytes(b"wheel")
    monkeypatch.setattr(
        bundle, "_git", lambda *words: {"log": "2026-01-01\n"}.get(words[0], "start.py\0开始使用.sh\0gone\0")
    )
    with zipfile.ZipFile(write_bundle("linux", "3.12.16", tmp_path / "wheels", python, tmp_path / "out")) as archive:
        rights = {info.filename.removeprefix("evaltoolkit/"): info.external_attr >> 16 for info in archive.infolist()}
        about = json.loads(archive.read("evaltoolkit/bundle.json"))
        link = archive.read("evaltoolkit/python/bin/python3")

    assert rights.keys() == {
        "start.py", "开始使用.sh", "bundle.json", "wheels/numpy-1-py3-none-any.whl", "python/bin/python3.12",
        "python/bin/python3", "python/lib/os.py",
    }  # fmt: skip
    assert link == b"code"
    assert all(rights[f"python/bin/python3{end}"] == 0o100755 for end in ("", ".12"))
    assert rights["开始使用.sh"] & 0o111
    assert about["files"].keys() == {"start.py", "开始使用.sh", "wheels/numpy-1-py3-none-any.whl"}
    assert (about["python"], about["system"], about["made"]) == ("3.12", "linux", "2026-01-01")
