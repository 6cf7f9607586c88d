"""`evaltoolkit form` and `audit`: the official form is filled in, and one that was filled in by hand is corrected."""

import shutil
import subprocess
from html import escape
from pathlib import Path

import docx
import openpyxl
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE

ROOT = Path(__file__).resolve().parents[2]
SEED = "云城街道_2023.yaml"


PLAN = """\
schema_version: 1
street: 示例街道
slug: shili
district: 示例市示例区
year: 2025
project: 家庭综合服务中心运营经费
synthetic: true
indicator_system: {system}
budget:
  annual: {{value: 180, unit: 万元, source: 示例}}
  executed: {{value: 171, unit: 万元, source: 示例}}
  grant: {{annual: {{value: 170, unit: 万元, source: 示例}}, executed: {{value: 165, unit: 万元, source: 示例}}}}
  carried: {{annual: {{value: 100000, unit: 元, source: 示例}}, executed: {{value: 60000, unit: 元, source: 示例}}}}
rows:
"""
OWN = """\
schema_version: 1
id: own_2026
name: 某街道的指标
source: 某街道评价方案
total: 100
levels: [一级指标, 二级指标, 三级指标]
groups:
  - {name: 服务量, weight: 60, source: 方案}
  - {name: 反响, weight: 40, source: 方案}
rows:
  - {id: hours, path: [服务量, 工时, 完成工时], weight: 35.5, weight_source: 方案, rule: {kind: at_least, source: 方案}}
  - {id: visits, path: [服务量, 探访, 长者], weight: 24.5, weight_source: 方案, rule: {kind: at_least, source: 方案}}
  - {id: praise, path: [反响, 口碑, 评价], weight: 40, weight_source: 甲, rule: {kind: qualitative_band, source: 甲}}
grades:
  - {label: 优, low: 90, high: 100, source: 方案}
  - {label: 其他, low: 0, high: 90, source: 方案}
"""
ADJUSTED = '{target: "≥60个", first_target: "≥45个", actual: "54个", deviation: 人员空缺}'
TAXONOMIES = {
    "own_2026": (
        {"hours": ADJUSTED.replace("个", "小时"), "praise": "{level: 达成, points: 36}"},
        ["服务量（60分）", "反响（40分）"],
    ),
    "national_2021": (
        {"cost_economic": '{target: "≤90万元", actual: "85万元"}', "output_quantity": ADJUSTED},
        ["成本指标（20分）", "产出指标（40分）", "效益指标（20分）", "满意度指标（10分）"],
    ),
    "department_2020": (
        {"project_basis": "{level: 达成, points: 3}", "output_quantity": ADJUSTED},
        ["决策（20分）", "过程（16分）", "产出（30分）", "效益（30分）"],
    ),
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "parameters" / "streets").mkdir(parents=True)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy(ROOT / "parameters" / "streets" / SEED, tmp_path / "parameters" / "streets")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return run_program(program, list(words))


def test_a_form_is_filled_in_audited_without_a_fault_changed_by_hand_and_audited_again(project, capsys):
    left = project / "reports" / "报送" / ".自评表.docx.x.part"  # as a kill leaves it
    left.parent.mkdir(parents=True)
    left.touch()
    assert run("form", f"parameters/streets/{SEED}", "--run", "报送") == ExitCode.OK
    assert not left.exists()
    files = {path.suffix: path for path in (project / "reports" / "报送").iterdir()}
    assert sorted(files) == [".docx", ".xlsx"]
    said = capsys.readouterr().out
    assert all(str(path) in said for path in files.values())

    for path in files.values():
        assert run("audit", str(path)) == ExitCode.OK
    assert "共有 0 处错误" in capsys.readouterr().out

    form = openpyxl.load_workbook(files[".xlsx"])
    form.worksheets[0]["I6"] = 9
    form.save(files[".xlsx"])
    assert run("audit", str(files[".xlsx"]), "--marked") == ExitCode.WORKBOOK_FAULTS
    said = capsys.readouterr().out
    assert "I6：得分填 9，按执行率应为 10。" in said
    assert files[".xlsx"].with_name(f"{files['.xlsx'].stem}_核对.xlsx").exists()

    before = files[".xlsx"].read_bytes()
    assert run("form", f"parameters/streets/{SEED}", "--run", "报送") == ExitCode.OK
    assert files[".xlsx"].read_bytes() == before
    assert files[".xlsx"].with_name(f"{files['.xlsx'].stem}（2）.xlsx").exists()
    assert "已被改动，原样保留" in capsys.readouterr().out
    assert run("verify", str(files[".xlsx"])) == ExitCode.FILE_BROKEN
    assert "已改动" in capsys.readouterr().out


