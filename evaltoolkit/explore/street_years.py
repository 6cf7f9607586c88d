"""The streets and years that there is a parameter file for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.intake.files.pinyin import pinyin_code
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.language import Text, text
from evaltoolkit.settings.yaml_lines import read_yaml


@dataclass(frozen=True, slots=True)
class StreetYear:
    """One parameter file: whose it is, and why there are no data to be seen of it, where there are none.

    A file that cannot be read stands under its own name and the year 0, so that choosing it says what is wrong.
    """

    street: str
    year: int
    path: Path
    synthetic: bool = False
    missing: Text | str = ""

    @property
    def has_data(self) -> bool:
        """Return whether its data are on this machine."""
        return not self.missing

    @property
    def name(self) -> Text | str:
        """Return the street as the list of streets shows it; made data are marked."""
        return text("{street} (sample data)", street=self.street) if self.synthetic else self.street


def find_street_years(project: Project) -> tuple[StreetYear, ...]:
    """Return every parameter file of the project, streets with data first, then by pinyin and year; no ranking."""
    found = [_read(path) for path in _files(project)]
    return tuple(sorted(found, key=lambda one: (not one.has_data, _sound(one.street), one.synthetic, -one.year)))


def state_of_files(project: Project) -> tuple[tuple[str, int], ...]:
    """Return what tells whether a parameter file came, went or changed since the last look."""
    return tuple(sorted((path.name, path.stat().st_mtime_ns) for path in _files(project)))


def _files(project: Project) -> Iterator[Path]:
    """Yield the parameter files of the streets, and those in folders of their own, such as an earlier year's."""
    folder = project.parameters / "streets"
    yield from folder.glob("*.y*ml")
    yield from folder.glob("*/*.y*ml")


def _sound(street: str) -> tuple[str, str]:
    return pinyin_code(street) or street, street


def first_choice(known: Iterable[StreetYear], street: str = "", year: int | None = None) -> StreetYear | None:
    """Return the file of that street and year, of that street, or else the first with data."""
    files = tuple(known)
    named = tuple(one for one in files if street in (one.street, one.path.stem))
    of_year = tuple(one for one in named if one.year == year)
    return next(iter((*of_year, *named, *files)), None)


def _read(path: Path) -> StreetYear:
    try:
        plan = read_plan(path)
    except UserError as error:
        return _as_written(path, _AWAY if error.exit_code is ExitCode.FILE_MISSING else _FAULTY)
    return StreetYear(plan.street, plan.year, path, plan.synthetic, "" if plan.data else _NONE)


_NONE, _AWAY = text("its parameter file names no data"), text("its data are not on this machine")
_FAULTY = text("its parameter file has a fault")


def _as_written(path: Path, missing: Text) -> StreetYear:
    """Return whose a parameter file is that no plan can be read of, as far as it says so."""
    try:
        content: Any = read_yaml(path.read_text(encoding="utf-8-sig")).value
    except (OSError, UnicodeDecodeError):
        content = None
    content = content if isinstance(content, dict) else {}
    street, year = content.get("street"), content.get("year")
    is_known = isinstance(street, str) and isinstance(year, int)
    return StreetYear(
        str(street) if is_known else path.stem,
        int(str(year)) if is_known else 0,
        path,
        content.get("synthetic") is True,
        missing,
    )
