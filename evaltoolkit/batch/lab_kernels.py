"""Warm kernels for JupyterLab: the server that gives them, and the environment that selects them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from evaltoolkit.batch.kernels import MODULES
from evaltoolkit.batch.warm.forking import has_fork

PROVISIONER = "JUPYTER_DEFAULT_PROVISIONER_NAME"  # jupyter_client's own variable
# Not the widgets themselves: imported before there is a kernel they would not register with it.
LAB_MODULES = (
    *MODULES, "evaltoolkit.disclosure.report", "evaltoolkit.explore.outcome_view", "evaltoolkit.explore.saving",
    "evaltoolkit.explore.service_view", "evaltoolkit.explore.session", "evaltoolkit.explore.trial_view",
)  # fmt: skip


@contextmanager
def lab_kernels() -> Iterator[dict[str, str]]:
    """Give the environment in which JupyterLab's kernels are warm; empty where the platform cannot fork."""
    if not has_fork():
        yield {}
        return
    from evaltoolkit.batch.warm.provisioner import NAME
    from evaltoolkit.batch.warm.servers import shared_server

    with shared_server([sys.executable], LAB_MODULES):
        yield {PROVISIONER: NAME}
