"""`evaltoolkit form` and `audit`: the official form is filled in, and one that was filled in by hand is corrected."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.project import HOME_VARIABLE

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
  - {name: 居民反响, weight: 40, source: 方案}
rows:
  - {id: hours, path: [服务量, 工时, 完成工时], weight: 35.5, weight_source: 方案, unit: 小时, rule: {kind: at_least, source: 方案}}
  - {id: visits, path: [服务量, 探访, 探访独居长者], weight: 24.5, weight_source: 方案, rule: {kind: at_least, source: 方案}}
  - {id: praise, path: [居民反响, 口碑, 居民评价], weight: 40, weight_source: 方案, rule: {kind: qualitative_band, source: 方案}}
grades:
  - {label: 优, low: 90, high: 100, source: 方案}
  - {label: 其他, low: 0, high: 90, source: 方案}
"""
ADJUSTED = '{target: "≥60个", first_target: "≥45个", actual: "54个", deviation: 人员空缺}'
TAXONOMIES = {
    "own_2026": (
        {"hours": ADJUSTED.replace("个", "小时"), "praise": "{level: 达成, points: 36}"},
        ["服务量（60分）", "居民反响（40分）"],
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
    assert run("form", f"parameters/streets/{SEED}", "--run", "报送") == ExitCode.OK
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
    paths = {path.suffix: path for path in (project / "reports" / "报送").iterdir()}
    sheet = openpyxl.load_workbook(paths[".xlsx"]).worksheets[0]
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [words for words in told if words.endswith("分）")] == groups
    assert any(words.startswith("≥60") and "（调整前≥45" in words for words in told)
    for path in paths.values():
        assert run("audit", str(path)) == ExitCode.OK, capsys.readouterr().out


def test_several_choices_may_follow_one_option():
    from evaltoolkit.console import _repeated

    parameters = program.commands["run"].params
    assert list(_repeated(["a.yaml", "--also", "docx", "pdf", "--run", "x"], parameters)) == [
        "a.yaml", "--also", "docx", "--also", "pdf", "--run", "x",
    ]  # fmt: skip
    assert list(_repeated(["--run", "docx"], parameters)) == ["--run", "docx"]


@pytest.mark.full
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice (apt-get install libreoffice-calc-nogui)")
def test_a_form_that_libreoffice_has_written_is_read_in_every_kind_of_file(project, tmp_path, capsys):
    run("form", f"parameters/streets/{SEED}", "--run", "报送")
    form = openpyxl.load_workbook(next((project / "reports" / "报送").glob("*.xlsx")))
    form.worksheets[0]["I6"] = 9
    form.save(tmp_path / "a.xlsx")
    (tmp_path / "b.docx").write_bytes(next((project / "reports" / "报送").glob("*.docx")).read_bytes())
    for source, ending in (("a.xlsx", "xls"), ("a.xlsx", "xlsx"), ("b.docx", "docx")):
        call = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", ending]
        subprocess.run([*call, "--outdir", "out", source], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    capsys.readouterr()

    assert run("audit", "out/a.xls") == run("audit", "out/a.xlsx") == ExitCode.WORKBOOK_FAULTS
    assert capsys.readouterr().out.count("I6：得分填 9") == 2
    assert run("audit", "out/b.docx") == ExitCode.OK
