"""Every command that writes, killed at forty moments: what lies under a final name is whole, and once more makes good.

The commands that run notebooks have their own test, by the same promise (`tests/faults/batch/test_kill.py`).
"""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaltoolkit.batch.verify import State, verify
from evaltoolkit.cli import program
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.mapping.maps import maps_of
from evaltoolkit.office.project_tree import FILES
from evaltoolkit.reporting.release.backup import back_up
from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.streets import data_path
from tests.faults.kill_points import RELEASE, fault_of
from tests.small_street import make_small_year

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and signals of POSIX")
ROOT = Path(__file__).parents[2]
MOMENTS, QUICK = 40, 3
COMMANDS = {
    "new": ("new", "云城街道", "--year", "2026"),
    "check": ("check", "data/synthetic/yuncheng_2023.xlsx", "--year", "2023", "--marked", "核对.xlsx"),
    "map": ("map", "data/台账.csv", "--yes"),
    "questionnaire": ("questionnaire", "phq9", "--out", "表.docx"),
    "evidence": ("evidence", "parameters/streets/yuncheng.yaml"),
    "form": ("form", "parameters/streets/yuncheng.yaml"),
    "init": ("init", "新项目"),
    "collect": ("collect", "data/synthetic", "--year", "2023", "--out", "data/city.duckdb"),
    "backup": ("backup", "备份.zip"),
    "restore": ("restore", "旧备份.zip"),
    "progress": ("progress", "parameters/streets/yuncheng.yaml"),
}
AFTER_A_RUN = {
    "withdraw": ("withdraw", "parameters/streets/yuncheng.yaml", "2023", "--says", "没有发出"),
    "supersede": ("supersede", "parameters/streets/yuncheng.yaml", "2023", "--says", "更正一处"),
    "forget": ("forget",),
    "group": ("group", "parameters/streets/yuncheng.yaml", "亲子沟通1组"),
    "project": ("project", "parameters/streets/yuncheng.yaml", "基础项目"),
}
COMPUTING = ("form", "group", "project", "progress")
"""Commands that take seconds each time: at forty moments alone."""
READING = ("check", "evidence", "collect")
"""Commands that take a workbook in each time."""
OWN_TEST = ("run", "batch", "demo")
WRITE_NOTHING = ("scales", "verify", "audit", "lab")
GONE, REPLACED = BACKED_UP = ("private/keys/不在了.key", "private/keys/换过了.key")
BEFORE, NOW = b"b" * 32, b"n" * 32
WORKBOOK = "data/synthetic/yuncheng_2023.xlsx"
LEDGERS = ("published", "published.jsonl")
LEDGER = "日期,服务类型,工时\n" + "".join(f"2023-03-0{day},个案工作,1.5\n" for day in range(1, 9))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A street's year with its workbook; the tables are not yet taken in."""
    home = tmp_path_factory.mktemp("kill") / "项目"
    for folder in ("notebooks", "parameters/streets", "data/synthetic"):
        (home / folder).mkdir(parents=True)
    made = make_small_year("yuncheng", 2023, 2023)
    (home / "parameters/streets/yuncheng.yaml").write_text(plan_yaml(made, data_path(made)), encoding="utf-8")
    write_workbook(made.tables, home / data_path(made))
    (home / "data/台账.csv").write_text(LEDGER, encoding="utf-8")
    (home / "private/keys").mkdir(parents=True)
    for name in BACKED_UP:
        (home / name).write_bytes(BEFORE)
    back_up(Project(home), home / "旧备份.zip", None)
    (home / GONE).unlink()
    (home / REPLACED).write_bytes(NOW)
    return home


