"""Errors that a user can mend, and the one table of exit codes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import IntEnum
from typing import Any, ClassVar

from evaltoolkit.language import Language, Ours, Text, Told, public, text

CALLED_VARIABLE = "EVALTOOLKIT_CALLED"  # as in tools/starter/commands.py


def called(words: str) -> Ours:
    """Return a command as whoever reads it gives it: ``python start.py check`` where start.py was used."""
    return Ours(f"{os.environ.get(CALLED_VARIABLE) or 'evaltoolkit'} {words}")


class ExitCode(IntEnum):
    """What a command's exit status means; the only place where the numbers stand."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    SOME_STREETS_FAILED = 3
    PLAN_INVALID = 4
    WORKBOOK_FAULTS = 5
    FILE_MISSING = 6
    FILE_EMPTY = 7
    FILE_ENCRYPTED = 8
    FILE_NOT_A_WORKBOOK = 9
    FILE_BROKEN = 10
    FILE_TOO_LARGE = 11
    POLICY_INVALID = 12
    IDENTIFIER_FOUND = 13
    RUN_FAILED = 14
    TARGET_BUSY = 15
    ALREADY_EXISTS = 16
    REGISTRY_INVALID = 17
    SETUP_FAILED = 18
    INTERRUPTED = 130


class UserError(Exception):
    """Something the user can put right: a sentence with an address and a remedy, no traceback.

    Parameters
    ----------
    sentence
        What was found and what to do, shown in the user's language; words of a notebook's own cell may be a string.
    exit_code
        Exit status of the command that ends with this error.

    Attributes
    ----------
    sentences
        Each fault by itself, where several were found at once; else the one sentence.
    """

    def __init__(self, sentence: Text | str, exit_code: ExitCode = ExitCode.INTERNAL) -> None:
        if isinstance(sentence, str):
            sentence, exit_code = _of_a_cell(sentence), ExitCode.RUN_FAILED
        super().__init__(sentence.english())
        self.sentence = sentence
        self.exit_code = exit_code
        self.sentences: tuple[Text, ...] = (sentence,)

    held: ClassVar[tuple[str, ...]] = ()
    """Fields of the sentence that not everybody may read; all but our own words where none is named."""

    @property
    def public(self) -> Text:
        """Return the sentence as it may stand in a file that leaves the station, and as a kernel may hear it."""
        return public(self.sentence, held=self.held)

    def __reduce__(self) -> tuple[Any, ...]:
        """Come out of another process whole; an exception is made again from its words alone else."""
        return _made_again, (type(self), self.args, self.__dict__)

    def _render_traceback_(self) -> list[str]:
        # What a notebook shows in place of a traceback; the last line brings the exit code out of the kernel.
        return [Language().say(self.public), self.public.english(), f"[{self.exit_code.name}]"]


def _of_a_cell(words: str) -> Text:
    """Return words that a cell of the notebook raises; they may hold anything, so that only who reads them hears."""
    instead = text("The notebook raised an error in words of its own, which are not repeated here.")
    return Text("{said}", (("said", Told(words, instead)),))


def _made_again(kind: type[UserError], words: tuple[str, ...], content: dict[str, Any]) -> UserError:
    error = kind.__new__(kind, *words)
    error.__dict__.update(content)
    return error


class InputError(UserError, ValueError):
    """A function was called with what it cannot work with; as a ValueError also for code that knows no sentences."""

    held = ("value", "file")

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence, ExitCode.USAGE)


class FaultsError(UserError):
    """Several things to put right at once, one sentence each."""

    def __init__(self, sentences: Sequence[Text], exit_code: ExitCode = ExitCode.INTERNAL) -> None:
        super().__init__(_lines(sentences), exit_code)
        self.sentences = tuple(sentences)


class PlanError(FaultsError):
    """The parameter file cannot be used as it stands."""

    def __init__(self, *sentences: Text) -> None:
        super().__init__(sentences, ExitCode.PLAN_INVALID)


class WorkbookError(FaultsError):
    """The workbook can be read, but holds faults that must be put right first."""

    def __init__(self, *sentences: Text) -> None:
        super().__init__(sentences, ExitCode.WORKBOOK_FAULTS)


class RegistryError(FaultsError):
    """A scale or an indicator system cannot be used as it stands."""

    def __init__(self, *sentences: Text) -> None:
        super().__init__(sentences, ExitCode.REGISTRY_INVALID)


class PolicyError(FaultsError):
    """The audience policy is missing, incomplete or below its floor: nothing may be written."""

    def __init__(self, *sentences: Text) -> None:
        super().__init__(sentences, ExitCode.POLICY_INVALID)


class FileError(UserError):
    """A file of the user cannot be read; the exit code says in which way."""


class RunError(UserError):
    """The notebook of a street did not come to its end."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence, ExitCode.RUN_FAILED)


class KernelStartError(RunError):
    """The process that a notebook needs did not come up; another may."""


def _lines(sentences: Sequence[Text]) -> Text:
    if len(sentences) == 1:
        return sentences[0]
    names = [f"line_{number:06}" for number, _ in enumerate(sentences)]
    return Text("\n".join(f"{{{name}}}" for name in names), tuple(zip(names, sentences, strict=True)))
