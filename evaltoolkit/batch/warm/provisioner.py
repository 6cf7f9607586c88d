"""The kernel provisioner: Jupyter's own extension point for how a kernel's process comes to be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from shutil import rmtree
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.localinterfaces import is_local_ip
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from evaltoolkit.batch.warm.forked import ForkedKernel, RefusedError, ask_for_kernel
from evaltoolkit.batch.warm.forking import has_fork
from evaltoolkit.batch.warm.servers import ADDRESS, addresses
from evaltoolkit.batch.warm.wire import Launch
from evaltoolkit.reporting.socket_folder import SOCKET_PREFIX, short_folder

NAME = "warm-kernels"  # of the entry point
READY_SECONDS = 5.0  # a hundred times what a start takes; a kernel that needs longer hangs
_ATTEMPTS = 2
_FORK_SECONDS = 120.0  # the first kernel waits for the imports
_END_SECONDS = 1.0
_UNDISTURBED_SECONDS = 0.3
_MODULE = "ipykernel_launcher"
# What a fork gives by itself, or what the launch says otherwise; with anything else Popen must do it.
_KNOWN = {"env", "cwd", "stdin", "stdout", "stderr", "extra_arguments", "kernel_id", "independent"}


class WarmProvisioner(LocalProvisioner):
    """Fork a kernel from a server where that gives the same kernel, start a fresh one otherwise.

    A kernel is fresh on platforms without fork, for another interpreter than this, for pipes as standard streams, with
    process options that a fork cannot honour, and where the server refused or two forked kernels did not answer.

    Attributes
    ----------
    modules
        What a server that is started for this kernel imports beforehand; by default what the environment names.
    belongings
        Files and folders, besides those of the provisioner, that go where this process dies before the kernel.
    waits_until_ready
        Whether a launch returns only when the kernel answers; without, :meth:`until_ready` must be called.
    """

    process: Any = None
    waits_until_ready = True
    modules: tuple[str, ...] | None = None
    belongings: tuple[Path, ...] = ()
    _is_interrupt_due = False
    _folder: Path | None = None
    _launch: tuple[list[str], dict[str, Any]] = ([], {})

    @property
    def is_forked(self) -> bool:
        """Return whether the kernel is one that a server forked."""
        return isinstance(self.process, ForkedKernel)

    @property
    def _manager(self) -> Any:
        return self.parent

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Prepare the launch; sockets lie in a private folder with a short name unless the user chose otherwise."""
        if has_fork() and self._folder is None and self._leaves_transport_to_us():
            self._folder = short_folder(os.environ.get(ADDRESS))
            manager = self._manager
            manager.transport, manager.ip = "ipc", str(self._folder / SOCKET_PREFIX)
            manager.cache_ports = False
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch the kernel: forked where possible, fresh otherwise."""
        self._launch = cmd, kwargs
        if not await self._fork():
            return await super().launch_kernel(cmd, **kwargs)
        if self.waits_until_ready:
            await self.until_ready()
        return self.connection_info

    async def until_ready(self) -> None:
        """Wait until the forked kernel answers; one that does not is replaced, in the end by a fresh one."""
        for attempt in range(_ATTEMPTS):
            if not self.is_forked or await self.process.until_ready(READY_SECONDS):
                return
            await self._discard()
            if attempt + 1 == _ATTEMPTS or not await self._fork():
                cmd, kwargs = self._launch
                await super().launch_kernel(cmd, **kwargs)

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel's process group.

        Notes
        -----
        A kernel manager interrupts before it asks for the end. A kernel that is about to rest would report that as an
        error, so the interrupt is held back and sent only to a kernel that does not end.
        """
        if self.is_forked and signum == signal.SIGINT and getattr(self._manager, "shutting_down", False):
            self._is_interrupt_due = True
        elif self.is_forked:
            self.process.send_signal(signum)
        else:
            await super().send_signal(signum)

    async def wait(self) -> int | None:
        """Wait until the kernel has ended and return its exit status."""
        if self.is_forked:
            await self.process.until_ended(None)
        return await super().wait()

    async def shutdown_requested(self, restart: bool = False) -> None:  # noqa: ARG002 - the base class names it
        """Wait for the end that was just asked for, so that nobody has to look every tenth of a second."""
        if not self.is_forked or await self.process.until_ended(_UNDISTURBED_SECONDS):
            return
        if self._is_interrupt_due:
            self._is_interrupt_due = False
            self.process.send_signal(signal.SIGINT)
        await self.process.until_ended(_END_SECONDS)

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the sockets' folder."""
        await super().cleanup(restart=restart)
        if self._folder is not None and not restart:
            rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _leaves_transport_to_us(self) -> bool:
        manager = self._manager
        if manager is None:
            return False
        ports = (manager.shell_port, manager.iopub_port, manager.stdin_port, manager.hb_port, manager.control_port)
        return manager.transport == "tcp" and not any(ports) and is_local_ip(manager.ip)

    async def _fork(self) -> bool:
        cmd, kwargs = self._launch
        launch = self._launch_of(cmd, kwargs)
        if launch is None:
            return False
        with Path(os.devnull).open("r+b") as nothing:
            out = _stream(kwargs.get("stdout"), 1, nothing.fileno())
            streams = [nothing.fileno(), out, _stream(kwargs.get("stderr"), 2, nothing.fileno(), out)]
            for address in addresses(launch, self.modules):
                try:
                    kernel = ask_for_kernel(address, launch, streams)
                    await kernel.until_forked(_FORK_SECONDS)
                except (OSError, RefusedError) as reason:
                    self.log.debug("No forked kernel: %s", reason)
                else:
                    self.process, self.pid, self.pgid = kernel, kernel.pid, kernel.pid
                    self.cwd = launch.folder
                    return True
        return False

    def _launch_of(self, cmd: list[str], kwargs: dict[str, Any]) -> Launch | None:
        folder = str(kwargs.get("cwd") or Path.cwd())
        if not has_fork() or not _is_this_python(cmd) or not _is_plain(kwargs) or not Path(folder).is_dir():
            return None
        module = cmd.index(_MODULE)
        return Launch(
            [sys.executable, *cmd[1 : module - 1]],
            cmd[module + 1 :],
            {**kwargs["env"], "JPY_PARENT_PID": str(os.getpid())},  # as jupyter_client gives a fresh kernel
            str(Path(folder).absolute()),
            [
                str(path)
                for path in (*self.belongings, self._folder, getattr(self.parent, "connection_file", ""))
                if path
            ],
        )

    async def _discard(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            await self.process.until_ended(_END_SECONDS)
        self.process.close()
        self.process = None
        if self._manager is not None:
            self._manager.cleanup_ipc_files()


def _is_this_python(cmd: list[str]) -> bool:
    return bool(cmd) and cmd[0] == sys.executable and _MODULE in cmd[2:] and cmd[cmd.index(_MODULE) - 1] == "-m"


def _is_plain(kwargs: dict[str, Any]) -> bool:
    pipes = subprocess.PIPE in (kwargs.get(name) for name in ("stdin", "stdout", "stderr"))
    return set(kwargs) <= _KNOWN and not pipes and not kwargs.get("independent") and not kwargs.get("stdin")


def _stream(given: Any, default: int, nothing: int, out: int = 1) -> int:
    if given is None:
        return default
    named = {subprocess.DEVNULL: nothing, subprocess.STDOUT: out}
    return named.get(given, given) if isinstance(given, int) else int(given.fileno())