@pytest.mark.parametrize("system", TAXONOMIES)
def test_a_form_of_any_taxonomy_shows_its_groups_and_the_target_set_first_and_passes_the_audit(project, system, capsys):
    rows, groups = TAXONOMIES[system]
    (project / "parameters" / "indicators").mkdir()
    (project / "parameters" / "indicators" / "own_2026.yaml").write_text(OWN, encoding="utf-8")
    plan = project / "parameters" / "streets" / "shili_2025.yaml"
    given = "".join(f"  {row}: [{said}]\n" for row, said in rows.items())
    plan.write_text(PLAN.format(system=system) + given, encoding="utf-8")

    assert run("form", str(plan), "--run", "报送") == ExitCode.OK
    paths = {path.suffix: path for path in (project / "reports" / "报送").glob("*附件1*")}
    sheet = openpyxl.load_workbook(paths[".xlsx"]).worksheets[0]
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [words for words in told if words.endswith("分）")] == groups
    lines = [[cell.value for cell in row[4:6]] for row in sheet.iter_rows(min_row=6, max_row=9)]
    assert lines == [[180, 171], [170, 165], [10, 6], [None, None]]
    assert any(words.startswith("≥60") and "（调整前≥45" in words for words in told)
    for path in paths.values():
        assert run("audit", str(path)) == ExitCode.OK, capsys.readouterr().out


def test_the_outline_of_a_department_s_evaluation_is_handed_in_with_its_form_marked_as_recalled(project, capsys):
    plan = project / "parameters" / "streets" / "shili_2025.yaml"
    plan.write_text(PLAN.format(system="department_2020").replace("rows:\n", ""), encoding="utf-8")
    assert run("form", str(plan), "--run", "报送") == ExitCode.OK
    (path,) = (project / "reports" / "报送").glob("*提纲*.docx")
    lines = [(one.style.name, one.text) for one in docx.Document(path).paragraphs]
    headings = [words for style, words in lines if style.startswith("Heading")]

    assert str(path) in capsys.readouterr().out
    assert lines[1][1].startswith("凭记忆，未读到原文")
    assert [words for words in headings if "项目" in words and words.endswith("情况")] == [
        f"（{number}）项目{name}情况" for number, name in zip("一二三四", ("决策", "过程", "产出", "效益"), strict=True)
    ]
    assert "（三）原因分析" in headings


def test_several_choices_may_follow_one_option():
    from evaltoolkit.console import _repeated

    parameters = program.commands["run"].params
    assert list(_repeated(["a.yaml", "--also", "docx", "pdf", "--run", "x"], parameters)) == [
        "a.yaml", "--also", "docx", "--also", "pdf", "--run", "x",
    ]  # fmt: skip
    assert list(_repeated(["--run", "docx"], parameters)) == ["--run", "docx"]


CHANGE = """\
Sub Change
  Dim book As Object
  Dim opened(0) As New com.sun.star.beans.PropertyValue
  opened(0).Name = "Hidden"
  opened(0).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, opened())
  book.Sheets.getByIndex(0).getCellRangeByName("{cell}").Value = {value}
  Dim kept(0) As New com.sun.star.beans.PropertyValue
  kept(0).Name = "FilterName"
  kept(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL("{target}", kept())
  book.close(True)
End Sub
"""
_XML, _OFFICE = '<?xml version="1.0" encoding="UTF-8"?>\n', "http://openoffice.org/2000"
MACROS = {
    "Standard/Module1.xba": f'<script:module xmlns:script="{_OFFICE}/script" script:name="Module1" '
    'script:language="StarBasic">{code}</script:module>',
    "Standard/script.xlb": f'<library:library xmlns:library="{_OFFICE}/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/>'
    "</library:library>",
    "script.xlc": f'<library:libraries xmlns:library="{_OFFICE}/library" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" '
    'library:link="false"/></library:libraries>',
}
"""Files of a profile of LibreOffice that holds one macro."""
WITH_OFFICE = [
    pytest.mark.full,
    pytest.mark.skipif(
        shutil.which("soffice") is None, reason="no LibreOffice (apt-get install libreoffice-calc-nogui)"
    ),
]


