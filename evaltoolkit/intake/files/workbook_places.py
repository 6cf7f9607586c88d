"""Which workbooks a folder or a pattern names, and of which street each is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaltoolkit.disclosure.names.identifiers import find_identity_numbers, find_phones
from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.language import Text, is_spelled, listed, text

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)(?:年度|年)?")
_BOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
_EDGES = " _-.　"


@dataclass(frozen=True, slots=True)
class StreetWorkbook:
    """A workbook, the street that its name gives, and what speaks against going by that."""

    path: Path
    street: str
    refusal: Text | None = None


def find_workbooks(place: str, *, start: Path, year: int) -> tuple[StreetWorkbook, ...]:
    """Return the workbooks of a year, in the order of their names.

    Parameters
    ----------
    place
        A folder, whose workbooks and folders of csv files are meant, a file, or a pattern such as
        ``data/*_2025.xlsx``. A name that states another year is left out.
    start
        Folder that a relative place starts from.
    year
        The year evaluated.

    Returns
    -------
    tuple of StreetWorkbook
        Of two that name the same street neither name counts: which is meant nobody can tell.

    Raises
    ------
    FileError
        No workbook of that year is there.
    """
    found = sorted(path for path in _listed(start / place) if _is_workbook(path) and _is_of(path, year))
    if not found:
        raise FileError(text("There is no workbook of {year} at {place}.", year=year, place=place), _MISSING)
    streets = [street_of(path) for path in found]
    return tuple(
        StreetWorkbook(path, street, _refusal(path, street, zip(found, streets, strict=True)))
        for path, street in zip(found, streets, strict=True)
    )


def street_of(path: Path) -> str:
    """Return the street that a workbook's name gives: the name without the year.

    Examples
    --------
    >>> street_of(Path("yuncheng_2025.xlsx")), street_of(Path("云城街道2025年度.xlsx"))
    ('yuncheng', '云城街道')
    """
    name = path.name if path.is_dir() else path.stem
    return _YEAR.sub("", name).strip(_EDGES)


_MISSING = ExitCode.FILE_MISSING


def _listed(place: Path) -> list[Path]:
    try:
        if place.is_dir() and not _has_csv(place):
            return list(place.iterdir())
        if place.exists():
            return [place]
        return list(Path(place.anchor).glob(str(place.relative_to(place.anchor))))
    except (ValueError, OSError):  # no pattern at all, such as **x, or a folder that may not be read
        return []


def _is_workbook(path: Path) -> bool:
    if path.name.startswith((".", "~$")):
        return False
    return _has_csv(path) if path.is_dir() else path.suffix.lower() in _BOOKS


def _has_csv(folder: Path) -> bool:
    return any(file.suffix.lower() == ".csv" for file in folder.iterdir())


def _is_of(path: Path, year: int) -> bool:
    stated = {found[:4] for found in _YEAR.findall(path.name)}
    return not stated or str(year) in stated


def _refusal(path: Path, street: str, others: Iterable[tuple[Path, str]]) -> Text | None:
    if not street or not is_spelled(street) or find_identity_numbers(street) or find_phones(street):
        return text("the file's name does not give a street; name it after the street and the year")
    same = [other.name for other, named in others if other != path and named == street]
    if same:
        return text("{others} is named after the same street and year", others=listed(same))
    return None
