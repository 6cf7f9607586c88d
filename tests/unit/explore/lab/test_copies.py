"""The copies of the notebooks to work in."""

import json
import os
import shutil
from pathlib import Path

import pytest

from evaltoolkit.explore.lab.copies import code_digest, copy_notebooks
from evaltoolkit.intake.files.project import Project
from evaltoolkit.language import Language

ROOT = Path(__file__).resolve().parents[4]


def notebook(*cells, output=None):
    made = [
        {"cell_type": "markdown", "source": [words], "metadata": {}}
        if words.startswith("#")
        else {"cell_type": "code", "source": [words], "metadata": {}, "outputs": output or [], "execution_count": None}
        for words in cells
    ]
    return {"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def home(tmp_path):
    for folder in ("notebooks", "parameters"):
        (tmp_path / folder).mkdir()
    write(tmp_path / "notebooks" / "welcome.ipynb", notebook("# 欢迎", "a = 1"))
    return tmp_path


def write(path, content):
    path.write_text(json.dumps(content), encoding="utf-8")


def copy_of(home):
    return home / "private" / "lab" / "welcome.ipynb"


def sources(home):
    return [cell["source"][0] for cell in json.loads(copy_of(home).read_text(encoding="utf-8"))["cells"]]


def test_copies_lie_in_private_and_the_notebooks_stay_as_they_came(home):
    before = (home / "notebooks" / "welcome.ipynb").read_bytes()
    digests = copy_notebooks(Project(home), Language())

    assert digests == {"welcome.ipynb": code_digest(notebook("a = 1"))}
    assert copy_of(home).read_bytes() == before == (home / "notebooks" / "welcome.ipynb").read_bytes()
    assert os.name == "nt" or copy_of(home).stat().st_mode & 0o077 == 0


def test_results_in_a_copy_are_kept(home):
    copy_notebooks(Project(home), Language())
    write(copy_of(home), notebook("# 欢迎", "a = 1", output=[{"output_type": "stream", "name": "stdout", "text": "1"}]))
    copy_notebooks(Project(home), Language())
    assert "stdout" in copy_of(home).read_text(encoding="utf-8")


@pytest.mark.parametrize("newer", [("# 欢迎", "a = 2"), ("# 欢迎你", "a = 1")])
def test_a_newer_notebook_takes_the_place_of_an_untouched_copy(home, newer):
    copy_notebooks(Project(home), Language())
    write(home / "notebooks" / "welcome.ipynb", notebook(*newer))
    copy_notebooks(Project(home), Language())
    assert sources(home) == list(newer)


def test_a_newer_picture_takes_the_place_of_the_older(home):
    copy_notebooks(Project(home), Language())
    newer = notebook("# 欢迎", "a = 1")
    newer["cells"][0]["attachments"] = {"page.png": {"image/png": "bmV3"}}
    write(home / "notebooks" / "welcome.ipynb", newer)
    copy_notebooks(Project(home), Language())
    assert "bmV3" in copy_of(home).read_text(encoding="utf-8")


def test_what_somebody_wrote_is_never_overwritten(home):
    copy_notebooks(Project(home), Language())
    write(copy_of(home), notebook("# 欢迎", "a = 1", "mine = 3"))
    write(home / "notebooks" / "welcome.ipynb", notebook("# 欢迎", "a = 2"))
    copy_notebooks(Project(home), Language())
    assert sources(home) == ["# 欢迎", "a = 1", "mine = 3"]


def test_a_copy_that_cannot_be_read_is_left_to_its_owner(home):
    copy_notebooks(Project(home), Language())
    copy_of(home).write_text("{", encoding="utf-8")
    copy_notebooks(Project(home), Language())
    assert copy_of(home).read_text(encoding="utf-8") == "{"


def test_an_english_reader_gets_english_prose_and_pages(tmp_path):
    (tmp_path / "notebooks").mkdir()
    for name in ("explore_outcomes", "tutorial_reading_change", "welcome"):
        shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", tmp_path / "notebooks")
    digests = copy_notebooks(Project(tmp_path), Language("en"))
    for name in digests:
        notebook = json.loads((tmp_path / "private" / "lab" / name).read_text(encoding="utf-8"))
        assert digests[name] == code_digest(notebook)
        prose = "".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
        code = "".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
        assert "换着看" not in prose
        assert "Language()" not in code
        assert 'language = "zh_CN"' not in code
