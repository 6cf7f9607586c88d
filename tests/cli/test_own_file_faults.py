"""A fault in a file of an office's own is said of that file, with its line, by every command and in the notice."""

from __future__ import annotations

import html
import re
from importlib.resources import files
from itertools import product
from pathlib import Path

import openpyxl
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.digest import map_file
from evaltoolkit.intake.files.project import HOME_VARIABLE
from tests.sample import one_in

NAME, PINYIN = "欧阳晓棠", "ouyangxt"
PLAN = (
    "schema_version: 1\nstreet: 示例街道\nslug: shili\ndistrict: 示例区\nyear: 2023\nproject: 示例\nsynthetic: true\n"
    "indicator_system: own_2023\ndata: data/示例.xlsx\n"
)
MAP = (
    "files:\n- file: 示例.xlsx\n  sheets: [服务对象]\n  table: 服务对象\n  headers: [档案号, 年龄, 性别, 人员类型]\n"
    "  columns: {档案号: 档案号, 年龄: 年龄}\n"
)


def shipped(place: str) -> str:
    return (files("evaltoolkit") / place).read_text(encoding="utf-8")


GOOD = {
    "plan": PLAN,
    "map": MAP,
    "policy": shipped("disclosure/policy.yaml"),
    "scale": shipped("instruments/scales/station_own_template.yaml").replace("id: station_own_template", "id: own"),
    "system": shipped("scoring/systems/yuncheng_2023.yaml").replace("id: yuncheng_2023", "id: own_2023"),
}
BAD = {  # a line of the file, and what stands in its place
    "plan": ("year: 2023", "year: 二〇二三", "year: [2023]", "year: 02023"),
    "policy": ("schema_version: 1", f"schema_version: {NAME}", "schema_version: [1]", "schema_version: 01"),
    "scale": ("better: higher", f"better: {NAME}", "better: [higher]", "better: 010"),
    "system": ("total: 100", f"total: {NAME}", "total: [100]", "total: 0100"),
    "map": ("  table: 服务对象", f"  table: {NAME}", "  table: [1]", "  table: {a: 1}"),
}
FAULTS = ("broken", "a name for a key", "letters for a key", "bad value", "wrong type", "ambiguous", "another encoding")


def spoiled(kind: str, fault: str) -> tuple[bytes, int]:
    """Return the content of the file with that fault, and its line."""
    good, (before, *others) = GOOD[kind], BAD[kind]
    end = good.count("\n") + 1
    if fault == "broken":
        return (good + f"x: ]{NAME}\n").encode(), end
    if fault == "another encoding":
        return good.replace("\n", " # 注\n", 1).encode("utf-16"), 1
    if fault.endswith("key"):
        if kind == "map":  # a column that the workbook does not know
            word = NAME if fault.startswith("a name") else PINYIN
            return good.replace("年龄: 年龄", f"年龄: {word}").encode(), end - 1
        return (good + f"{NAME if fault.startswith('a name') else PINYIN}: 1\n").encode(), end
    after = others[("bad value", "wrong type", "ambiguous").index(fault)]
    line = 1 + next(n for n, each in enumerate(good.splitlines()) if each.startswith(before))
    content = re.sub(rf"(?m)^{re.escape(before)}", after, good, count=1)
    return content.encode(), line


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("streets", "scales", "indicators", "maps"):
        (tmp_path / "parameters" / folder).mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "street_report.ipynb").write_text("{}", encoding="utf-8")
    book, data = openpyxl.Workbook(), tmp_path / "data" / "示例.xlsx"
    sheet = book.active
    assert sheet is not None
    sheet.title = "服务对象"
    for row in (["档案号", "年龄", "性别", "人员类型"], ["A1", 70, "女", ""]):
        sheet.append(row)
    data.parent.mkdir()
    book.save(data)
    (tmp_path / "parameters/streets/示例街道_2023.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "parameters/indicators/own_2023.yaml").write_text(GOOD["system"], encoding="utf-8")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def place_of(kind: str, home: Path) -> tuple[Path, str]:
    """Return where a file of that kind lies, and how the notice may call it."""
    own = home / "parameters"
    return {
        "plan": (own / "streets" / "示例街道_2023.yaml", "参数文件"),
        "map": (map_file(home / "data" / "示例.xlsx", home), "parameters/maps 中的文件"),
        "policy": (own / "policy.yaml", "policy.yaml"),
        "scale": (own / "scales" / f"{NAME}.yaml", "parameters/scales 中的文件"),
        "system": (own / "indicators" / "own_2023.yaml", "own_2023.yaml"),
    }[kind]


@pytest.mark.parametrize("spoilt", one_in(6, product(GOOD, FAULTS)), ids="-".join)
def test_every_command_names_the_file_and_its_line(project, capfd, spoilt):
    kind, fault = spoilt
    place, told = place_of(kind, project)
    content, line = spoiled(kind, fault)
    place.write_bytes(content)
    plan = "parameters/streets/示例街道_2023.yaml"
    commands = [["run", plan], ["batch", "parameters/streets", "--workers", "1", "--run", "x"]]
    if kind in ("scale", "map"):  # a check of a workbook asks these alone of what it must be read with
        commands.append(["check", "data/示例.xlsx"])
    for words in commands:
        code = run_program(program, words)
        shown = capfd.readouterr()
        said = shown.out + shown.err
        assert code not in (ExitCode.OK, ExitCode.INTERNAL, ExitCode.WORKBOOK_FAULTS), said
        assert f"{place.name} 第 {line} 行：" in re.sub(r"\s*\n\s*", "", said), said
        _is_plain(said)
    pages = [html.unescape(page.read_text(encoding="utf-8")) for page in (project / "reports").rglob("*.html")]
    assert len(pages) == 2 or kind == "policy"  # the notice and the index; without a policy nothing is written
    for page in pages:
        assert NAME not in page
        assert PINYIN not in page
        assert f"{told} 第 {line} 行：" in page
        _is_plain(page)


@pytest.mark.parametrize("words", [["run", "parameters/streets/示例街道_2023.yaml"], ["batch", "parameters/streets"]])
def test_a_file_that_a_cell_left_where_reports_lie_is_told_once_also_where_the_run_stops(project, capfd, words):
    stray = project / "reports" / "x" / "answers.csv"
    stray.parent.mkdir(parents=True)
    stray.write_text("x", encoding="utf-8")
    assert run_program(program, [*words, "--run", "x"]) != ExitCode.OK  # the notebook is none
    shown = capfd.readouterr()
    said = re.sub(r"\s*\n\s*", "", shown.out + shown.err)
    assert said.count("reports/x/answers.csv不是本工具写出的") == 1, said


def _is_plain(said: str) -> None:
    for wrong in ("示例.xlsx 第", "该文件", "：。", "：，", "``", "unexpected", "程序出错"):
        assert wrong not in said, said
