"""A page in a notebook: controls above, below them an output that is replaced whenever they change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from IPython.display import DisplayHandle, display

from evaltoolkit.explore.desk import Desk, Show
from evaltoolkit.explore.session import Session
from evaltoolkit.explore.view import Page
from evaltoolkit.intake.files.project import find_project
from evaltoolkit.language import Language

Make = Callable[[Session, Language, Show], Desk]


def open_desk(make: Make, street: str, year: int | None, language: str) -> Desk:
    """Show a page below the running cell and return it; what it shows is a plain output that outlives the kernel."""
    screen = _Screen()
    desk = make(Session(find_project(), language), Language(language), screen.show)
    controls = desk.open(street, year)
    _display(controls)
    screen.appear()
    return desk


class _Screen:
    """Keeps the newest page until there is a place for it, then replaces what stands there."""

    def __init__(self) -> None:
        self._page: Page | None = None
        self._handle: Any = None

    def show(self, page: Page) -> None:
        self._page = page
        if self._handle is not None:
            self._handle.update(page)

    def appear(self) -> None:
        self._handle = DisplayHandle()  # type: ignore[no-untyped-call]
        self._handle.display(self._page)


def _display(shown: Any) -> None:
    display(shown)  # type: ignore[no-untyped-call]
