"""How many reports this machine can make at a time: bounded by its processors and by the memory that is free."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

WORKER_BYTES = 500_000_000
"""本工具规则: one report at a time takes less; measured by `benchmarks/batch.py`."""
# cgroup v2, as containers have it: the kernel's Documentation/admin-guide/cgroup-v2.
_LIMIT, _USED, _PARTS = "memory.max", "memory.current", "memory.stat"
_GIVEN_BACK = "inactive_file "  # cached files, which the system drops when memory is needed


def default_workers(streets: int) -> int:
    """Return how many streets to report at a time, at most one a street and at least one."""
    return max(1, min(streets, usable_processors(), free_memory() // WORKER_BYTES))


def usable_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def free_memory(group: Path = Path("/sys/fs/cgroup")) -> int:
    """Return the bytes of memory that programs started now can have without swapping.

    Parameters
    ----------
    group
        Folder in which Linux tells a container its own limit.
    """
    free = int(psutil.virtual_memory().available)
    try:
        limit, used = int((group / _LIMIT).read_text()), int((group / _USED).read_text())
        parts = (group / _PARTS).read_text().splitlines()
    except (OSError, ValueError):  # no container, or one without a limit
        return free
    cached = sum(int(line.removeprefix(_GIVEN_BACK)) for line in parts if line.startswith(_GIVEN_BACK))
    return max(0, min(free, limit - used + cached))
