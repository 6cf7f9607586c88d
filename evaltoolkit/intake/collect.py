"""Collect the checked, de-identified tables of many workbooks in one city's data file, street by street."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.intake.city.city_database import alone, reading
from evaltoolkit.intake.city.city_file import StreetYear, require_layout, street_years
from evaltoolkit.intake.city.city_schema import CITY_SUFFIX, is_city_file
from evaltoolkit.intake.city.city_writing import StreetTables, write_city
from evaltoolkit.intake.files.own_place import require_outside_reports
from evaltoolkit.intake.files.project import Project, not_spelled
from evaltoolkit.intake.files.workbook_places import StreetWorkbook
from evaltoolkit.intake.load import stored_folder
from evaltoolkit.intake.storing.store import QUALITY_FILE, stored_street
from evaltoolkit.intake.storing.store_key import maker_digest
from evaltoolkit.language import Text, is_spelled, listed, text


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of one workbook.

    Parameters
    ----------
    workbook
        Its file and the street of its name.
    folder
        Its tables in the store; None where it was left out.
    sentences
        Why it was left out: every fault that must be put right first; else what is to be remarked on.
    street
        Whose tables they are: the street that the workbook itself names, else that of its file's name.
    """

    workbook: StreetWorkbook
    folder: Path | None = None
    sentences: tuple[Text, ...] = ()
    street: str = ""


def collect(
    workbooks: Iterable[StreetWorkbook],
    *,
    year: int,
    out: Path,
    project: Project,
    on_done: Callable[[Collected], None] = lambda _: None,
) -> tuple[Collected, ...]:
    """Put the tables of every usable workbook into the data file `out` and return what became of each.

    Parameters
    ----------
    workbooks
        As :func:`~evaltoolkit.intake.files.workbook_places.find_workbooks` gives them. A faulty one is left out; what
        the file held of its street stays.
    year
        The year evaluated.
    out
        The data file; what it holds of other streets and years stays, the same street's year is replaced.
    project
        Where ``private/`` lies.
    on_done
        Called in this process as each workbook has been read.

    Raises
    ------
    UserError
        `out` cannot be written, lies outside the project, or another ``collect`` is writing it.
    """
    _require_place(out, project)
    out.parent.mkdir(parents=True, exist_ok=True)
    with alone(out.with_name(f".{out.name}.lock")):
        before = _entries(out)
        read = []
        for one in _taken_in(tuple(workbooks), year, project):
            on_done(one)
            read.append(one)
        ended = [_told_apart(one, read) for one in read]
        for one in (one for one in ended if one not in read):
            on_done(one)
        made_by = maker_digest(project)
        there = {(entry.street, entry.evaluated): entry for entry in before}
        fresh = [
            StreetTables(_entry(one, year, made_by), one.folder) for one in ended if one.folder is not None
        ]  # fmt: skip
        new = [street for street in fresh if not _is_there(street.entry, there)]
        if new:
            _write(out, [entry for entry in before if not _is_under_old_name(entry, ended, year)], new)
    return tuple(ended)


def _require_place(out: Path, project: Project) -> None:
    if not is_spelled(out.name):
        raise not_spelled(out)
    if not is_city_file(out):
        raise UserError(
            text("The data file's name must end with {suffix}.", suffix=CITY_SUFFIX), ExitCode.USAGE
        )  # fmt: skip
    require_outside_reports(out)
    if not project.holds(out):
        raise UserError(
            text("Put the data file into the project folder {root}, where parameter files can name it.",
                 root=project.root.name),
            ExitCode.USAGE,
        )  # fmt: skip


def _entries(out: Path) -> tuple[StreetYear, ...]:
    if not out.exists():
        return ()
    with reading(out) as database:
        require_layout(out, database)
        return street_years(database)


def _taken_in(workbooks: tuple[StreetWorkbook, ...], year: int, project: Project) -> Iterator[Collected]:
    """Yield each workbook's end in their order; as many child processes read as there are processors."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        yield from threads.map(lambda workbook: _take_in(workbook, year, project), workbooks)


def _take_in(workbook: StreetWorkbook, year: int, project: Project) -> Collected:
    try:
        folder = stored_folder(workbook.path, year, project)
    except UserError as error:
        return Collected(workbook, sentences=error.sentences)
    told = stored_street(folder)
    if workbook.refusal is None:
        return Collected(workbook, folder, tuple(_remarks(told, workbook.street)), told or workbook.street)
    return Collected(workbook, folder, street=told) if told else Collected(workbook, sentences=(workbook.refusal,))


def _remarks(told: str, named: str) -> Iterator[Text]:
    """Yield what is said where the workbook and its file's name give two streets; a code such as pinyin is none."""
    if told and not named.isascii() and told not in named and named not in told:
        yield text("its first sheet says that it is of {told}, its name {named}; it was collected as {told}",
                   told=told, named=named)  # fmt: skip


def _told_apart(one: Collected, others: Iterable[Collected]) -> Collected:
    """Return the workbook as it was read, or refused where another is of the same street."""
    same = [other.workbook.path.name for other in others if other is not one and other.street == one.street]
    if one.folder is None or not same:
        return one
    return Collected(one.workbook, sentences=(text("{others} is of the same street and year", others=listed(same)),))


def _is_under_old_name(entry: StreetYear, ended: Iterable[Collected], year: int) -> bool:
    """Return whether the tables of a workbook stand there under its file's name, though it is of another street."""
    renamed = [one for one in ended if one.folder is not None and one.street != one.workbook.street]
    return any(
        (entry.street, entry.evaluated) == (one.workbook.street, year)
        and (entry.street.isascii() or entry.sha256 == _sha256(one.folder or Path()))
        for one in renamed
    )


def _sha256(folder: Path) -> str:
    return str(json.loads((folder / QUALITY_FILE).read_text(encoding="utf-8"))["sha256"])


def _entry(one: Collected, year: int, made_by: str) -> StreetYear:
    folder = one.folder or Path()
    return StreetYear(0, one.street, year, _sha256(folder), folder.name, made_by)


def _is_there(entry: StreetYear, there: dict[tuple[str, int], StreetYear]) -> bool:
    before = there.get((entry.street, entry.evaluated))
    same = (entry.sha256, entry.store, entry.made_by)
    return before is not None and (before.sha256, before.store, before.made_by) == same


def _write(out: Path, before: list[StreetYear], new: list[StreetTables]) -> None:
    replaced = {(street.entry.street, street.entry.evaluated) for street in new}
    kept = {entry.number for entry in before if (entry.street, entry.evaluated) not in replaced}
    first = max((entry.number for entry in before), default=0) + 1
    numbered = (
        StreetTables(_numbered(street.entry, number), street.folder) for number, street in enumerate(new, start=first)
    )
    write_city(out, numbered, kept=kept)


def _numbered(entry: StreetYear, number: int) -> StreetYear:
    return StreetYear(number, entry.street, entry.evaluated, entry.sha256, entry.store, entry.made_by)
