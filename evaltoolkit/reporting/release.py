"""The only way into ``reports/``: every finished file is searched, then all are written, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from evaltoolkit.errors import RunError
from evaltoolkit.language import text
from evaltoolkit.reporting.gate import Hit, Roster, require_clean, scan_names, scan_page, scan_results
from evaltoolkit.reporting.publish import write_all
from evaltoolkit.reporting.published_list import write_down
from evaltoolkit.reporting.report_number import numbered

Scan = Callable[[str, Roster], tuple[Hit, ...]]

SCANS: Mapping[str, Scan] = {".html": scan_page, ".json": scan_results}
"""How a finished file is searched, by the ending of its name; what has no search here cannot be published."""


def release(contents: Mapping[Path, str], roster: Roster, *, private: bool = False) -> dict[Path, Path]:
    """Search every finished file with its name, and write all of them if they are clean.

    Parameters
    ----------
    contents
        Text of each file by its final place.
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
        There is no search for a file of this kind.
    """
    contents = {path: numbered(page) if path.suffix == ".html" else page for path, page in contents.items()}
    for path, content in contents.items():
        scan = SCANS.get(path.suffix)
        if scan is None:
            raise RunError(text("{file} was not published: there is no search for files of this kind.", file=path.name))
        require_clean(path.name, (*scan_names(path, roster), *scan(content, roster)))
    encoded = {path: content.encode("utf-8") for path, content in contents.items()}
    written = write_all(encoded, private=private, aside=True)
    write_down({written[path]: content for path, content in encoded.items() if not private})
    return written
