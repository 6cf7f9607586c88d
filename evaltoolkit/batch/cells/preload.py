"""Import everything once, before anything is forked, and make sure that a fork of it is as good as a fresh start."""

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

BACKEND = "MPLBACKEND"  # matplotlib's own; applied after the fork
# What every shell imports by itself, some of it only at its first cell.
SHELL_MODULES = (
    "IPython.core.completer", "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.logger",
    "IPython.core.magics", "IPython.core.oinspect", "IPython.core.pylabtools", "IPython.display",
    "IPython.extensions.storemagic", "IPython.utils.wildcard", "comm", "evaltoolkit.batch.cells.shell",
    "ipykernel.eventloops", "ipykernel.ipkernel", "sqlite3",
)  # fmt: skip
DEFAULT_MODULES = ("numpy", "pandas", "matplotlib.pyplot", "scipy.stats")  # those of them that are installed
THREAD_LIMITS = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)  # fmt: skip
# pyarrow's allocator: its housekeeping thread would be lost in the fork. jemalloc(3), "background_thread".
_NO_HOUSEKEEPER = ("JE_ARROW_MALLOC_CONF", "background_thread:false")
FORKED_FROM = "evaltoolkit.batch.cells.forked_from"  # what multiprocessing's fork server imports
ASKED = "EVALTOOLKIT_PRELOAD"  # tells it what else
_ALL = ".*"
_INLINE = "matplotlib_inline.backend_inline"


class UnfitError(Exception):
    """A process forked from this one would not equal a fresh one."""


def preload(
    modules: Iterable[str],
    before_each: Callable[[], None] = lambda: None,
    own: Iterable[str] = SHELL_MODULES,
    after_own: Callable[[], None] = lambda: None,
) -> dict[str, str]:
    """Import `modules` and all that cells need, then take what is loaded out of the garbage collector's way.

    Parameters
    ----------
    modules
        Names, or ``package.*`` for a package with all that lies in it; those that do not exist are an error, except
        the :data:`DEFAULT_MODULES`.
    before_each
        Called before each module; what it raises ends the work.
    own
        What the process imports by itself, as far as it is installed.
    after_own
        Called when that is imported, and nothing else.

    Returns
    -------
    dict
        Variables that the imports set in the environment, and so would have set in a fresh process.

    Raises
    ------
    UnfitError
        A module cannot be imported, started a thread, chose matplotlib's backend, or made an event loop's context.
    """
    os.environ.pop(BACKEND, None)
    limit_threads()  # a thread of a numeric library does not survive the fork
    os.environ.setdefault(*_NO_HOUSEKEEPER)
    before = dict(os.environ)
    for name in _installed(own):
        before_each()
        importlib.import_module(name)
    after_own()
    for name in modules:
        _import(name, before_each)
    _look_for_backends()
    _check()
    gc.collect()
    gc.freeze()  # else the first collection in each kernel would copy every page
    return {name: value for name, value in os.environ.items() if before.get(name) != value}


def limit_threads() -> None:
    """Let numeric libraries that are not loaded yet work in one thread: it adds up in one order."""
    for name in THREAD_LIMITS:
        os.environ.setdefault(name, "1")


def fault_here() -> str:
    """Return why this process, forked from one that has imported everything, does not equal a fresh one."""
    return str(getattr(sys.modules.get(FORKED_FROM), "FAULT", ""))


def _import(name: str, before_each: Callable[[], None]) -> None:
    try:
        for module in modules_of([name]):
            before_each()
            importlib.import_module(module)
    except Exception as error:
        if name not in DEFAULT_MODULES:
            raise UnfitError(f"{name} cannot be imported: {type(error).__name__}") from error


def modules_of(names: Iterable[str]) -> Iterator[str]:
    """Yield the modules that the names stand for; ``package.*`` is a package with all in it but its command."""
    for name in names:
        if not name.endswith(_ALL):
            yield name
            continue
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
