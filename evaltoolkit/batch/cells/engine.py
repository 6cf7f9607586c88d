"""The papermill engine ``cell-processes``, as papermill finds it by its entry point.

Papermill loads engines half-way through its own import; what needs papermill is therefore imported when it is used.
"""

from __future__ import annotations

from typing import Any

NAME = "cell-processes"


class _Engine:
    def __getattr__(self, name: str) -> Any:
        from evaltoolkit.batch.cells.client import CellEngine

        return getattr(CellEngine, name)


ENGINE = _Engine()
