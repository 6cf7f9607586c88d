"""What each word after ``python start.py`` runs, and how its end comes back."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from evaltoolkit.errors import CALLED_VARIABLE
from evaltoolkit.intake.files.project import HOME_VARIABLE
from starter import commands
from starter.commands import Step, command_of, run_steps, start
from starter.console import child_environment, scripts_of
from starter.environment import PROJECT
from starter.trouble import INTERRUPTED, SETUP_FAILED, SetupError


def arguments_of(word, *arguments):
    (step,) = command_of(word, arguments).steps
    return list(step.arguments)


def test_a_test_run_is_the_quick_profile_unless_a_marker_is_named():
    spread = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    assert arguments_of("test", "-k", "pairs") == ["-m", "pytest", "-m", "not full", *spread, "-k", "pairs"]
    assert arguments_of("test", "-m", "full") == ["-m", "pytest", *spread, "-m", "full"]
    assert arguments_of("test", "-n", "0") == ["-m", "pytest", "-m", "not full", "-n", "0"]
    assert command_of("test", ()).extras == ("test",)


def test_lint_runs_all_five_checks_in_the_projects_folder():
    steps = command_of("lint", ()).steps

    assert [step.title for step in steps] == ["ruff format", "ruff check", "mypy", "lint-imports", "catalogues"]
    assert all(step.in_project for step in steps)


def test_any_other_word_is_evaltoolkits_with_its_arguments_untouched():
    assert arguments_of("check", "我的 工作簿.xlsx", "--level", "a b") == [
        "-m", "evaltoolkit", "check", "我的 工作簿.xlsx", "--level", "a b",
    ]  # fmt: skip
    assert arguments_of("evaltoolkit", "--help") == ["-m", "evaltoolkit", "--help"]
    assert command_of("demo", ()).extras == ()
    assert command_of("collect", ("data", "--year", "2025")).extras == ("city",)
    assert command_of("batch", ("parameters/streets", "--scheduler=tcp://a:1")).extras == ("cluster",)
    assert command_of("run", ("a.yaml", "--also", "docx", "pdf")).extras == ("pdf",)
    assert command_of("run", ("a.yaml", "--also", "docx")).extras == ()


def test_the_bundle_is_made_in_the_environment_and_a_file_is_found_from_where_she_stands():
    (step,) = command_of("bundle", ("windows", "--python", "a.tar.gz")).steps
    assert step.arguments == (str(PROJECT / "tools" / "bundle.py"), "windows", "--python", "a.tar.gz")
    assert not step.in_project


def test_lab_is_evaltoolkits_too_and_knows_the_project():
    (step,) = command_of("lab", ("--no-browser",)).steps

    assert step.arguments == ("-m", "evaltoolkit", "lab", "--no-browser")
    assert commands.environment_of(Path("venv"), step)[HOME_VARIABLE]


def test_a_command_typed_in_another_folder_finds_the_project(monkeypatch, tmp_path):
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    (step,) = command_of("run", ["plan.yaml"]).steps

    assert commands.environment_of(tmp_path, step)[HOME_VARIABLE] == str(PROJECT)
    assert HOME_VARIABLE not in commands.environment_of(tmp_path, command_of("test", ()).steps[0])

    monkeypatch.setenv(HOME_VARIABLE, "elsewhere")
    assert commands.environment_of(tmp_path, step)[HOME_VARIABLE] == "elsewhere"


@pytest.fixture
def here(monkeypatch):
    """Let steps run in the Python of the tests."""
    monkeypatch.setattr(commands, "python_of", lambda venv: Path(sys.executable))
    return Path(sys.prefix)


def test_the_first_failure_is_the_exit_status_and_later_steps_still_run(here, tmp_path):
    steps = [
        Step(("-c", "raise SystemExit(3)")),
        Step(("-c", f"open({str(tmp_path / 'ran')!r}, 'w')")),
        Step(("-c", "raise SystemExit(4)")),
    ]

    assert run_steps(here, steps) == 3
    assert (tmp_path / "ran").exists()


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_a_child_ended_by_a_signal_gives_the_shells_status(here):
    assert run_steps(here, [Step(("-c", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"))]) == 143


def test_a_set_up_that_fails_ends_in_its_sentence_alone(monkeypatch, capsys):
    def fail(project, extras):
        raise SetupError("没有网络，请设 PIP_INDEX_URL。")

    monkeypatch.setattr(commands, "ready_environment", fail)

    assert start(["demo"]) == SETUP_FAILED
    assert capsys.readouterr().err == "没有网络，请设 PIP_INDEX_URL。\n"


def test_ctrl_c_during_the_set_up_leaves_no_traceback(monkeypatch, capsys):
    def interrupt(project, extras):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "ready_environment", interrupt)

    assert start(["demo"]) == INTERRUPTED
    assert "已中断" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["--help"], 0), (["-h"], 0)])
def test_help_needs_no_set_up(arguments, status):
    done = subprocess.run(
        [sys.executable, PROJECT / "start.py", *arguments],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0"},
        check=False,
    )

    assert done.returncode == status
    assert "python start.py 命令" in done.stdout.decode("utf-8")


def test_children_speak_utf_8_and_find_the_environments_programs_first(tmp_path):
    unwanted = {"PYTHONHOME": "/other", "PYTHONDONTWRITEBYTECODE": "1"}
    environment = child_environment(
        tmp_path, {"PATH": "/somewhere", "PIP_INDEX_URL": "mirror", "LC_ALL": "C", **unwanted}
    )

    assert environment["PYTHONUTF8"] == "1"
    assert environment["PYTHONIOENCODING"].startswith("utf-8")
    assert unwanted.keys().isdisjoint(environment)
    assert environment["PIP_INDEX_URL"] == "mirror"
    assert environment["PATH"].split(os.pathsep)[0] == str(scripts_of(tmp_path))


def test_what_start_runs_is_told_that_commands_are_named_after_it(tmp_path, monkeypatch):
    monkeypatch.delenv(CALLED_VARIABLE, raising=False)
    step = command_of("check", ("表.xlsx",)).steps[0]
    assert commands.environment_of(tmp_path, step)[CALLED_VARIABLE] == "python start.py"
