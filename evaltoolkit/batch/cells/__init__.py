"""A papermill engine whose cells run in an IPython shell inside a plain process, without sockets or message loop.

Nothing here knows what the notebooks are about; `docs/cell-processes.md` is the page of this package.
"""

from typing import Any

NAME = "cell-processes"  # of the engine, by papermill's registry and by its entry point


class _Engine:
    """The engine, imported when it is used: papermill loads its engines half-way through its own import."""

    def __getattr__(self, name: str) -> Any:
        from evaltoolkit.batch.cells.client import CellEngine

        return getattr(CellEngine, name)


ENGINE = _Engine()