def office(folder, *words):
    call = ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", *words]
    subprocess.run(call, cwd=folder, check=True, capture_output=True, timeout=120)


def change_in_office(folder, source, target, cell, value):
    """Let a macro of LibreOffice change a cell of a workbook and store it."""
    code = CHANGE.format(source=source.as_uri(), target=target.as_uri(), cell=cell, value=value)
    office(folder, "--terminate_after_init")  # a new profile runs no macro the first time
    basic = folder / "office" / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    for name, content in MACROS.items():
        (basic / name).write_text(_XML + content.replace("{code}", escape(code, quote=False)), encoding="utf-8")
    office(folder, "macro:///Standard.Module1.Change")


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        pytest.param(*one, marks=WITH_OFFICE)
        for one in (
            ("I6", 9, "I6：得分填 9，按执行率应为 10。"),
            ("F6", 200, "H6：执行率填 100%，200 ÷ 240 应为 83.33%"),
            ("H6", 0.5, "H6：执行率填 50%，240 ÷ 240 应为 100"),
        )
    ],
)
def test_what_a_macro_of_libreoffice_changed_in_a_form_is_named(project, tmp_path, capsys, cell, value, told):
    run("form", f"parameters/streets/{SEED}", "--run", "报送")
    capsys.readouterr()
    (form,) = (project / "reports" / "报送").glob("*.xlsx")
    (tmp_path / "自评表.xlsx").write_bytes(form.read_bytes())
    change_in_office(tmp_path, tmp_path / "自评表.xlsx", tmp_path / "改过.xlsx", cell, value)

    assert run("audit", "改过.xlsx") == ExitCode.WORKBOOK_FAULTS
    assert told in capsys.readouterr().out


@pytest.mark.parametrize("ending", [pytest.param(one, marks=WITH_OFFICE) for one in ("xls", "xlsx", "docx")])
def test_a_form_that_libreoffice_has_written_is_read_in_every_kind_of_file(project, tmp_path, capsys, ending):
    run("form", f"parameters/streets/{SEED}", "--run", "报送")
    capsys.readouterr()
    (form,) = (project / "reports" / "报送").glob("*.docx" if ending == "docx" else "*.xlsx")
    (tmp_path / f"a{form.suffix}").write_bytes(form.read_bytes())
    office(tmp_path, "--convert-to", ending, "--outdir", "out", f"a{form.suffix}")

    assert run("audit", f"out/a.{ending}") == ExitCode.OK
    assert "0 处错误" in capsys.readouterr().out


@pytest.mark.parametrize(("day", "points"), [("2025-05-31", None), ("2025-12-31", 12.25)])
def test_a_form_of_a_part_of_the_year_leaves_the_points_open_and_passes_the_audit(project, day, points, capsys):
    plan = project / "parameters" / "streets" / "shili_2025.yaml"
    (project / "parameters" / "indicators").mkdir()
    (project / "parameters" / "indicators" / "own_2026.yaml").write_text(OWN, encoding="utf-8")
    given = '  visits: [{target: "≥1000人次", actual: "500人次"}]\n'
    words = PLAN.format(system="own_2026") + given
    plan.write_text(words.replace("year: 2025", f"year: 2025\nas_of: '{day}'"), encoding="utf-8")

    assert run("form", str(plan), "--run", "报送") == ExitCode.OK
    path = next((project / "reports" / "报送").glob("*附件1*.xlsx"))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    (row,) = [[cell.value for cell in row] for row in sheet.iter_rows() if "500人次" in [cell.value for cell in row]]
    assert (12.25 in row) == (points is not None)
    assert run("audit", str(path)) == ExitCode.OK, capsys.readouterr().out
