"""The IPython shell of the cells: that of a Jupyter kernel, whose messages go down one line instead of into sockets."""

from __future__ import annotations

import builtins
import getpass
import io
import multiprocessing
import signal
import sys
from collections.abc import Callable
from functools import partial
from threading import RLock
from types import SimpleNamespace
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.eventloops import enable_gui
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.profiledir import ProfileDir
from IPython.core.shellapp import InteractiveShellApp
from jupyter_client.session import Session, json_packer
from traitlets.config import Config

from evaltoolkit.batch.cells.frames import FLUSHED, READY, REPLY, STREAMS, message
from evaltoolkit.batch.cells.preload import INLINE

Send = Callable[[bytes], None]


class Messages(Session):
    """What a kernel's classes take for their session: it hands every message on unsigned, without a socket."""

    def __init__(self, send: Send) -> None:
        super().__init__(key=b"")
        self._hand_on = send

    def msg(self, msg_type: str, content: Any = None, *_: Any, **__: Any) -> dict[str, Any]:
        """Return a message."""
        return message(msg_type, content or {})

    def send(  # type: ignore[override]
        self, _socket: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any
    ) -> dict[str, Any]:
        """Send a message."""
        whole = msg_or_type if isinstance(msg_or_type, dict) else message(msg_or_type, content or {})
        self._hand_on(json_packer(whole))
        return whole


class Stream(io.TextIOBase):
    """A standard stream of the cells; whoever runs the notebook has every word at once, also of a cell that dies."""

    encoding = "UTF-8"

    def __init__(self, name: str, number: int, send: Send) -> None:
        self.name, self._number, self._hand_on, self._is_clean = name, number, send, True

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

    def writable(self) -> bool:
        """Return that one can write."""
        return True


class CellShell:
    """Run cells one after another, and tell what a kernel would tell."""

    def __init__(self, send_bytes: Send) -> None:
        self._guard, self._send_bytes = _shared_lock(), send_bytes
        session = Messages(self._send)
        kernel: Any = SimpleNamespace(eventloop=None, session=session, _allow_stdin=False)
        shell: Any = ZMQInteractiveShell.instance(
            config=Config(HistoryManager={"hist_file": ":memory:"}), ipython_dir="", profile_dir=ProfileDir(),
            kernel=kernel, compiler_class=XCachingCompiler,
        )  # fmt: skip
        app: Any = InteractiveShellApp
        app.init_path(SimpleNamespace(ignore_cwd=False))
        shell.displayhook.session = shell.display_pub.session = session
        shell.enable_gui = partial(enable_gui, kernel=kernel)
        shell.events.register("post_execute", partial(_leave_to_inline, shell))
        sys.stdout, sys.stderr = Stream("stdout", 1, self._send), Stream("stderr", 2, self._send)
        builtins.input = partial(IPythonKernel.raw_input, kernel)  # nobody is there to answer
        getpass.getpass = partial(IPythonKernel.getpass, kernel)
        self._shell = shell
        self._tell(READY, {"language_info": IPythonKernel.language_info})

    @property
    def is_over(self) -> bool:
        """Return whether a cell asked for the end."""
        return bool(self._shell.exit_now)

    def run(self, source: str) -> None:
        """Run one cell."""
        shell = self._shell
        self._tell("execute_input", {"execution_count": shell.execution_count})
        signal.signal(signal.SIGINT, signal.default_int_handler)
        ended = shell.run_cell(source, store_history=True)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        reply: dict[str, Any] = {"status": "ok"}
        if not ended.success or getattr(shell, "_last_traceback_during_displayhook", False):
            error, trace = ended.error_before_exec or ended.error_in_exec, shell._last_traceback or []
            reply = {"status": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": trace}
        self._tell(REPLY, {**reply, "execution_count": shell.execution_count - 1})

    def _tell(self, kind: str, content: dict[str, Any]) -> None:
        self._send(json_packer(message(kind, content)))

    def _send(self, frame: bytes) -> None:
        with self._guard:
            self._send_bytes(frame)


def _leave_to_inline(shell: Any) -> None:
    """Let pyplot draw no figure for a screen that is not there, where the inline backend draws and shows it next.

    One that a layout engine arranges is drawn as often as in a kernel: every drawing moves its parts a little.
    """
    inline = sys.modules.get(INLINE)
    if inline and inline.flush_figures in shell.events.callbacks["post_execute"]:
        for manager in inline.Gcf.get_all_fig_managers():
            manager.canvas.figure.stale &= manager.canvas.figure.get_layout_engine() is not None


def _shared_lock() -> Any:
    """Return a lock that holds between threads and between forks of this process, which write into the same line."""
    try:
        return multiprocessing.get_context("fork").RLock()
    except (ValueError, ImportError, OSError):  # no fork, or no semaphores
        return RLock()
