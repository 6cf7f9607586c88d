"""The process that kernels are forked from: one thread, everything imported, nothing opened.

It ends with the process that started it, and takes its kernels along.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import selectors
import shutil
import signal
import socket
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaltoolkit.batch.cells.preload import UnfitError, preload
from evaltoolkit.batch.warm.forking import fixed_environment
from evaltoolkit.batch.warm.kernel_child import STREAM, Preloaded, become_kernel
from evaltoolkit.batch.warm.own_modules import OwnModules
from evaltoolkit.batch.warm.wire import EXIT, PID, REFUSED, SIGNAL, Launch, Lines, WireError, receive_launch, send_line

# What every kernel imports by itself, some of it only after its start (ipykernel 6 and 7).
KERNEL_MODULES = (
    "IPython.core.completer", "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.debugger_backport",
    "IPython.core.logger", "IPython.core.magics", "IPython.core.oinspect", "IPython.display",
    "IPython.extensions.storemagic", "IPython.utils.wildcard", "comm", "faulthandler", "ipykernel.comm",
    "ipykernel.debugger", "ipykernel.displayhook", "ipykernel.eventloops", "ipykernel.gui", "ipykernel.iostream",
    "ipykernel.kernelapp", "ipykernel.subshell_manager", "ipykernel.zmqshell", "pdb", "psutil", "sqlite3",
    "tornado.platform.asyncio", "zmq.asyncio", "zmq.eventloop.zmqstream",
)  # fmt: skip
_LOOK_FOR_PARENT = 1.0  # seconds; for a parent whose end of the pipe another process keeps open
_REQUEST_SECONDS = 5.0  # a client sends its line at once
_CLIENTS_END_SECONDS, _REMOVE_AGAIN = 2.0, 0.05  # those that end with their common parent take milliseconds


@dataclass(slots=True)
class _Kernel:
    pid: int
    line: socket.socket
    belongings: list[str]
    lines: Lines = field(default_factory=Lines)
    is_orphan: bool = False


class Server:
    """Fork a kernel for every connection to `listener`.

    Parameters
    ----------
    listener
        Unix socket that is bound and listens; its folder is removed at the end.
    lifeline
        Open file that ends when the process that started the server does.
    interpreter
        This Python, with its options.
    """

    def __init__(self, listener: socket.socket, lifeline: int, interpreter: list[str]) -> None:
        self._listener, self._lifeline, self._interpreter = listener, lifeline, interpreter
        self._parent = os.getppid()
        self._environment = fixed_environment(os.environ)
        self._preloaded: Preloaded  # unless there is a fault
        self._fault = ""
        self._kernels: dict[int, _Kernel] = {}
        self._selector = selectors.DefaultSelector()
        self._wakeup, self._waker = os.pipe()
        self._ended = False

    def run(self, modules: list[str]) -> None:
        """Import `modules`, then serve until the parent is gone or a SIGTERM comes."""
        gc.disable()
        try:
            self._preload(modules)
            self._watch_signals()
            for file in (self._listener, self._lifeline, self._wakeup):
                self._selector.register(file, selectors.EVENT_READ)
            while not self._ended and os.getppid() == self._parent:
                for key, _events in self._selector.select(_LOOK_FOR_PARENT):
                    self._handle(key.fileobj, key.data)
        finally:
            self._end()

    def _preload(self, modules: list[str]) -> None:
        try:
            kept: list[OwnModules] = []
            own = (*KERNEL_MODULES, STREAM.rpartition(".")[0])
            environment = preload(modules, self._require_parent, own, lambda: kept.append(OwnModules()))
            self._preloaded = Preloaded(environment, *kept)
        except UnfitError as fault:
            self._fault = str(fault)

    def _require_parent(self) -> None:
        if os.getppid() != self._parent or select.select([self._lifeline], [], [], 0)[0]:
            sys.exit()

    def _watch_signals(self) -> None:
        os.set_blocking(self._waker, False)
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        for number in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _handle(self, file: Any, kernel: _Kernel | None) -> None:
        if kernel is not None:
            self._listen_to(kernel)
        elif file is self._listener:
            self._accept()
        elif file == self._wakeup:
            self._ended = signal.SIGTERM in os.read(self._wakeup, 4096)
            self._reap()
        else:
            self._ended = not os.read(self._lifeline, 1)

    def _accept(self) -> None:
        line, _address = self._listener.accept()
        line.settimeout(_REQUEST_SECONDS)
        try:
            launch, streams = receive_launch(line)
        except (OSError, ValueError, TypeError, WireError):
            line.close()
            return
        refusal = self._refusal(launch)
        if refusal:
            _tell(line, **{REFUSED: refusal})
            line.close()
        else:
            self._fork(launch, streams, line)
        for stream in streams:
            os.close(stream)

    def _refusal(self, launch: Launch) -> str:
        if self._fault:
            return self._fault
        if launch.interpreter != self._interpreter:
            return "another interpreter, or other options of it"
        if fixed_environment(launch.environment) != self._environment:
            return "environment variables that a process reads once differ"
        return ""

    def _fork(self, launch: Launch, streams: list[int], line: socket.socket) -> None:
        server = os.getpid()
        line.settimeout(None)
        try:
            pid = os.fork()
        except OSError as error:
            _tell(line, **{REFUSED: f"the system forks no process: {error.strerror}"})
            line.close()
            return
        if pid == 0:
            self._close_all()
            become_kernel(launch, streams, line, server=server, preloaded=self._preloaded)
        kernel = self._kernels[pid] = _Kernel(pid, line, launch.belongings)
        self._selector.register(line, selectors.EVENT_READ, kernel)
        _tell(line, **{PID: pid})

    def _close_all(self) -> None:
        # Never through the selector: its list in the kernel of the system is shared with the server.
        self._selector.close()
        for kernel in self._kernels.values():
            kernel.line.close()
        self._listener.close()
        for file in (self._lifeline, self._wakeup, self._waker):
            os.close(file)

    def _listen_to(self, kernel: _Kernel) -> None:
        if kernel.pid not in self._kernels:  # it ended while its last words waited
            return
        try:
            data = kernel.line.recv(4096)
        except OSError:
            data = b""
        if not data:
            self._selector.unregister(kernel.line)
            kernel.is_orphan = True
            _signal(kernel.pid, signal.SIGKILL)
            return
        for said in kernel.lines.feed(data):
            _signal(kernel.pid, said[SIGNAL])

    def _reap(self) -> None:
        for kernel in list(self._kernels.values()):
            pid, status = os.waitpid(kernel.pid, os.WNOHANG)
            if pid:
                self._bury(kernel, os.waitstatus_to_exitcode(status))

    def _bury(self, kernel: _Kernel, status: int) -> None:
        del self._kernels[kernel.pid]
        if kernel.is_orphan:
            _remove(kernel.belongings)
        else:
            self._selector.unregister(kernel.line)
            _tell(kernel.line, **{EXIT: status})
        kernel.line.close()

    def _end(self) -> None:
        for kernel in self._kernels.values():
            _signal(kernel.pid, signal.SIGKILL)
        for kernel in self._kernels.values():
            os.waitpid(kernel.pid, 0)
            _remove(kernel.belongings)
        remove_whole(Path(os.fsdecode(self._listener.getsockname())).parent)


def remove_whole(folder: Path) -> None:
    """Remove a folder in which a client that ends as well may just be making another one."""
    end = time.monotonic() + _CLIENTS_END_SECONDS
    shutil.rmtree(folder, ignore_errors=True)
    while folder.exists() and time.monotonic() < end:
        time.sleep(_REMOVE_AGAIN)
        shutil.rmtree(folder, ignore_errors=True)


def _tell(line: socket.socket, **content: Any) -> None:
    with contextlib.suppress(OSError):  # a client that is gone shows as the end of its line
        send_line(line, **content)


def _signal(pid: int, number: int) -> None:
    # The kernel leads a group of its own, except in the first moment of its life.
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def _remove(belongings: list[str]) -> None:
    for name in belongings:
        path = Path(name)
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def main() -> None:
    """Serve on the open socket that the first argument numbers; the others name what to import.

    Standard input is the lifeline.
    """
    listener = socket.socket(fileno=int(sys.argv[1]))
    interpreter = [sys.executable, *sys.orig_argv[1 : sys.orig_argv.index(sys.argv[0])]]
    lifeline = os.dup(0)
    Server(listener, lifeline, interpreter).run(sys.argv[2:])
