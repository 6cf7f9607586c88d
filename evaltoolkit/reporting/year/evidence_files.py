"""Whether the files named as evidence are there, and the list of them for the assessors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import xlsxwriter

from evaltoolkit.intake.files.sheet_writing import Formats, workbook_bytes, write_cell
from evaltoolkit.intake.files.whole_files import write_whole
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.scoring.system import IndicatorSystem

LIST_NAME = "佐证材料清单.xlsx"
FOLDER_NAME = "佐证材料"
"""Folder beside the workbook where the files are looked for by default."""
_HEADER = (
    text("Indicator id"), text("Indicator"), text("Points available"), text("File"), text("Date"), text("State"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedFile:
    """One line of the list: a file named for an indicator, or an indicator without any (`file` empty)."""

    indicator: str
    name: str
    points: float
    file: str = ""
    date: str = ""
    is_there: bool = False

    @property
    def state(self) -> Text:
        """Return where the file stands: there, not there, or not named at all."""
        if not self.file:
            return text("not provided")
        return text("there") if self.is_there else text("named, but not in the folder")


def named_files(system: IndicatorSystem, evidence: Evidence, folder: Path) -> tuple[NamedFile, ...]:
    """Return the files that the sheet 佐证材料 names, indicator by indicator, each held against `folder`.

    Parameters
    ----------
    system
        Whose rows are listed; one without any file has a line of its own.
    evidence
        The de-identified tables; who keeps a file is an identifier and is not in them.
    folder
        Where the files lie, itself or folders in it. A name is looked for inside it alone, never above.
    """
    table = evidence.table("evidence")
    lying = {path.name for path in folder.rglob("*") if path.is_file()} if folder.is_dir() else set()
    return tuple(line for row in system.rows for line in _lines((row.id, row.name, float(row.weight)), table, lying))


def _lines(row: tuple[str, str, float], table: pd.DataFrame | None, lying: set[str]) -> Iterator[NamedFile]:
    if table is None:
        yield NamedFile(*row)
        return
    named = table[(table["indicator"].astype(str).str.strip() == row[0]) & table["file"].notna()]
    if named.empty:
        yield NamedFile(*row)
    for entry in named.to_dict("records"):
        file, date = str(entry["file"]).strip(), entry.get("date")
        shown = "" if date is None or pd.isna(date) else f"{date:%Y-%m-%d}"
        yield NamedFile(*row, file, shown, Path(file.replace("\\", "/")).name in lying)


def write_list(lines: tuple[NamedFile, ...], path: Path, language: Language) -> None:
    """Write the list as a workbook; the same lines always give the same bytes."""
    rows: list[list[object]] = [[language.say(words) for words in _HEADER]]
    rows += [[line.indicator, line.name, line.points, line.file, line.date, language.say(line.state)] for line in lines]

    def fill(book: xlsxwriter.Workbook, formats: Formats) -> None:
        sheet = book.add_worksheet(language.say(text("List of evidence"))[:31])
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                write_cell(sheet, (number, place), cell, formats, bold=number == 0)
        sheet.set_column(1, 3, 30)
        sheet.freeze_panes(1, 0)

    write_whole(path, workbook_bytes(fill), private=True)
