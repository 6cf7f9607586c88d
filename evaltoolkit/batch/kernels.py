"""Which kernels the reports run in: warm ones, with what the report imports, wherever they give the same pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaltoolkit.batch.warm.forking import has_fork

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from evaltoolkit.batch.warm.kernels import Kernels as WarmKernels
    from evaltoolkit.reporting.kernel import Kernels

# What the report's notebook imports; a test compares.
MODULES = (
    "evaltoolkit.charts.*", "evaltoolkit.disclosure.*", "evaltoolkit.instruments.*", "evaltoolkit.model.*",
    "evaltoolkit.outcomes.*", "evaltoolkit.scoring.*", "evaltoolkit.services.*", "evaltoolkit.words.*",
    "evaltoolkit.intake.load", "evaltoolkit.intake.plan_file", "evaltoolkit.reporting.earlier_reports",
    "evaltoolkit.reporting.provenance",
    "evaltoolkit.reporting.registries", "evaltoolkit.reporting.results_file", "matplotlib.pyplot", "pandas",
    "pyarrow.dataset", "pyarrow.parquet", "scipy.optimize", "statsmodels.multivariate.factor",
)  # fmt: skip


def choose_kernels(*, fresh: bool = False) -> Kernels:
    """Return where the reports' kernels come from.

    Parameters
    ----------
    fresh
        A fresh process for each report even where warm kernels could be had.
    """
    from evaltoolkit.reporting.kernel import kernel_options

    return kernel_options if fresh or not has_fork() else warm_options


def serve_kernels(*, fresh: bool = False) -> AbstractContextManager[object]:
    """Return a context in which one server gives the warm kernels of this process and of every worker it starts.

    It is started for that, unless the environment names one that stands already.
    """
    from evaltoolkit.batch.warm.servers import ADDRESS, shared_server

    if fresh or not has_fork() or ADDRESS in os.environ:
        return nullcontext()
    return shared_server([sys.executable], MODULES)


@contextmanager
def warm_options(log: Path) -> Iterator[dict[str, Any]]:
    """Give papermill's options for one warm kernel, as :func:`evaltoolkit.reporting.kernel.kernel_options` does."""
    from evaltoolkit.batch.warm.engine import NAME

    yield {"engine_name": NAME, "kernels": _of_this_process(), "process_log": log}


@cache
def _of_this_process() -> WarmKernels:
    from evaltoolkit.batch.warm.kernels import Kernels

    return Kernels(MODULES)
