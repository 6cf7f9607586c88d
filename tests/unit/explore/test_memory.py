"""The last choice of each page."""

import os

import pytest

from evaltoolkit.explore.memory import LAB_VARIABLE, remember, remembered
from evaltoolkit.intake.files.project import Project


@pytest.fixture(autouse=True)
def _in_the_lab(monkeypatch):
    monkeypatch.setenv(LAB_VARIABLE, "1")


def test_outside_the_lab_nothing_is_remembered_so_that_an_exported_page_shows_its_parameters(tmp_path, monkeypatch):
    remember(Project(tmp_path), "outcomes", {"scale": "uls6"})
    monkeypatch.delenv(LAB_VARIABLE)
    assert remembered(Project(tmp_path), "outcomes") == {}
    assert not remember(Project(tmp_path), "outcomes", {"scale": "phq9"})
    monkeypatch.setenv(LAB_VARIABLE, "1")
    assert remembered(Project(tmp_path), "outcomes") == {"scale": "uls6"}


def test_a_choice_comes_back_for_its_own_page(tmp_path):
    project = Project(tmp_path)
    assert remember(project, "outcomes", {"scale": "uls6", "year": 2023})
    assert remember(project, "services", {"subject": "hours"})

    assert remembered(project, "outcomes") == {"scale": "uls6", "year": 2023}
    assert remembered(project, "services") == {"subject": "hours"}


def test_it_lies_in_private_for_the_owner_alone(tmp_path):
    remember(Project(tmp_path), "outcomes", {"street": "甲街道"})

    (file,) = (tmp_path / "private" / "explore").iterdir()
    assert os.name == "nt" or file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", ["", "[1]", '{"outcomes": 3}', "{"])
def test_what_cannot_be_read_is_no_choice(tmp_path, content):
    folder = tmp_path / "private" / "explore"
    folder.mkdir(parents=True)
    (folder / "choices.json").write_text(content, encoding="utf-8")
    assert remembered(Project(tmp_path), "outcomes") == {}


def test_a_disk_that_refuses_stops_nobody_from_looking(tmp_path, monkeypatch):
    from evaltoolkit.errors import RunError
    from evaltoolkit.explore import memory
    from evaltoolkit.language import text

    def refuse(*_, **__):
        raise RunError(text("the disk is full"))

    monkeypatch.setattr(memory, "write_whole", refuse)
    assert not remember(Project(tmp_path), "outcomes", {"scale": "uls6"})