@pytest.fixture(scope="module")
def after_a_run(project: Path, killer: Callable[..., int], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the report of its year published."""
    home = tmp_path_factory.mktemp("run") / "项目"
    shutil.copytree(project, home)
    for notebook in (ROOT / "notebooks").glob("*.ipynb"):
        shutil.copy(notebook, home / "notebooks")
    assert not killer(("run", "parameters/streets/yuncheng.yaml"), home)
    return home


@pytest.fixture(scope="module")
def killer() -> Iterator[Callable[..., int]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.kill_points"], cwd=ROOT, text=True, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip

    def run(words: tuple[str, ...], home: Path, step: int = 0, delay: float = 0.0) -> int:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps([words, str(home), step, delay]) + "\n")
        process.stdin.flush()
        return int(json.loads(process.stdout.readline()))

    yield run
    assert process.stdin is not None
    process.stdin.close()
    process.wait(60)
    assert process.stdout is not None
    process.stdout.close()


def whole(path: Path) -> bool:
    """Return whether a file under its final name can be read to its end as what its name says."""
    content = path.read_bytes()
    if path.suffix in (".xlsx", ".docx", ".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.testzip() is None
    if path.suffix == ".yaml":
        return isinstance(yaml.safe_load(content), dict) and content.endswith(b"\n")
    if path.suffix == ".csv":
        return len({len(row) for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))}) == 1
    if path.suffix == ".txt":
        return bool(content.decode("utf-8"))
    if path.suffix == ".key":
        return len(content) == 32
    if path.suffix in (".json", ".ipynb"):
        return bool(json.loads(content))
    if path.suffix == ".jsonl":  # only ever appended to: a torn last line says nothing
        return all(json.loads(line) for line in content.split(b"\n")[:-1] if line)
    if path.suffix in (".lock", ".log"):  # a log grows while its process prints
        return True
    if path.suffix == ".md":
        return content.endswith(b"\n")
    if path.suffix == ".parquet":
        return content.endswith(b"PAR1")
    if path.suffix == ".html":
        return content.rstrip().endswith(b"</html>")
    if path.suffix == ".duckdb":
        import duckdb

        duckdb.connect(str(path), read_only=True).close()
        return True
    raise AssertionError(f"no reader for {path.name}")


def is_final(path: Path, home: Path) -> bool:
    """Return whether a file bears a name that somebody reads: neither staged nor a lock."""
    parts = path.relative_to(home).parts
    return path.is_file() and not any(part.startswith(".") for part in parts)


def check_command(name: str, moments: int, project: Path, killer: Callable[..., int], tmp_path: Path) -> None:
    killed, words = 0, {**COMMANDS, **AFTER_A_RUN}[name]
    chance = random.Random(name)  # noqa: S311
    for moment in range(moments):
        home = tmp_path / str(moment)
        shutil.copytree(project, home)
        if name == "forget":
            (home / WORKBOOK).unlink()
        before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
        step = 1 + moment // 2 if moments == MOMENTS else 1 + moment
        killed += killer(words, home, step, 0.0 if moment % 2 == 0 else chance.random() * 0.02) < 0
        left = [path for path in home.rglob("*") if is_final(path, home)]
        assert [path.name for path in left if not whole(path)] == [], (name, moment)
        touched = [path for path, held in before.items() if not path.exists() or path.read_bytes() != held]
        assert [path for path in touched if not may_touch(name, path.relative_to(home), path.exists())] == []
        if name in EXPECTED:  # these go on where they were stopped, or have nothing left to do
            code = killer(words, home)
            assert all(map(whole, (path for path in home.rglob("*") if is_final(path, home))))
            fault = fault_of(home).read_text(encoding="utf-8") if fault_of(home).exists() else ""
            assert EXPECTED[name](home), (name, moment, code, fault)
        shutil.rmtree(home)
    assert killed >= 2, (name, killed)  # the shortest command takes four steps


def may_touch(name: str, path: Path, is_there: bool) -> bool:
    """Return whether a command may replace a file that was there, or take it away."""
    if name in AFTER_A_RUN and (path.parts[1] in LEDGERS or path.name.endswith(".lock")):
        return is_there
    if name in ("withdraw", "forget"):
        return not is_there and path.parts[0] == {"withdraw": "reports", "forget": "private"}[name]
    return name == "restore" and path.as_posix() == REPLACED and is_there


def said_of(home: Path) -> dict[str, Any]:
    """Return the ledger of what was published of the street's year."""
    (path,) = (home / "private/published").glob("*云城街道_*_2023.json")
    ledger: dict[str, Any] = json.loads(path.read_bytes())
    return ledger


EXPECTED: dict[str, Callable[[Path], bool]] = {
    "new": lambda home: (
        (home / "parameters/streets/云城街道_2026.yaml").exists() and (home / "data/yuncheng_2026.xlsx").exists()
    ),
    "collect": lambda home: (home / "data/city.duckdb").exists(),
    "evidence": lambda home: len(list((home / "data/synthetic/佐证材料").glob("*.xlsx"))) == 1,
    "init": lambda home: all((home / "新项目" / name).is_file() for name in (*FILES, "notebooks/street_report.ipynb")),
    "map": lambda home: len(maps_of(home / "data/台账.csv", Project(home))) == 1,
    "backup": lambda home: (home / "备份.zip").exists(),
    "restore": lambda home: (
        [(home / name).read_bytes() for name in BACKED_UP] == [BEFORE] * 2
        and {path.read_bytes() for path in (home / "private/before_restore").rglob("*.key")} == {NOW}
    ),
    "withdraw": lambda home: (
        not list((home / "reports/2023").glob("*")) and (said_of(home)["states"], len(said_of(home)["log"])) == ([], 1)
    ),
    "supersede": lambda home: {one["what"] for one in said_of(home)["log"]} == {"superseded"},
    "forget": lambda home: (
        not [path for place in ("alerts", "tables") for path in (home / "private" / place).iterdir()]
    ),
    "group": lambda home: len(list((home / "reports/2023").glob("*小结*.html"))) == 1,
    "project": lambda home: len(list((home / "reports/2023").glob("*概览*.html"))) == 1,
    "progress": lambda home: len(list((home / "private/progress").glob("*.csv"))) == 1,
    "form": lambda home: sorted(path.suffix for path in (home / "reports/2023").glob("*附件1*")) == [".docx", ".xlsx"],
}


def test_every_command_is_killed_here_or_says_why_not() -> None:
    listed = (*COMMANDS, *AFTER_A_RUN, *OWN_TEST, *WRITE_NOTHING)
    assert sorted(listed) == sorted(program.commands)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.full if name in READING else ()) for name in COMMANDS
             if name not in COMPUTING]
)  # fmt: skip
def test_a_command_that_is_killed_leaves_no_unfinished_file_under_a_final_name(
    name: str, project: Path, killer: Callable[..., int], tmp_path: Path
) -> None:
    check_command(name, QUICK, project, killer, tmp_path)


