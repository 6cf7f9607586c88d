"""Import everything once, before any kernel is forked, and make sure that a fork of it is as good as a fresh start."""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from evaltoolkit.batch.warm.forking import BACKEND
from evaltoolkit.batch.warm.own_modules import OwnModules

# What every kernel imports by itself, some of it only after its start (ipykernel 6 and 7).
KERNEL_MODULES = (
    "IPython.core.completer", "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.debugger_backport",
    "IPython.core.logger", "IPython.core.magics", "IPython.core.oinspect", "IPython.display",
    "IPython.extensions.storemagic", "IPython.utils.wildcard", "comm", "faulthandler", "ipykernel.comm",
    "ipykernel.debugger", "ipykernel.displayhook", "ipykernel.eventloops", "ipykernel.gui", "ipykernel.iostream",
    "ipykernel.kernelapp", "ipykernel.subshell_manager", "ipykernel.zmqshell", "pdb", "psutil", "sqlite3",
    "tornado.platform.asyncio", "zmq.asyncio", "zmq.eventloop.zmqstream",
)  # fmt: skip
STREAM = "evaltoolkit.batch.warm.streams.QuietStream"  # class of a kernel's standard output and errors
DEFAULT_MODULES = ("numpy", "pandas", "matplotlib.pyplot", "scipy.stats")  # those of them that are installed
_THREAD_LIMITS = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)  # fmt: skip
# pyarrow's allocator: its housekeeping thread would be lost in the fork. jemalloc(3), "background_thread".
_NO_HOUSEKEEPER = ("JE_ARROW_MALLOC_CONF", "background_thread:false")
_ALL = ".*"
_INLINE = "matplotlib_inline.backend_inline"


class UnfitError(Exception):
    """A kernel forked from this process would not equal a fresh one."""


class Preloaded(NamedTuple):
    """What a kernel forked from this process is to be given."""

    environment: dict[str, str]  # variables that the imports set, and so would have set in a fresh kernel
    own_modules: OwnModules


def preload(modules: Iterable[str], before_each: Callable[[], None] = lambda: None) -> Preloaded:
    """Import `modules` and all that a kernel needs, then take what is loaded out of the garbage collector's way.

    Parameters
    ----------
    modules
        Names, or ``package.*`` for a package with all that lies in it; those that do not exist are an error, except
        the :data:`DEFAULT_MODULES`.
    before_each
        Called before each module; what it raises ends the work.

    Returns
    -------
    Preloaded
        What to give to each kernel.

    Raises
    ------
    UnfitError
        A module cannot be imported, started a thread, chose matplotlib's backend, or made an event loop's context.
    """
    os.environ.pop(BACKEND, None)
    for name in _THREAD_LIMITS:
        os.environ.setdefault(name, "1")  # a thread of a numeric library does not survive the fork
    os.environ.setdefault(*_NO_HOUSEKEEPER)
    before = dict(os.environ)
    for name in (*_installed(KERNEL_MODULES), STREAM.rpartition(".")[0]):
        before_each()
        importlib.import_module(name)
    own_modules = OwnModules()
    for name in modules:
        _import(name, before_each)
    _look_for_backends()
    _check()
    gc.collect()
    gc.freeze()  # else the first collection in each kernel would copy every page
    return Preloaded({name: value for name, value in os.environ.items() if before.get(name) != value}, own_modules)


def _import(name: str, before_each: Callable[[], None]) -> None:
    try:
        for module in _meant_by(name):
            before_each()
            importlib.import_module(module)
    except Exception as error:
        if name not in DEFAULT_MODULES:
            raise UnfitError(f"{name} cannot be imported: {type(error).__name__}") from error


def _meant_by(name: str) -> Iterator[str]:
    if not name.endswith(_ALL):
        yield name
        return
    package = name.removesuffix(_ALL)
    for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        if not found.name.endswith(".__main__"):
            yield found.name


def _installed(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        try:
            if find_spec(name) is not None:
                yield name
        except ModuleNotFoundError:
            continue


def _look_for_backends() -> None:
    # matplotlib reads what every installed package says of itself before it takes the inline backend's name.
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is not None:
        matplotlib.rcsetup.validate_backend(f"module://{_INLINE}")


def _check() -> None:
    if threading.active_count() > 1 or _system_threads() > 1:
        raise UnfitError("a module to be imported beforehand started a thread")
    if _INLINE in sys.modules:
        raise UnfitError("a module to be imported beforehand loaded the inline backend: figures would be missing")
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is not None and matplotlib.rcParams._get_backend_or_none() is not None:
        raise UnfitError("a module to be imported beforehand chose matplotlib's backend: figures would be missing")


def _system_threads() -> int:
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 1
