"""What a call of the batch is answered with before any report is begun."""

import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("parameters/streets", "notebooks"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EVALTOOLKIT_HOME", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], ExitCode.USAGE),
        (["nowhere"], ExitCode.FILE_MISSING),
        (["parameters/streets"], ExitCode.FILE_MISSING),
        (["parameters/streets", "--workers", "0"], ExitCode.USAGE),
    ],
)
def test_a_call_that_names_nothing_to_run_ends_with_a_sentence_and_its_exit_code(home, capsys, words, code):
    assert run_program(program, ["batch", *words]) == code

    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1 + (code == ExitCode.USAGE)  # and where the usage is told
    assert not (home / "reports").exists()


def test_a_run_whose_name_leads_out_of_the_reports_is_refused(home, capsys):
    (home / "parameters" / "streets" / "a.yaml").write_text("street: 甲街道\n", encoding="utf-8")
    code = run_program(program, ["batch", "parameters/streets", "--run", "../../elsewhere"])

    assert code == ExitCode.RUN_FAILED
    assert not list(home.rglob("*（未生成）.html"))
    assert not (home.parent / "elsewhere").exists()
