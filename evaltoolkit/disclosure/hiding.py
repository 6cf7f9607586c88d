"""What one table has to hide: the common form of every rule's answer."""

from __future__ import annotations

from dataclasses import dataclass

from evaltoolkit.disclosure.protected import Reason


@dataclass(frozen=True, slots=True)
class Hiding:
    """Columns of one row that are withheld, by its position in the frame, and why."""

    row: int
    columns: tuple[str, ...]
    reason: Reason
