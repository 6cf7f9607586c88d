"""How the command line speaks: streams that no console can crash, help and errors in the reader's language."""

from __future__ import annotations

import errno
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import click
from click.exceptions import NoSuchCommand

from evaltoolkit.errors import ExitCode, UserError, called
from evaltoolkit.language import Language, Text, text

LANGUAGE = Language()
Made = TypeVar("Made", bound=Callable[..., Any])

_KINDS = {
    "TEXT": text("TEXT"),
    "INTEGER": text("NUMBER"),
    "INTEGER RANGE": text("NUMBER"),
    "FLOAT RANGE": text("NUMBER"),
    "PATH": text("PATH"),
}  # what an option takes, by click's own name for it


def say(*lines: Text | str, error: bool = False) -> None:
    """Print each line in the command line's language, to standard error where they tell of an error."""
    for words in lines:
        print(LANGUAGE.say(words), file=sys.stderr if error else sys.stdout, flush=True)


def prepare_streams() -> None:
    """Make both streams UTF-8 with replacement, so that a GBK or cp437 console garbles rather than crashes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


class Command(click.Command):
    """A command whose help is in the reader's language."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **{"options_metavar": LANGUAGE.say(text("[options]")), **settings})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take ``--also docx pdf`` for ``--also docx --also pdf``."""
        return super().parse_args(ctx, list(_repeated(args, self.params)))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=LANGUAGE.say(text("Usage: ")))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows this help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = LANGUAGE.say(text("Show this help and end."))
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each argument and option means."""
        records = [record for record in (_help_record(option, ctx) for option in self.get_params(ctx)) if record]
        if records:
            with formatter.section(LANGUAGE.say(text("Options"))):
                formatter.write_dl(records)


def _repeated(args: Iterable[str], parameters: Iterable[click.Parameter]) -> Iterator[str]:
    """Yield the words of a command, an option of several choices before each of the choices that follow it."""
    choices = {
        name: frozenset(one.type.choices)
        for one in parameters
        if isinstance(one.type, click.Choice) and one.multiple
        for name in one.opts
    }
    current, is_first = "", True
    for word in args:
        if word in choices:
            current, is_first = word, True
        elif current and word in choices[current]:
            yield from () if is_first else (current,)
            is_first = False
        else:
            current = ""
        yield word


def _help_record(parameter: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    """Return a parameter's line of help, in the reader's language where click would put words of its own."""
    record = parameter.get_help_record(ctx)
    if record is None or not isinstance(parameter, click.Option):
        return record
    names, kind = record[0], parameter.make_metavar(ctx)
    if kind in _KINDS and not parameter.is_flag:
        names = names.removesuffix(kind) + LANGUAGE.say(_KINDS[kind])
    words: Text | str = parameter.help or ""
    if parameter.required:
        words = text("{words} (required)", words=words)
    if isinstance(parameter.type, click.IntRange) and parameter.type.min is not None:
        words = text("{words} (from {lowest})", words=words, lowest=parameter.type.min)
    return names, LANGUAGE.say(words)


class Argument(click.Argument):
    """An argument with a line of help of its own."""

    def __init__(self, declarations: list[str], *, help: Text, **settings: object) -> None:  # noqa: A002
        super().__init__(declarations, **settings)  # type: ignore[arg-type]
        self.words = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return the argument's name and its line of help."""
        return self.make_metavar(ctx), LANGUAGE.say(self.words)


def argument(name: str, *, help: Text, **settings: Any) -> Callable[[Made], Made]:  # noqa: A002
    """Return the decorator of an argument with a line of help; other words too are said in the reader's language."""
    return click.argument(name, cls=Argument, help=help, **_said(settings))


def option(*names: str, **settings: Any) -> Callable[[Made], Made]:
    """Return the decorator of an option whose words are said in the reader's language."""
    return click.option(*names, **_said(settings))


def _said(settings: dict[str, Any]) -> dict[str, Any]:
    return {name: LANGUAGE.say(value) if isinstance(value, Text) else value for name, value in settings.items()}


