"""The hold on a process of cells: how it comes to be, what it is asked, what it answers, how it ends."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import forkserver, util
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any

from evaltoolkit.batch.cells.frames import READY, message_of
from evaltoolkit.batch.cells.preload import ASKED, FORKED_FROM, THREAD_LIMITS, fault_here
from evaltoolkit.batch.cells.serve import serve

METHOD_VARIABLE = "EVALTOOLKIT_PROCESSES"  # "spawn": no process is forked from one that has everything imported
SERVER, FORK, SPAWN = "forkserver", "fork", "spawn"  # multiprocessing's start methods
START_SECONDS = 120.0  # the first process waits for the imports
_END_SECONDS = 2.0
_LOOK_SECONDS = 1.0  # a fork of the cells' process may hold its line open when it is gone


class NoStartError(RuntimeError):
    """There is no process for the cells."""


class CellTimeError(Exception):
    """The time is over."""


class CellProcess:
    """One process, for one notebook.

    Parameters
    ----------
    method
        How it is started.
    modules
        What it imports at once, unless it is forked from a process that has.
    """

    def __init__(self, method: str, modules: Sequence[str]) -> None:
        context: Any = multiprocessing.get_context(method)
        self.owner, self.method, self._is_busy = os.getpid(), method, False
        ours, theirs = context.Pipe()
        self._line: Connection = ours
        given = (theirs, self._line if method == FORK else None, () if method == FORK else modules)
        self._process: BaseProcess = context.Process(target=serve, args=given, daemon=True)
        multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]  # it may start one
        try:
            with _without_main():
                self._process.start()
        except BaseException:
            self._line.close()
            raise
        finally:
            theirs.close()

    @property
    def pid(self) -> int:
        """Return the process id."""
        return self._process.pid or 0

    @property
    def is_fresh(self) -> bool:
        """Return whether the process is this one's and lives."""
        return self.owner == os.getpid() and self._process.is_alive()

    def begin(self, folder: str, log: str) -> dict[str, Any]:
        """Let the process take its place in the working folder, and return what it says of itself when it is there.

        Raises
        ------
        NoStartError
            It did not come to that.
        """
        own = {"", str(Path.cwd()), str(Path(sys.argv[0]).resolve().parent)}
        place = {"folder": folder, "log": log, "environment": _environment(), "not_on_path": sorted(own)}
        with contextlib.suppress(EOFError, CellTimeError):
            self.ask(json.dumps(place))
            told = message_of(self.next(time.monotonic() + START_SECONDS))
            if told["msg_type"] == READY:
                self._is_busy = False
                content: dict[str, Any] = told["content"]
                return content
        self.kill()
        raise NoStartError("the process for the cells did not start")

    def ask(self, words: str) -> None:
        """Send what is to be done."""
        self._is_busy = True
        with contextlib.suppress(OSError):  # it is gone, which the next look at its line says
            self._line.send_bytes(words.encode("utf-8", errors="surrogatepass"))

    def next(self, end: float | None = None) -> bytes:
        """Return the next frame.

        Raises
        ------
        CellTimeError
            There is none until `end`.
        EOFError
            The process is gone.
        """
        while not self._line.poll(_LOOK_SECONDS if end is None else max(0, min(_LOOK_SECONDS, end - time.monotonic()))):
            if end is not None and time.monotonic() >= end:
                raise CellTimeError
            if not self._process.is_alive() and not self._line.poll():
                raise EOFError
        try:
            return self._line.recv_bytes()
        except OSError:
            raise EOFError from None

    def rest(self) -> None:
        """Say that what was asked is done."""
        self._is_busy = False

    def interrupt(self) -> None:
        """Interrupt what runs, as Ctrl-C does."""
        os.kill(self.pid, signal.SIGINT)

    def close(self) -> None:
        """End the process: in good order where it rests, at once where it works."""
        if self.owner != os.getpid():
            return
        self._line.close()
        if not self._is_busy:
            self._process.join(_END_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End the process at once, with all that it started."""
        if self._process.is_alive():
            with contextlib.suppress(OSError, AttributeError):
                os.killpg(self.pid, signal.SIGKILL)
            self._process.kill()
        self._process.join(_END_SECONDS)


class Cells:
    """Hand out processes that no notebook has used.

    Parameters
    ----------
    modules
        What the notebooks import.
    method
        How processes are started; as the platform allows by default.
    """

    def __init__(self, modules: Sequence[str], method: str | None = None) -> None:
        self._modules, self._goes_on, self._method = tuple(modules), False, method or start_method()
        self._ahead: CellProcess | None = None

    def prepare(self) -> None:
        """Begin what the first notebook would have to wait for."""
        if self._method == SERVER:
            start_server(self._modules)
        elif self._ahead is None:
            self._ahead = CellProcess(SPAWN, self._modules)

    def fork(self) -> None:
        """Fork the first notebook's process off this one, which has seen nothing yet; later ones are fresh."""
        self._method = SPAWN
        if not fault_here():
            self._ahead = CellProcess(FORK, ())

    def go_on(self) -> None:
        """Make a process ahead now and, while each works, for the next notebook."""
        self._goes_on = True
        self.prepare()

    def begin(self, folder: str, log: str) -> tuple[CellProcess, dict[str, Any]]:
        """Return a process that has taken its place in the working folder, and what it says of itself.

        Raises
        ------
        NoStartError
            None came to that, not even a fresh one.
        """
        ahead, self._ahead = self._ahead, None
        try:
            process = ahead if ahead is not None and ahead.is_fresh else self._started()
            told = process.begin(folder, log)
        except (NoStartError, EOFError, OSError):
            process = CellProcess(SPAWN, self._modules)
            told = process.begin(folder, log)
        if self._goes_on and self._method == SPAWN:
            self.prepare()
        return process, told

    def close(self) -> None:
        """End the process that nobody took."""
        if self._ahead is not None:
            self._ahead.close()

    def _started(self) -> CellProcess:
        self.prepare()
        ahead, self._ahead = self._ahead, None
        return ahead or CellProcess(self._method, ())


def start_method() -> str:
    """Return how processes are started here: forked from one that has everything imported, or afresh.

    Notes
    -----
    Apple's frameworks may end a process that was forked after they were loaded, so there none is; nor on Windows.
    """
    return SERVER if sys.platform == "linux" and os.environ.get(METHOD_VARIABLE) != SPAWN else SPAWN


def start_server(modules: Sequence[str]) -> None:
    """Let a process import what is forked from it later; one that stands already stays as it is."""
    multiprocessing.get_context(SERVER).set_forkserver_preload([FORKED_FROM])
    os.environ[ASKED] = json.dumps([util.get_temp_dir(), *modules])
    try:
        forkserver.ensure_running()
    finally:
        del os.environ[ASKED]


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep multiprocessing from running the main module in the process of the cells, which have a main of their own."""
    main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _environment() -> dict[str, str]:
    # As jupyter_client and OwnKernel give a fresh kernel.
    return {**dict.fromkeys(THREAD_LIMITS, "1"), **os.environ, "JPY_PARENT_PID": str(os.getpid())}
