import pytest
import yaml

from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.synthetic import __main__ as command
from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.streets import make_street, make_year_before


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    folders = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
    for folder in folders:
        (folder / "notebooks").mkdir()
    return [make_street("人和镇", 5, folder) for folder in folders]


def test_the_same_seed_gives_the_same_bytes(twice):
    first, second = twice
    assert first.plan_path.read_bytes() == second.plan_path.read_bytes()
    assert first.workbook_path.read_bytes() == second.workbook_path.read_bytes()
    assert first.truth == second.truth


def test_the_plan_reads_as_it_is_written_and_says_that_it_is_made_up(twice):
    path = twice[0].plan_path
    plan = read_plan(path)
    assert path.name == "人和镇_2023_synthetic.yaml"
    assert plan.synthetic
    assert plan.data == "data/synthetic/renhe_2023.xlsx"
    assert plan.key == "renhe_synthetic_2023"
    assert {entry.target_source for entries in plan.rows.values() for entry in entries} == {"示例数据（合成）"}
    assert path.read_text(encoding="utf-8").startswith("# 示例数据（合成）")


def test_the_command_writes_plans_without_workbooks(tmp_path, capsys):
    assert command.main(["云城街道", "--plans-only", "--folder", str(tmp_path)]) == 0
    assert "云城街道_2023_synthetic.yaml" in capsys.readouterr().out
    assert not (tmp_path / "data").exists()


def test_the_committed_plans_are_those_of_all_streets_as_the_command_writes_them(tmp_path, request):
    committed = request.config.rootpath / "parameters" / "streets"
    assert {path.name for path in committed.glob("*_synthetic.yaml")} == {
        f"{street.name}_2023_synthetic.yaml" for street in known_streets()
    }
    command.main(["shijing", "yuncheng", "--plans-only", "--folder", str(tmp_path)])
    for path in (tmp_path / "parameters" / "streets").iterdir():
        assert yaml.safe_load(path.read_text("utf-8")) == yaml.safe_load((committed / path.name).read_text("utf-8"))


def test_two_streets_have_a_year_before_apart_from_the_demo_s_own(tmp_path):
    (tmp_path / "notebooks").mkdir()
    made = make_year_before(tmp_path)
    assert len(made) == 2
    assert all(one.workbook_path.name.endswith("_2022.xlsx") and one.workbook_path.is_file() for one in made)
    assert list((tmp_path / "parameters" / "streets").glob("*.yaml")) == []
    assert {read_plan(one.plan_path).year for one in made} == {2022}
