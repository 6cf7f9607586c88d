"""Begin a street's year: two files, never over others."""

import pytest

from evaltoolkit.errors import ExitCode, PlanError, RegistryError, UserError
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.intake.entry.new_year import NewYear, begin_year, chosen_scales
from evaltoolkit.intake.files.project import HOME_VARIABLE, Project
from evaltoolkit.intake.plans.plan_file import data_path, read_plan
from evaltoolkit.model.filling import UNNAMED_PROJECT


def new(**changes):
    return NewYear(
        **{
            "street": "云城街道",
            "slug": "yuncheng",
            "district": "白云区",
            "year": 2026,
            "indicator_system": "national_2020",
            **changes,
        }
    )


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    for folder in ("parameters", "notebooks"):
        (tmp_path / folder).mkdir()
    return Project(tmp_path)


def files_in(project):
    return [path for path in project.root.rglob("*") if path.is_file()]


def test_the_parameter_file_is_a_plan_that_points_to_the_workbook(project):
    files = begin_year(new(), project)
    plan = read_plan(files.plan)
    assert files.plan == project.parameters / "streets" / "云城街道_2026.yaml"
    assert data_path(plan, project) == files.workbook == project.root / "data" / "yuncheng_2026.xlsx"
    assert (plan.street, plan.slug, plan.district, plan.year) == ("云城街道", "yuncheng", "白云区", 2026)
    assert (plan.project, plan.department, plan.operator) == (UNNAMED_PROJECT, None, None)
    assert plan.indicator_system == "national_2020"
    assert not plan.synthetic


@pytest.mark.parametrize("taken", ["parameters/streets/云城街道_2026.yaml", "data/yuncheng_2026.xlsx"])
def test_where_one_of_the_files_exists_nothing_is_written(project, taken):
    path = project.root / taken
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    with pytest.raises(UserError) as raised:
        begin_year(new(), project)
    assert raised.value.exit_code is ExitCode.ALREADY_EXISTS
    assert files_in(project) == [path]
    assert path.read_text() == "mine"


@pytest.mark.parametrize("street", ["", "../x", "a/b", "C:\\x", "云城 街道", "a\nb", '云城"街道', "x" * 41, "云城*"])
def test_a_name_that_is_no_file_name_is_refused_before_anything_is_written(project, street):
    with pytest.raises(UserError) as raised:
        begin_year(new(street=street), project)
    assert raised.value.exit_code is ExitCode.USAGE
    assert not files_in(project)


@pytest.mark.parametrize("change", [{"slug": "Yun"}, {"slug": "../x"}, {"slug": ""}, {"year": 1999}])
def test_a_slug_or_year_that_no_plan_takes_is_refused_before_anything_is_written(project, change):
    with pytest.raises(PlanError):
        begin_year(new(**change), project)
    assert not files_in(project)


def test_a_hostile_district_stays_one_value_of_the_file(project):
    files = begin_year(new(district='白"云\n区: x # y'), project)
    assert read_plan(files.plan).district == '白"云\n区: x # y'


def test_scales_come_in_the_order_of_the_registry_once_each():
    chosen = chosen_scales(["uls6", "phq9", "uls6"], shipped_scales())
    assert [scale.id for scale in chosen] == ["phq9", "uls6"]


def test_a_scale_that_is_not_known_is_named_with_the_nearest():
    with pytest.raises(RegistryError, match="phq9"):
        chosen_scales(["phq"], shipped_scales())
