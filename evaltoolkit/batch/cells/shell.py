"""The IPython shell of the cells: that of a Jupyter kernel, whose messages go down one line instead of into sockets."""

from __future__ import annotations

import base64
import builtins
import getpass
import io
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from threading import RLock
from types import SimpleNamespace
from typing import Any

import comm
from comm.base_comm import BaseComm
from ipykernel.compiler import XCachingCompiler
from ipykernel.eventloops import enable_gui
from ipykernel.jsonutil import json_clean
from ipykernel.kernelbase import Kernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.profiledir import ProfileDir
from IPython.core.shellapp import InteractiveShellApp
from jupyter_client.session import Session, json_packer
from traitlets.config import Config

from evaltoolkit.batch.cells.frames import FLUSHED, READY, REPLY, STREAMS, message
from evaltoolkit.batch.cells.preload import BACKEND

Send = Callable[[bytes], None]
_INLINE = "module://matplotlib_inline.backend_inline"  # what a kernel sets where the variable is empty


class Messages(Session):
    """What a kernel's classes take for their session: it hands every message on unsigned, without a socket."""

    def __init__(self, send: Send) -> None:
        super().__init__(key=b"")
        self._hand_on = send

    def msg(self, msg_type: str, content: Any = None, *_: Any, metadata: Any = None, **__: Any) -> dict[str, Any]:
        """Return a message."""
        return {**message(msg_type, content or {}), "metadata": metadata or {}}

    def send(  # type: ignore[override]
        self, _socket: Any, msg_or_type: Any, content: Any = None, *_: Any, metadata: Any = None, **given: Any
    ) -> dict[str, Any]:
        """Send a message."""
        is_whole = isinstance(msg_or_type, dict)
        whole = msg_or_type if is_whole else self.msg(msg_or_type, content, metadata=metadata)
        if given.get("buffers"):
            whole["buffers"] = [base64.b64encode(part).decode() for part in given["buffers"]]
        self._hand_on(json_packer(whole))
        return whole


class Stream(io.TextIOBase):
    """A standard stream of the cells; whoever runs the notebook has every word at once, also of a cell that dies."""

    encoding = "UTF-8"

    def __init__(self, name: str, number: int, send: Send) -> None:
        self.name, self._number, self._hand_on = name, number, send
        self._is_clean = True

    def write(self, string: str) -> int:
        """Write, and remember that there is something to flush."""
        if not isinstance(string, str):
            raise TypeError(f"write() argument must be str, not {type(string)}")
        if string:
            self._hand_on(STREAMS[self.name] + string.encode("utf-8", errors="surrogateescape"))
            self._is_clean = False
        return len(string)

    def flush(self) -> None:
        """Let what comes next stand in an output of its own."""
        if not self._is_clean:
            self._is_clean = True
            self._hand_on(FLUSHED[self.name])

    def fileno(self) -> int:
        """Return the stream of the process itself, which goes into the log."""
        return self._number

    def isatty(self) -> bool:
        """Return that this is no terminal."""
        return False

    def writable(self) -> bool:
        """Return that one can write."""
        return True


class CellShell:
    """Run cells one after another, and tell what a kernel would tell.

    Parameters
    ----------
    send_bytes
        Takes every frame.
    """

    def __init__(self, send_bytes: Send) -> None:
        self._guard, self._send_bytes = _shared_lock(), send_bytes
        self._session = Messages(self._send)
        _choose_backend()
        kernel = SimpleNamespace(eventloop=None, session=self._session, _allow_stdin=False)
        self._shell: Any = ZMQInteractiveShell.instance(
            config=Config(HistoryManager={"hist_file": ":memory:"}), ipython_dir="", profile_dir=ProfileDir(),
            kernel=kernel, compiler_class=XCachingCompiler,
        )  # fmt: skip
        for part in (self._shell.displayhook, self._shell.display_pub):
            setattr(part, "session", self._session)  # noqa: B010 - no name of IPython's own class
        self._shell.enable_gui = partial(enable_gui, kernel=kernel)
        sys.stdout, sys.stderr = Stream("stdout", 1, self._send), Stream("stderr", 2, self._send)
        builtins.input, getpass.getpass = partial(Kernel.raw_input, kernel), partial(Kernel.getpass, kernel)
        comm.create_comm = self._comm
        InteractiveShellApp.init_path(SimpleNamespace(ignore_cwd=False))  # type: ignore[arg-type]
        self._tell(READY, {"language_info": language_info()})

    @property
    def is_over(self) -> bool:
        """Return whether a cell asked for the end."""
        return bool(self._shell.exit_now)

    def run(self, source: str) -> None:
        """Run one cell."""
        shell = self._shell
        self._tell("execute_input", {"execution_count": shell.execution_count})
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            ended = shell.run_cell(source, store_history=True)
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        self._tell(REPLY, _reply(shell, ended))

    def _tell(self, kind: str, content: dict[str, Any]) -> None:
        self._send(json_packer(message(kind, content)))

    def _send(self, frame: bytes) -> None:
        with self._guard:
            self._send_bytes(frame)

    def _comm(self, *given: Any, **named: Any) -> BaseComm:
        session = self._session

        class _Comm(BaseComm):
            def publish_msg(
                self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any
            ) -> None:
                content = json_clean({"data": data or {}, "comm_id": self.comm_id, **keys})  # type: ignore[no-untyped-call]
                session.send(None, msg_type, content, metadata=metadata, buffers=buffers)

        return _Comm(*given, **named)


def _shared_lock() -> Any:
    """Return a lock that holds between threads and between forks of this process, which write into the same line."""
    try:
        return multiprocessing.get_context("fork").RLock()
    except (ValueError, ImportError, OSError):  # no fork, or no semaphores
        return RLock()


def language_info() -> dict[str, Any]:
    """Return what a kernel of this Python says of its language."""
    from ipykernel.ipkernel import IPythonKernel

    return dict(IPythonKernel.language_info)


def _reply(shell: Any, ended: Any) -> dict[str, Any]:
    count = {"execution_count": shell.execution_count - 1}
    if ended.success and not getattr(shell, "_last_traceback_during_displayhook", False):
        return {"status": "ok", **count}
    error = ended.error_before_exec or ended.error_in_exec
    words = {"ename": type(error).__name__, "evalue": str(error), "traceback": shell._last_traceback or []}
    return {"status": "error", **words, **count}


def _choose_backend() -> None:
    # As if matplotlib were imported only now: it takes its backend from the variable, a kernel fills in the variable.
    if not os.environ.get(BACKEND):
        os.environ[BACKEND] = _INLINE
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is not None:
        matplotlib.rcParams["backend"] = os.environ[BACKEND]
