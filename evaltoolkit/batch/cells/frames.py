"""What the process of the cells and whoever runs the notebook say to each other, one frame of bytes each.

A frame to the cells is JSON, then the source of one cell after another. A frame from them is a message as Jupyter has
it, in JSON; or what was written to a standard stream, as it is; or the word that a stream was flushed. Nothing is
unpickled: what a notebook made cannot run code where the names are.
"""

from __future__ import annotations

import json
from typing import Any

STREAMS = {"stdout": b"1", "stderr": b"2"}
FLUSHED = {"stdout": b"f", "stderr": b"g"}
NAMES = {mark: name for marks in (STREAMS, FLUSHED) for name, mark in marks.items()}
READY, REPLY, UNFIT = "ready", "execute_reply", "unfit"  # beside Jupyter's own types of message


def message(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """Return a message as nbclient reads it."""
    return {"header": {"msg_type": kind}, "msg_type": kind, "content": content, "parent_header": {}}


def words_of(frame: bytes) -> str:
    """Return what a frame says was written to a stream."""
    return frame[1:].decode("utf-8", errors="replace")


def message_of(frame: bytes) -> dict[str, Any]:
    """Return the message that a frame holds."""
    content: dict[str, Any] = json.loads(frame.decode("utf-8", errors="replace"))
    return content
