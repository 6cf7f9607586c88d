"""The process that a notebook runs in: this very Python, reached over sockets that leave nothing behind.

A kernel over plain TCP can be read by every user of the machine, and ipykernel says so at each start. Where the
platform has Unix sockets they are used; elsewhere TCP is encrypted with CurveZMQ.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import zmq
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import Unicode
from traitlets.config import Config

from evaltoolkit.errors import RunError
from evaltoolkit.language import text
from evaltoolkit.reporting.run.socket_folder import SOCKET_PREFIX, short_folder

# Gives papermill's options for one kernel whose process prints into the given file.
Kernels = Callable[[Path], AbstractContextManager[dict[str, Any]]]
_SHUTDOWN_SECONDS = 2.0
# As many kernels as processors run at a time; and one thread adds up in one order, so that every run gives one result.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class OwnKernel(AsyncKernelManager):
    """Start this interpreter's kernel, whatever the user's kernel specification called python3 points to.

    The kernel process's own output (of C libraries, of a crash) goes to `process_log`, never to the screen.
    """

    process_log = Unicode("").tag(config=True)

    @property
    def kernel_spec(self) -> KernelSpec:
        """Return the specification of a kernel of this interpreter."""
        return KernelSpec(**get_kernel_dict())

    async def _async_interrupt_kernel(self) -> None:
        # The manager interrupts before it asks for the end; a kernel at rest would report that as an error in its log,
        # and one that is not is ended by the signals that follow.
        if not self.shutting_down:
            await super()._async_interrupt_kernel()

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        environment = {**_ONE_THREAD, **kw["env"]}
        with Path(self.process_log).open("ab") as stream:
            await super()._async_launch_kernel(
                kernel_cmd, **{**kw, "env": environment, "stdout": stream, "stderr": stream}
            )


@contextmanager
def kernel_options(log: Path) -> Iterator[dict[str, Any]]:
    """Give the nbclient options of one kernel with a private folder, removed at the end.

    Parameters
    ----------
    log
        File that takes what the kernel process prints past Jupyter.

    Yields
    ------
    dict
        Keyword arguments of ``nbclient.NotebookClient``; papermill passes them through.
    """
    folder = short_folder()
    try:
        yield {
            "kernel_manager_class": OwnKernel,
            "config": Config(OwnKernel={**_transport(folder), "process_log": str(log)}),
            "extra_arguments": [f"--ipython-dir={folder}"],
        }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _transport(folder: Path) -> dict[str, Any]:
    common = {"connection_file": str(folder / "k.json"), "shutdown_wait_time": _SHUTDOWN_SECONDS}
    if sys.platform == "win32":
        if not zmq.has("curve"):
            raise RunError(
                text(
                    "The package pyzmq that is installed cannot encrypt (it lacks libsodium), and without that a "
                    "kernel's data could be read by others on this computer; run without --fresh-kernels, or install "
                    "pyzmq anew."
                )
            )
        return {**common, "transport": "tcp", "transport_encryption": "required"}
    return {**common, "transport": "ipc", "ip": str(folder / SOCKET_PREFIX)}
