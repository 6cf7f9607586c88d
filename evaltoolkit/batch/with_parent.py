"""Let a process end with the one that started it, also where that is killed."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import wait
from threading import Thread

_PR_SET_PDEATHSIG, _PR_SET_NAME = 1, 15  # prctl(2)


def may_start_processes() -> None:
    """Let this process start others, although multiprocessing ends it with its parent."""
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]


def end_with_parent(end: Callable[[], object]) -> None:
    """Call `end` in a thread of its own as soon as the parent process is gone; it must end this one."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        end()

    thread = Thread(target=watch, daemon=True)
    if sys.platform == "win32":
        thread.start()
        return
    # Signals must wake the main thread, which acts on them: the other one is born with them blocked.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    thread.start()
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


def die_with_parent(name: str) -> bool:
    """Let the system list this process under `name`, kill it when its parent dies, and return whether it does so here.

    It does where the parent is who asked for this process, not the server that forked it for that.
    """
    parent = multiprocessing.parent_process()
    if sys.platform != "linux" or parent is None:
        return False
    system = ctypes.CDLL(None)
    system.prctl(_PR_SET_NAME, name.encode())
    system.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    return os.getppid() == parent.pid
