"""What is taken back from a run while another command writes there."""

import pytest

from evaltoolkit.batch.lock import run_lock
from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE

PLAN = (
    "{schema_version: 1, street: 示例街道, slug: shili, district: 示例区, year: 2025, project: 示例, "
    "indicator_system: national_2020}"
)


@pytest.mark.parametrize("command", ["withdraw", "supersede"])
def test_a_run_that_is_being_written_is_left_alone(command, tmp_path, monkeypatch, capsys):
    for folder in ("parameters", "notebooks"):
        (tmp_path / folder).mkdir()
    plan = tmp_path / "parameters" / "shili.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    words = [command, str(plan), "2025", "--says", "没有发出"]
    with run_lock(tmp_path / "private" / "2025"):
        assert run_program(program, words) == ExitCode.TARGET_BUSY
    assert "2025" in capsys.readouterr().err
    assert run_program(program, words) == ExitCode.USAGE  # nothing was published there
    assert run_program(program, [command, str(plan), "没有", "--says", "没有发出"]) == ExitCode.USAGE
    assert not (tmp_path / "private" / "没有").exists()


@pytest.mark.parametrize("run", ["", ".", "..", "../2025", "private"])
def test_what_is_no_name_of_a_run_is_refused_and_leaves_no_lock(run, tmp_path, monkeypatch):
    for folder in ("parameters", "notebooks", "private"):
        (tmp_path / folder).mkdir()
    plan = tmp_path / "parameters" / "shili.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))

    assert run_program(program, ["withdraw", str(plan), run, "--says", "没有发出"]) == ExitCode.RUN_FAILED
    assert list(tmp_path.rglob(".lock")) == []
