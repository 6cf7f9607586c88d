"""What the process of the cells and whoever runs the notebook say to each other, one frame of bytes each.

To the cells goes the source of one after another. From them come messages as Jupyter has them, in JSON, what was
written to a standard stream, as it is, and the word that a stream was flushed. Nothing is unpickled: what a notebook
made cannot run code where the names are.
"""

from __future__ import annotations

from typing import Any

STREAMS = {"stdout": b"1", "stderr": b"2"}
FLUSHED = {"stdout": b"f", "stderr": b"g"}
NAMES = {mark: name for marks in (STREAMS, FLUSHED) for name, mark in marks.items()}
READY, REPLY = "ready", "execute_reply"  # of a process that has taken its place, of a cell that came to its end


def message(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """Return a message as nbclient reads it."""
    return {"header": {"msg_type": kind}, "msg_type": kind, "content": content, "parent_header": {}}
