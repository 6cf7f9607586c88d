"""The command line's help holds the reader's words, none of click's own."""

import ast
import errno
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from evaltoolkit import cli
from evaltoolkit.cli import program
from evaltoolkit.console import CLICK_MODULES, Place, Program, run_program
from evaltoolkit.errors import CALLED_VARIABLE, ExitCode
from evaltoolkit.instruments.faults import unknown_scale
from evaltoolkit.language import messages
from tests.sample import one_in


def shown(words, capsys):
    assert run_program(program, [*words, "--help"]) == ExitCode.OK
    return capsys.readouterr().out


@pytest.mark.parametrize("words", [[], *([name] for name in program.commands)], ids=" ".join)
def test_no_word_of_help_is_clicks_own(words, capsys):
    out = shown(words, capsys)
    assert not re.search(r"Usage|Options|Commands|Show|exit|required|arguments|INTEGER|TEXT|PATH|RANGE", out)


def test_help_says_what_an_option_takes_whether_it_must_be_given_and_from_which_number(capsys):
    assert re.search(r"--year 数字 +评价年度  \[必填\]\n", shown(["new"], capsys))
    assert re.search(r"--workers 数字 +\S+  \[x>=1\]\n", shown(["batch"], capsys))


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
        (["chekc", "x"], ["chekc", "是否想写 'check'"]),
        (["zzz"], ["没有命令 zzz"]),
        (["run", "--aduience", "x", "y"], ["--aduience", "是否想写 '--audience'"]),
        (["run", "--audience", "foo", "p.yaml"], ["“foo”", "--audience", "'station', 'partner', 'shared', 'public'"]),
        (["batch", "--workers", "x", "p"], ["“x”", "--workers", "不是数字"]),
        (["batch", "--workers", "0", "p"], ["0 不在", "--workers", "x>=1"]),
        (["run", "p.yaml", "--cell-minutes", "0"], ["--cell-minutes", "x>0"]),
        (["new", "甲街道", "--year", "今年"], ["“今年”", "--year"]),
        (["run"], ["缺少 'PARAMETERS'"]),
        (["check", "a", "b", "c"], ["多写了“b c”"]),
        (["check", "a", "--year"], ["--year 后面缺少值"]),
        (["run", "--fresh-kernels=3", "p"], ["--fresh-kernels 后面不写值"]),
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


