"""Where kernels can be forked, and what must be the same in the server and in the kernel asked for."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping

from evaltoolkit.batch.cells.preload import BACKEND

ON_MACOS = "WARM_KERNELS_ON_MACOS"  # set to 1 to fork there all the same
# Read once, by the interpreter or by a library as it loads: a kernel that needs another value needs another server.
_FIXED_PREFIXES = (
    "PYTHON", "LD_", "DYLD_", "LC_", "MALLOC_", "OMP_", "OPENBLAS_", "GOTO_", "MKL_", "BLIS_", "VECLIB_", "NUMEXPR_",
    "MPL", "MATPLOTLIB", "XDG_",
)  # fmt: skip
_FIXED_NAMES = frozenset({"LANG", "LANGUAGE", "HOME"})


def has_fork() -> bool:
    """Return whether kernels can be forked here: not on Windows, and not on macOS unless it is asked for.

    Notes
    -----
    Apple's frameworks may end a process that was forked after they were loaded, and numpy may load them; Python
    itself therefore starts fresh processes there (documentation of ``multiprocessing``, "Contexts and start methods").
    """
    if not (hasattr(os, "fork") and hasattr(socket, "AF_UNIX") and hasattr(socket, "send_fds")):
        return False
    return sys.platform != "darwin" or os.environ.get(ON_MACOS) == "1"


def fixed_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return those variables that a process has read by the time a kernel is forked from it.

    Examples
    --------
    >>> fixed_environment({"OPENBLAS_NUM_THREADS": "1", "LANG": "C", "TZ": "UTC", "MPLBACKEND": "svg"})
    {'OPENBLAS_NUM_THREADS': '1', 'LANG': 'C'}
    """
    return {name: value for name, value in environment.items() if _is_fixed(name)}


def _is_fixed(name: str) -> bool:
    return name != BACKEND and (name in _FIXED_NAMES or name.startswith(_FIXED_PREFIXES))
