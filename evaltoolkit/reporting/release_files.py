"""Publish a picture or a workbook that was saved by itself: searched in its finished bytes like every page."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image

from evaltoolkit.errors import RunError
from evaltoolkit.language import text
from evaltoolkit.reporting.gate import Hit, Roster, require_clean, scan_names, scan_page, scan_results
from evaltoolkit.reporting.publish import write_all
from evaltoolkit.reporting.published_list import write_down

DESCRIPTION = "Description"
"""PNG keyword under which a picture carries its own words (W3C, Portable Network Graphics, 11.3.3.1)."""


_CODED = re.compile("_x([0-9A-Fa-f]{4})_")


def release_files(contents: Mapping[Path, bytes], roster: Roster, *, private: bool = False) -> dict[Path, Path]:
    """Search every finished file with its name, and write all of them if they are clean.

    Parameters
    ----------
    contents
        Bytes of each file by its final place: ``.png``, ``.xlsx`` or ``.json``.
    roster
        What may stand in none of them.
    private
        The files stay with the station.

    Returns
    -------
    dict
        The name that each file really has: a second one where another program holds the first open.

    Raises
    ------
    UserError
        A file holds what names a person, with place and kind; nothing was written.
    RunError
        There is no search for a file of this kind, or a picture does not carry its words.
    """
    for path, content in contents.items():
        scan = _SCANS.get(path.suffix)
        if scan is None:
            raise RunError(text("{file} was not published: there is no search for files of this kind.", file=path.name))
        require_clean(path.name, (*scan_names(path, roster), *scan(path, content, roster)))
    written = write_all(contents, private=private, aside=True)
    write_down({written[path]: content for path, content in contents.items() if not private})
    return written


def scan_picture(path: Path, content: bytes, roster: Roster) -> tuple[Hit, ...]:
    """Return what names a person in the words that a PNG carries.

    Raises
    ------
    RunError
        It carries none, so that nobody can know what it shows.
    """
    with Image.open(BytesIO(content)) as picture:
        picture.load()
        told = {name: value for name, value in picture.info.items() if isinstance(value, str)}
    if not told.get(DESCRIPTION, "").strip():
        raise RunError(text("{file} was not published: the picture does not carry its words.", file=path.name))
    return scan_page("".join(f"<p>{escape(words)}</p>" for words in told.values()), roster)


def scan_workbook(_path: Path, content: bytes, roster: Roster) -> tuple[Hit, ...]:
    """Return what names a person in any part of a workbook: cells, sheet names, properties, comments."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist()]
    # a sign that XML does not take stands there as its code, which a spreadsheet shows as the sign
    shown = (_CODED.sub(lambda code: chr(int(code[1], 16)), part) for part in parts)
    return tuple(hit for part in shown for hit in scan_page(part, roster))


def _scan_results(_path: Path, content: bytes, roster: Roster) -> tuple[Hit, ...]:
    return scan_results(content.decode("utf-8"), roster)


_SCANS: Mapping[str, Callable[[Path, bytes, Roster], tuple[Hit, ...]]] = {
    ".png": scan_picture, ".xlsx": scan_workbook, ".json": _scan_results,
}  # fmt: skip
