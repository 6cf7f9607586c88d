"""Update the project's folder from a zip: ours is replaced, hers stays, and a kill at any moment loses nothing.

The new files are unpacked and checked aside; a plan is written; only then are they put in place, one rename each. A
plan that is there when start.py begins was stopped half-way: start.py puts the files of the starter in place by itself,
so that those of two versions never meet, and the rest is carried out here.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from starter.lock import only_one
from starter.trouble import FULL, SETUP_FAILED, SetupError

STAGE, PLAN, BUNDLE = ".update", "plan.json", "bundle.json"
MARKS = ("start.py", "pyproject.toml", "evaltoolkit/__init__.py", "tools/starter/commands.py")
HERS = ("data", "private", "reports", "python", "pip.ini", STAGE)  # and what begins with a full stop and is a folder
STARTER = "tools/starter/"
_CODE = ("evaltoolkit/", "tools/")
_VERSION = re.compile(r'^__version__ = "([^"]+)"', re.MULTILINE)

NOT_OURS = "{file} 不是本工具的安装包（离线包或源代码 zip），没有改动任何文件。"
DAMAGED = "{file} 已损坏或不完整（{what}），没有改动任何文件。请重新下载或复制后再试。"
OLDER = "{file} 里的版本（{new}）比现在的（{here}）旧，没有改动任何文件。要用旧版本，请解压到另一个新文件夹。"
OTHER_SYSTEM = "{file} 是给 {system} 的离线包，这台电脑不能用，没有改动任何文件。"
OTHER_PYTHON = (
    "{file} 带的是 Python {new}，这里的离线包是 Python {here}，不能在原处更新，没有改动任何文件。\n"
    "请把它解压到一个新文件夹，再把 data、private、parameters 和自己的笔记本复制过去。"
)
GIT = "这个文件夹由 git 管理，请用 git pull 更新。"
HELD = (
    "更新还没有完成：{name} 正被其他程序占用，或没有写入权限。\n"
    "请关闭 JupyterLab、Excel 等程序，再运行一次任何命令，更新会接着做完。"
)
DONE = "已更新到版本 {version}：换了 {placed} 个文件。data、private、reports 和您的参数文件没有动。"
KEPT = "您改过 {name}，改过的一份留作 {other}。"
LEFT = "您改过 {name}，保持您的样子。"
NEXT = "下一次运行会先准备运行环境。"


@dataclass(frozen=True, slots=True)
class Plan:
    """What an update does: files to put in place, hers to copy under another name first, ours to take away."""

    place: tuple[str, ...]
    keep: dict[str, str]
    remove: tuple[str, ...]
    left: tuple[str, ...] = ()


def update(project: Path, source: Path) -> list[str]:
    """Update the project from a zip and return what is to be told.

    Raises
    ------
    SetupError
        The zip is damaged, not ours, older or for another machine: nothing was changed. Or a file is held open: the
        next start carries on.
    """
    if (project / ".git").exists():
        raise SetupError(GIT)
    with only_one(project):
        stage = project / STAGE
        shutil.rmtree(stage, ignore_errors=True)
        try:
            with zipfile.ZipFile(source) as archive:
                names = _names(archive, source)
                about = _checked(archive, names, source, project)
                plan = _plan(project, about)
                _unpack(archive, {name: names[name] for name in plan.place if name in names}, stage / "new")
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, KeyError) as error:
            raise SetupError(DAMAGED.format(file=source, what=error)) from None
        except FileNotFoundError:
            raise SetupError(DAMAGED.format(file=source, what="找不到这个文件")) from None
        _write(stage / "new" / BUNDLE, about)
        _write(stage / PLAN, {"place": [*plan.place, BUNDLE], "keep": plan.keep, "remove": plan.remove})
        carry_out(project)
    kept = [KEPT.format(name=name, other=other) for name, other in plan.keep.items()]
    left = [LEFT.format(name=name) for name in plan.left]
    return [DONE.format(version=about["version"], placed=len(plan.place)), *kept, *left, NEXT]


def finish(folder: str) -> int:
    """Carry on with an update that was stopped, if one was; return the exit status."""
    project = Path(folder)
    if not (project / STAGE / PLAN).exists():
        return 0
    try:
        with only_one(project):
            carry_out(project)
    except SetupError as error:
        print(error, file=sys.stderr, flush=True)
        return SETUP_FAILED
    return 0


def carry_out(project: Path) -> None:
    """Do what of the plan has not been done yet."""
    stage = project / STAGE
    try:
        told = json.loads((stage / PLAN).read_text(encoding="utf-8"))
    except FileNotFoundError:  # another window was quicker
        return
    name = PLAN
    try:
        for name, other in told["keep"].items():
            if not (project / other).exists():
                part = stage / "hers"
                shutil.copyfile(project / name, part)
                part.replace(project / other)
        for name in told["place"]:
            if (stage / "new" / name).exists():
                (project / name).parent.mkdir(parents=True, exist_ok=True)
                (stage / "new" / name).replace(project / name)
        for name in told["remove"]:
            (project / name).unlink(missing_ok=True)
    except PermissionError:
        raise SetupError(HELD.format(name=name)) from None
    (stage / PLAN).unlink()
    shutil.rmtree(stage, ignore_errors=True)


def _names(archive: zipfile.ZipFile, source: Path) -> dict[str, str]:
    """Return the names in the archive by what they are in the project's folder."""
    inside = [info.filename for info in archive.infolist() if not info.is_dir()]
    tops = [name.removesuffix(MARKS[0]) for name in inside if PurePosixPath(name).name == MARKS[0]]
    top = min((top for top in tops if all(top + mark in inside for mark in MARKS)), key=len, default=None)
    if top is None:
        raise SetupError(NOT_OURS.format(file=source))
    names = {name.removeprefix(top): name for name in inside if name.startswith(top)}
    if any("\\" in name or ":" in name or ".." in name.split("/") or name.startswith("/") for name in names):
        raise SetupError(NOT_OURS.format(file=source))
    return {name: whole for name, whole in names.items() if not _is_hers(name)}


