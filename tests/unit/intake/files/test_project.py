import os
from pathlib import Path

import pytest

from evaltoolkit.errors import UserError
from evaltoolkit.intake.files.project import HOME_VARIABLE, Project, find_project, project_or


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    for folder in ("项目/parameters/streets", "项目/notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path / "项目"


def test_the_project_is_found_upward_from_the_parameter_file(home: Path) -> None:
    assert find_project(home / "parameters" / "streets" / "x.yaml").root == home


def test_the_project_is_found_upward_from_the_working_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home / "notebooks")
    assert find_project().root == home


def test_the_environment_goes_before_everything(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    assert find_project(home).root == tmp_path


def test_no_project_is_a_sentence_that_says_what_to_do(home: Path) -> None:
    with pytest.raises(UserError) as refused:
        find_project(home.parent)
    assert HOME_VARIABLE in refused.value.sentence.english()


def test_a_project_whose_folder_is_no_utf_8_is_a_sentence_and_a_workbook_is_still_checked_there(home, monkeypatch):
    odd = home.rename(home.parent / os.fsdecode("项目".encode("gbk")))
    monkeypatch.chdir(odd)
    with pytest.raises(UserError, match="no UTF-8"):
        find_project()
    assert project_or(odd).root == odd


def test_links_that_lead_in_a_circle_lie_in_the_project_where_they_stand(home):
    (home / "loop").symlink_to("loop")
    assert Project(home).holds(home / "loop")
    assert not Project(home / "parameters").holds(home / "loop")
