"""The command line's help holds the reader's words, none of click's own."""

import re

import click
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode


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
