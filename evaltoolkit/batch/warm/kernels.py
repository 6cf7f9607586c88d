"""One kernel after another for one process, the next forked while the present one works."""

from __future__ import annotations

import os
from dataclasses import dataclass

from jupyter_core.utils import run_sync

from evaltoolkit.batch.warm.manager import WarmKernel


@dataclass(frozen=True, slots=True)
class _Ahead:
    kernel: WarmKernel
    folder: str
    environment: dict[str, str]
    process: int


class Kernels:
    """Hand out kernels that no notebook has used.

    Parameters
    ----------
    modules
        What the server imports beforehand; by default what the environment names.

    Examples
    --------
    ``papermill.execute_notebook(source, target, engine_name="warm-kernels", kernels=kernels)``
    """

    def __init__(self, modules: tuple[str, ...] | None = None) -> None:
        self._modules = modules
        self._ahead: _Ahead | None = None
        self._taken = 0

    def take(self, folder: str) -> WarmKernel:
        """Return a kernel that starts, or has started, in the working folder `folder`."""
        self._taken += 1
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            if _fits(ahead, folder):
                return ahead.kernel
            _end(ahead)
        return self._begin(folder)

    def prepare(self, folder: str) -> None:
        """Fork the kernel that the next :meth:`take` with this working folder and environment returns.

        Only from the second kernel on: who took one alone may want no more.
        """
        if self._ahead is None and self._taken > 1:
            self._ahead = _Ahead(self._begin(folder), folder, dict(os.environ), os.getpid())

    def close(self) -> None:
        """End the kernel that nobody took."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            _end(ahead)

    def _begin(self, folder: str) -> WarmKernel:
        kernel = WarmKernel(self._modules)
        try:
            run_sync(kernel.begin)(folder)
        except BaseException:
            kernel.close()
            raise
        return kernel


def _fits(ahead: _Ahead, folder: str) -> bool:
    same = (ahead.folder, ahead.environment, ahead.process) == (folder, dict(os.environ), os.getpid())
    return same and bool(run_sync(ahead.kernel._async_is_alive)())


def _end(ahead: _Ahead) -> None:
    if ahead.process == os.getpid():
        run_sync(ahead.kernel._async_shutdown_kernel)(now=True)
        ahead.kernel.close()
