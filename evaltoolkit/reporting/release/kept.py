"""Whose a handed-in file is: ours while its bytes are what we wrote, else hers, who edited it; hers is never touched.

What was written, or was about to be, stands in ``private/<run>/handed.jsonl``: place and sha256, one line each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from itertools import chain, count
from pathlib import Path

from evaltoolkit.intake.files.whole_files import refused
from evaltoolkit.reporting.release.json_lines import append_lines, read_lines
from evaltoolkit.reporting.release.provenance import sha256_of
from evaltoolkit.reporting.release.publish import second_name
from evaltoolkit.reporting.release.published_list import write_down_replaced

NAME = "handed.jsonl"
_REST = re.compile(r"(?:_[^/]*|（\d+）)*\.\w+")
ENDINGS = (".docx", ".xlsx", ".pdf")
"""Kinds of files that are handed in, which people edit."""


def written_before(home: Path, run: str) -> frozenset[str]:
    """Return the sha256 of every file that was handed in within a run."""
    return frozenset(str(line.get("sha256")) for line in read_lines(_list(home, run)))


def free_place(path: Path, ours: frozenset[str]) -> Path:
    """Return where a file may be written without touching one that she has edited: its own place, else （2）, （3）."""
    numbered = (path.with_name(f"{path.stem}（{number}）{path.suffix}") for number in count(2))
    return next(place for place in chain([path], numbered) if not _is_hers(place, ours))


def is_ours(path: Path, ours: frozenset[str]) -> bool:
    """Return whether a file is there as we wrote it."""
    return path.is_file() and sha256_of(path) in ours


def write_down(home: Path, run: str, files: Mapping[Path, bytes]) -> None:
    """Say that files are about to be written; before they are, so that a kill leaves none that passes for hers.

    Raises
    ------
    UserError
        The disk refused.
    """
    lines = [
        {"place": path.relative_to(home).as_posix(), "sha256": sha256(content).hexdigest()}
        for path, content in files.items()
    ]
    try:
        append_lines(_list(home, run), lines)
    except OSError as error:
        raise refused(error, _list(home, run)) from error


def remove_beside(home: Path, run: str, pages: Mapping[str, str]) -> None:
    """Remove what we handed in beside pages that are gone.

    Parameters
    ----------
    home, run
        The project folder and the name of the run.
    pages
        By the place of each page that is gone, the place of the one that took it.
    """
    ours = written_before(home, run) if pages else frozenset()
    places = {str(line.get("place")) for line in read_lines(_list(home, run))} if pages else set()
    for name, page in pages.items():
        for place in places:
            if _is_beside(place, name) and is_ours(home / place, ours):
                (home / place).unlink()
                write_down_replaced(home, {place: page})


def _is_beside(place: str, page: str) -> bool:
    """Return whether a file is named like a page: itself, an annex of it, or what stands beside hers.

    Examples
    --------
    >>> [_is_beside(name, "甲.html") for name in ("甲.docx", "甲_附2.xlsx", "甲（2）.docx", "甲（示）.docx")]
    [True, True, True, False]
    """
    stem = page.removesuffix(".html")
    return place.startswith(stem) and _REST.fullmatch(place[len(stem) :]) is not None


def _is_hers(path: Path, ours: frozenset[str]) -> bool:
    """Return whether a file or what stands under its second name, which writing removes, was edited."""
    return any(place.exists() and not is_ours(place, ours) for place in (path, second_name(path)))


def _list(home: Path, run: str) -> Path:
    return home / "private" / run / NAME
