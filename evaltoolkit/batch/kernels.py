"""Where the cells of reports run: in plain processes that have imported what a report does, or in Jupyter kernels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaltoolkit.batch.cells import NAME
from evaltoolkit.batch.cells.preload import SHELL_MODULES, make_ready
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
# And what the process imports that takes a workbook in, and a worker until then.
INTAKE_MODULES = (
    "evaltoolkit.cli", "evaltoolkit.language:read_messages", "evaltoolkit.batch.lock", "evaltoolkit.commands.single",
    "evaltoolkit.reporting.year.registries", "evaltoolkit.intake.__main__", "evaltoolkit.intake.load",
    "evaltoolkit.intake.take_in",
    "evaltoolkit.disclosure.names.name_context:ordinary_words", "evaltoolkit.disclosure.names.near_names:syllables",
    "evaltoolkit.instruments.registry:shipped_scales", "evaltoolkit.intake.storing.store_key:code_digest",
)  # fmt: skip
# What a worker imports besides; the first spares jsonschema a grammar that takes as long as all the rest.
WORKER_MODULES = (
    "evaltoolkit.reporting", "evaltoolkit.batch.cells.client", "evaltoolkit.batch.run",
    "evaltoolkit.reporting.handing.said", "evaltoolkit.reporting.release.taken_back",
    "evaltoolkit.reporting.run.inputs:package_versions", "nbformat.v4:new_notebook",
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


def ready_workers() -> None:
    """Begin the process that workers are forked from, where they are."""
    if start_method() == SERVER:
        start_server((*SHELL_MODULES, *INTAKE_MODULES, *WORKER_MODULES, *PAGE_MODULES, *MODULES))


def ready_alone() -> None:
    """Begin the process that a worker is forked from which has no other beside it: it imports what its intake needs."""
    start_server(INTAKE_MODULES)


def ready_here(*, is_intake_busy: bool) -> None:
    """Import the rest of what such a worker needs, and let its cells' process do so: of the three, two at a time.

    Where the command's own process makes the report, all of it imports since :func:`ready_cells`.
    """
    if parent_process() is None:
        return
    if not is_intake_busy:
        _of_this_process().import_ahead()
    make_ready(WORKER_MODULES)
    if is_intake_busy:
        _of_this_process().import_ahead()


def begin_worker(line: Connection) -> None:
    """Make the processes of a worker's intake and first notebook, before it has seen anything.

    Neither holds the line on which the worker hears of its job, nor the notebook's the one to the intake. Where they
    are not forked the intake's takes all workbooks of the worker in.
    """
    if start_method() == SERVER:
        from evaltoolkit.intake.ahead import fork_intake

        _of_this_process().go_on((line, fork_intake([line])))
    else:
        _begin_intake()
        _of_this_process().go_on()


def end_worker() -> None:
    """Make no process ahead any more: what the worker hears of now is the last."""
    _of_this_process().goes_on = False


def _begin_intake() -> None:
    from evaltoolkit.intake.ahead import spawn_intake

    with starting():
        spawn_intake()


@cache
def _of_this_process() -> Cells:
    return Cells(MODULES)
