"""The command line's help holds the reader's words, none of click's own."""

import re

import click
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import CALLED_VARIABLE, ExitCode
from evaltoolkit.instruments.faults import unknown_scale


def shown(words, capsys):
    assert run_program(program, [*words, "--help"]) == ExitCode.OK
    return capsys.readouterr().out


@pytest.mark.parametrize("words", [[], *([name] for name in program.commands)], ids=" ".join)
def test_no_word_of_help_is_clicks_own(words, capsys):
    out = shown(words, capsys)
    assert not re.search(r"Usage|Options|Commands|Show|exit|required|INTEGER|TEXT|PATH|RANGE|x>=", out)


def test_help_says_what_an_option_takes_whether_it_must_be_given_and_from_which_number(capsys):
    assert re.search(r"--year 数字 +评价年度（必填）\n", shown(["new"], capsys))
    assert re.search(r"--workers 数字 +\S+（从 1 起）\n", shown(["batch"], capsys))


def test_every_option_of_every_command_has_its_line_of_help():
    bare = [
        (name, option.name)
        for name, command in program.commands.items()
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert bare == []


def test_a_value_that_does_not_fit_is_told_by_the_option_as_it_is_typed(capsys):
    assert run_program(program, ["run", "a.yaml", "--cell-minutes", "0"]) == ExitCode.USAGE
    assert "--cell-minutes" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["run", "batch"])
def test_time_limits_are_typed_in_minutes_and_kept_in_seconds(command):
    words = ["a.yaml", "--cell-minutes", "2", "--street-minutes", "0.5"]
    given = program.commands[command].make_context(command, words).params
    assert (given["cell_seconds"], given["seconds"]) == (120, 30)


@pytest.mark.parametrize("command", ["withdraw", "supersede"])
def test_both_ways_back_ask_what_is_affirmed(command, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("EVALTOOLKIT_HOME", str(tmp_path))
    plan = tmp_path / "parameters" / "streets" / "a.yaml"
    plan.parent.mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    plan.write_text("street: 甲街道\nslug: jia\ndistrict: 示例区\nyear: 2025\nproject: 示例\n"
                    "indicator_system: national_2020\n", encoding="utf-8")  # fmt: skip
    assert run_program(program, [command, str(plan), "2025"]) == ExitCode.USAGE
    assert "--says" in capsys.readouterr().err


@pytest.mark.parametrize("called", ["python start.py", "evaltoolkit"])
def test_a_message_names_a_command_as_whoever_reads_it_gives_it(monkeypatch, capsys, called):
    monkeypatch.setenv(CALLED_VARIABLE, called)
    assert f"`{called} scales`" in unknown_scale("?", ()).english()
    assert run_program(program, ["check"]) == ExitCode.USAGE
    assert f"{called} check --help" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["chekc", "x"], ["chekc", "是否想写 check"]),
        (["zzz"], ["没有命令 zzz"]),
        (["run", "--aduience", "x", "y"], ["--aduience", "是否想写 --audience"]),
        (["run", "--audience", "foo", "p.yaml"], ["“foo”", "--audience", "station、partner、shared、public"]),
        (["batch", "--workers", "x", "p"], ["“x”", "--workers", "不小于 1 的数字"]),
        (["batch", "--workers", "0", "p"], ["“0”", "--workers", "不小于 1 的数字"]),
        (["run", "p.yaml", "--cell-minutes", "0"], ["--cell-minutes", "大于 0"]),
        (["new", "甲街道", "--year", "今年"], ["“今年”", "--year"]),
        (["run"], ["缺少 PARAMETERS"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_call_names_what_was_typed_and_what_would_do_in_words_of_our_own(words, told, capsys):
    assert run_program(program, words) == ExitCode.USAGE
    said = capsys.readouterr().err
    assert [one for one in told if one not in said] == []
    assert not re.search(r"Error|such|not a valid|is not|Did you|Missing", said)


@pytest.mark.parametrize(
    "typed", ["2025", "２０２５", "2025年", "2025年度", " 2025 ", "二〇二五", "二○二五年", "二零二五年度"]
)
def test_a_year_is_read_as_people_type_it(typed):
    context = program.commands["check"].make_context("check", ["a.xlsx", "--year", typed])
    assert context.params["year"] == 2025


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.XLS", "台账.et", "台账.ods", "台账.csv", "台账.xlsm"])
def test_run_on_a_workbook_says_what_a_report_is_made_from(name, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("EVALTOOLKIT_HOME", str(tmp_path))
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    assert run_program(program, ["run", str(tmp_path / name)]) == ExitCode.PLAN_INVALID
    said = capsys.readouterr().err
    assert all(one in said for one in (name, "parameters/streets", "new", "check"))
    assert "UTF-8" not in said
