"""What code of this package made, told from what a notebook's cell made or changed."""

from __future__ import annotations

import sys
from collections.abc import Hashable
from types import FrameType
from typing import Self

PACKAGE = __name__.partition(".")[0]
CELL = "__main__"
"""The module that a notebook's cell is of."""
_VOUCHED: set[Hashable] = set()


class Made:
    """Base of what a report hands on from one call to the next: each knows whether this package made it."""

    __slots__ = ("of_package",)
    of_package: bool
    """Whether code of this package made it, not a notebook's cell, also not by changing another."""

    def __new__(cls, *_: object, **__: object) -> Self:
        """Make it and note who asked: the nearest of the callers that is a cell or of this package."""
        made = super().__new__(cls)
        object.__setattr__(made, "of_package", not _is_cell(sys._getframe(1)))
        return made


def _is_cell(caller: FrameType) -> bool:
    """Return whether a cell asks; the outermost caller is none, such as a process that results are handed to."""
    while (below := caller.f_back) is not None:
        name = str(caller.f_globals.get("__name__"))
        if name == CELL or name.partition(".")[0] == PACKAGE:
            return name == CELL
        caller = below
    return False


def vouch(value: Hashable) -> None:
    """Remember a bare value that this package read or worked out, so that a cell may hand on one like it.

    Parameters
    ----------
    value
        Such as the grades of an indicator system; only a few are there.

    Examples
    --------
    >>> vouch(("优", "良"))
    >>> is_vouched(("优", "良")), is_vouched(("优",)), is_vouched(([],))
    (True, False, False)
    """
    _VOUCHED.add(value)


def is_vouched(value: object) -> bool:
    """Return whether this package made a value like it."""
    try:
        return value in _VOUCHED
    except TypeError:  # it holds what may change
        return False
