"""The offline bundle: unpacked without a network it makes a report, moved and without links too."""

import ctypes
import os
import platform
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

import bundle
from starter.laying import base_of, base_python

ROOT = Path(__file__).resolve().parents[2]
REAL = "parameters/streets/云城街道_2023.yaml"
MADE = "reports/2023/2023年度云城街道绩效评价报告.html"
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
pytestmark = [pytest.mark.full]
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="the bundle for Linux, without a network by its means")


def refuse_links():
    """Have the kernel refuse every link from here on, as FAT and exFAT do (seccomp, x86-64)."""
    calls = (86, 88, 265, 266)  # link, symlink, linkat, symlinkat
    lines = [(0x20, 0, 0, 0)]  # the number of the call
    lines += [(0x15, len(calls) - place, 0, call) for place, call in enumerate(calls)]  # one of these: to the last line
    lines += [(0x06, 0, 0, 0x7FFF0000), (0x06, 0, 0, 0x00050001)]  # allowed; EPERM
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in lines))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(lines), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, program, 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


def typed(words, folder, prepare=None):
    """Type a command in a folder, in a machine without a network and without any setting of this one."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = {**kept, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_CONFIG_FILE": os.devnull}
    alone = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
    done = subprocess.run(
        [*(("unshare", "-rn") if alone else ()), *words], cwd=folder, env=environment, capture_output=True,
        encoding="utf-8", preexec_fn=prepare, check=False, timeout=3600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def start(folder, *words, prepare=None):
    return typed([str(base_python(folder)), "start.py", *words], folder, prepare)


@pytest.fixture(scope="module")
def linux(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle")
    version = platform.python_version()
    bundle.fetch_wheels("linux", version, folder)
    return bundle.write_bundle("linux", version, folder, None, folder / "out")


@pytest.fixture
def unpacked(linux, tmp_path):
    folder = tmp_path / "我的 文件夹"
    with zipfile.ZipFile(linux) as archive:
        archive.extractall(folder)
    return folder / "evaltoolkit"


@only_linux
def test_without_a_network_in_a_chinese_folder_with_a_space_it_makes_a_report_and_again_once_moved(unpacked):
    start(unpacked, "run", REAL)
    assert (unpacked / MADE).is_file()
    (unpacked / MADE).unlink()
    environment = (unpacked / ".venv").stat().st_ino

    moved = unpacked.rename(unpacked.parent / "搬到 别处")
    told = start(moved, "run", REAL)
    assert "换过位置" in told
    assert (moved / MADE).is_file()
    assert (moved / ".venv").stat().st_ino == environment
    assert "jupyterlab" in typed([str(moved / ".venv" / "bin" / "jupyter"), "--version"], moved)


@only_linux
@pytest.mark.skipif(Path(sys.base_prefix) in map(Path, ("/usr", "/usr/local")), reason="the system's Python stays put")
def test_with_a_python_inside_the_folder_may_move_with_it_and_nothing_outside_is_used(unpacked):
    left = shutil.ignore_patterns("site-packages", "test", "__pycache__", "share", "*.a")
    shutil.copytree(sys.base_prefix, unpacked / "python", ignore=left, symlinks=False)
    start(unpacked, "scales")
    environment = (unpacked / ".venv").stat().st_ino

    moved = unpacked.rename(unpacked.parent / "搬到 别处")
    start(moved, "run", REAL)
    assert (moved / MADE).is_file()
    assert (moved / ".venv").stat().st_ino == environment
    assert base_of(moved / ".venv").resolve().is_relative_to(moved.resolve())


@only_linux
def test_on_a_disk_that_refuses_links_it_makes_a_report(unpacked):
    start(unpacked, "run", REAL, prepare=refuse_links)
    assert (unpacked / MADE).is_file()
    assert not [path for path in (unpacked / ".venv").rglob("*") if path.is_symlink()]


def lines_of(readme):
    """Return what a newcomer types for her own report: the lines of that section."""
    (section,) = re.findall(r"^## (?:A report of your own|第一份自己的报告)\n(.*?)^## ", readme, re.M | re.S)
    return re.findall(r"^    python start\.py (.+)$", section, re.M)


def fill_in(workbook):
    """Fill in what a newcomer has: the loneliness of ten people before and after."""
    book = openpyxl.load_workbook(workbook)
    sheet = book["测量"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for number in range(20):
        person, post = divmod(number, 2)
        told = {
            "档案号": f"D{person:02}",
            "量表": "uls6",
            "时点": ("前测", "后测")[post],
            "总分": 18 - person % 5 - 3 * post,
        }
        for head, value in told.items():
            sheet.cell(number + 2, heads[head], value)
    book.save(workbook)


@only_linux
def test_a_newcomer_types_the_lines_of_the_readme_and_has_a_report_of_her_own(unpacked):
    new, check, run = lines_of((unpacked / "README.md").read_text(encoding="utf-8"))
    start(unpacked, *new.split())
    (workbook,) = (unpacked / "data").glob("*.xlsx")
    assert check.split()[1] == f"data/{workbook.name}"
    fill_in(workbook)
    assert "必须改 0 处" in start(unpacked, *check.split())
    start(unpacked, *run.split())
    (report,) = (unpacked / "reports").rglob("*绩效评价报告.html")
    assert "ULS-6" in report.read_text(encoding="utf-8")


def test_the_windows_zip_holds_every_package_for_windows_the_project_and_the_double_click(tmp_path):
    bundle.fetch_wheels("windows", bundle.PYTHON, tmp_path)
    with zipfile.ZipFile(bundle.write_bundle("windows", bundle.PYTHON, tmp_path, None, tmp_path)) as archive:
        names = [name.removeprefix("evaltoolkit/") for name in archive.namelist()]
    wheels = [parse_wheel_filename(name.removeprefix("wheels/")) for name in names if name.startswith("wheels/")]
    pinned = {canonicalize_name(Requirement(pin.split(" --hash")[0]).name) for pin in
              bundle.pins("windows", bundle.PYTHON)}  # fmt: skip

    assert {name for name, *_ in wheels} == pinned >= {"colorama", "pywinpty", "numpy", "typst"}
    assert len(wheels) == len(pinned)
    assert {tag.platform for *_, tags in wheels for tag in tags} <= {"any", "win_amd64", "win32", "win_arm64"}
    assert all(any(tag.platform in ("any", "win_amd64") for tag in tags) for *_, tags in wheels)
    tracked = subprocess.run(["git", "-c", "core.quotepath=off", "ls-files", "-z"], cwd=ROOT, capture_output=True,
                             encoding="utf-8", check=True).stdout.split("\0")  # fmt: skip
    assert {name for name in tracked if name} | {"bundle.json"} == {n for n in names if not n.startswith("wheels/")}
    assert {"开始使用.bat", "start.py", "locked/all.txt"} <= set(names)
    parts = {part for name in names for part in name.split("/")}
    assert not [
        part for part in parts if RESERVED.fullmatch(part) or part.endswith((".", " ")) or set(part) & set('<>:"|?*')
    ]
    assert len({name.lower() for name in names}) == len(names)
    assert max(map(len, names)) < 140


@only_linux
def test_an_update_over_an_old_folder_keeps_a_street_byte_for_byte(linux, unpacked):
    start(unpacked, "run", REAL)
    shutil.copy(unpacked / REAL, unpacked / "parameters/streets/我的.yaml")
    old = unpacked / "evaltoolkit" / "an_old_module.py"
    old.write_text("", encoding="utf-8")
    (unpacked / "bundle.json").unlink()
    hers = [path for folder in ("parameters", "private", "reports", "data") for path in (unpacked / folder).rglob("*")]
    before = {path: path.read_bytes() for path in hers if path.is_file()}

    assert "已更新到版本" in start(unpacked, "update", str(linux))
    assert not old.exists()
    assert {path: path.read_bytes() for path in before} == before
    start(unpacked, "run", REAL)
    assert (unpacked / MADE).read_bytes() == before[unpacked / MADE]
