"""The check of a workbook says before the run what the score table would leave open, doubt or find contradicted."""

import random

import pytest

from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.plans.plan_file import plan_from
from evaltoolkit.intake.plans.plan_of_data import plan_of_data
from evaltoolkit.language import Language
from evaltoolkit.reporting.year.registries import indicator_ids
from evaltoolkit.reporting.year.scoring_ahead import scoring_lines
from tests.planted_corruptions import YEAR, Book, check, street

GIVEN = {
    "street": "云城街道", "slug": "yuncheng", "district": "白云区", "year": YEAR, "project": "社工站",
    "indicator_system": "yuncheng_2023",
}  # fmt: skip
OWN = street("云城街道", 0)


@pytest.fixture
def project(tmp_path):
    (tmp_path / "parameters" / "indicators").mkdir(parents=True)
    return Project(tmp_path)


@pytest.fixture
def said(project):
    """Return what scoring says ahead of the made workbook after a change."""

    def make(*changes):
        book = Book(OWN.sheets, random.Random(1))  # noqa: S311
        for sheet, header, row, value in changes:
            book.put(sheet, header, row, value)
        checked = check(book.raw(), YEAR, OWN.people)
        return [Language("zh_CN").say(line) for line in scoring_lines(checked, plan_from(GIVEN), project)]

    return make


def row_of(indicator):
    cells = OWN.sheets["目标"].cells[0]
    return int(cells.index[cells == indicator][0])


@pytest.mark.parametrize(
    ("header", "value", "word"),
    [
        ("年度指标值", None, "还不能评分"),
        ("实际完成值", "93", "不能评分"),
        ("实际完成值", "0.93", "请写成 93%"),
        ("实际完成值", "12%", "不一致"),
    ],
)
def test_what_is_open_doubtful_or_contradicted_is_said_with_its_row(said, header, value, word):
    row = row_of("satisfaction")
    told = [line for line in said(("目标", header, row, value)) if "满意度" in line]
    assert any(word in line for line in told), told


def test_of_a_proper_workbook_nothing_of_the_kind_is_said(said):
    assert not [line for line in said() if "满意度" in line or "不能评分" in line]


def test_rows_without_evidence_are_named(said):
    rows = OWN.sheets["目标"].cells.index[1:]
    bare = [("目标", "佐证材料", int(row), None) for row in rows]
    files = [("佐证材料", "指标编号", int(row), "无") for row in OWN.sheets["佐证材料"].cells.index[1:]]
    assert any("没有写佐证材料的指标" in line for line in said(*bare, *files))


def test_nothing_is_said_while_something_must_be_put_right(said):
    assert said(("测量", "量表", 2, "没有的量表")) == []


def test_the_parameter_file_that_names_a_workbook_gives_its_year_and_indicators(project):
    folder = project.parameters / "streets"
    folder.mkdir()
    for name in ("data", "notebooks"):
        (project.root / name).mkdir()
    data = project.root / "data" / "yun_2023.xlsx"
    data.write_bytes(b"x")
    lines = [f"{name}: {value}" for name, value in {**GIVEN, "data": "data/yun_2023.xlsx"}.items()]
    (folder / "甲.yaml").write_text("\n".join(lines), encoding="utf-8")
    (folder / "乙.yaml").write_text("不是: [参数", encoding="utf-8")
    plan = plan_of_data(data, project)
    assert plan is not None
    assert plan.year == YEAR
    assert "satisfaction" in indicator_ids(plan, project) <= indicator_ids(None, project)
    assert plan_of_data(project.root / "data" / "other.xlsx", project) is None
