"""What needs no project works where there is none; what does says how to lay one out."""

import pytest

from evaltoolkit.cli import main
from evaltoolkit.errors import ExitCode
from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.streets import make_street


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    monkeypatch.delenv("EVALTOOLKIT_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(monkeypatch, capsys, *words):
    monkeypatch.setattr("sys.argv", ["evaltoolkit", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    return ended.value.code, told.out + told.err


@pytest.mark.parametrize("words", [("scales",), ("scales", "phq9"), ("questionnaire", "phq9"), ("--help",)])
def test_scales_forms_and_help_need_no_project(nowhere, monkeypatch, capsys, words):
    code, said = run(monkeypatch, capsys, *words)
    assert code in (ExitCode.OK, None), said
    assert "找不到项目" not in said


def test_a_workbook_is_checked_where_it_lies(nowhere, monkeypatch, capsys):
    street = make_street(known_streets()[0].name, 2023, nowhere / "made")
    (workbook,) = (nowhere / "made").rglob("*.xlsx")
    code, said = run(monkeypatch, capsys, "check", str(workbook), "--year", "2023")
    assert street.plan_path.exists()
    assert code == ExitCode.OK, said
    assert "找不到项目" not in said


def test_what_needs_one_says_how_to_lay_it_out_and_then_works(nowhere, monkeypatch, capsys):
    code, said = run(monkeypatch, capsys, "new", "云城街道", "--year", "2024")
    assert code == ExitCode.USAGE
    assert " init FOLDER" in said
    assert run(monkeypatch, capsys, "init", "项目")[0] == ExitCode.OK
    monkeypatch.chdir(nowhere / "项目")
    assert run(monkeypatch, capsys, "new", "云城街道", "--year", "2024")[0] == ExitCode.OK
    assert (nowhere / "项目" / "parameters" / "streets" / "云城街道_2024.yaml").is_file()
    assert run(monkeypatch, capsys, "init", ".")[0] == ExitCode.ALREADY_EXISTS
