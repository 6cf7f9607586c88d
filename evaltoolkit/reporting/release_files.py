"""Publish a picture or a workbook that was saved by itself: searched in its finished bytes like every page."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image

from evaltoolkit.errors import RunError
from evaltoolkit.language import text
from evaltoolkit.reporting.gate import Hit, Roster, scan_page
from evaltoolkit.reporting.release import SCANS, Scan, release_all

DESCRIPTION = "Description"
"""PNG keyword under which a picture carries its own words (W3C, Portable Network Graphics, 11.3.3.1)."""


_CODED = re.compile("_x([0-9A-Fa-f]{4})_")


def release_files(contents: Mapping[Path, bytes], roster: Roster, *, private: bool = False) -> dict[Path, Path]:
    """Search every finished picture, workbook and data file, and write all of them if they are clean.

    Parameters and errors as in :func:`~evaltoolkit.reporting.release.release_all`.
    """
    return release_all(contents, roster, _SCANS, private=private)


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


_SCANS: Mapping[str, Scan] = {".png": scan_picture, ".xlsx": scan_workbook, ".json": SCANS[".json"]}
