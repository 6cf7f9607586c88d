"""The same street twice, its groups, projects and services called after people and neutrally: the figures agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.intake.plans.scale_files import project_scales
from evaltoolkit.intake.storing.store import read_store
from evaltoolkit.intake.take_in import take_in
from evaltoolkit.outcomes.street_outcomes import measure_outcomes
from evaltoolkit.services.measure import measure_services
from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.year import MadeYear
from safety.named_workbook import Book, read_book, write_book
from safety.spelled import SPELLINGS, people

KEYS = ("小组", "服务编号", "项目")
"""Headers of what tells rows apart and is called after people."""
_SETTINGS = "基本信息"  # where 项目 heads the names of settings
Figures = Counter[float]


def both(made: MadeYear, folder: Path, seed: int) -> tuple[Figures, Figures]:
    """Return every number that is worked out of a street, with its keys called after people, and neutrally."""
    data = folder / "street.xlsx"
    write_workbook(made.tables, data)
    book = read_book(data)
    keys = sorted({str(cell) for cell in _cells(book)})
    named = dict(zip(keys, people(len(keys), seed), strict=True))
    ways = [*SPELLINGS.values()]
    after = {key: f"{ways[number % len(ways)](who)}{key[-2:]}" for number, (key, who) in enumerate(named.items())}
    neutral = {key: f"第{number + 1:05}号{key[-2:]}" for number, key in enumerate(keys)}
    return _figures(made, book, folder / "a", after), _figures(made, book, folder / "b", neutral)


def _figures(made: MadeYear, book: Book, home: Path, called: Mapping[str, str]) -> Figures:
    for name in ("parameters/streets", "notebooks", "data"):
        (home / name).mkdir(parents=True)
    write_book(_renamed(book, called.__getitem__), home / "data" / "street.xlsx")
    path = home / "parameters" / "streets" / "street.yaml"
    path.write_text(plan_yaml(made, "data/street.xlsx"), encoding="utf-8", newline="\n")
    plan, project = read_plan(path), Project(home)
    evidence = read_store(project.tables / take_in(home / "data" / "street.xlsx", project=project, year=plan.year))
    services = measure_services(plan, evidence)
    outcomes = measure_outcomes(plan, evidence, project_scales(project))
    frames = [table.frame for table in (*services.values(), *outcomes.tables.values())]
    return Counter(value for frame in frames for name in frame for value in _numbers(frame[name]))


def _numbers(column: pd.Series) -> list[float]:
    if not pd.api.types.is_numeric_dtype(column):
        return []
    return [float(value) for value in np.round(column.dropna().to_numpy(dtype=float), 9)]


def _cells(book: Book) -> list[object]:
    return [
        cell
        for sheet, rows in book.sheets.items()
        if sheet != _SETTINGS
        for place, header in enumerate(rows[0])
        if header in KEYS
        for cell in (row[place] for row in rows[1:])
        if cell is not None
    ]


def _renamed(book: Book, call: Callable[[str], str]) -> Book:
    sheets = {}
    for name, (head, *rows) in book.sheets.items():
        at = {place for place, header in enumerate(head) if header in KEYS and name != _SETTINGS}
        cells = ([_called(cell, call) if place in at else cell for place, cell in enumerate(row)] for row in rows)
        sheets[name] = [head, *cells]
    return Book(sheets)


def _called(cell: object, call: Callable[[str], str]) -> object:
    return None if cell is None else call(str(cell))
