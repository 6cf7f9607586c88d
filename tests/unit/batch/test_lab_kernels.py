"""Kernels of JupyterLab, forked from a process that has imported what the notebooks import."""

import asyncio
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest

from evaltoolkit.batch import lab_kernels as module
from evaltoolkit.batch.cells.process import SERVER, SPAWN, start_method
from evaltoolkit.batch.lab_kernels import LAB_MODULES, lab_options

forks = pytest.mark.skipif(start_method() != SERVER, reason="this platform starts fresh kernels only")


def test_every_module_named_is_there_and_none_brings_widgets():
    named = [name.partition(":")[0].removesuffix(".*") for name in LAB_MODULES]
    assert [name for name in named if find_spec(name) is None] == []
    assert not [name for name in named if name.endswith(("desk", "controls", "notebook_output"))]


def test_without_fork_kernels_are_jupyterlabs_own(monkeypatch):
    assert bool(lab_options()) is (start_method() == SERVER)
    monkeypatch.setattr(module, "start_method", lambda: SPAWN)
    assert lab_options() == ()


@forks
def test_a_forked_kernel_works_is_interrupted_draws_and_leaves_nothing(tmp_path):
    from evaltoolkit.batch.lab_manager import ForkedManager

    async def story():
        kernel = ForkedManager()
        await kernel.start_kernel(cwd=str(tmp_path))
        client = kernel.client()
        client.start_channels()
        await client.wait_for_ready(timeout=60)
        told = []

        async def run(code):
            reply = await client.execute_interactive(code, output_hook=told.append, timeout=60)
            return reply["content"].get("ename", reply["content"]["status"])

        ended = [
            await run(
                "import os, matplotlib.pyplot as plt; plt.plot([1]); print(os.getcwd(), os.environ['MPLBACKEND'])"
            )
        ]
        asleep = asyncio.ensure_future(run("import pathlib, time; pathlib.Path('asleep').touch(); time.sleep(60)"))
        while not (tmp_path / "asleep").exists():
            await asyncio.sleep(0.05)
        await kernel.interrupt_kernel()
        ended.append(await asleep)
        pid, sockets = kernel.provisioner.pid, list(Path(kernel.ip).parent.glob(f"{Path(kernel.ip).name}*"))
        client.stop_channels()
        await kernel.shutdown_kernel()
        return ended, told, pid, sockets

    ended, told, pid, sockets = asyncio.run(story())
    words = "".join(message["content"].get("text", "") for message in told)

    assert ended == ["ok", "KeyboardInterrupt"]
    assert words.split() == [str(tmp_path), "module://matplotlib_inline.backend_inline"]
    assert any("image/png" in message["content"].get("data", {}) for message in told)
    assert len(sockets) == 5
    assert all(path.parent.stat().st_mode & 0o777 == 0o700 and not path.exists() for path in sockets)
    assert not psutil.pid_exists(pid)
