"""Check a workbook by itself, with neither a plan nor a store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from evaltoolkit.instruments.shape import ScaleShape
from evaltoolkit.intake.checking.check import CheckReport, check_workbook, report_of
from evaltoolkit.intake.reading.workbook_reader import read_workbook


def check_file(
    path: Path | str, *, year: int | None = None, scales: Mapping[str, ScaleShape], needed: Collection[str] = ()
) -> CheckReport:
    """Return every fault of a workbook or folder of csv files, and which tables it holds."""
    return report_of(check_workbook(read_workbook(path), year=year, scales=scales, needed=needed))
