"""Where JupyterLab's kernels come from, what is imported before they are asked for, and how one begins."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from evaltoolkit.batch.cells.child import finish, stand_alone, take_place
from evaltoolkit.batch.cells.preload import SHELL_MODULES
from evaltoolkit.batch.cells.process import SERVER, start_method
from evaltoolkit.batch.kernels import MODULES

# Not the widgets themselves: imported before there is a kernel they would not register with it.
LAB_MODULES = (
    *SHELL_MODULES, *MODULES, "evaltoolkit.disclosure.report", "evaltoolkit.explore.outcome_view",
    "evaltoolkit.explore.saving", "evaltoolkit.explore.service_view", "evaltoolkit.explore.session",
    "evaltoolkit.explore.trials.trial_view", "ipykernel.debugger", "ipykernel.kernelapp", "matplotlib.pyplot",
    "zmq.asyncio",
)  # fmt: skip
_CONTROL_SECONDS = 1.0


def lab_options() -> tuple[str, ...]:
    """Return the options with which JupyterLab forks its kernels; none where the platform does not."""
    manager = "evaltoolkit.batch.lab_manager.ForkedManager"
    return (f"--AsyncMappingKernelManager.kernel_manager_class={manager}",) if start_method() == SERVER else ()


def be_kernel(arguments: list[str], folder: str, environment: Mapping[str, str]) -> None:
    """Turn a freshly forked process into a kernel."""
    try:
        stand_alone("kernel")
        take_place(folder, os.devnull, environment)
        from ipykernel.kernelapp import IPKernelApp

        app: Any = IPKernelApp.instance(parent_handle=os.getppid())
        app.initialize(arguments)
        app.start()
        # ipykernel stops the thread that publishes before one that may still flush into it, and then waits 10 s.
        app.control_thread.stop()
        app.control_thread.join(_CONTROL_SECONDS)
    finally:
        finish()
