"""What is handed in beside a page: made of the page's own bytes, named like it, never in the place of hers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.intake.files.project import Project
from evaltoolkit.language import text
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.page.report_number import numbered
from evaltoolkit.reporting.release.kept import free_place, is_ours, write_down, written_before

KINDS = ("docx", "pdf")
"""What may be asked for besides the page."""
_EXTRAS = {"pdf": ("typst", "pypdf")}


@dataclass(frozen=True, slots=True)
class Street:
    """A street's plan, and its results as they are published."""

    plan: Plan
    results: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Files to be written beside a page.

    Parameters
    ----------
    files
        Content by final place.
    kept
        Files that she has edited and that stay as they are.
    """

    files: Mapping[Path, bytes] = field(default_factory=dict)
    kept: tuple[Path, ...] = ()


def can_make(kind: str) -> bool:
    """Return whether what a kind of paper needs is installed."""
    return all(find_spec(name) is not None for name in _EXTRAS.get(kind, ()))


def require(kinds: Iterable[str]) -> None:
    """Raise an error where what a kind of paper needs is not installed; before anything is computed.

    Raises
    ------
    UserError
        With how to print instead.
    """
    if not all(map(can_make, kinds)):
        raise UserError(
            text(
                "PDF needs the extra of this name; a command that begins with python start.py installs it. Without it, "
                "open the page in a browser and print it, with “save as PDF” for the printer."
            ),
            ExitCode.SETUP_FAILED,
        )


def beside(
    page: str, path: Path, *, home: Path, run: str, asked: Iterable[str], street: Street | None = None
) -> Beside:
    """Return what is handed in beside a page; it is noted as about to be written.

    Parameters
    ----------
    page
        The page before it is numbered.
    path
        Its place.
    home, run
        The project folder and the name of the run.
    asked
        Of :data:`KINDS`; what lies there of an earlier time as we wrote it is made anew as well, so that nothing old
        lies beside a new page.
    street
        Of a street's report, whose form is handed in as well and which is signed and sealed.

    Raises
    ------
    UserError
        The disk refused.
    """
    ours = written_before(home, run)
    lying = {kind: free_place(path.with_suffix(f".{kind}"), ours) for kind in KINDS}
    there = {kind for kind, place in lying.items() if is_ours(place, ours) and can_make(kind)}
    wanted = [kind for kind in KINDS if kind in {*asked, *there}]
    if not wanted:
        return Beside()
    from evaltoolkit.reporting.handing.form_files import form_files  # their libraries take a while to load
    from evaltoolkit.reporting.handing.papers import papers_of

    form = {}
    if street is not None:
        form = form_files(street.plan, json.loads(street.results)["tables"], path, Project(home))
    made = papers_of(numbered(page), path, wanted, signed=street is not None, form=form)
    return placed_beside(made, home=home, run=run)


def placed_beside(made: Mapping[Path, bytes], *, home: Path, run: str) -> Beside:
    """Return files with places that are not hers; each is noted as about to be written.

    Raises
    ------
    UserError
        The disk refused.
    """
    ours = written_before(home, run)
    free = {place: free_place(place, ours) for place in made}
    files = {free[place]: content for place, content in made.items()}
    write_down(home, run, files)
    return Beside(files, tuple(place for place, written in free.items() if written != place))
