"""An active environment, conda's or another, that has what is pinned is used as it is."""

import json
import sys
from pathlib import Path

import pytest

from starter import active, environment
from starter.console import python_of

PYPROJECT = """
[project]
name = "made-project"
dependencies = ["pytest>=9", "types_PyYAML"]
[project.optional-dependencies]
pdf = ["typst"]
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project whose pins are what is installed, in an environment that holds it."""
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (tmp_path / "constraints.txt").write_text(
        "pytest==9.0 ; python_full_version < '3.12'\npytest==9.1 ; python_full_version >= '3.12'\n"
        "types-pyyaml==6.0\ntypst==0.15\n",
        encoding="utf-8",
    )
    there = {"pytest": "9.1", "types_PyYAML": "6.0", "typst": "0.15"}

    class Held:
        url = tmp_path.as_uri()

        def read_text(self, name):
            return json.dumps({"url": self.url, "dir_info": {"editable": True}})

    monkeypatch.setattr(active, "version", there.__getitem__)
    monkeypatch.setattr(active, "distribution", lambda name: Held())
    monkeypatch.setattr(sys, "base_prefix", "/elsewhere")
    return tmp_path, there, Held


def test_one_that_has_all_that_is_pinned_is_used_and_none_is_made(project, monkeypatch):
    folder, _, _ = project
    monkeypatch.setattr(environment, "_bring_up_to_date", None)
    venv = environment.ready_environment(folder, ("pdf",))
    assert venv == Path(sys.prefix)
    assert python_of(venv) == Path(sys.executable)


@pytest.mark.parametrize(("name", "version"), [("pytest", "8.0"), ("types_PyYAML", "7"), ("typst", "0.14")])
def test_one_version_that_is_not_pinned_is_enough_for_an_environment_of_its_own(project, name, version):
    folder, there, _ = project
    there[name] = version
    assert not active.serves(folder, ("pdf",))


def test_an_extra_that_is_not_asked_for_need_not_be_there(project):
    folder, there, _ = project
    del there["typst"]
    assert active.serves(folder, ())
    assert not active.serves(folder, ("pdf",))


def test_an_environment_that_holds_another_copy_of_the_project_does_not_serve(project):
    folder, _, held = project
    held.url = "file:///elsewhere"
    assert not active.serves(folder, ())


def test_a_python_that_no_environment_is_active_for_does_not_serve(project, monkeypatch):
    folder, _, _ = project
    monkeypatch.setattr(sys, "base_prefix", sys.prefix)
    assert not active.serves(folder, ())


def test_condas_environment_has_no_other_base_and_serves(project, monkeypatch, tmp_path):
    folder, _, _ = project
    (tmp_path / "envs" / "conda-meta").mkdir(parents=True)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "envs"))
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path / "envs"))
    assert active.serves(folder, ())
