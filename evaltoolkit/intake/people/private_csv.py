"""Write a list that names people for its owner alone, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from evaltoolkit.intake.files.project import private_folder
from evaltoolkit.intake.files.whole_files import write_whole

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r")


def write_private_csv(path: Path, header: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Write the list whole, readable by its owner alone, into a folder of ``private/`` that is made where needed."""
    content = io.StringIO()
    lines = csv.writer(content)
    lines.writerow(header)
    lines.writerows([_cell(value) for value in row] for row in rows)
    private_folder(path.parent.parent)
    private_folder(path.parent)
    write_whole(path, content.getvalue().encode("utf-8-sig"), private=True)


def _cell(value: object) -> str:
    """Return a value as a spreadsheet may safely show it."""
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    words = f"{value:g}" if isinstance(value, float) else str(value)
    return f"'{words}" if words.startswith(_TRIGGERS) and not isinstance(value, float) else words
