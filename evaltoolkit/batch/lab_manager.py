"""Kernels of JupyterLab that are forked from a process which has imported what the notebooks import.

JupyterLab's own process imports this module as it starts, when it is told to take its kernels from here.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from multiprocessing import util
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_server.services.kernels.kernelmanager import ServerKernelManager

from evaltoolkit.batch.cells.process import SERVER, start_server, starting
from evaltoolkit.batch.lab_kernels import LAB_MODULES, be_kernel

_LAUNCHER = ["-m", "ipykernel_launcher"]


class ForkedKernel:
    """A forked process where jupyter_client has a ``subprocess.Popen``."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self._process, self.pid = process, process.pid
        self.kill, self.terminate = process.kill, process.terminate

    def poll(self) -> int | None:
        """Return the exit status, None while the kernel lives."""
        return self._process.exitcode

    def wait(self) -> int | None:
        """Wait for the end and return the exit status."""
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send a signal to a kernel that lives."""
        if self._process.is_alive():
            os.kill(self.pid or 0, number)


class ForkedProvisioner(LocalProvisioner):
    """Fork a kernel of this Python; start any other as ever."""

    process: Any = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch the kernel."""
        if cmd[1:3] != _LAUNCHER:
            return await super().launch_kernel(cmd, **kwargs)
        place = str(kwargs.get("cwd") or Path.cwd()), dict(kwargs["env"])
        context: Any = multiprocessing.get_context(SERVER)
        process = context.Process(target=be_kernel, args=(cmd[3:], *place), daemon=True)
        await asyncio.get_running_loop().run_in_executor(None, _start, process)  # the first waits for the imports
        self.process, self.pid, self.pgid, self.cwd = ForkedKernel(process), process.pid, process.pid, place[0]
        return self.connection_info


class ForkedManager(ServerKernelManager):
    """JupyterLab's manager of one kernel, with sockets in a private folder that goes with its process."""

    async def _async_pre_start_kernel(self, **kw: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            self.transport, self.ip = "ipc", str(Path(util.get_temp_dir()) / f"k{id(self):x}")
            self.cache_ports = False
            self.provisioner = ForkedProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**kw)


def _start(process: BaseProcess) -> None:
    with starting():
        process.start()


start_server(LAB_MODULES)
