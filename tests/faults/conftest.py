"""A made district in a project folder of its own: real notebook, made workbooks, every street with its marker."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest

from evaltoolkit.synthetic.blemishes import with_blemishes
from evaltoolkit.synthetic.districts import known_street, known_streets
from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.streets import SEED, YEAR, data_path, plan_path
from tests.small_street import make_small_year

ROOT = Path(__file__).parents[2]
Tables = dict[str, pd.DataFrame]


class District:
    """Project folder of a made district; every street's instalments of money carry its marker.

    Every word and table of the report is made; of its charts only those named, or all.
    """

    def __init__(self, home: Path, count: int, charts: Collection[str] | None = None) -> None:
        self.home = home
        self.slugs = [street.slug for street in known_streets()][:count]
        (home / "parameters").mkdir(parents=True)
        shutil.copytree(ROOT / "notebooks", home / "notebooks")
        if charts is not None:
            self._leave_out_charts_but(charts)

    def _leave_out_charts_but(self, charts: Collection[str]) -> None:
        notebook = json.loads(self.notebook.read_text(encoding="utf-8"))
        drawn = [(cell, re.match(r"charts\.(\w+)", "".join(cell["source"]))) for cell in notebook["cells"]]
        assert set(charts) <= {found[1] for _, found in drawn if found}
        notebook["cells"] = [cell for cell, found in drawn if not found or found[1] in charts]
        self.notebook.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")

    @property
    def notebook(self) -> Path:
        return self.home / "notebooks" / "street_report.ipynb"

    def marker(self, slug: str) -> str:
        return f"标记{self.slugs.index(slug):02d}号"

    def make(
        self, slugs: Iterable[str] = (), changes: Mapping[str, Callable[[Tables], Tables]] = MappingProxyType({})
    ) -> None:
        """Write the two files of these streets, or of all; `changes` turn a street's tables into others."""
        for slug in slugs or self.slugs:
            self._make(slug, changes.get(slug, lambda tables: tables))

    def _make(self, slug: str, change: Callable[[Tables], Tables]) -> None:
        made = make_small_year(slug, YEAR, SEED)
        payments = made.tables["payments"]
        marked = payments.assign(instalment=payments["instalment"] + self.marker(slug))
        tables = change(with_blemishes(replace(made, tables={**made.tables, "payments": marked})))
        plan, workbook = plan_path(made, self.home), self.home / data_path(made)
        for file in (plan, workbook):
            file.parent.mkdir(parents=True, exist_ok=True)
        plan.write_text(plan_yaml(made, data_path(made)), encoding="utf-8")
        write_workbook(tables, workbook)

    def plan(self, slug: str) -> Path:
        return self.home / "parameters" / "streets" / f"{known_street(slug).name}_{YEAR}_synthetic.yaml"

    def workbook(self, slug: str) -> Path:
        return self.home / "data" / "synthetic" / f"{slug}_{YEAR}.xlsx"

    def forget(self, run: str) -> None:
        """Remove a run, so that the next one is not compared with it."""
        for folder in ("reports", "private"):
            shutil.rmtree(self.home / folder / run)

    def published(self, run: str) -> dict[str, str]:
        """Return the text of every page of a run by its name."""
        return {path.name: path.read_text(encoding="utf-8") for path in (self.home / "reports" / run).glob("*.html")}


@pytest.fixture(scope="session")
def make_district(tmp_path_factory):
    """Return a function that begins a district of so many streets."""
    return lambda count, **options: District(tmp_path_factory.mktemp("district") / "项目", count, **options)
