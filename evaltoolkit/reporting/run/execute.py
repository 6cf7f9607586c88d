"""Run a notebook with papermill in a kernel of its own; write it only when it came to its end."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from evaltoolkit.disclosure.reader import run_for
from evaltoolkit.errors import ExitCode, FileError, RunError
from evaltoolkit.language import text
from evaltoolkit.reporting.release.publish import real_path, write_whole
from evaltoolkit.reporting.run.failure import failure_of
from evaltoolkit.reporting.run.kernel import Kernels, kernel_options
from evaltoolkit.reporting.run.parameters import check_parameters

CELL_SECONDS = 600.0  # 本工具规则: the longest cell of the largest synthetic street takes under a tenth of it
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_LEAST_SECONDS = 0.1
logging.getLogger("papermill").addHandler(logging.NullHandler())  # else its errors go to the user's screen


@dataclass(slots=True)
class _Watch:
    """What nbclient tells while it runs: the live notebook and the cell it is at."""

    cells: list[NotebookNode] = field(default_factory=list)
    notebook: NotebookNode | None = None
    position: int = 0

    def start(self, notebook: NotebookNode) -> None:
        self.notebook, self.cells = notebook, list(notebook.cells)

    def at(self, cell: NotebookNode, cell_index: int) -> None:  # noqa: ARG002 - nbclient's hook names its arguments
        self.position = cell_index


def execute_notebook(  # noqa: PLR0913 - what is run, where, how long and whose it is
    notebook: Path,
    parameters: Mapping[str, object],
    output: Path,
    *,
    cwd: Path,
    timeout: float = CELL_SECONDS,
    whole: float | None = None,
    log: Path | None = None,
    kernels: Kernels = kernel_options,
    is_own: bool = False,
) -> NotebookNode:
    """Run `notebook` with `parameters` and write the executed notebook to `output`.

    Parameters
    ----------
    notebook
        Local file; it is read, never written.
    parameters
        By name; only names that the notebook's own cell tagged ``parameters`` assigns, only exact builtin types. The
        kernel protects for no reader who sees more than `audience` among them.
    output
        Local file, written whole after the last cell; a run that fails leaves it as it was and writes
        ``<stem>.failed.ipynb`` beside it.
    cwd
        Working folder of the kernel.
    timeout
        Seconds that one cell may take.
    whole
        Seconds that all cells together may take; None is no limit.
    log
        File for what the kernel process prints past Jupyter; ``<stem>.log`` beside `output` by default.
    kernels
        Where the kernel comes from; a fresh process by default.
    is_own
        The notebook is one of the user's own, whose cells are named by their numbers.

    Returns
    -------
    NotebookNode
        The executed notebook.

    Raises
    ------
    UserError
        One that the notebook raised, with its own sentence and exit code.
    RunError
        A parameter is not allowed, a cell raised, took too long, or the kernel died.
    """
    source, target = _local(notebook), _local(output)
    if not source.is_file():
        raise FileError(text("The notebook {file} does not exist.", file=source.name), ExitCode.FILE_MISSING)
    check_parameters(read_notebook(source), parameters)
    failed, process_log = target.with_suffix(".failed.ipynb"), log or target.with_suffix(".log")
    target.parent.mkdir(parents=True, exist_ok=True)
    watch = _Watch()
    reader = parameters.get("audience")
    with _process_log(process_log), kernels(process_log) as options, run_for(None if reader is None else str(reader)):
        limits = {"timeout_func": _cell_limit(timeout, whole), "resources": {"metadata": {"path": str(cwd)}}}
        try:
            executed = _run(source, parameters, {**options, **limits}, watch)
        except (PapermillExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
            if watch.notebook is not None:
                write_whole(failed, _bytes(watch.notebook), private=True)
            raise failure_of(
                error, watch.cells, watch.position, language=str(parameters.get("language", "zh_CN")), is_own=is_own
            ) from error
    write_whole(target, _bytes(executed), private=True)
    failed.unlink(missing_ok=True)
    return executed


@contextmanager
def _process_log(path: Path) -> Iterator[None]:
    path.unlink(missing_ok=True)
    try:
        yield
    finally:
        if path.exists() and path.stat().st_size == 0:
            path.unlink()


def read_notebook(path: Path) -> NotebookNode:
    """Return the notebook in the file at `path`.

    Raises
    ------
    FileError
        It is no notebook.
    """
    try:
        content: NotebookNode = nbformat.reads(path.read_text(encoding="utf-8"), 4)  # type: ignore[no-untyped-call]
        nbformat.validate(content)
    except (ValueError, nbformat.ValidationError, AttributeError, KeyError, TypeError):
        raise FileError(
            text("{file} is no notebook that can be read; --notebook takes a file (.ipynb) saved by JupyterLab.",
                 file=path.name),
            ExitCode.FILE_BROKEN,
        ) from None  # fmt: skip
    return content


def _run(source: Path, parameters: Mapping[str, object], options: dict[str, Any], watch: _Watch) -> NotebookNode:
    # papermill passes paths through str.format and, without an output path, leaves the writing to us.
    executed: NotebookNode = papermill.execute_notebook(
        str(source).replace("{", "{{").replace("}", "}}"),
        None,
        parameters=dict(parameters),
        progress_bar=False,
        on_notebook_start=watch.start,
        on_cell_start=watch.at,
        **options,
    )
    return executed


def _cell_limit(timeout: float, whole: float | None) -> Callable[[NotebookNode], float]:
    end = None if whole is None else time.monotonic() + whole

    def seconds(_cell: NotebookNode) -> float:
        left = timeout if end is None else min(timeout, end - time.monotonic())
        return max(left, _LEAST_SECONDS)  # nbclient reads 0 as no limit

    return seconds


def _local(path: Path) -> Path:
    if _SCHEME.match(str(path)):
        raise RunError(text("Notebooks are read from and written to this machine only, not {path}.", path=path.name))
    return real_path(path)


def _bytes(notebook: NotebookNode) -> bytes:
    content: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return content.encode("utf-8")
