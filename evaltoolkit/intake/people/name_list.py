"""The station's list of words that may be names: one line a word in ``private/names``, for her to answer once.

What is not answered counts as a name; nothing waits for it.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from evaltoolkit.intake.files.digest import name_digest
from evaltoolkit.intake.files.project import Project, real_path
from evaltoolkit.intake.people.private_csv import write_private_csv
from evaltoolkit.language import Text, text

HEADER = ("词", "所在", "是不是人名（填“是”或“否”）")
_ANSWERS: Mapping[str, bool] = {"是": True, "否": False}


def list_path(project: Project, workbook: Path) -> Path:
    """Return where the list of a workbook lies: it keeps its answers when the workbook is saved again."""
    place = real_path(workbook)
    name = place.relative_to(project.root).as_posix() if project.holds(workbook) else str(place)
    return project.names / f"{workbook.stem[:40]}_{name_digest(name)[:8]}.csv"


def read_answers(path: Path) -> dict[str, bool]:
    """Return what was answered: for each word whether it is a name."""
    return {row[0]: _ANSWERS[row[2].strip()] for row in _rows(path) if row[2].strip() in _ANSWERS}


def file_unsure(path: Path, unsure: Mapping[str, str]) -> Path | None:
    """Write the list anew with the answers it holds; None where there is nothing to ask.

    Parameters
    ----------
    path
        Of the list.
    unsure
        Place of each word that may be a name.
    """
    kept = {row[0]: row for row in _rows(path)}
    if not unsure and not kept:
        return None
    rows = {**{word: (word, place, "") for word, place in unsure.items()}, **kept}
    if list(rows.values()) != list(kept.values()):
        write_private_csv(path, HEADER, rows.values())
    return path


def answers_digest(project: Project) -> str:
    """Return the sha256 of every answer in the project: the stored tables depend on it."""
    answers = [sorted(read_answers(path).items()) for path in sorted(project.names.glob("*.csv"))]
    return hashlib.sha256(repr([found for found in answers if found]).encode()).hexdigest()


def unsure_lines(path: Path | None, answered: int, unsure: int) -> Iterator[Text]:
    """Yield what the command line says of the list."""
    if path is not None and unsure > answered:
        yield text(
            "{n} words may be names; until somebody says otherwise they count as such. "
            "Write 是 or 否 behind each: {path}",
            n=unsure - answered,
            path=str(path),
        )


def _rows(path: Path) -> list[tuple[str, str, str]]:
    if not path.exists():
        return []
    content = path.read_bytes()
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:  # saved by a spreadsheet in its own encoding
        words = content.decode("gb18030", errors="replace")
    rows = list(csv.reader(words.splitlines()))[1:]
    return [(row[0].lstrip("'"), row[1], row[2] if len(row) > 2 else "") for row in rows if len(row) > 1]
