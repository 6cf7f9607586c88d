"""The hold on a process of cells: how it comes to be, what it is asked, what it answers, how it ends."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import inf
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from types import ModuleType
from typing import Any

from evaltoolkit.batch.cells.child import serve_cells
from evaltoolkit.batch.cells.preload import ASKED, SHELL_MODULES, THREAD_LIMITS, preload
from evaltoolkit.batch.with_parent import may_start_processes

METHOD_VARIABLE = "EVALTOOLKIT_PROCESSES"  # "spawn": no process is forked from one that has everything imported
SERVER, FORK, SPAWN = "forkserver", "fork", "spawn"  # multiprocessing's start methods
START_SECONDS = 120.0  # the first process waits for the imports
_END_SECONDS = 2.0
_one_at_a_time = Lock()
_LONGEST_FOLDER = 60  # bytes: a socket's whole path has at most 103, unix(4) and unix(7)
_LOOK_SECONDS = 1.0  # a fork of the cells' process may hold its line open when it is gone


class NoStartError(RuntimeError):
    """There is no process for the cells."""


class CellProcess:
    """One process, for one notebook; a fork of this one does not hold `others`."""

    def __init__(self, method: str, others: Sequence[Connection] = ()) -> None:
        context: Any = multiprocessing.get_context(method)
        ours, theirs = context.Pipe()
        given = (theirs, (ours, *others) if method == FORK else ())
        self._owner, self.is_busy, self._line = os.getpid(), False, ours
        self._process: BaseProcess = context.Process(target=serve_cells, args=given, daemon=True)
        with theirs, starting():
            self._process.start()

    @property
    def is_fresh(self) -> bool:
        """Return whether the process is this one's and lives."""
        return self._owner == os.getpid() and self._process.is_alive()

    def import_ahead(self, modules: Sequence[str]) -> None:
        """Let the process import them while it waits for its place."""
        self.ask(json.dumps(modules))

    def begin(self, folder: str, log: str) -> dict[str, Any]:
        """Let the process take its place, and return what it says of itself when it is there; else a NoStartError."""
        # The environment as jupyter_client and OwnKernel give it to a kernel.
        environment = {**dict.fromkeys(THREAD_LIMITS, "1"), **os.environ, "JPY_PARENT_PID": str(os.getpid())}
        self.ask(json.dumps({"folder": folder, "log": log, "environment": environment}))
        try:
            told = self.next(time.monotonic() + START_SECONDS)
        except (EOFError, TimeoutError):
            self.kill()
            raise NoStartError("the process for the cells did not start") from None
        self.is_busy = False
        content: dict[str, Any] = json.loads(told)["content"]
        return content

    def ask(self, words: str) -> None:
        """Send what is to be done."""
        self.is_busy = True
        with contextlib.suppress(OSError):  # it is gone, which the next look at its line says
            self._line.send_bytes(words.encode("utf-8", errors="surrogatepass"))

    def next(self, end: float | None) -> bytes:
        """Return the next frame; TimeoutError where there is none until `end`, EOFError where the process is gone."""
        while not self._line.poll(max(0, min(_LOOK_SECONDS, (end or inf) - time.monotonic()))):
            if time.monotonic() >= (end or inf):
                raise TimeoutError
            if not self._process.is_alive() and not self._line.poll():
                raise EOFError
        try:
            frame: bytes = self._line.recv_bytes()
        except OSError:
            raise EOFError from None
        return frame

    def close(self) -> None:
        """End the process: in good order where it rests, at once where it works."""
        self._line.close()
        if self._owner == os.getpid():
            self._process.join(0 if self.is_busy else _END_SECONDS)
            self.kill()

    def kill(self) -> None:
        """End the process at once, with all that it started."""
        pid = self._process.pid
        if pid and self._process.is_alive():
            with contextlib.suppress(OSError, AttributeError):
                os.killpg(pid, signal.SIGKILL)
            self._process.kill()
        self._process.join(_END_SECONDS)


class Cells:
    """Hand out processes that no notebook has used and that have imported `modules`; started as the platform allows.

    While it `goes_on`, one is made ahead for the notebook after the one that begins.
    """

    def __init__(self, modules: Sequence[str], method: str | None = None) -> None:
        self._modules, self.goes_on, self._method = tuple(modules), False, method or start_method()
        self._ahead: CellProcess | None = None

    def prepare(self) -> None:
        """Begin what the next notebook would have to wait for."""
        if self._method == SERVER:
            start_server((*SHELL_MODULES, *self._modules))
        elif self._ahead is None:
            self._ahead = self._spawned()

    def go_on(self, others: Sequence[Connection] = ()) -> None:
        """Make a process ahead now and, while it works, for the next notebook.

        One that was just forked itself forks it, since it has seen nothing yet; later ones are fresh.
        """
        if self._method == SERVER:
            self._method, self._ahead = SPAWN, CellProcess(FORK, others)
        else:
            self.goes_on = True
            self.prepare()

    def import_ahead(self) -> None:
        """Let the process that was made ahead import what the process did not have that it was forked from."""
        if self._ahead is not None:
            self._ahead.import_ahead(self._modules)

    def begin(self, folder: str, log: str) -> tuple[CellProcess, dict[str, Any]]:
        """Return a process that has taken its place, and what it says of itself; NoStartError where none did."""
        try:
            process = self._take()
            told = process.begin(folder, log)
        except (NoStartError, EOFError, OSError):
            process = self._spawned()
            told = process.begin(folder, log)
        if self.goes_on:
            self.prepare()
        return process, told

    def close(self) -> None:
        """End the process that nobody took."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.close()

    def _spawned(self) -> CellProcess:
        process = CellProcess(SPAWN)
        process.import_ahead(self._modules)
        return process

    def _take(self) -> CellProcess:
        if self._ahead is None or not self._ahead.is_fresh:
            self._ahead = None
            self.prepare()
        ahead, self._ahead = self._ahead, None
        return ahead or CellProcess(self._method)


def start_method() -> str:
    """Return how processes are started here: forked from one that has everything imported, or afresh.

    Apple's frameworks may end a process that was forked after they were loaded, so there none is; nor on Windows.
    """
    return SERVER if sys.platform == "linux" and os.environ.get(METHOD_VARIABLE) != SPAWN else SPAWN


def start_server(modules: Sequence[str]) -> None:
    """Let a process import what is forked from it later; one that stands already stays as it is."""
    from multiprocessing import forkserver, util

    multiprocessing.get_context(SERVER).set_forkserver_preload([preload.__module__])
    usual = tempfile.gettempdir()
    if len(os.fsencode(usual)) > _LONGEST_FOLDER:
        tempfile.tempdir = "/tmp"  # noqa: S108 - a private folder in it
    os.environ[ASKED] = json.dumps([util.get_temp_dir(), *modules])
    tempfile.tempdir = usual
    try:
        forkserver.ensure_running()
    finally:
        del os.environ[ASKED]


@contextmanager
def starting() -> Iterator[None]:
    """Let a worker start processes of its own, and multiprocessing not run the main module in them."""
    may_start_processes()
    with _one_at_a_time:
        main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
