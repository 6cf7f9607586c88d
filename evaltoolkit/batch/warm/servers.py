"""Find the server to ask: one that stands already, or one of this process."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from evaltoolkit.batch.cells.preload import BACKEND, DEFAULT_MODULES
from evaltoolkit.batch.warm.forking import fixed_environment
from evaltoolkit.batch.warm.wire import Launch
from evaltoolkit.reporting.socket_folder import short_folder

ADDRESS = "WARM_KERNELS_SERVER"  # socket of a server that stands already
PRELOAD = "WARM_KERNELS_PRELOAD"  # modules to import beforehand, with commas between them
MOST_SERVERS = 2  # of one process; each holds the imported modules in memory
_SCRIPT = Path(__file__).with_name("start_server.py")
_BACKLOG = 128
_END_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class OwnServer:
    """A server that this process started."""

    address: str
    process: subprocess.Popen[bytes]

    @property
    def is_alive(self) -> bool:
        """Return whether it still runs."""
        return self.process.poll() is None

    def stop(self) -> None:
        """End it with all its kernels; nothing of it stays."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.terminate()
        try:
            self.process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        shutil.rmtree(Path(self.address).parent, ignore_errors=True)


_own: dict[tuple[object, ...], OwnServer] = {}
_lock = Lock()


def start_server(interpreter: list[str], environment: Mapping[str, str], modules: Iterable[str]) -> OwnServer:
    """Start a server; it can be asked at once and answers when everything is imported.

    Parameters
    ----------
    interpreter
        Python and its options.
    environment
        The server's.
    modules
        What it imports beforehand.
    """
    folder = short_folder()
    address = str(folder / "server")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(address)
        listener.listen(_BACKLOG)
        process = subprocess.Popen(
            [*interpreter, str(_SCRIPT), str(listener.fileno()), *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={name: value for name, value in environment.items() if name != BACKEND},
            pass_fds=[listener.fileno()],
            start_new_session=True,  # Ctrl-C on the terminal is for the client to handle
        )
    return OwnServer(address, process)


def named_modules() -> tuple[str, ...]:
    """Return what the environment names to be imported beforehand, or the default."""
    named = os.environ.get(PRELOAD)
    if named is None:
        return DEFAULT_MODULES
    return tuple(name.strip() for name in named.split(",") if name.strip())


def addresses(launch: Launch, modules: tuple[str, ...] | None = None) -> Iterator[str]:
    """Yield the servers to ask for this kernel: the one that the environment names, then one of this process.

    Parameters
    ----------
    launch
        The kernel.
    modules
        What one of this process imports beforehand; by default what the environment names.
    """
    if ADDRESS in os.environ:
        yield os.environ[ADDRESS]
    own = own_server(launch.interpreter, launch.environment, named_modules() if modules is None else modules)
    if own is not None:
        yield own.address


def own_server(interpreter: list[str], environment: Mapping[str, str], modules: tuple[str, ...]) -> OwnServer | None:
    """Return this process's server for such kernels, started if need be; None where it has too many already."""
    fixed = tuple(sorted(fixed_environment(environment).items()))
    key = (os.getpid(), tuple(interpreter), modules, fixed)
    with _lock:
        server = _own.get(key)
        if server is not None and not server.is_alive:
            server.stop()
            server = None
        if server is None and len(_mine()) < MOST_SERVERS + (key in _own):
            server = _own[key] = start_server(interpreter, environment, modules)
        return server


@contextmanager
def shared_server(interpreter: list[str], modules: Iterable[str]) -> Iterator[OwnServer]:
    """Keep a server for this process and every process that it starts, while the block runs.

    Parameters
    ----------
    interpreter
        Python and its options, as kernels are started with.
    modules
        What to import beforehand.
    """
    server = start_server(interpreter, os.environ, modules)
    before = os.environ.get(ADDRESS)
    os.environ[ADDRESS] = server.address
    try:
        yield server
    finally:
        if before is None:
            del os.environ[ADDRESS]
        else:
            os.environ[ADDRESS] = before
        server.stop()


@atexit.register
def stop_servers() -> None:
    """End every server of this process; it is also done as the process ends."""
    with _lock:
        for server in _mine():
            with contextlib.suppress(OSError):
                server.stop()
        _own.clear()


def _mine() -> list[OwnServer]:
    # A process forked from this one sees the servers of its parent, but must not end them.
    return [server for key, server in _own.items() if key[0] == os.getpid()]
