"""`evaltoolkit new` and `check --marked`, as a user calls them."""

import openpyxl
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE
from evaltoolkit.intake.plans.plan_file import read_plan


@pytest.fixture
def project(tmp_path, monkeypatch):
    for folder in ("parameters", "notebooks"):
        (tmp_path / folder).mkdir()
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return run_program(program, list(words))


def workbooks(project):
    return sorted(path.name for path in project.rglob("*.xlsx"))


def test_a_known_street_needs_its_name_and_the_year_only(project, capsys):
    assert run("new", "云城街道", "--year", "2026") == ExitCode.OK
    said = capsys.readouterr().out
    assert "云城街道_2026.yaml" in said
    assert "uls6" in said  # no scale was chosen: those known are named
    assert (project / "parameters" / "streets" / "云城街道_2026.yaml").exists()
    book = openpyxl.load_workbook(project / "data" / "yuncheng_2026.xlsx")
    assert "fund_execution" in [cell.value for cell in book["目标"]["A"]]


def test_the_chosen_system_scales_and_project_stand_in_the_workbook(project):
    words = ("--system", "yuncheng_2023", "--scale", "uls6", "--scale", "phq9", "--project", "甲项目")
    assert run("new", "云城街道", "--year", "2026", *words) == ExitCode.OK
    book = openpyxl.load_workbook(project / "data" / "yuncheng_2026.xlsx")
    assert "service_hours" in [cell.value for cell in book["目标"]["A"]]
    assert book["测量"].cell(1, book["测量"].max_column).value == "题9"
    assert book["基本信息"]["B3"].value == "甲项目"


def test_a_second_call_overwrites_nothing(project, capsys):
    run("new", "云城街道", "--year", "2026")
    before = (project / "data" / "yuncheng_2026.xlsx").read_bytes()
    assert run("new", "云城街道", "--year", "2026", "--scale", "uls6") == ExitCode.ALREADY_EXISTS
    assert "已经存在" in capsys.readouterr().err
    assert (project / "data" / "yuncheng_2026.xlsx").read_bytes() == before


def test_an_unknown_street_is_asked_for_its_district_in_chinese(project, capsys):
    assert run("new", "甲乙街道", "--year", "2026") == ExitCode.USAGE
    assert "--district" in capsys.readouterr().err
    assert workbooks(project) == []


def test_at_a_keyboard_the_district_is_asked_for(project, monkeypatch):
    monkeypatch.setattr("evaltoolkit.commands.new.sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.prompt", lambda *_, **__: " 天河区 ")
    assert run("new", "五山街道", "--year", "2026") == ExitCode.OK
    plan = read_plan(project / "parameters" / "streets" / "五山街道_2026.yaml")
    assert (plan.district, plan.slug) == ("天河区", "wushan")


# Names of the country's street offices and towns, several of them in more than one district.
PLACES = [
    ("天河区", "五山街道"), ("花都区", "新华街道"), ("高碑店市", "新华街道"),
    ("石家庄市新华区", "新华街道"), ("黄浦区", "外滩街道"),
    ("重庆市渝中区", "解放碑街道"), ("吕梁市离石区", "滨河街道"), ("南岸区", "长生桥镇"), ("都江堰市", "灌口街道"),
    ("呼和浩特市新城区", "东街街道"), ("乌兰察布市", "白音察干镇"), ("大理市", "下关街道"),
    ("海淀区", "中关村街道"), ("南沙区", "东涌镇"),
    ("海珠区", "江南中街道"), ("越秀区", "北京街道"), ("惠安县", "紫山镇"),
    ("西乌珠穆沁旗", "巴拉嘎尔高勒镇"), ("墨脱县", "背崩乡"),
    ("丰台区", "和平街道"), ("沈阳市和平区", "和平街道"), ("白云区", "和平街道"),
]  # fmt: skip


def test_any_street_of_the_country_is_begun_and_two_of_one_name_do_not_collide(project):
    for district, street in PLACES:
        assert run("new", street, "--year", "2026", "--district", district) == ExitCode.OK
    plans = [read_plan(path) for path in (project / "parameters" / "streets").glob("*.yaml")]
    assert {(plan.district, plan.street) for plan in plans} == {*PLACES}
    assert len({plan.key for plan in plans}) == len({plan.data for plan in plans}) == len(PLACES)
    codes = {plan.street: plan.slug for plan in plans if [street for _, street in PLACES].count(plan.street) == 1}
    assert (codes["东涌镇"], codes["长生桥镇"], codes["中关村街道"]) == ("dongchong", "changshengqiao", "zhongguancun")


def test_a_code_that_is_given_stands(project):
    assert run("new", "甲乙街道", "--year", "2026", "--slug", "mine", "--district", "甲区") == ExitCode.OK
    assert workbooks(project) == ["mine_2026.xlsx"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--year", "1999"), ExitCode.USAGE),
        (("--year", "2026", "--scale", "phq"), ExitCode.REGISTRY_INVALID),
        (("--year", "2026", "--system", "none"), ExitCode.REGISTRY_INVALID),
        ((), ExitCode.USAGE),
    ],
)
def test_what_cannot_be_begun_leaves_no_file(project, words, code):
    assert run("new", "云城街道", *words) == code
    assert workbooks(project) == []


def test_a_check_writes_the_marked_copy_beside_the_workbook_and_says_it_is_private(project, capsys):
    run("new", "云城街道", "--year", "2026")
    assert run("check", "data/yuncheng_2026.xlsx", "--year", "2026", "--marked") == ExitCode.OK
    assert workbooks(project) == ["yuncheng_2026.xlsx", "yuncheng_2026_核对结果.xlsx"]
    assert "不要外传" in capsys.readouterr().out


def test_a_check_writes_the_marked_copy_where_it_is_told(project):
    run("new", "云城街道", "--year", "2026")
    assert run("check", "data/yuncheng_2026.xlsx", "--marked", "mine.xlsx") == ExitCode.OK
    assert run("check", "data/yuncheng_2026.xlsx", "--marked", "data/yuncheng_2026.xlsx") == ExitCode.ALREADY_EXISTS
    assert (project / "mine.xlsx").exists()


def test_a_check_without_the_option_writes_nothing(project):
    run("new", "云城街道", "--year", "2026")
    run("check", "data/yuncheng_2026.xlsx")
    assert workbooks(project) == ["yuncheng_2026.xlsx"]
