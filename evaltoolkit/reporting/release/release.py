"""The only way into ``reports/``: every finished file is searched, then all are written, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from evaltoolkit.errors import RunError
from evaltoolkit.language import text
from evaltoolkit.reporting.page.report_number import numbered
from evaltoolkit.reporting.release.file_scans import scan_document, scan_pdf, scan_workbook
from evaltoolkit.reporting.release.gate import (
    Hit,
    Roster,
    require_clean,
    require_clean_name,
    scan_names,
    scan_page,
    scan_results,
)
from evaltoolkit.reporting.release.publish import write_all
from evaltoolkit.reporting.release.published_list import write_down

Scan = Callable[[Path, bytes, Roster], tuple[Hit, ...]]

SCANS: Mapping[str, Scan] = {
    ".html": lambda _path, content, roster: scan_page(content.decode("utf-8"), roster),
    ".json": lambda _path, content, roster: scan_results(content.decode("utf-8"), roster),
    ".docx": scan_document,
    ".pdf": scan_pdf,
    ".xlsx": scan_workbook,
}
"""How a finished file is searched, by the ending of its name; what has no search here cannot be published."""


def release(contents: Mapping[Path, str | bytes], roster: Roster, *, private: bool = False) -> dict[Path, Path]:
    """Search every finished page, results file and what is handed in beside, and write all of them if they are clean.

    Parameters and errors as in :func:`release_all`.
    """
    return release_all({path: _finished(path, one) for path, one in contents.items()}, roster, SCANS, private=private)


def _finished(path: Path, content: str | bytes) -> bytes:
    if isinstance(content, bytes):
        return content
    return (numbered(content) if path.suffix == ".html" else content).encode("utf-8")


def release_all(
    contents: Mapping[Path, bytes], roster: Roster, scans: Mapping[str, Scan], *, private: bool
) -> dict[Path, Path]:
    """Search every finished file with its name, and write all of them if they are clean.

    Parameters
    ----------
    contents
        Bytes of each file by its final place.
    roster
        What may stand in none of them.
    scans
        How a file is searched, by the ending of its name.
    private
        The files stay with the station, and may name people by their codes.

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
    roster = roster.of_the_station if private else roster
    for path, content in contents.items():
        scan = scans.get(path.suffix)
        if scan is None:
            raise RunError(text("{file} was not published: there is no search for files of this kind.", file=path.name))
        require_clean_name(scan_names(path, roster))
        require_clean(path.name, scan(path, content, roster))
    public = {} if private else contents
    write_down(public, is_meant=True)
    written = write_all(contents, private=private, aside=True)
    write_down({written[path]: content for path, content in public.items()})
    return written
