"""What is handed in beside a page: made of the page's own bytes, named like it, never in the place of hers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evaltoolkit.reporting.handing.kept import free_place, is_ours, write_down, written_before
from evaltoolkit.reporting.report_number import numbered

KINDS = ("docx",)
"""What may be asked for besides the page."""


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


def beside(page: str, path: Path, *, home: Path, run: str, asked: Iterable[str], signed: bool) -> Beside:
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
    signed
        Whether places for signatures and the seal are left.

    Raises
    ------
    UserError
        The disk refused.
    """
    ours = written_before(home, run)
    wanted = [kind for kind in KINDS if kind in set(asked) or is_ours(path.with_suffix(f".{kind}"), ours)]
    if not wanted:
        return Beside()
    from evaltoolkit.reporting.handing.papers import papers_of  # their libraries take a while to load

    made = papers_of(numbered(page), path, wanted, signed=signed)
    free = {place: free_place(place, ours) for place in made}
    files = {free[place]: content for place, content in made.items()}
    write_down(home, run, files)
    return Beside(files, tuple(place for place, written in free.items() if written != place))
