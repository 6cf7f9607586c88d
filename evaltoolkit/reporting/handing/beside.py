"""What is handed in beside a page: made of the page's own bytes, named like it, never in the place of hers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evaltoolkit.intake.project import Project
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.handing.kept import free_place, is_ours, write_down, written_before
from evaltoolkit.reporting.report_number import numbered

KINDS = ("docx",)
"""What may be asked for besides the page."""


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
    wanted = [kind for kind in KINDS if kind in set(asked) or is_ours(path.with_suffix(f".{kind}"), ours)]
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
