"""Import everything once, before anything is forked, and make sure that a fork of it is as good as a fresh start.

multiprocessing's fork server imports this module; whatever is forked from it sees what it has and knows its fault.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import shutil
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

ASKED = "EVALTOOLKIT_PRELOAD"  # tells the fork server where its sockets lie and what it imports
# What every shell imports by itself, some of it only at its first cell; its process makes it ready while it waits.
SHELL_MODULES = (
    "IPython.core.completer", "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.logger",
    "IPython.core.magics", "IPython.core.oinspect", "IPython.core.pylabtools", "IPython.display",
    "IPython.extensions.storemagic", "IPython.utils.wildcard", "evaltoolkit.batch.cells.shell",
    "ipykernel.eventloops", "ipykernel.ipkernel", "sqlite3",
)  # fmt: skip
BACKEND = "MPLBACKEND"  # matplotlib's own; applied after the fork
INLINE = "matplotlib_inline.backend_inline"  # the backend that a kernel chooses where the variable is empty
THREAD_LIMITS = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)  # fmt: skip
# pyarrow's allocator: its housekeeping thread would be lost in the fork. jemalloc(3), "background_thread".
_NO_HOUSEKEEPER = ("JE_ARROW_MALLOC_CONF", "background_thread:false")
_ALL = ".*"
_fault = ""


def fault_here() -> str:
    """Return why this process, forked from one that has imported everything, does not equal a fresh one."""
    return _fault


def limit_threads() -> None:
    """Let numeric libraries that are not loaded yet work in one thread: it adds up in one order, and can be forked."""
    for name in THREAD_LIMITS:
        os.environ.setdefault(name, "1")


def preload(modules: Iterable[str]) -> str:
    """Make `modules` ready, take them out of the garbage collector's way, and return what is amiss.

    That is a module that cannot be imported, started a thread or chose matplotlib's backend.
    """
    os.environ.pop(BACKEND, None)
    limit_threads()
    os.environ.setdefault(*_NO_HOUSEKEEPER)
    try:
        make_ready(modules)
        return _look_around()
    except Exception as error:
        return f"a module cannot be made ready: {type(error).__name__}: {error}"


def make_ready(modules: Iterable[str]) -> None:
    """Import modules; of ``module:function`` call the function too, which keeps what it returns."""
    parent = os.getppid()
    gc.disable()
    try:
        for name in modules_of(modules):
            if os.getppid() != parent:
                sys.exit()
            module, _, function = name.partition(":")
            imported = importlib.import_module(module)
            if function:
                getattr(imported, function)()
    finally:
        # Else the first collection in each fork would copy every page. What is garbage by now is frozen too: some
        # thousand objects of the imports, for which a search takes as long as the import of pandas.
        gc.freeze()
        gc.enable()


def modules_of(names: Iterable[str]) -> Iterator[str]:
    """Yield the modules that the names stand for; ``package.*`` is a package with all in it but its command."""
    for name in names:
        yield name.removesuffix(_ALL)
        if name.endswith(_ALL):
            package = importlib.import_module(name.removesuffix(_ALL))
            found = (one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."))
            yield from (one for one in found if not one.endswith(".__main__"))


def _look_around() -> str:
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is not None:
        # It reads what every installed package says of itself before it takes the inline backend's name.
        matplotlib.rcsetup.validate_backend(f"module://{INLINE}")
        if INLINE in sys.modules or matplotlib.rcParams._get_backend_or_none() is not None:
            return "a module chose matplotlib's backend: figures would be missing"
    tasks = Path("/proc/self/task")
    if threading.active_count() > 1 or (tasks.is_dir() and len(list(tasks.iterdir())) > 1):
        return "a module started a thread"
    return ""


if ASKED in os.environ:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all at once: whoever began this decides
    _sockets, *_modules = json.loads(os.environ.pop(ASKED))
    atexit.register(shutil.rmtree, _sockets, ignore_errors=True)  # where the parent was killed and cannot
    _fault = preload(_modules)