def _is_hers(name: str) -> bool:
    first, _, rest = name.partition("/")
    return name != "reports/README.md" and (first in HERS or (bool(rest) and first in (".git", ".venv")))


def _checked(archive: zipfile.ZipFile, names: dict[str, str], source: Path, project: Path) -> dict[str, Any]:
    """Return what the bundle is, once it is whole, ours, newer and for this machine."""
    sums = {name: hashlib.sha256(archive.read(whole)).hexdigest() for name, whole in names.items() if name != BUNDLE}
    here = _about(project)
    new: dict[str, Any] = json.loads(archive.read(names[BUNDLE])) if BUNDLE in names else {}
    listed = {name: value for name, value in new.get("files", {}).items() if not _is_hers(name)}
    wrong = next((name for name, value in listed.items() if sums.get(name) != value), None)
    if wrong is not None:
        raise SetupError(DAMAGED.format(file=source, what=wrong))
    if new and new["system"] != ("windows" if os.name == "nt" else "linux"):
        raise SetupError(OTHER_SYSTEM.format(file=source, system=new["system"].capitalize()))
    if new and (project / "python").exists() and here.get("python", new["python"]) != new["python"]:
        raise SetupError(OTHER_PYTHON.format(file=source, new=new["python"], here=here["python"]))
    found = _VERSION.search(archive.read(names[MARKS[2]]).decode("utf-8"))
    new["version"] = found.group(1) if found else "0"
    if _age(new) < _age({**here, "made": here.get("made", "") if new.get("made") else ""}):
        raise SetupError(OLDER.format(file=source, new=_told(new), here=_told(here)))
    need, free = sum(archive.getinfo(whole).file_size for whole in names.values()), shutil.disk_usage(project).free
    if free < need:
        raise SetupError(FULL.format(place=project, free=f"{free / 1e9:.1f}"))
    return {**{key: here[key] for key in ("system", "python") if key in here}, **new, "files": sums}


def _about(project: Path) -> dict[str, Any]:
    """Return what lies in the project's folder: what its own list says, and the version of the code that is there."""
    try:
        told: dict[str, Any] = json.loads((project / BUNDLE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = {}
    found = _VERSION.search((project / MARKS[2]).read_text(encoding="utf-8"))
    return {**told, "version": found.group(1) if found else "0"}


def _age(about: dict[str, Any]) -> tuple[list[int], str]:
    return [int(part) for part in re.findall(r"\d+", about["version"])], about.get("made", "")


def _told(about: dict[str, Any]) -> str:
    return f"{about['version']}，{about['made'][:10]}" if about.get("made") else str(about["version"])


def _plan(project: Path, about: dict[str, Any]) -> Plan:
    """Compare the new files with those that are here and those that were put here."""
    new, put = about["files"], _about(project).get("files", {})
    here = {name: hashlib.sha256((project / name).read_bytes()).hexdigest()
            for name in {*new, *put} if (project / name).is_file()}  # fmt: skip
    place, left, keep = [], [], {}
    for name in sorted(new, key=lambda name: (not name.startswith(STARTER), name)):  # start.py begins with those
        may_be_hers = name.startswith(("parameters/", "notebooks/"))
        if here.get(name) == new[name] or (may_be_hers and name in put and name not in here):
            continue
        if may_be_hers and name in here and here[name] != put.get(name):
            if name.startswith("parameters/"):
                left.append(name)
                continue
            keep[name] = _free_name(project, name)
        place.append(name)
    gone = [name for name in put if name not in new and name in here
            and not (name.startswith("wheels/") and not any(each.startswith("wheels/") for each in new))
            and not (name.startswith(("parameters/", "notebooks/")) and here[name] != put[name])]  # fmt: skip
    if not put:
        gone = [name for code in _CODE for name in _code_of(project, code) if name not in new]
    return Plan(tuple(place), keep, tuple(gone), tuple(left))


def _code_of(project: Path, folder: str) -> list[str]:
    return [path.relative_to(project).as_posix() for path in sorted((project / folder).rglob("*.py"))]


def _free_name(project: Path, name: str) -> str:
    path = PurePosixPath(name)
    tries = (f"（更新前{number}）" if number else "（更新前）" for number in range(10_000))
    return next(str(path.with_name(path.stem + mark + path.suffix)) for mark in tries
                if not (project / path.with_name(path.stem + mark + path.suffix)).exists())  # fmt: skip


def _unpack(archive: zipfile.ZipFile, names: dict[str, str], folder: Path) -> None:
    for name, whole in names.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(whole) as stream, target.open("wb") as out:
            shutil.copyfileobj(stream, out)
        rights = archive.getinfo(whole).external_attr >> 16 & 0o777
        if rights & 0o100 and os.name == "posix":
            target.chmod(rights)


def _write(path: Path, content: dict[str, Any]) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as stream:
        json.dump(content, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
