"""The station's list of words that may be names: one line a word in ``private/names``, for her to answer once.

What is not answered counts as a name; nothing waits for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake.files.digest import name_digest
from evaltoolkit.intake.files.project import Project, real_path
from evaltoolkit.intake.people.private_csv import write_private_csv
from evaltoolkit.intake.reading.workbook_reader import sheets_of
from evaltoolkit.language import Text, text

HEADER = ("词", "所在", "是不是人名（填“是”或“否”）")
_ANSWERS: Mapping[str, bool] = {"是": True, "否": False}


def list_path(project: Project, workbook: Path) -> Path:
    """Return where the list of a workbook lies: it keeps its answers when the workbook is saved again."""
    place = real_path(workbook)
    name = place.relative_to(project.root).as_posix() if project.holds(workbook) else str(place)
    return project.names / f"{workbook.stem[:40]}_{name_digest(name)[:8]}.csv"


def read_answers(path: Path) -> dict[str, bool]:
    """Return what was answered: for each word whether it is a name.

    Raises
    ------
    FileError
        The list cannot be read.
    """
    return {row[0]: _ANSWERS[row[2].strip()] for row in _rows(path) if row[2].strip() in _ANSWERS}


def file_unsure(path: Path, unsure: Mapping[str, str], *, is_open: bool = False) -> Path | None:
    """Write the list anew with the answers it holds, and what is still asked; None where there is nothing to ask.

    Lines that are added by hand with an answer stay.

    Parameters
    ----------
    path
        Of the list.
    unsure
        Place of each word that may be a name.
    is_open
        Write a list that asks nothing too: labels say names, and a line may be added to deny one.

    Raises
    ------
    FileError
        The list cannot be read; it is left as it is.
    """
    before = _rows(path)
    if not unsure and not before:
        if is_open and not path.exists():
            write_private_csv(path, HEADER, ())
        return None
    kept = {row[0]: row for row in before if row[2].strip() or row[0] in unsure}
    rows = {**{word: (word, place, "") for word, place in unsure.items()}, **kept}
    if list(rows.values()) != before:
        write_private_csv(path, HEADER, rows.values())
    return path


def answers_digest(project: Project) -> str:
    """Return the sha256 of every answer in the project: the stored tables depend on it."""
    answers = [_answered(path) for path in sorted(project.names.glob("*.csv"))]
    return hashlib.sha256(repr([found for found in answers if found]).encode()).hexdigest()


def _answered(path: Path) -> list[tuple[str, bool]]:
    """Return the answers of a list in order.

    One that cannot be read answers differently from all: its street is taken in anew, and stops; no other does.
    """
    try:
        return sorted(read_answers(path).items())
    except FileError:
        return [(path.name, False)]


def unsure_lines(path: Path | None, answered: int, unsure: int) -> Iterator[Text]:
    """Yield what the command line says of the list."""
    if path is not None and unsure > answered:
        yield text(
            "{n} words may be names; until somebody says otherwise they count as such. "
            "Write 是 or 否 behind each: {path}",
            n=unsure - answered,
            path=str(path),
        )


def filed_lines(path: Path) -> Iterator[Text]:
    """Yield what the command line says of the list as it lies there, without looking into the workbook."""
    rows = _rows(path)
    yield from unsure_lines(path, sum(row[2].strip() in _ANSWERS for row in rows), len(rows))


def _rows(path: Path) -> list[tuple[str, str, str]]:
    """Return word, place and answer of each line, whatever a spreadsheet saved the list as.

    Raises
    ------
    FileError
        The list cannot be read: what it answers would be lost.
    """
    if not path.exists():
        return []
    try:
        content = path.read_bytes()
        sheets = [sheet.cells.to_numpy().tolist() for sheet in sheets_of(content, path.name)] if content else [[HEADER]]
    except (OSError, FileError):
        raise _not_read(path) from None
    for rows in sheets:
        lines = [["" if cell is None else str(cell) for cell in row] for row in rows]
        for number, line in enumerate(lines):
            if {*HEADER} <= {*line}:
                word, place, answer = map(line.index, HEADER)
                return [(row[word].lstrip("'"), row[place], row[answer]) for row in lines[number + 1 :] if row[word]]
    raise _not_read(path)


def _not_read(path: Path) -> FileError:
    return FileError(
        text(
            "{file}: its list in `private/names` of words that may be names cannot be read, and what was answered "
            "there would be lost; save that list in Excel or WPS as CSV (UTF-8) under its own name, with its first "
            "line as it was, or delete it to be asked anew.",
            file=path.name,
        ),
        ExitCode.FILE_BROKEN,
    )
