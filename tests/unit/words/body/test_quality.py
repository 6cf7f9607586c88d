from evaltoolkit.words.body import quality
from evaltoolkit.words.body.quality import MOST_ROWS


def rated(subject="甲项目", aspect="切合需求", level="符合", finding=None):
    return {
        "subject": subject,
        "aspect": aspect,
        "level": level,
        "rater": "督导",
        "date": "2023-06-20",
        "finding": finding,
    }


def test_the_grid_has_a_row_a_subject_and_a_column_an_aspect(told, zh):
    table = quality(told(quality_checks=[rated(), rated(aspect="形式得当", level="基本符合")]), zh).table
    assert table.header == ("评定对象", "切合需求", "形式得当", "流程规范", "伦理守则")
    assert [cell.words for cell in table.rows[0].cells] == ["甲项目", "符合", "基本符合", "—", "—"]
    assert table.rows[0].cells[0].detail == "督导\n2023-06-20"


def test_what_is_not_fulfilled_is_told_with_its_grounds(told, zh):
    said = repr(quality(told(quality_checks=[rated(level="不符合", finding="没有先做调研")]), zh).prose)
    assert "评为不符合的：甲项目“切合需求”（没有先做调研）。" in said
    assert "没有评为不符合的方面。" in repr(quality(told(quality_checks=[rated()]), zh).prose)


def test_more_subjects_than_fit_are_counted(told, zh):
    table = quality(told(quality_checks=[rated(f"{n}项目") for n in range(MOST_ROWS + 2)]), zh).table
    assert len(table.rows) == MOST_ROWS
    assert table.notes == ("另有 2 项见附件2。",)


def test_ratings_of_projects_stand_in_the_table_of_projects_alone(told, zh):
    rows = [rated("甲项目"), rated("乙项目")]
    shown = told(quality_checks=rows, projects=[{"project": "甲项目"}, {"project": "乙项目"}])
    assert quality(shown, zh).table is None
    assert quality(shown, zh).prose.paragraphs[0].see == ("t-projects",)
    assert quality(told(quality_checks=rows, projects=[{"project": "甲项目"}]), zh).table is not None
