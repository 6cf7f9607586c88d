"""What a notebook's cell shows, marked where this package made it of protected tables.

Whatever else a cell shows (a frame, a picture, a sentence of its own) bears no mark and stays out of pages that leave
the station. The mark keeps an author from an oversight; it is no lock against someone who forges it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import CodeType, FrameType, ModuleType
from typing import Any, Self

_TABLES: list[Callable[[object], Shown]] = []
"""What makes a table ready to be shown, set by the room of words: this one knows no words for columns."""


def show_tables_with(make: Callable[[object], Shown]) -> None:
    """Let a protected table that ends a notebook's cell be shown by `make`."""
    _TABLES[:] = [make]


def table_bundle(table: object) -> tuple[dict[str, str], dict[str, Any]]:
    """Return a protected table as a cell shows it: as the room of words makes it, else the line that names it."""
    return _TABLES[0](table)._repr_mimebundle_() if _TABLES else ({"text/plain": repr(table)}, {})


SHOWN_TYPES: tuple[str, ...] = ("text/html", "image/png", "text/plain")
"""MIME types of outputs that a page may show, the preferred one first."""

_MARK = "evaltoolkit"
_PACKAGE = __name__.partition(".")[0]


class Shown:
    """Base of what words and charts hand to a notebook: HTML or a picture, marked."""

    __slots__ = ("of_package",)
    of_package: bool
    """Whether code of this package made it: not a notebook's cell, also not by a part that takes any words."""

    def __new__(cls, *_: object, **__: object) -> Self:
        """Make it and note who asked."""
        made = super().__new__(cls)
        object.__setattr__(made, "of_package", _is_by_public_call(sys._getframe(1)))
        return made

    def _repr_html_(self) -> str:
        raise NotImplementedError

    def _repr_mimebundle_(
        self,
        include: Iterable[str] | None = None,  # noqa: ARG002 - the protocol of IPython
        exclude: Iterable[str] | None = None,  # noqa: ARG002
    ) -> tuple[dict[str, str], dict[str, Any]]:
        return self._marked({"text/html": self._repr_html_(), "text/plain": repr(self)})

    def _marked(self, data: dict[str, str]) -> tuple[dict[str, str], dict[str, Any]]:
        return data, mark(data) if self.of_package else {}


def mark(data: Mapping[str, str]) -> dict[str, str]:
    """Return the metadata that mark an output as made here.

    Parameters
    ----------
    data
        The output by MIME type.

    Examples
    --------
    >>> data = {"text/html": "<p>18</p>"}
    >>> is_marked(data, mark(data)), is_marked({"text/html": "<p>19</p>"}, mark(data)), is_marked(data, {})
    (True, False, False)
    """
    return {_MARK: _digest(data)}


def is_marked(data: Mapping[str, Any], metadata: Mapping[str, Any]) -> bool:
    """Return whether an output is as this package made it."""
    return any(kind in data for kind in SHOWN_TYPES) and metadata.get(_MARK) == _digest(data)


def is_of_package(caller: FrameType | None) -> bool:
    """Return whether code of this package asks, also by way of :func:`dataclasses.replace`, not a notebook's cell."""
    while caller is not None and caller.f_globals.get("__name__") == "dataclasses":  # replace() asks for someone else
        caller = caller.f_back
    return caller is not None and str(caller.f_globals.get("__name__")).partition(".")[0] == _PACKAGE


_PUBLIC = tuple(f"{_PACKAGE}{room}" for room in ("", ".charts", ".words", ".words.body"))
"""The modules whose functions a notebook's cell calls to show something."""
_CELL = "__main__"


def _is_by_public_call(caller: FrameType | None) -> bool:
    """Return whether code of this package asks; where a cell began it, by a function that is there for cells."""
    entry: FrameType | None = None
    while caller is not None and is_of_package(caller):
        entry, caller = caller, caller.f_back
    if entry is None or caller is None or caller.f_globals.get("__name__") != _CELL:
        return entry is not None
    return _is_public(entry.f_code)


@lru_cache(maxsize=1024)
def _is_public(code: CodeType) -> bool:
    rooms = [sys.modules[name] for name in _PUBLIC if name in sys.modules]
    return any(_code(_loaded(room, name)) is code for room in rooms for name in room.__all__)


def _loaded(room: ModuleType, name: str) -> object:
    """Return what a room exports under a name; what is not loaded yet called nothing."""
    home = vars(room).get("_HOMES", {}).get(name)
    return vars(sys.modules.get(home, room)).get(name)


def _code(function: object) -> object:
    return getattr(function, "__code__", None)


def _digest(data: Mapping[str, Any]) -> str:
    kind = next((kind for kind in SHOWN_TYPES if kind in data), "")
    return hashlib.sha256(f"{kind}\0{str(data.get(kind, '')).strip()}".encode()).hexdigest()[:16]