@pytest.mark.parametrize("name", one_in(3, ["台账.xlsx", "台账.XLS", "台账.et", "台账.ods", "台账.csv", "台账.xlsm"]))
def test_run_on_a_workbook_says_what_a_report_is_made_from(name, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("EVALTOOLKIT_HOME", str(tmp_path))
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    assert run_program(program, ["run", str(tmp_path / name)]) == ExitCode.PLAN_INVALID
    said = capsys.readouterr().err
    assert all(one in said for one in (name, "parameters/streets", "new", "check"))
    assert "UTF-8" not in said


@pytest.mark.parametrize("typed", ["“{}”", '"{}"', " {} ", "file://{}", "‘{}'", "「{}」"])
def test_a_file_is_found_as_people_type_and_paste_it(typed, tmp_path):
    file = tmp_path / "台账 1.xlsx"
    file.touch()
    context = program.commands["check"].make_context("check", [typed.format(file)])
    assert context.params["file"] == file


def test_a_file_called_so_keeps_its_quotes_and_home_is_found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("“表”.xlsx").touch()
    assert Place().convert("“表”.xlsx", None, None) == Path("“表”.xlsx")
    assert Place().convert("~/表.xlsx", None, None) == Path.home() / "表.xlsx"
    assert Place().convert("file:///C:/%E8%A1%A8.xlsx", None, None) == Path("C:/表.xlsx")


def said_by(module):
    """Return the messages that a module of click looks up, but for those to who writes the program."""
    tree = ast.parse(inspect.getsource(module))
    to_programmers = [
        node
        for node in ast.walk(tree)
        if (isinstance(node, ast.Raise) and "TypeError" in ast.dump(node))
        or (isinstance(node, ast.FunctionDef) and node.name == "__repr__")
    ]
    left_out = {id(inner) for node in to_programmers for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and id(node) not in left_out:
            words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if node.func.id in ("_", "ngettext") and words:
                yield words[-1]  # of a pair the plural


def test_every_message_of_click_stands_in_the_catalogue_and_says_nothing_that_click_does_not():
    said = {message for module in CLICK_MODULES for message in said_by(module)}
    known = messages("zh_CN")
    assert len(said) > 50
    assert sorted(said - known.keys()) == []
    field = re.compile(r"\{(\w+)")
    assert [one for one in said if not set(field.findall(known[one])) <= set(field.findall(one))] == []


KINDS = [
    kind for _, kind in inspect.getmembers(click.exceptions, inspect.isclass) if kind.__module__ == "click.exceptions"
]
ENDED = click.exceptions.Exit
GIVEN = {"message": None, "option_name": "--yeer", "command_name": "chekc", "possibilities": ["--year", "check"],
         "filename": "a.xlsx", "hint": None, "param_hint": "--year", "param_type": "option", "code": 5}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_of_click_ends_in_our_words_with_its_exit_status(kind, capsys):
    def fail():
        context = click.get_current_context()
        names = {} if kind is click.Abort else inspect.signature(kind).parameters
        given = {name: GIVEN[name] for name in names if name in GIVEN}
        if "message" in names and names["message"].default is inspect.Parameter.empty:
            given["message"] = "不合适"
        raise kind(**given, **({"ctx": context} if "ctx" in names else {}))

    status = run_program(Program("p", commands=[click.Command("fail", callback=fail)]), ["fail"])
    out, err = capsys.readouterr()
    no_fault = {click.Abort: ExitCode.INTERRUPTED, click.exceptions.NoArgsIsHelpError: ExitCode.OK, ENDED: 5}
    assert status == no_fault.get(kind, ExitCode.USAGE)
    assert not re.search(r"Error|Missing|such|Did you|Invalid|not open|Try|Usage|Options", out + err)
    assert kind is ENDED or re.search("[一-鿿]", out + err)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["chekc"], "No such command 'chekc'. Did you mean 'check'?"),
        (["batch", "--workers", "x", "p"], "'x' is not a valid integer"),
        (["run"], "Missing argument 'PARAMETERS'"),
        (["batch", "--help"], "Positional arguments:"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_who_asks_for_english_gets_click_and_the_toolkit_in_english(words, told):
    environment = {**os.environ, "EVALTOOLKIT_LANGUAGE": "en"}
    command = [sys.executable, "-m", "evaltoolkit", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    said = done.stdout + done.stderr
    assert told in said
    assert not re.search("[一-鿿]", said)


@pytest.mark.skipif(sys.platform == "win32", reason="file names are UTF-16 there")
def test_files_have_chinese_names_also_where_the_system_is_set_to_another_code(tmp_path):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"}
    commands = (["init", str(tmp_path)], ["new", "云城街道", "--year", "2026"])
    for words in commands:
        command = [sys.executable, "-m", "evaltoolkit", *words]
        told = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True)
        assert told.returncode == ExitCode.OK, told.stderr.decode()

    assert (tmp_path / "parameters" / "streets" / "云城街道_2026.yaml").is_file()


def test_no_command_hears_what_the_system_draws_with(monkeypatch):
    heard = []
    monkeypatch.setattr(cli, "prepare_streams", lambda: None)
    monkeypatch.setattr(cli, "run_program", lambda _: heard.append(os.environ.get("MPLBACKEND")) or 0)
    monkeypatch.setenv("MPLBACKEND", "nope")
    with pytest.raises(SystemExit):
        cli.main()

    assert heard == [None]


def test_the_folder_that_one_stands_in_has_its_name(tmp_path, monkeypatch):
    (tmp_path / "材料").mkdir()
    monkeypatch.chdir(tmp_path / "材料")
    assert [Place().convert(typed, None, None) for typed in (".", "./", "..")] == [
        tmp_path / "材料", tmp_path / "材料", tmp_path,
    ]  # fmt: skip
    assert Place(str).convert(".", None, None) == "."


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (OSError(errno.ENAMETOOLONG, "", "a"), "名称太长"),
        (FileExistsError(errno.EEXIST, "", "a"), "应是文件夹的位置上"),
        (UnicodeEncodeError("utf-8", "\udcd5", 0, 1, ""), "不是 UTF-8 编码"),
    ],
)
def test_what_nobody_expected_of_a_name_is_a_sentence(raised, said, capsys):
    @click.command()
    def fails():
        raise raised

    assert run_program(fails, []) in (ExitCode.RUN_FAILED, ExitCode.USAGE)
    assert said in capsys.readouterr().err