class Program(Command, click.Group):
    """The program with its commands."""

    command_class = Command

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        words = LANGUAGE.say(text("COMMAND …"))
        super().__init__(*arguments, **{"subcommand_metavar": words, "no_args_is_help": True, **settings})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then a line for each command."""
        super().format_options(ctx, formatter)
        commands = [(name, self.commands[name].get_short_help_str(limit=200)) for name in self.list_commands(ctx)]
        with formatter.section(LANGUAGE.say(text("Commands"))):
            formatter.write_dl(commands)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order in which they are used, not of the alphabet."""
        return list(self.commands)


def run_program(program: click.Command, words: list[str] | None = None) -> int:
    """Run the program and return its exit status; a user's error is a sentence, never a traceback.

    Parameters
    ----------
    program
        What to run.
    words
        Words after the program's name; those of the process where None.
    """
    try:
        outcome = program.main(words, prog_name="evaltoolkit", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
        return int(ExitCode.OK)
    except click.UsageError as error:
        say(_wrong_call(error), error=True)
        return int(ExitCode.USAGE)
    except UserError as error:
        say(error.sentence, error=True)
        return int(error.exit_code)
    except OSError as error:
        say(system_refusal(error), error=True)
        return int(ExitCode.RUN_FAILED)
    except (KeyboardInterrupt, click.Abort):
        say(text("Stopped. What was finished stays as it is."), error=True)
        return int(ExitCode.INTERRUPTED)
    return int(outcome) if isinstance(outcome, int) else int(ExitCode.OK)


def system_refusal(error: OSError) -> Text:
    """Return what a refusal of the system that nobody expected means, in a sentence."""
    code = error.errno or 0
    reason = text("the system gives the code {code}", code=errno.errorcode.get(code, "?"))
    if code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        reason = text("the disk is full")
    elif code in (errno.EACCES, errno.EPERM, errno.EROFS):
        reason = text("this account may not write or read there")
    return text(
        "{file} could not be written or read: {reason}. Put that right, then give the same command again.",
        file=str(error.filename)[-80:] if error.filename else text("A file"),
        reason=reason,
    )


def _wrong_call(error: click.UsageError) -> Text:
    if isinstance(error, click.NoSuchOption):
        what = _meant(text("there is no option {name}", name=error.option_name), error.possibilities)
    elif isinstance(error, NoSuchCommand):
        what = _meant(text("there is no command {name}", name=error.command_name), error.possibilities)
    elif isinstance(error, click.MissingParameter):
        what = text("{name} is missing", name=_name(error))
    elif isinstance(error, click.BadParameter):
        what = _unfit(error)
    else:
        what = text("it is not written as expected")
    path = called(error.ctx.command_path.partition(" ")[2] if error.ctx else "").strip()
    return text("Nothing was done: {what}. How it is called: {path} --help", what=what, path=path)


def _meant(what: Text, near: Sequence[str] | None) -> Text:
    return text("{what} (did you mean {near}?)", what=what, near=near[0]) if near else what


def _unfit(error: click.BadParameter) -> Text:
    """Return which value does not fit, and what would."""
    kind = error.param.type if error.param is not None else None
    quoted = re.match(r"'?(.*?)'? is not ", error.message)
    value = text("the value given") if quoted is None else text("the value {value}", value=quoted[1])
    if isinstance(kind, click.Choice):
        wanted = text("one of {choices}", choices=LANGUAGE.join(map(str, kind.choices)))
    elif isinstance(kind, click.types.IntParamType | click.types.FloatParamType):
        wanted = text("a number")
        if (lowest := getattr(kind, "min", None)) is not None:
            above = text("a number above {lowest}", lowest=lowest)
            wanted = above if getattr(kind, "min_open", False) else text("a number from {lowest} on", lowest=lowest)
    else:
        return text("{value} does not fit {name}", value=value, name=_name(error))
    return text("{value} does not fit {name}, which takes {wanted}", value=value, name=_name(error), wanted=wanted)


class Year(click.types.IntParamType):
    """A year as people type it: 2025, ２０２５, 2025年, 2025年度 or 二〇二五."""

    _DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the year as a number."""
        plain = unicodedata.normalize("NFKC", str(value)).strip().translate(self._DIGITS)
        year: Any = plain.removesuffix("度").removesuffix("年").strip()
        return super().convert(year if year.isdecimal() else value, param, ctx)


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.human_readable_name if error.param is not None else "?"
