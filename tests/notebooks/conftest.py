"""A project folder of its own for tests that run the report's notebook."""

import shutil
from pathlib import Path

import pytest

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
