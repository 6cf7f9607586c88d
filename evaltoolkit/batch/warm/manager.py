"""A kernel manager for batches: this interpreter's kernel, forked, with everything of it in one private folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from evaltoolkit.batch.warm.provisioner import WarmProvisioner
from evaltoolkit.batch.warm.servers import ADDRESS
from evaltoolkit.reporting.socket_folder import SOCKET_PREFIX, short_folder

_LOG = "log"
_SHUTDOWN_SECONDS = 2.0


class WarmKernel(AsyncKernelManager):
    """One kernel for one notebook.

    Parameters
    ----------
    modules
        What the server imports beforehand; by default what the environment names.

    Attributes
    ----------
    folder
        Private folder that holds sockets, connection file, IPython's folder and what the process prints.
    """

    def __init__(self, modules: tuple[str, ...] | None = None) -> None:
        self._modules = modules
        self.folder = short_folder(os.environ.get(ADDRESS))
        self._log = (self.folder / _LOG).open("ab")  # open for as long as another start may be needed
        super().__init__(
            transport="ipc",
            ip=str(self.folder / SOCKET_PREFIX),
            connection_file=str(self.folder / "k.json"),
            shutdown_wait_time=_SHUTDOWN_SECONDS,
        )

    @property
    def kernel_spec(self) -> KernelSpec:
        """Return the specification of a kernel of this interpreter."""
        return KernelSpec(**get_kernel_dict())

    async def begin(self, working_folder: str) -> None:
        """Start the kernel without waiting until it answers."""
        own = [f"--ipython-dir={self.folder}", "--HistoryManager.hist_file=:memory:"]
        await self.start_kernel(cwd=working_folder, extra_arguments=own)

    async def until_answering(self) -> None:
        """Wait until the kernel that was begun answers."""
        if isinstance(self.provisioner, WarmProvisioner):
            await self.provisioner.until_ready()

    def close(self, log: Path | None = None) -> None:
        """Keep what the process printed past Jupyter in `log`, and remove the folder."""
        self._log.close()
        printed = self.folder / _LOG
        if log is not None and printed.exists() and printed.stat().st_size:
            log.write_bytes(printed.read_bytes())
        shutil.rmtree(self.folder, ignore_errors=True)

    async def _async_pre_start_kernel(self, **kw: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            provisioner = WarmProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
            provisioner.modules = self._modules
            provisioner.waits_until_ready = False
            provisioner.belongings = (self.folder,)
            self.provisioner = provisioner
        return await super()._async_pre_start_kernel(**kw)

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        await super()._async_launch_kernel(kernel_cmd, **{**kw, "stdout": self._log, "stderr": self._log})
