"""How the command line speaks: streams that no console can crash, help and errors in the reader's language."""

from __future__ import annotations

import errno
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

import click

from evaltoolkit.errors import ExitCode, UserError, called
from evaltoolkit.language import DEFAULT_LANGUAGE, LANGUAGES, Language, Text, is_spelled, messages, text

_ASKED = os.environ.get("EVALTOOLKIT_LANGUAGE", "")
LANGUAGE = Language(_ASKED if _ASKED in LANGUAGES else DEFAULT_LANGUAGE)
FIRST_YEAR, LAST_YEAR = 2000, 2100  # as in a parameter file
Made = TypeVar("Made", bound=Callable[..., Any])


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


def _through_gettext(code: str) -> None:
    """Let what click itself says be looked up in our catalogue of its messages, whatever the system's language is.

    click takes gettext's functions by name into each of its modules, and gettext finds a catalogue by the environment
    alone, which every child process would inherit.
    """
    known = messages(code)
    said = {
        "_": lambda message: known.get(message, message),
        "ngettext": lambda one, many, n: known.get(many, one if n == 1 else many),
    }
    for module in CLICK_MODULES:
        vars(module).update({name: said[name] for name in said.keys() & vars(module).keys()})


CLICK_MODULES = (
    click.core, click.decorators, click.exceptions, click.formatting, import_module("click.parser"), click.termui,
    click.types,
)  # fmt: skip
_through_gettext(LANGUAGE.code)


class Command(click.Command):
    """A command that says in the reader's language that it takes options."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **{"options_metavar": LANGUAGE.say(text("[options]")), **settings})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take ``--also docx pdf`` for ``--also docx --also pdf``."""
        return super().parse_args(ctx, list(_repeated(args, self.params)))


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


class Option(click.Option):
    """An option that says in the reader's language what it takes."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the value."""
        kind = super().make_metavar(ctx)
        return messages(LANGUAGE.code).get(kind, kind)


def argument(name: str, **settings: Any) -> Callable[[Made], Made]:
    """Return the decorator of an argument whose words are said in the reader's language."""
    return click.argument(name, **_said(settings))


def option(*names: str, **settings: Any) -> Callable[[Made], Made]:
    """Return the decorator of an option whose words are said in the reader's language."""
    return click.option(*names, cls=Option, **_said(settings))


def _said(settings: dict[str, Any]) -> dict[str, Any]:
    return {name: LANGUAGE.say(value) if isinstance(value, Text) else value for name, value in settings.items()}


class Program(Command, click.Group):
    """The program with its commands."""

    command_class = Command

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        words = LANGUAGE.say(text("COMMAND …"))
        super().__init__(*arguments, **{"subcommand_metavar": words, "no_args_is_help": True, **settings})

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line for each command, whole: click would cut words that no space parts."""
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
    except click.ClickException as error:
        say(_wrong_call(error), error=True)
        return int(ExitCode.USAGE)
    except UserError as error:
        say(error.sentence, error=True)
        return int(error.exit_code)
    except UnicodeEncodeError as error:
        if is_spelled(error.object):
            raise
        say(_NOT_SPELLED, error=True)
        return int(ExitCode.USAGE)
    except OSError as error:
        say(system_refusal(error), error=True)
        return int(ExitCode.RUN_FAILED)
    except (KeyboardInterrupt, click.Abort):
        say(text("Stopped. What was finished stays as it is."), error=True)
        return int(ExitCode.INTERRUPTED)
    return int(outcome) if isinstance(outcome, int) else int(ExitCode.OK)


_NOT_SPELLED = text(
    "A name that was given, or that of a file or folder, holds signs that are no UTF-8; rename it, then give the same "
    "command again."
)


def system_refusal(error: OSError) -> Text:
    """Return what a refusal of the system that nobody expected means, in a sentence."""
    code = error.errno or 0
    reason = text("the system gives the code {code}", code=errno.errorcode.get(code, "?"))
    if code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        reason = text("the disk is full")
    elif code in (errno.EACCES, errno.EPERM, errno.EROFS):
        reason = text("this account may not write or read there")
    elif code == errno.ENAMETOOLONG:
        reason = text("the name is too long")
    elif code in (errno.EEXIST, errno.ENOTDIR, errno.ELOOP):
        reason = text("a file or a link is where a folder should be")
    return text(
        "{file} could not be written or read: {reason}. Put that right, then give the same command again.",
        file=str(error.filename)[-80:] if error.filename else text("A file"),
        reason=reason,
    )


def _wrong_call(error: click.ClickException) -> Text:
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    path = called(ctx.command_path.partition(" ")[2] if ctx else "").strip()
    what = error.format_message().rstrip(" .。")
    return text("Nothing was done: {what}\nHow it is called: {path} --help", what=what, path=path)


class Place(click.Path):
    """A file or folder as people type and paste it: in quotes of any kind, as file://…, beginning with ~."""

    _QUOTES = " \t\"'“”‘’「」"

    def __init__(self, kind: type = Path) -> None:
        super().__init__(path_type=kind)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; one that exists as it is typed stays so, but for ``.`` and ``..``, which are no names."""
        if not isinstance(value, str) or os.path.lexists(value):
            return _with_name(super().convert(value, param, ctx))
        plain = value.strip(self._QUOTES) or value
        if plain.startswith("file:"):
            plain = unquote(plain.removeprefix("file:").removeprefix("//"))
            plain = plain[1:] if plain[2:3] == ":" else plain  # /C:/… of Windows
        return super().convert(os.path.expanduser(plain), param, ctx)  # noqa: PTH111 - may be a pattern


def _with_name(path: Any) -> Any:
    """Return a folder that was typed as ``.`` or ``..`` with the name that it has."""
    if not isinstance(path, Path) or path.name not in ("", os.pardir):
        return path
    return Path(os.path.normpath(path.absolute()))


class Year(click.types.IntParamType):
    """A year as people type it: 2025, ２０２５, 2025年, 2025年度 or 二〇二五."""

    _DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the year as a number."""
        plain = unicodedata.normalize("NFKC", str(value)).strip().translate(self._DIGITS)
        typed: Any = plain.removesuffix("度").removesuffix("年").strip()
        year: int = super().convert(typed if typed.isdecimal() else value, param, ctx)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            said = text("{year} is no year from {first} to {last}", year=year, first=FIRST_YEAR, last=LAST_YEAR)
            self.fail(LANGUAGE.say(said), param, ctx)
        return year
