"""Time plain papermill with forked kernels against fresh ones, and a kernel's way from fork to ready.

    python benchmarks/kernels.py [--repeats N] [--starts N]

Papermill executes benchmarks/small_report.ipynb (six figures, 30 bootstraps), in turn with fresh kernels and with the
provisioner, over the same Unix sockets and with one thread of numeric libraries either way; the server stands already.
Then the batch's own loop starts kernels, forked from a server with all that a street's report imports, and ends them
a little later. Prints medians and the ratio. The outputs must be equal, figure for figure, or it ends with exit
status 1.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import papermill
from evaltoolkit.batch.warm.client import until_ready
from evaltoolkit.batch.warm.manager import WarmKernel
from evaltoolkit.batch.warm.provisioner import NAME
from evaltoolkit.batch.warm.servers import shared_server
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from traitlets.config import Config

from evaltoolkit.batch.kernels import MODULES
from evaltoolkit.reporting.socket_folder import SOCKET_PREFIX, short_folder

SMALL = Path(__file__).with_name("small_report.ipynb")
SMALL_MODULES = ("matplotlib.pyplot", "numpy", "pandas", "scipy.stats")
A_LITTLE = 0.2  # seconds, in which the control channel connects
FRESH = "local-provisioner"  # jupyter_client's
FIGURES = 6
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--starts", type=int, default=50)
    options = parser.parse_args(arguments)
    os.environ.update(ONE_THREAD)
    with shared_server([sys.executable], SMALL_MODULES):
        same = _compare(options.repeats)
    with shared_server([sys.executable], MODULES):
        _start(options.starts)
    return 0 if same else 1


def _compare(repeats: int) -> bool:
    seconds: dict[str, list[float]] = {FRESH: [], NAME: []}
    pages: list[list[Any]] = []
    for repeat in range(repeats + 1):
        for way, taken in seconds.items():
            took, page = _timed(lambda way=way: _papermill(way))  # type: ignore[misc]
            pages.append(page)
            if repeat:  # the first round fills the file cache and waits for the server's imports
                taken.append(took)
    fresh, warm = median(seconds[FRESH]), median(seconds[NAME])
    same = all(page == pages[0] for page in pages)
    figures = sum("image/png" in output.get("data", {}) for output in pages[0])
    print(f"papermill, fresh kernel   {fresh:6.2f} s")
    print(f"papermill, forked kernel  {warm:6.2f} s   ratio {warm / fresh:.2f}")
    print(f"outputs equal: {'yes' if same else 'NO'}; figures: {figures} of {FIGURES}")
    return same and figures == FIGURES


def _papermill(way: str) -> list[Any]:
    KernelProvisionerFactory.instance().default_provisioner_name = way
    with _sockets() as config:
        done = papermill.execute_notebook(str(SMALL), None, progress_bar=False, config=config)
    return [dict(output) for cell in done.cells for output in cell.get("outputs", [])]


@contextmanager
def _sockets() -> Iterator[Config]:
    folder = short_folder()
    try:
        yield Config(AsyncKernelManager={"transport": "ipc", "ip": str(folder / SOCKET_PREFIX)})
    finally:
        shutil.rmtree(folder)


def _start(starts: int) -> None:
    ready, end = [], []
    asyncio.run(_life())  # waits for the server's imports
    for _ in range(starts):
        times = asyncio.run(_life())
        ready.append(times[0])
        end.append(times[1])
    print(f"batch loop, {starts} kernels: fork to ready {median(ready) * 1000:.0f} ms, end {median(end) * 1000:.0f} ms")


async def _life() -> tuple[float, float]:
    kernel = WarmKernel(MODULES)
    begin = time.perf_counter()
    await kernel.begin(str(SMALL.parent))
    await kernel.until_answering()
    client = kernel.client()
    client.start_channels(stdin=False, hb=False, control=False)
    await until_ready(client, 60)
    ready = time.perf_counter() - begin
    await asyncio.sleep(A_LITTLE)
    asked = time.perf_counter()
    await kernel.shutdown_kernel()
    end = time.perf_counter() - asked
    client.stop_channels()
    kernel.close()
    return ready, end


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.perf_counter()
    done = work()
    return time.perf_counter() - begin, done


if __name__ == "__main__":
    sys.exit(main())
