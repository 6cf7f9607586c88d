"""A project folder of its own for tests that run the report's notebook."""

import shutil
from pathlib import Path

import pytest

from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.sheets import write_workbook
from tests.small_street import make_small_year

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def make_project(tmp_path_factory):
    """Return a function that makes an empty project with the report's notebook."""

    def make() -> Path:
        home = tmp_path_factory.mktemp("项目")
        shutil.copytree(ROOT / "notebooks", home / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        for folder in ("parameters/streets", "parameters/scales", "data"):
            (home / folder).mkdir(parents=True)
        return home

    return make


@pytest.fixture(scope="module")
def project(make_project):
    """A project with one small made street, for notebooks of one's own."""
    home = make_project()
    made = make_small_year("jingtai", 2023, 7)
    write_workbook(made.tables, home / "data" / "a.xlsx")
    plan = home / "parameters" / "streets" / "a.yaml"
    plan.write_text(plan_yaml(made, "data/a.xlsx"), encoding="utf-8", newline="\n")
    return home
