"""Make the parameter file and the workbook of a synthetic street in a project folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaltoolkit.intake.files.whole_files import write_whole
from evaltoolkit.synthetic.blemishes import with_blemishes
from evaltoolkit.synthetic.districts import known_street, known_streets
from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.truth import Truth
from evaltoolkit.synthetic.year import MadeYear, make_year

SEED, YEAR = 2023, 2023
"""What the committed parameter files and the demo are made from."""

WITH_A_YEAR_BEFORE = ("yuncheng", "sanyuanli")
"""Streets of the demo that have a made year before, for the comparison of two years."""
BEFORE = f"示例_{YEAR - 1}"


@dataclass(frozen=True, slots=True)
class SyntheticStreet:
    """Where a made street lies, and what was planted in it."""

    plan_path: Path
    workbook_path: Path
    truth: Truth


def make_street(name: str, seed: int, folder: Path, *, year: int = YEAR) -> SyntheticStreet:
    """Write a street's parameter file and workbook into the project `folder`.

    Parameters
    ----------
    name
        Name or slug of one of the 24 streets and towns.
    seed
        Decides everything; the same seed gives the same bytes.
    folder
        Of the project; ``parameters/streets`` and ``data/synthetic`` are made where they are missing.
    year
        Evaluated year.

    Raises
    ------
    KeyError
        The district has no such street.
    """
    made = make_year(known_street(name), year, seed)
    return _written(made, plan_path(made, folder), folder)


def _written(made: MadeYear, plan: Path, folder: Path) -> SyntheticStreet:
    workbook = folder / data_path(made)
    write_whole(plan, plan_yaml(made, data_path(made)).encode(), private=False)
    write_workbook(with_blemishes(made), workbook)
    return SyntheticStreet(plan, workbook, made.truth)


def make_streets(folder: Path, names: Iterable[str] | None = None) -> tuple[SyntheticStreet, ...]:
    """Write the streets of the demo, all 24 by default, from the demo's seed and year."""
    wanted = [street.slug for street in known_streets()] if names is None else list(names)
    return tuple(make_street(name, SEED, folder) for name in wanted)


def make_year_before(folder: Path) -> tuple[SyntheticStreet, ...]:
    """Write the year before of two streets of the demo, to be explored beside the demo's own.

    Its parameter files lie in a folder of their own below those of the demo: a batch of the demo's leaves them alone.
    """
    years = [make_year(known_street(slug), YEAR - 1, SEED) for slug in WITH_A_YEAR_BEFORE]
    places = [plan_path(made, folder) for made in years]
    return tuple(
        _written(made, place.parent / BEFORE / place.name, folder) for made, place in zip(years, places, strict=True)
    )


def plan_path(made: MadeYear, folder: Path) -> Path:
    """Return where the parameter file of a made year belongs in a project."""
    return folder / "parameters" / "streets" / f"{made.setting.street.name}_{made.setting.year}_synthetic.yaml"


def data_path(made: MadeYear) -> str:
    """Return where its workbook belongs, relative to the project, as the parameter file writes it."""
    return f"data/synthetic/{made.setting.street.slug}_{made.setting.year}.xlsx"
