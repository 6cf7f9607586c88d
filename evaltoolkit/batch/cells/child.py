"""A process that was just started to run a notebook: it leaves what it came from and takes its place."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from evaltoolkit.batch.cells.preload import BACKEND, INLINE, SHELL_MODULES, fault_here, limit_threads, make_ready
from evaltoolkit.batch.with_parent import die_with_parent, end_with_parent, may_start_processes

NAME = "cells"  # under which the system lists the process


def serve_cells(line: Connection, others: Iterable[Connection]) -> NoReturn:
    """Run the cells that come down the line; this process never saw another notebook and sees no other.

    It closes `others`, which a fork inherits. Lists of modules may come first, which it makes ready.
    """
    for other in others:
        other.close()
    try:
        stand_alone(NAME)
        make_ready(SHELL_MODULES)
        with contextlib.suppress(EOFError):  # they are gone, or have come to the notebook's end
            while isinstance(place := json.loads(line.recv_bytes()), list):
                make_ready(place)
            from evaltoolkit.batch.cells.shell import CellShell

            take_place(**place)
            shell = CellShell(line.send_bytes)
            while not shell.is_over:
                shell.run(line.recv_bytes().decode("utf-8", errors="surrogatepass"))
    except Exception:
        sys.__excepthook__(*sys.exc_info())
    finally:
        finish()


def stand_alone(name: str) -> None:
    """Leave the group, the streams and the duties of the process that this one came from; end where it does."""
    if fault_here():
        os._exit(1)
    may_start_processes()
    atexit._clear()
    limit_threads()
    if hasattr(os, "setsid"):
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not die_with_parent(name):
        end_with_parent(_end_group)
    _take_streams(os.devnull)


def take_place(folder: str, log: str, environment: Mapping[str, str]) -> None:
    """Take the working folder, the log for what is written below Python and the environment; have chance of one's own.

    matplotlib's backend is chosen as if it were imported only now: it takes the variable, which a kernel fills in.
    """
    if sys.path and Path(sys.path[0]) in (Path(), Path.cwd(), Path(sys.argv[0]).absolute().parent):
        del sys.path[0]
    del sys.argv[1:]
    os.environ.clear()
    os.environ.update({**environment, BACKEND: environment.get(BACKEND) or f"module://{INLINE}"})
    os.chdir(folder)
    _take_streams(log)
    if hasattr(time, "tzset"):
        time.tzset()
    tempfile.tempdir = None
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rcParams["backend"] = os.environ[BACKEND]


def finish() -> NoReturn:
    """End as the interpreter does, without taking every module apart, and with all that was started."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        for stream in (sys.__stdout__, sys.__stderr__):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                stream.flush()  # type: ignore[union-attr]
    finally:
        _end_group()


def _take_streams(log: str) -> None:
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


def _end_group() -> NoReturn:
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)