@pytest.mark.parametrize("name", [name for name in AFTER_A_RUN if name not in COMPUTING])
def test_a_command_that_is_killed_after_a_run_leaves_no_unfinished_file_either(
    name: str, after_a_run: Path, killer: Callable[..., int], tmp_path: Path
) -> None:
    check_command(name, QUICK, after_a_run, killer, tmp_path)


@pytest.mark.full
@pytest.mark.parametrize("name", [*COMMANDS, *AFTER_A_RUN])
def test_a_command_killed_at_forty_moments_leaves_no_unfinished_file_under_a_final_name(
    name: str, project: Path, after_a_run: Path, killer: Callable[..., int], tmp_path: Path
) -> None:
    check_command(name, MOMENTS, after_a_run if name in AFTER_A_RUN else project, killer, tmp_path)


def test_a_paper_of_a_release_that_was_killed_is_known_to_verify(killer: Callable[..., int], tmp_path: Path) -> None:
    """At every step on the disk, of a first release and of one that takes its place."""
    killed, found = True, 0
    step = 0
    while killed:
        step += 1
        home = tmp_path / str(step)
        home.mkdir()
        if step % 2:
            assert not killer((RELEASE, "得分 1"), home)
        killed = killer((RELEASE, "得分 2"), home, (step + 1) // 2)
        states = [verify(str(path), home)[0].state for path in sorted((home / "reports").glob("2025/a_2025.*"))]
        assert set(states) <= {State.PUBLISHED}, (step, states)
        assert not killer((RELEASE, "得分 2"), home)
        assert {one.state for one in verify("2025", home)} == {State.PUBLISHED}
        found += len(states)
    assert step > 12
    assert found > step
