"""Where the cells of reports run: in plain processes that have imported what a report does, or in Jupyter kernels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaltoolkit.batch.cells import NAME
from evaltoolkit.batch.cells.preload import SHELL_MODULES
from evaltoolkit.batch.cells.process import SERVER, Cells, start_method, start_server, starting

if TYPE_CHECKING:
    from evaltoolkit.reporting.run.kernel import Kernels

# What the report's notebook imports; a test compares.
MODULES = (
    "evaltoolkit.charts.*", "evaltoolkit.disclosure.*", "evaltoolkit.instruments.*", "evaltoolkit.model.*",
    "evaltoolkit.outcomes.*", "evaltoolkit.scoring.*", "evaltoolkit.services.*", "evaltoolkit.words.*",
    "evaltoolkit.intake.load", "evaltoolkit.intake.plans.plan_file", "evaltoolkit.reporting.release.earlier_reports",
    "evaltoolkit.reporting.release.provenance", "evaltoolkit.reporting.year.registries",
    "evaltoolkit.reporting.release.results_file", "pandas",
    "pyarrow.dataset", "pyarrow.parquet", "scipy.optimize",
    # what every report reads from this package or from the environment, read once for all
    "evaltoolkit.instruments.registry:shipped_scales", "evaltoolkit.model.categories:official_categories",
    "evaltoolkit.reporting.release.provenance:versions", "evaltoolkit.scoring.registry:shipped_contents",
    "evaltoolkit.language:read_messages",
)  # fmt: skip
# And what a worker and its intake import; the first spares jsonschema a grammar that takes as long as all the rest.
WORKER_MODULES = (
    "evaltoolkit.reporting", "evaltoolkit.batch.cells.client", "evaltoolkit.batch.streets",
    "evaltoolkit.commands.single", "evaltoolkit.intake.__main__", "evaltoolkit.intake.take_in",
    "evaltoolkit.reporting.handing.said", "evaltoolkit.reporting.release.taken_back",
    "evaltoolkit.disclosure.names.name_context:ordinary_words", "evaltoolkit.disclosure.names.near_names:syllables",
    "evaltoolkit.instruments.registry:shipped_scales", "evaltoolkit.intake.storing.store_key:code_digest",
    "evaltoolkit.reporting.run.inputs:package_versions", "nbformat.v4:new_notebook",
    "evaltoolkit.cli", "evaltoolkit.language:read_messages",
)  # fmt: skip
# What makes the page; one worker alone imports it while the notebook runs.
PAGE_MODULES = ("evaltoolkit.reporting.page.export:make_ready",)


def choose_kernels(*, fresh: bool = False) -> Kernels:
    """Return where the cells of reports run.

    Parameters
    ----------
    fresh
        In a Jupyter kernel for each report, by papermill's own engine.
    """
    from evaltoolkit.reporting.run.kernel import kernel_options

    return kernel_options if fresh else cell_options


@contextmanager
def cell_options(log: Path) -> Iterator[dict[str, Any]]:
    """Give papermill's options for one notebook, as :func:`evaltoolkit.reporting.run.kernel.kernel_options` does."""
    import evaltoolkit.batch.cells.client  # noqa: F401 - registers the engine
    from evaltoolkit.reporting.run.kernel import kernel_options

    kernel = partial(kernel_options, log)
    yield {"engine_name": NAME, "cells": _of_this_process(), "process_log": log, "kernel": kernel}


@contextmanager
def ready_cells(*, fresh: bool = False) -> Iterator[None]:
    """Begin the processes that a workbook and the next notebook need; their imports go on beside what is done here."""
    if fresh:
        yield
        return
    cells = _of_this_process()
    if start_method() != SERVER:
        _begin_intake()
    cells.prepare()
    try:
        yield
    finally:
        cells.close()


def ready_workers(*, alone: bool = False) -> None:
    """Begin the process that workers are forked from, where they are.

    Parameters
    ----------
    alone
        For a single one, which :func:`begin_alone` begins.
    """
    if start_method() == SERVER:
        start_server(WORKER_MODULES if alone else (*SHELL_MODULES, *WORKER_MODULES, *PAGE_MODULES, *MODULES))


def begin_worker(line: Connection, modules: Sequence[str] = ()) -> None:
    """Make the processes of a worker's intake and first notebook, before it has seen anything.

    Neither holds the line on which the worker hears of its job, nor the notebook's the one to the intake. Where they
    are not forked the intake's takes all workbooks of the worker in.
    """
    if start_method() == SERVER:
        from evaltoolkit.reporting.run.compute import ready_intake

        _of_this_process().go_on((line, ready_intake([line])), modules)
    else:
        _begin_intake()
        _of_this_process().go_on()


def begin_alone(line: Connection) -> None:
    """Begin a worker that has no other beside it: its cells' process imports, beside the intake, what they need."""
    begin_worker(line, MODULES)


def end_worker() -> None:
    """Make no process ahead any more: what the worker hears of now is the last."""
    _of_this_process().goes_on = False


def _begin_intake() -> None:
    from evaltoolkit.reporting.run.compute import begin_intake

    with starting():
        begin_intake()


@cache
def _of_this_process() -> Cells:
    return Cells(MODULES)
