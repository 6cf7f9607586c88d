"""Turn a freshly forked process into a kernel, as if ``python -m ipykernel_launcher`` had been started."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import os
import random
import signal
import socket
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, NamedTuple, NoReturn

from evaltoolkit.batch.cells.preload import BACKEND
from evaltoolkit.batch.warm.own_modules import OwnModules
from evaltoolkit.batch.warm.wire import READY, Launch, send_line

STREAM = "evaltoolkit.batch.warm.streams.QuietStream"  # class of a kernel's standard output and errors
_PR_SET_PDEATHSIG = 1  # prctl(2)
_CONTROL_SECONDS = 1.0
_INLINE_BACKEND = "module://matplotlib_inline.backend_inline"  # what ipykernel sets where the variable is empty


class Preloaded(NamedTuple):
    """What a kernel forked from the server is to be given."""

    environment: dict[str, str]  # variables that the imports set, and so would have set in a fresh kernel
    own_modules: OwnModules


def become_kernel(
    launch: Launch, streams: list[int], line: socket.socket, *, server: int, preloaded: Preloaded
) -> NoReturn:
    """Run a kernel in this process until it ends, then end the process with the kernel's exit status.

    Parameters
    ----------
    launch
        The kernel asked for.
    streams
        Its standard input, output and errors.
    line
        Where to say that the kernel answers.
    server
        Process id of the server; the kernel dies with it.
    preloaded
        What the server imported.
    """
    status = 1
    try:
        _leave_server(server)
        _take_streams(streams)
        _take_place(launch, preloaded.environment)
        status = _run(launch.arguments, line, server, preloaded.own_modules)
    except SystemExit as end:
        status = _status_of(end)
    except BaseException:  # whatever it was: a fork must never return into the server's loop
        traceback.print_exc()
    finally:
        _finish(status)


def _leave_server(server: int) -> None:
    os.setsid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != server:
        os._exit(1)


def _take_streams(streams: list[int]) -> None:
    for target, source in enumerate(streams):
        os.dup2(source, target)
    for source in streams:
        os.close(source)
    sys.stdin = sys.__stdin__ = _opened(0, "r", sys.__stdin__)  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = _opened(1, "w", sys.__stdout__)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _opened(2, "w", sys.__stderr__)  # type: ignore[misc]


def _opened(number: int, mode: str, like: Any) -> Any:
    # As the interpreter opened the server's, none of which is a terminal.
    stream: Any = open(number, mode, encoding=like.encoding, errors=like.errors, closefd=False)  # noqa: SIM115
    by_lines = like.line_buffering or (os.isatty(number) and not like.write_through)
    stream.reconfigure(line_buffering=by_lines, write_through=like.write_through)
    return stream


def _take_place(launch: Launch, set_by_imports: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(set_by_imports | launch.environment)
    os.chdir(launch.folder)
    time.tzset()
    tempfile.tempdir = None
    launcher = find_spec("ipykernel_launcher")
    sys.argv = [launcher.origin if launcher and launcher.origin else "ipykernel_launcher", *launch.arguments]
    sys.orig_argv = [*launch.interpreter, "-m", "ipykernel_launcher", *launch.arguments]
    _renew_random_state()
    _leave_backend_to_shell()
    gc.enable()


def _renew_random_state() -> None:
    random.seed()
    numpy_random = sys.modules.get("numpy.random")
    if numpy_random is not None:
        numpy_random.seed()


def _leave_backend_to_shell() -> None:
    # As if matplotlib were imported only now: it takes its backend from the variable, the shell fills in the variable.
    if not os.environ.get(BACKEND):
        os.environ[BACKEND] = _INLINE_BACKEND
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is not None:
        matplotlib.rcParams["backend"] = os.environ[BACKEND]


def _run(arguments: list[str], line: socket.socket, server: int, own_modules: OwnModules) -> int:
    from ipykernel.kernelapp import IPKernelApp
    from tornado.ioloop import IOLoop

    app: Any = IPKernelApp.instance(parent_handle=server, outstream_class=STREAM)
    with own_modules.alone():
        app.initialize(arguments)
    _when_all_loops_run(app, IOLoop.current(), lambda: _say_ready(line))
    app.start()
    _end_control(app)
    return 0


def _end_control(app: Any) -> None:
    # ipykernel stops the thread that publishes before the one that may still be flushing into it, and then waits 10 s.
    thread = getattr(app, "control_thread", None)
    if thread is not None and thread.is_alive():
        thread.stop()
        thread.join(_CONTROL_SECONDS)


def _when_all_loops_run(app: Any, main: Any, say: Callable[[], None]) -> None:
    threads = (getattr(app, name, None) for name in ("shell_channel_thread", "control_thread"))
    loops = [main, *(thread.io_loop for thread in threads if thread is not None)]

    def next_loop() -> None:
        if loops:
            loops.pop(0).add_callback(next_loop)
        else:
            say()

    next_loop()


def _say_ready(line: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the client is gone; the server will end this kernel
        send_line(line, **{READY: True})
    line.close()


def _status_of(end: SystemExit) -> int:
    if end.code is None:
        return 0
    return end.code if isinstance(end.code, int) else 1


def _finish(status: int) -> NoReturn:
    # As the interpreter's own end, without taking every module apart.
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
    finally:
        os._exit(status)
