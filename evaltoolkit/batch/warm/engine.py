"""The papermill engine ``warm-kernels``: papermill's own way of executing, with kernels forked ahead.

Importing this module registers it; an entry point could not, since papermill loads those half-way through its import.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from papermill.engines import NBClientEngine, papermill_engines
from papermill.log import logger

from evaltoolkit.batch.warm.forking import has_fork

NAME = "warm-kernels"
_NOT_FOR_THE_CLIENT = frozenset({"input_path", "timeout", "startup_timeout"})  # as papermill's own engine takes out


class WarmEngine(NBClientEngine):  # type: ignore[misc]
    """Execute in a forked kernel of this interpreter; where there is no fork, exactly as papermill does."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, kernels: Any = None, process_log: Path | None = None, **options: Any
    ) -> Any:
        """Execute the notebook.

        Parameters
        ----------
        nb_man
            Papermill's execution manager.
        kernel_name
            The notebook's kernel; used where there is no fork.
        kernels
            :class:`~evaltoolkit.batch.warm.kernels.Kernels` to take the kernel from and to prepare the next with.
        process_log
            File for what the kernel process prints past Jupyter.
        **options
            As for papermill's engine ``nbclient``.
        """
        if not has_fork():
            return super().execute_managed_notebook(nb_man, kernel_name, **options)
        return _execute(nb_man, kernel_name, kernels, process_log, options)


def _execute(nb_man: Any, kernel_name: str, kernels: Any, process_log: Path | None, options: dict[str, Any]) -> Any:
    from evaltoolkit.batch.warm.client import WarmClient
    from evaltoolkit.batch.warm.kernels import Kernels

    source = Kernels() if kernels is None else kernels
    folder = options.get("resources", {}).get("metadata", {}).get("path") or str(Path.cwd())
    taken = []

    def take() -> Any:
        taken.append(source.take(folder))
        return taken[-1]

    def prepare() -> None:
        if kernels is not None:
            kernels.prepare(folder)

    try:
        client = WarmClient(nb_man, take=take, on_ready=prepare, **_client_options(kernel_name, options))
        return client.execute(cleanup_kc=True)
    finally:
        for kernel in taken:
            kernel.close(process_log)


def _client_options(kernel_name: str, options: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in options.items() if name not in _NOT_FOR_THE_CLIENT}
    limit = rest.pop("execution_timeout", None) or options.get("timeout")
    rest.pop("start_timeout", None)
    return {**rest, "timeout": limit, "kernel_name": kernel_name, "log": logger}


papermill_engines.register(NAME, WarmEngine)
