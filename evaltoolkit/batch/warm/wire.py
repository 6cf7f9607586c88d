"""What client and server say to each other: lines of JSON over a Unix socket, one connection for each kernel.

The client's first line asks for a kernel and brings its standard streams along; after it come signals. The server
tells the process id, the kernel itself that it is ready, the server its exit status. Closing says that one is gone.
"""

from __future__ import annotations

import array
import json
import socket
from dataclasses import asdict, dataclass
from typing import Any

PID, READY, EXIT, REFUSED, SIGNAL = "pid", "ready", "exit", "refused", "signal"
_CHUNK = 1 << 16
_STREAMS = 3


class WireError(Exception):
    """The other side went away in the middle of a line."""


@dataclass(frozen=True, slots=True)
class Launch:
    """A kernel asked for.

    Parameters
    ----------
    interpreter
        The Python that must run it, with its options.
    arguments
        Arguments of ``ipykernel_launcher``.
    environment
        The kernel's whole environment.
    folder
        Its working folder.
    belongings
        Files and folders that the server removes where the client dies before the kernel.
    """

    interpreter: list[str]
    arguments: list[str]
    environment: dict[str, str]
    folder: str
    belongings: list[str]


def send_line(line: socket.socket, **content: Any) -> None:
    """Send one line; a side that is gone raises OSError."""
    line.sendall(_line(content))


def send_launch(line: socket.socket, launch: Launch, streams: list[int]) -> None:
    """Ask for a kernel whose standard input, output and errors are the open files `streams`."""
    content = _line(asdict(launch))
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", streams))]
    sent = line.sendmsg([content], rights)
    line.sendall(content[sent:])


def receive_launch(line: socket.socket) -> tuple[Launch, list[int]]:
    """Return the kernel asked for on a new connection, and the files that came with it.

    Raises
    ------
    WireError
        The client went away before its line was whole.
    """
    content, streams, _flags, _address = socket.recv_fds(line, _CHUNK, _STREAMS)
    while not content.endswith(b"\n"):
        more = line.recv(_CHUNK)
        if not more:
            raise WireError
        content += more
    return Launch(**json.loads(content)), streams


class Lines:
    """Cut what arrives into lines."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[dict[str, Any]]:
        r"""Return the lines that `data` completes.

        Examples
        --------
        >>> lines = Lines()
        >>> lines.feed(b'{"pid": 4'), lines.feed(b'2}\n')
        ([], [{'pid': 42}])
        """
        *whole, self._rest = (self._rest + data).split(b"\n")
        return [json.loads(line) for line in whole]


def _line(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode("ascii") + b"\n"
