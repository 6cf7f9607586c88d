"""The process of the cells, from its first moment to its last."""

from __future__ import annotations

import atexit
import contextlib
import importlib
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from multiprocessing import current_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

from evaltoolkit.batch.cells.frames import UNFIT, message
from evaltoolkit.batch.cells.preload import fault_here, limit_threads, modules_of
from evaltoolkit.batch.with_parent import die_with_parent, end_with_parent

TITLE = "cells"  # the name under which the system lists the process


def serve(line: Connection, other_end: Connection | None, modules: Iterable[str]) -> NoReturn:
    """Run the cells that come down the line; this process never saw another notebook and sees no other.

    Parameters
    ----------
    line
        To whoever runs the notebook.
    other_end
        Their end of it, where the fork inherited it.
    modules
        What to import while nothing is asked yet.
    """
    if other_end is not None:
        other_end.close()
    try:
        _stand_alone()
        if fault_here():
            line.send_bytes(json.dumps(message(UNFIT, {"fault": fault_here()})).encode())
            os._exit(1)
        limit_threads()
        for name in modules_of(modules):
            importlib.import_module(name)
        with contextlib.suppress(EOFError):  # they are gone, or have come to the notebook's end
            _take_place(json.loads(line.recv_bytes()))
            _run_cells(line)
    except Exception:
        sys.__excepthook__(*sys.exc_info())
    finally:
        _finish()


def _run_cells(line: Connection) -> None:
    from evaltoolkit.batch.cells.shell import CellShell

    shell = CellShell(line.send_bytes)
    while not shell.is_over:
        shell.run(line.recv_bytes().decode("utf-8", errors="surrogatepass"))


def _stand_alone() -> None:
    current_process()._config["daemon"] = False  # type: ignore[attr-defined]  # cells may start processes
    atexit._clear()  # what others left for their end is not ours to do
    if hasattr(os, "setsid"):
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not die_with_parent():
        end_with_parent(lambda: _end_group(1))
    _take_streams(os.devnull)


def _take_streams(log: str) -> None:
    """Let what is written below Python go into the log; a process that waits for its notebook has none yet."""
    with Path(os.devnull).open("rb") as nothing, Path(log).open("ab") as stream:
        for source, target in ((nothing, 0), (stream, 1), (stream, 2)):
            os.dup2(source.fileno(), target)
    sys.stdin = sys.__stdin__ = open(0, closefd=False)  # type: ignore[misc]  # noqa: SIM115
    for name, number in (("stdout", 1), ("stderr", 2)):
        like = getattr(sys, f"__{name}__")
        opened = open(number, "w", encoding=like.encoding, errors=like.errors, closefd=False)  # noqa: SIM115
        opened.reconfigure(write_through=like.write_through)
        setattr(sys, name, opened)
        setattr(sys, f"__{name}__", opened)


def _take_place(begin: dict[str, Any]) -> None:
    os.environ.clear()
    os.environ.update(begin["environment"])
    os.chdir(begin["folder"])
    _take_streams(begin["log"])
    if hasattr(time, "tzset"):
        time.tzset()
    tempfile.tempdir = None
    sys.argv = sys.argv[:1]
    if sys.path and sys.path[0] in begin["not_on_path"]:
        del sys.path[0]
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def _finish() -> NoReturn:
    """End as the interpreter does, without taking every module apart, and with all that the cells started."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        for stream in (sys.__stdout__, sys.__stderr__):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                stream.flush()  # type: ignore[union-attr]
    finally:
        _end_group(0)


def _end_group(status: int) -> NoReturn:
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(status)
