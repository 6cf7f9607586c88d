"""Papermill's own way through a notebook, with every cell run in a process of cells instead of a kernel.

Importing this module registers the engine, also where the package is not installed with its entry points.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

from jupyter_core.utils import run_sync
from nbclient.client import timestamp
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.log import logger

from evaltoolkit.batch.cells import NAME
from evaltoolkit.batch.cells.frames import FLUSHED, NAMES, REPLY, STREAMS, message
from evaltoolkit.batch.cells.process import Cells

KERNEL = "python3"
_WIDGETS = re.compile(r"\bipywidgets\b|\btqdm\.(auto|notebook)\b|\bexplore\b")  # they want a kernel that they can ask
_ONLY_A_KERNEL_DOES = frozenset({
    "km", "kernel_manager_class", "config", "extra_arguments", "coalesce_streams", "error_on_timeout",
    "interrupt_on_timeout", "on_notebook_error",
})  # fmt: skip
_NOT_FOR_THE_CLIENT = frozenset({"input_path", "timeout", "startup_timeout", "start_timeout", "execution_timeout"})


class CellEngine(NBClientEngine):  # type: ignore[misc]
    """Run the cells in a plain process of this Python; what needs a kernel runs as papermill does it."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        cells: Cells | None = None,
        process_log: Path | None = None,
        kernel: Callable[[], Any] | None = None,
        **options: Any,
    ) -> Any:
        """Execute the notebook.

        Parameters
        ----------
        cells
            Hands out the process.
        process_log
            File for what the process prints past Jupyter.
        kernel
            Gives the options of a kernel in a context, for a notebook that needs one; papermill's own by default.
        nb_man, kernel_name, **options
            As for papermill's engine ``nbclient``.
        """
        speaks = any(cell.cell_type == "code" and _WIDGETS.search(cell.source) for cell in nb_man.nb.cells)
        if speaks or kernel_name != KERNEL or not _ONLY_A_KERNEL_DOES.isdisjoint(options):
            with kernel() if kernel else nullcontext({}) as given:
                return super().execute_managed_notebook(nb_man, kernel_name, **{**options, **given})
        limit = options.get("execution_timeout") or options.get("timeout")
        rest = {name: value for name, value in options.items() if name not in _NOT_FOR_THE_CLIENT}
        own: dict[str, Any] = {"cells": cells or Cells(()), "process_log": process_log or os.devnull}
        return CellClient(nb_man, **own, timeout=limit, log=logger, **rest).execute()


class CellClient(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's client of a notebook, which hears a process of cells where it would hear a kernel's channels."""

    def __init__(self, nb_man: Any, *, cells: Cells, process_log: Path, **options: Any) -> None:
        super().__init__(nb_man, **options)
        self._cells, self._log = cells, str(process_log)
        self._words: dict[str, list[str]] = {name: [] for name in STREAMS}

    def execute(self, **_kernel_options: Any) -> Any:
        """Run all cells and return the notebook."""
        self.reset_execution_trackers()
        folder = self.resources.get("metadata", {}).get("path") or str(Path.cwd())
        self._process, told = self._cells.begin(str(folder), self._log)
        with closing(self._process):
            _call(self.on_notebook_start, notebook=self.nb)
            self.papermill_execute_cells()
            self.nb.metadata["language_info"] = told["language_info"]
            self.set_widgets_metadata()
        _call(self.on_notebook_complete, notebook=self.nb)
        return self.nb

    def execute_cell(self, cell: Any, cell_index: int, *_: Any, **__: Any) -> Any:
        """Run one cell; it raises what it raises with a kernel, and the outputs that came before stand in the cell."""
        place = {"cell": cell, "cell_index": cell_index}
        _call(self.on_cell_start, **place)
        is_code = cell.cell_type == "code" and cell.source.strip()
        if not is_code or self.skip_cells_with_tag in cell.metadata.get("tags", []):
            return cell
        cell.metadata["execution"] = {"iopub.status.busy": timestamp()} if self.record_timing else {}
        _call(self.on_cell_execute, **place)
        self._process.ask(cell.source)
        _call(self.on_cell_complete, **place)
        self.code_cells_executed += 1
        cell.outputs, self.clear_before_next_output = [], False
        try:
            reply = self._hear_out(cell, cell_index)
        finally:
            for name in STREAMS:
                self._let_stand(name, cell, cell_index)
        if self.record_timing:
            cell.metadata["execution"].update({"iopub.status.idle": timestamp(), "shell.execute_reply": timestamp()})
        _call(self.on_cell_executed, **place, execute_reply=reply)
        if reply["content"]["status"] == "error":
            run_sync(self._check_raise_for_error)(cell, cell_index, reply)
        return cell

    def _hear_out(self, cell: Any, cell_index: int) -> dict[str, Any]:
        limit = self._get_timeout(cell)
        end = None if limit is None else time.monotonic() + limit
        try:
            while (reply := self._take_in(self._process.next(end), cell, cell_index)) is None:
                pass
        except TimeoutError:
            self._process.kill()
            raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", limit, cell) from None
        except EOFError:
            raise DeadKernelError("Kernel died") from None
        self._process.is_busy = False
        return reply

    def _take_in(self, frame: bytes, cell: Any, cell_index: int) -> dict[str, Any] | None:
        name = NAMES.get(frame[:1])
        if name is None:
            told: dict[str, Any] = json.loads(frame.decode("utf-8", errors="replace"))
            if told["msg_type"] == REPLY:
                return told
            self.process_message(told, cell, cell_index)
        elif frame == FLUSHED[name]:
            self._let_stand(name, cell, cell_index)
        else:
            self._words[name].append(frame[1:].decode("utf-8", errors="replace"))
        return None

    def _let_stand(self, name: str, cell: Any, cell_index: int) -> None:
        text, self._words[name] = "".join(self._words[name]), []
        if text:
            self.process_message(message("stream", {"name": name, "text": text}), cell, cell_index)


def _call(hook: Callable[..., Any] | None, **given: Any) -> None:
    if hook is not None:
        hook(**given)


papermill_engines.register(NAME, CellEngine)
