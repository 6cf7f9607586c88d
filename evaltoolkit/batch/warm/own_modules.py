"""Tell ipykernel in a fork which modules are the kernel's own, those that a fresh kernel has when it starts.

Left to itself it takes every module loaded, so that a debugger would step over what was imported beforehand; and in
looking at each it copies the page of memory that the module lies in, which takes a sixth of the kernel's start.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any


class OwnModules:
    """The files of the modules that are loaded now."""

    def __init__(self) -> None:
        found = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
        # Copies lie side by side; the names themselves lie in as many pages as the modules.
        self._files = [os.fsdecode(os.fsencode(file)) for file in found if file]

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let ipykernel see no other modules for a while."""
        from ipykernel import ipkernel

        names = vars(ipkernel)
        if names.get("sys") is not sys:  # it looks in another way; then it may look at all
            yield
            return
        names["sys"] = _System(self._files)
        try:
            yield
        finally:
            names["sys"] = sys


class _System:
    """``sys``, but for its modules."""

    def __init__(self, files: list[str]) -> None:
        self.modules = _Modules(files)

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


class _Modules:
    """As much of ``sys.modules`` as ipykernel reads."""

    def __init__(self, files: list[str]) -> None:
        self._files = files

    def copy(self) -> _Modules:
        return self

    def values(self) -> Iterator[SimpleNamespace]:
        module = SimpleNamespace()
        for module.__file__ in self._files:
            yield module
