"""Papermill's notebook client without its waits: it starts at the first answer and ends with the kernel."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from queue import Empty
from typing import Any

from jupyter_core.utils import ensure_async, run_sync
from nbclient.util import run_hook
from papermill.clientwrap import PapermillNotebookClient

from evaltoolkit.batch.warm.manager import WarmKernel

ANSWER_SECONDS = 5.0  # as for the start: a hundred times what it takes
_ATTEMPTS = 2
_ASK_AGAIN = 0.05


class NoAnswerError(RuntimeError):
    """The kernel's process lives, but the kernel does not answer."""


class WarmClient(PapermillNotebookClient):  # type: ignore[misc]
    """Execute a notebook in a kernel that was begun already.

    Parameters
    ----------
    nb_man
        Papermill's execution manager.
    take
        Gives a kernel.
    on_ready
        Called when the kernel answers, before the first cell.
    """

    def __init__(
        self, nb_man: Any, *, take: Callable[[], WarmKernel], on_ready: Callable[[], None], **options: Any
    ) -> None:
        super().__init__(nb_man, km=take(), **options)
        self._take, self._on_ready = take, on_ready

    async def async_start_new_kernel_client(self) -> Any:
        """Connect to the kernel once its sockets stand, and wait until it answers; replace one that does not."""
        for _attempt in range(_ATTEMPTS - 1):
            try:
                return await self._connect()
            except NoAnswerError:
                await self._async_cleanup_kernel()
                self.km = self._take()
        return await self._connect()

    start_new_kernel_client = run_sync(async_start_new_kernel_client)

    async def _connect(self) -> Any:
        await self.km.until_answering()
        self.kc = self.km.client()
        self.kc.start_channels(stdin=False, hb=False, control=False)
        try:
            await until_ready(self.kc, ANSWER_SECONDS)
        except NoAnswerError:
            if await ensure_async(self.km.is_alive()):
                await ensure_async(self.km.shutdown_kernel(now=True))
            raise
        self.kc.allow_stdin = False
        self._on_ready()
        await run_hook(self.on_notebook_start, notebook=self.nb)
        return self.kc


async def until_ready(client: Any, seconds: float) -> None:
    """Wait until the kernel answers and everything it publishes arrives; leave no message behind.

    Parameters
    ----------
    client
        An ``AsyncKernelClient`` whose shell and IOPub channels were just started.
    seconds
        How long to try.

    Raises
    ------
    NoAnswerError
        Nothing came.

    Notes
    -----
    What is published before the subscription stands is lost; a cell executed then would wait for its output in vain.
    So kernel_info is asked until a message arrives on IOPub, then both channels are read up to the last question's end.
    """
    end = time.monotonic() + seconds
    while True:
        client.kernel_info()
        try:
            await client.iopub_channel.get_msg(timeout=_ASK_AGAIN)
        except Empty:
            if time.monotonic() > end:
                raise NoAnswerError(f"no answer in {seconds:g} s") from None
        else:
            break
    asked = client.kernel_info()  # the one before may have been answered while nobody listened
    try:
        async with asyncio.timeout(seconds):
            await asyncio.gather(_read_to_idle(client, asked), _read_to_reply(client, asked))
    except TimeoutError:
        raise NoAnswerError(f"no answer in {seconds:g} s") from None


async def _read_to_idle(client: Any, asked: str) -> None:
    while True:
        message = await client.iopub_channel.get_msg()
        of_ours = message["parent_header"].get("msg_id") == asked
        if of_ours and message["content"].get("execution_state") == "idle":
            return


async def _read_to_reply(client: Any, asked: str) -> None:
    while (await client.shell_channel.get_msg())["parent_header"].get("msg_id") != asked:
        continue
