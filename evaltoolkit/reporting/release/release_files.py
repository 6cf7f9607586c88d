"""Publish a picture or a workbook that was saved by itself: searched in its finished bytes like every page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evaltoolkit.reporting.release.file_scans import scan_picture, scan_workbook
from evaltoolkit.reporting.release.gate import Roster
from evaltoolkit.reporting.release.release import SCANS, Scan, release_all


def release_files(contents: Mapping[Path, bytes], roster: Roster, *, private: bool = False) -> dict[Path, Path]:
    """Search every finished picture, workbook and data file, and write all of them if they are clean.

    Parameters and errors as in :func:`~evaltoolkit.reporting.release.release.release_all`.
    """
    return release_all(contents, roster, _SCANS, private=private)


_SCANS: Mapping[str, Scan] = {".png": scan_picture, ".xlsx": scan_workbook, ".json": SCANS[".json"]}
