"""An intake process that is forked before its parent has seen anything, and waits for one workbook.

It has imported what its parent had, which takes as long as reading a workbook; like one started afresh it alone sees
who the people are, and ends when it has answered.
"""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class _Ahead:
    parent: int
    process: BaseProcess
    line: Connection


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
    process = context.Process(target=_serve, args=(theirs, (ours, *others)), daemon=True)
    process.start()
    theirs.close()
    _waiting.append(_Ahead(os.getpid(), process, ours))
    return ours


def run_ahead(arguments: list[str], seconds: float) -> str | None:
    """Return what the intake process that waits printed, nothing where it failed; None where none waits.

    Parameters
    ----------
    arguments
        Of ``python -m evaltoolkit.intake``.
    seconds
        How long it may take.
    """
    if not _waiting or _waiting[-1].parent != os.getpid():
        return None
    ahead = _waiting.pop()
    try:
        ahead.line.send(arguments)
        return ahead.line.recv_bytes().decode("utf-8") if ahead.line.poll(seconds) else ""
    except (EOFError, OSError):
        return ""
    finally:
        ahead.line.close()
        ahead.process.kill()
        ahead.process.join()


def _serve(line: Connection, others: Sequence[Connection]) -> None:
    from evaltoolkit.intake.__main__ import main

    for other in others:
        other.close()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)  # a traceback might quote a cell
    try:
        arguments = line.recv()
    except EOFError:
        return
    gc.disable()  # as in a fresh process of its own
    with redirect_stdout(io.StringIO()) as said:
        main(arguments)
    line.send_bytes(said.getvalue().encode("utf-8"))
