"""Publish papers of one street's year: asked of the ledger, entered there and written, all under its lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from evaltoolkit.disclosure.states.earlier import EarlierReport, before
from evaltoolkit.errors import RunError
from evaltoolkit.language import text
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.release.ledger import digest_of, is_current, open_ledger

Made = TypeVar("Made")
Content = TypeVar("Content", str, bytes, str | bytes)
_TRIES = 3


def release_papers(
    home: Path,
    plan: Plan,
    contents: Mapping[Path, Content],
    papers: tuple[EarlierReport, str],
    write: Callable[[Mapping[Path, Content]], dict[Path, Path]],
    *,
    known: tuple[EarlierReport, ...] | None = None,
) -> dict[Path, Path] | None:
    """Enter the papers in the ledger and write them; None where others were published since they were made.

    Parameters
    ----------
    home, plan
        The project folder; the plan names street and year.
    contents
        Content of each file by its final place.
    papers
        What all papers of this state of the data show, and the digest of what they were compared with; an empty
        digest where that is not known.
    write
        Searches the files and writes them; what it raises takes the entry back.
    known
        What the ledger said when the papers were begun, where a notebook of somebody's own compared them.

    Raises
    ------
    RunError
        The papers were compared with another list, though nothing was published since they were begun.
    """
    shown, asked = papers
    with open_ledger(home, plan) as ledger:
        if asked and not is_current(ledger, shown, asked):
            if known is not None and is_current(ledger, shown, digest_of(before(known, shown.states))):
                raise RunError(_ANOTHER_LIST)
            return None
        ledger.record(shown, (path.relative_to(home).as_posix() for path in contents))
        with ledger.saved():
            return write(contents)


_ANOTHER_LIST = text(
    "The notebook did not compare this report with what was published of the street before, so it was not published. "
    "In the cell that calls protect_results write `earlier=earlier`, as notebooks/street_report.ipynb does, and run "
    "again."
)


def until_current(make: Callable[[], Made | None]) -> Made:
    """Return what `make` returns, which makes papers anew where others were published meanwhile.

    Raises
    ------
    RunError
        That happened again and again.
    """
    for _ in range(_TRIES):
        made = make()
        if made is not None:
            return made
    raise RunError(text("Other reports of this street were published meanwhile; run again when they have ended."))
