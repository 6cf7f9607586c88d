"""A place to practise in: a project of its own inside ``private/``, begun anew each time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import python_calamine

from evaltoolkit.intake.files.project import HOME_VARIABLE, Project, find_project, private_folder
from evaltoolkit.language import Language, text
from evaltoolkit.model.workbook import table_of_sheet
from evaltoolkit.reporting.release.publish import check_name
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow
from evaltoolkit.words.page.prose import Paragraph, Prose

FOLDER = "practice"
_SHOWN, _FIRST = 30, 8  # lines of a check shown at once, and those of them that stand before the gap


def practice_project(name: str) -> Project:
    """Return an empty project of that name in ``private/practice/``; one that was there is removed.

    Parameters
    ----------
    name
        Name of the exercise, as a file name.
    """
    folder = find_project().private / FOLDER / check_name(name)
    if folder.exists():
        shutil.rmtree(folder)
    private_folder(folder)
    for mark in ("parameters", "notebooks"):
        (folder / mark).mkdir()
    return Project(folder)


def sheets_table(workbook: Path, language: Language) -> HtmlTable:
    """Return the sheets of an entry workbook, and the columns that must be filled in on each."""
    book = python_calamine.load_workbook(str(workbook))
    specs = [(name, table_of_sheet(name)) for name in book.sheet_names]
    rows = tuple(
        TableRow((Cell(name), Cell(language.join(column.header for column in spec.columns if column.required))))
        for name, spec in specs
        if spec is not None
    )
    header = tuple(map(language.say, (text("Sheet"), text("Columns that a row must have"))))
    caption = text("Sheets of the workbook; leave empty what you do not have")
    return HtmlTable(language.say(caption), header, rows, (Align.TEXT, Align.TEXT))


def check_words(workbook: Path, project: Project, year: int, language: Language) -> Prose:
    """Return what the command ``check`` says of a workbook.

    Notes
    -----
    The command runs as a process of its own: names and numbers of people never enter this one.
    """
    command = [sys.executable, "-m", "evaltoolkit", "check", str(workbook), "--year", str(year)]
    environment = {**os.environ, "PYTHONUTF8": "1", HOME_VARIABLE: str(project.root)}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
    said = (done.stdout + done.stderr).replace(f"{project.root}{os.sep}", "")
    lines = [line for line in said.splitlines() if line.strip()]
    shown = lines if len(lines) <= _SHOWN else [*lines[:_FIRST], _more(lines, language), *lines[_FIRST - _SHOWN + 1 :]]
    return Prose(tuple(Paragraph(line) for line in shown), is_list=True)


def _more(lines: list[str], language: Language) -> str:
    return language.say(text("… and {n} more lines …", n=len(lines) - _SHOWN + 1))
