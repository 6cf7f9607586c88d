import pytest

from evaltoolkit.batch.plans import find_plans
from evaltoolkit.errors import ExitCode, UserError


@pytest.fixture
def folder(tmp_path):
    for name in ("b_2023.yaml", "a_2023.yaml", "c_2024.yml", ".hidden.yaml", "README.md", "odd[1].yaml"):
        (tmp_path / "streets" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "streets" / name).touch()
    return tmp_path


def names(places, folder):
    return [path.name for path in find_plans(places, start=folder)]


def test_a_folder_stands_for_its_parameter_files_in_the_order_of_their_names(folder):
    assert names(["streets"], folder) == ["a_2023.yaml", "b_2023.yaml", "c_2024.yml", "odd[1].yaml"]


@pytest.mark.parametrize("place", ["streets/*_2023.*", "*/*_2023.yaml", "{start}/streets/?_2023.yaml"])
def test_a_pattern_names_what_it_matches_wherever_its_stars_stand(folder, place):
    assert names([place.format(start=folder)], folder) == ["a_2023.yaml", "b_2023.yaml"]


def test_a_file_named_twice_in_different_ways_is_run_once(folder):
    places = ["streets/b_2023.yaml", "streets/../streets/b_2023.yaml", str(folder / "streets" / "b_2023.yaml")]
    assert names(places, folder) == ["b_2023.yaml"]


def test_a_file_whose_name_looks_like_a_pattern_is_taken_as_it_is(folder):
    assert names(["streets/odd[1].yaml"], folder) == ["odd[1].yaml"]


@pytest.mark.parametrize("place", ["nowhere", "streets/*.csv", "**x", "streets/none_*.yaml", "."])
def test_a_place_without_parameter_files_is_refused_with_its_name(folder, place):
    with pytest.raises(UserError) as error:
        find_plans(["streets", place], start=folder)

    assert error.value.exit_code is ExitCode.FILE_MISSING
    assert str(error.value).endswith(f"{place}.")


STREET = "street: 甲街道\nslug: jia\ndistrict: 乙区\nyear: 2023\nproject: 社工站\nindicator_system: national_2020\n"


def test_example_streets_without_data_are_left_out_of_a_folder_and_hers_is_not(tmp_path):
    for place in ("parameters/streets", "notebooks", "data/synthetic"):
        (tmp_path / place).mkdir(parents=True)
    streets = tmp_path / "parameters" / "streets"
    for number in range(24):
        words = f"{STREET}synthetic: true\ndata: data/synthetic/none{number}.xlsx\n"
        (streets / f"s{number:02}.yaml").write_text(words, encoding="utf-8")
    with pytest.raises(UserError, match="example streets alone"):
        find_plans(["parameters/streets"], start=tmp_path)
    (streets / "hers.yaml").write_text(f"{STREET}data: data/lost.xlsx\n", encoding="utf-8")

    assert names(["parameters/streets"], tmp_path) == ["hers.yaml"]  # that her workbook is missing is told when it runs
    assert names(["parameters/streets/s01.yaml"], tmp_path) == ["s01.yaml"]
    (tmp_path / "data" / "synthetic" / "none3.xlsx").touch()
    assert names(["parameters/streets"], tmp_path) == ["hers.yaml", "s03.yaml"]
