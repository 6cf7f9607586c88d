"""The client's hold on one forked kernel: what :class:`subprocess.Popen` is for a process started fresh."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import time
from typing import Any

from evaltoolkit.batch.warm.wire import EXIT, PID, READY, REFUSED, SIGNAL, Launch, Lines, send_launch, send_line

_CHUNK = 4096


class RefusedError(Exception):
    """The server is gone, or a kernel forked from it would not equal a fresh one."""


class ForkedKernel:
    """A kernel that a server forked for this process.

    Attributes
    ----------
    pid
        Process id, also of its process group; 0 until it is known.
    returncode
        Exit status as of :class:`subprocess.Popen`; None while the kernel lives.
    """

    stdin = stdout = stderr = None  # as of a Popen without pipes

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._lines = Lines()
        self._told: dict[str, Any] = {}
        line.setblocking(False)

    @property
    def pid(self) -> int:
        """Return the process id."""
        return int(self._told.get(PID, 0))

    @property
    def returncode(self) -> int | None:
        """Return the exit status that is known by now."""
        status: int | None = self._told.get(EXIT)
        return status

    def poll(self) -> int | None:
        """Return the exit status, None while the kernel lives."""
        while self.returncode is None:
            try:
                self._hear(self._line.recv(_CHUNK))
            except BlockingIOError:
                break
            except OSError:
                self._hear(b"")
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Block until the kernel has ended and return its exit status; TimeoutError when it takes too long."""
        end = None if timeout is None else time.monotonic() + timeout
        while (status := self.poll()) is None:
            self._line.settimeout(None if end is None else max(end - time.monotonic(), 0.001))
            try:
                self._hear(self._line.recv(_CHUNK))
            except ConnectionError:
                self._hear(b"")
            finally:
                self._line.setblocking(False)
        return status

    def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel's process group; one that has ended gets none."""
        if self.poll() is None:
            with contextlib.suppress(OSError):
                send_line(self._line, **{SIGNAL: int(signum)})

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)

    async def until_forked(self, seconds: float) -> None:
        """Wait for the process id.

        Raises
        ------
        RefusedError
            No kernel was forked.
        """
        if not await self._until(PID, seconds) or REFUSED in self._told:
            self.close()
            raise RefusedError(self._told.get(REFUSED, "the server did not answer"))

    async def until_ready(self, seconds: float) -> bool:
        """Wait until all loops of the kernel run and return whether they do."""
        return await self._until(READY, seconds) and self.returncode is None

    async def until_ended(self, seconds: float | None) -> bool:
        """Wait for the exit status and return whether there is one."""
        return await self._until(EXIT, seconds)

    def close(self) -> None:
        """Let go of the kernel; the server ends one that still lives."""
        self._line.close()

    async def _until(self, key: str, seconds: float | None) -> bool:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds):
                while not self._told.keys() & {key, EXIT}:
                    self._hear(await loop.sock_recv(self._line, _CHUNK))
        except TimeoutError:
            return False
        except OSError:
            self._hear(b"")
        return key in self._told

    def _hear(self, data: bytes) -> None:
        if not data and self.returncode is None:
            self._told[EXIT] = -signal.SIGKILL  # with the server its kernels died
            self.close()
        for said in self._lines.feed(data):
            self._told.update(said)
        if EXIT in self._told or REFUSED in self._told:
            self._told.setdefault(EXIT, -signal.SIGKILL)
            self.close()


def ask_for_kernel(address: str, launch: Launch, streams: list[int]) -> ForkedKernel:
    """Ask the server at `address` for a kernel; OSError where there is none."""
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.connect(address)
        send_launch(line, launch, streams)
    except OSError:
        line.close()
        raise
    return ForkedKernel(line)
