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
