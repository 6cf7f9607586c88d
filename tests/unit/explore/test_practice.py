"""A place to practise in."""

import pytest

from evaltoolkit.errors import RunError
from evaltoolkit.explore.practice import check_words, practice_project, sheets_table
from evaltoolkit.explore.welcome import street_table


def test_it_lies_in_private_and_begins_anew_each_time(project):
    first = practice_project("exercise")
    (first.root / "left.txt").touch()
    again = practice_project("exercise")

    assert again.root == project.private / "practice" / "exercise"
    assert sorted(path.name for path in again.root.iterdir()) == ["notebooks", "parameters"]


@pytest.mark.parametrize("name", ["../up", "", "a/b"])
def test_a_name_cannot_lead_elsewhere(project, name):
    with pytest.raises(RunError):
        practice_project(name)
    assert project.parameters.is_dir()


def test_the_check_says_what_the_command_says_without_this_machine_s_folders(project, zh):
    lines = [paragraph.words for paragraph in check_words(
        project.root / "data" / "synthetic" / "yuncheng_2023.xlsx", project, 2023, zh
    ).paragraphs]  # fmt: skip

    assert any("yuncheng_2023.xlsx" in line for line in lines)
    assert not any(str(project.root) in line for line in lines)


def test_the_sheets_of_a_workbook_name_their_columns(project, zh):
    table = sheets_table(project.root / "data" / "synthetic" / "yuncheng_2023.xlsx", zh)
    columns = dict(zip(table.column("工作表"), table.column("每行必填的列"), strict=True))
    assert columns["满意度"] == "服务方法、总体满意度"


def test_the_welcome_page_says_which_streets_have_data_here(project):
    table = street_table()
    assert table.column("街镇") == ("三元里街道（示例数据）", "云城街道（示例数据）", "云城街道")
    assert table.column("资料") == ("在这台电脑上", "在这台电脑上", "不在这台电脑上")
