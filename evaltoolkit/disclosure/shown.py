"""What a notebook's cell shows, marked where this package made it of protected tables.

Whatever else a cell shows (a frame, a picture, a sentence of its own) bears no mark and stays out of pages that leave
the station. The mark keeps an author from an oversight; it is no lock against someone who forges it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from inspect import CO_VARARGS, CO_VARKEYWORDS
from threading import current_thread, main_thread
from types import CodeType, FrameType, ModuleType
from typing import Any, Self

from evaltoolkit.model.results import CELL, PACKAGE

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
_IMPORTING_OR_SHOWING, _OF_SHELL = frozenset({"importlib", "IPython", "ipykernel"}), "get_ipython"


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
    return caller is not None and str(caller.f_globals.get("__name__")).partition(".")[0] == PACKAGE


_PUBLIC = tuple(f"{PACKAGE}{room}" for room in ("", ".charts", ".words", ".words.body"))
"""The modules whose functions a notebook's cell calls to show something."""
_COMPARES_ITSELF = "show"
"""The function of the package that holds all it is given against the tables, whatever that is."""
_CHECKED: list[FrameType | None] = [None]
"""The call whose arguments were looked at last: of all that one call makes the first alone asks."""


def _is_by_public_call(caller: FrameType | None) -> bool:
    """Return whether code of this package asks; where a cell began it, by a function that is there for cells.

    What the cell handed to that function is then of the report, or typed.
    """
    entry, is_by_cell = _entry(caller)
    if entry is None or not is_by_cell:
        return entry is not None
    if entry is not _CHECKED[0]:
        taken = _parameters(entry.f_code)
        if taken is None or not _is_given_well(taken, entry):
            return False
        _CHECKED[0] = entry
    return True


def _entry(caller: FrameType | None) -> tuple[FrameType | None, bool]:
    """Return by which of its functions this package was entered last, and whether a cell had that done.

    Also by way of others, such as pandas or a thread; but while it is imported, or asked by IPython how something is
    shown, it makes what is its own.
    """
    entry, is_next = None, True
    while caller is not None:
        name = str(caller.f_globals.get("__name__"))
        if is_of_package(caller):
            entry, is_next = caller, True
        elif name == CELL and (is_next or _OF_SHELL in caller.f_globals) and not caller.f_globals.get("__spec__"):
            return entry, True  # what has a spec is a program
        elif name.partition(".")[0] in _IMPORTING_OR_SHOWING:
            return entry, False
        else:
            is_next = False
        caller = caller.f_back
    return entry, current_thread() is not main_thread()


def _is_given_well(taken: Mapping[str, object], entry: FrameType) -> bool:
    from evaltoolkit.disclosure.handed_on import may_be_handed_on  # which knows all that is shown

    given = entry.f_locals
    return all(given.get(name) is default or may_be_handed_on(given.get(name)) for name, default in taken.items())


@lru_cache(maxsize=1024)
def _parameters(code: CodeType) -> Mapping[str, object] | None:
    """Return the parameters of a function that is there for cells, each with its default; None of any other."""
    rooms = [sys.modules[name] for name in _PUBLIC if name in sys.modules]
    names = ((room, name) for room in rooms for name in room.__all__)
    found = next((place for place in names if _code(_loaded(*place)) is code), None)
    if found is None:
        return None
    if found == (sys.modules[PACKAGE], _COMPARES_ITSELF):
        return {}
    function: Any = _loaded(*found)
    last = code.co_argcount + code.co_kwonlyargcount
    more = bool(code.co_flags & CO_VARARGS) + bool(code.co_flags & CO_VARKEYWORDS)
    ends = function.__defaults__ or ()
    by_place = dict(zip(code.co_varnames[code.co_argcount - len(ends) : code.co_argcount], ends, strict=True))
    return dict.fromkeys(code.co_varnames[: last + more]) | by_place | (function.__kwdefaults__ or {})


def _loaded(room: ModuleType, name: str) -> object:
    """Return what a room exports under a name; what is not loaded yet called nothing."""
    home = vars(room).get("_HOMES", {}).get(name)
    return vars(sys.modules.get(home, room)).get(name)


def _code(function: object) -> object:
    return getattr(function, "__code__", None)


def _digest(data: Mapping[str, Any]) -> str:
    kind = next((kind for kind in SHOWN_TYPES if kind in data), "")
    return hashlib.sha256(f"{kind}\0{str(data.get(kind, '')).strip()}".encode()).hexdigest()[:16]
