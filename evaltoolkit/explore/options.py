"""What a list offers: each entry with its value, and where it leads to nothing the reason why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evaltoolkit.language import Text

ALL = ""
"""Choose everything: all scales, all dimensions, all methods."""


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list.

    Parameters
    ----------
    words
        As the list shows it.
    value
        What choosing it means.
    closed
        Why it leads to nothing here; empty where it leads somewhere.
    """

    words: Text | str
    value: str
    closed: Text | str = ""


Options = tuple[Option, ...]


def first_open(options: Iterable[Option], wanted: str) -> str | None:
    """Return the wanted value, else the first that leads somewhere, else the first; None of no options.

    Examples
    --------
    >>> first_open((Option("a", "a", "empty"), Option("b", "b")), "a")
    'b'
    """
    known = tuple(options)
    open_ = [one.value for one in known if not one.closed]
    if wanted in open_:
        return wanted
    return next(iter((*open_, *(one.value for one in known))), None)
