"""An intake process that is started before a workbook is there to be taken in, and waits for it.

The imports, which take as long as reading a workbook, lie behind it then. Like one started for a workbook it alone sees
who the people are. One that is forked ends when it has answered; one that imported all of it by itself waits for the
next workbook of the same worker.
"""

from __future__ import annotations

import contextlib
import gc
import io
import multiprocessing
import os
import signal
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess


@dataclass(slots=True)
class _Ahead:
    parent: int
    process: BaseProcess
    line: Connection
    goes_on: bool
    asked: tuple[list[str], str] | None = None  # what it is at already


_GO_ON = "go on"  # and write; before it is told so a process reads
_waiting: list[_Ahead] = []


def fork_intake(others: Sequence[Connection]) -> Connection:
    """Fork the process that takes the next workbook in, and return the line to it.

    Parameters
    ----------
    others
        Lines of this process that the other one must not hold.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    return _start(context.Process(target=_serve, args=(theirs, (ours, *others)), daemon=True), ours, theirs)


def spawn_intake() -> None:
    """Start the process that takes in all workbooks of this one, as a program that imports everything itself."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, ()), kwargs={"goes_on": True}, daemon=True)
    _start(process, ours, theirs, goes_on=True)


def _start(process: BaseProcess, ours: Connection, theirs: Connection, *, goes_on: bool = False) -> Connection:
    with theirs:
        process.start()
    _waiting.append(_Ahead(os.getpid(), process, ours, goes_on))
    return ours


def ask_ahead(arguments: list[str], of: str) -> bool:
    """Let an intake process that waits read what :func:`run_ahead` will ask for next; return whether one does.

    Nothing is written before that is called. Arguments are as there.
    """
    if not _is_one_here() or _waiting[-1].asked is not None:
        return False
    with contextlib.suppress(OSError):  # it is gone, which the next look at its line says
        _waiting[-1].line.send(arguments)
    _waiting[-1].asked = arguments, of
    return True


def run_ahead(arguments: list[str], seconds: float, of: str = "") -> str | None:
    """Return what the intake process that waits printed, nothing where it failed; None where none waits.

    Parameters
    ----------
    arguments
        Of ``python -m evaltoolkit.intake``.
    seconds
        How long it may take.
    of
        Digest of the workbook: what was begun with another one's is left.
    """
    if not _is_one_here():
        return None
    ahead, said = _waiting.pop(), ""
    asked, ahead.asked = ahead.asked, None
    is_other = asked not in (None, (arguments, of))
    try:
        if asked is None:
            ahead.line.send(arguments)
        if not is_other:
            with contextlib.suppress(OSError):  # it has ended; what it said lies in the line
                ahead.line.send(_GO_ON)
            if ahead.line.poll(seconds):
                said = ahead.line.recv_bytes().decode("utf-8")
    except (EOFError, OSError):
        said = ""
    finally:
        if said and ahead.goes_on:
            _waiting.append(ahead)
        else:
            ahead.line.close()
            ahead.process.kill()
            ahead.process.join()
    return None if is_other else said


def _is_one_here() -> bool:
    return bool(_waiting) and _waiting[-1].parent == os.getpid()


def _serve(line: Connection, others: Sequence[Connection], *, goes_on: bool = False) -> None:
    from evaltoolkit.intake.__main__ import main
    from evaltoolkit.intake.take_in import take_in  # noqa: F401 - imported before the workbook is there

    for other in others:
        other.close()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever waits for the answer decides
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)  # a traceback might quote a cell
    gc.disable()  # as in a process of one workbook
    gc.freeze()
    with contextlib.suppress(EOFError, OSError):  # nobody is there any more
        while arguments := line.recv():
            if arguments == _GO_ON:  # with one that was stopped before
                continue
            with redirect_stdout(io.StringIO()) as said:
                main(arguments, line.recv)
            line.send_bytes(said.getvalue().encode("utf-8"))
            if not goes_on:
                return
            gc.collect()
