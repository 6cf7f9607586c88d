"""The streets and years that there is a parameter file for."""

from evaltoolkit.explore.street_years import find_street_years, first_choice
from evaltoolkit.intake.files.project import HOME_VARIABLE, Project
from evaltoolkit.language import text
from tests.unit.explore.conftest import MADE


def test_streets_with_data_stand_first_and_made_ones_are_marked(project, zh):
    found = find_street_years(project)

    assert [(zh.say(one.name), one.year, one.has_data) for one in found] == [
        ("三元里街道（示例数据）", 2023, True), ("云城街道（示例数据）", 2023, True), ("云城街道", 2023, False),
    ]  # fmt: skip


def test_streets_stand_in_pinyin_order_and_an_earlier_year_in_a_folder_of_its_own_is_found(tmp_path):
    folder = tmp_path / "parameters" / "streets"
    (folder / "示例_2022").mkdir(parents=True)
    for name in ("云城街道", "同和街道", "白云湖街道", "鹤龙街道", "棠景街道"):
        (folder / f"{name}.yaml").write_text(f"street: {name}\nyear: 2023\n", encoding="utf-8")
    (folder / "示例_2022" / "a.yaml").write_text("street: 棠景街道\nyear: 2022\n", encoding="utf-8")

    assert [(one.street, one.year) for one in find_street_years(Project(tmp_path))] == [
        ("白云湖街道", 2023), ("鹤龙街道", 2023), ("棠景街道", 2023), ("棠景街道", 2022), ("同和街道", 2023),
        ("云城街道", 2023),
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_stands_under_its_own_name(tmp_path):
    folder = tmp_path / "parameters" / "streets"
    folder.mkdir(parents=True)
    (folder / "broken.yaml").write_bytes(b"street: [\n")
    (folder / "binary.yaml").write_bytes(b"\xff\xfe\x00")

    assert {(one.street, one.year) for one in find_street_years(Project(tmp_path))} == {("broken", 0), ("binary", 0)}


def test_data_in_several_places_are_found_and_one_that_is_missing_is_missed(made_home, tmp_path, monkeypatch):
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    folder = tmp_path / "parameters" / "streets"
    folder.mkdir(parents=True)
    made = (made_home / "parameters" / "streets" / f"{MADE}.yaml").read_text(encoding="utf-8")
    for name in ("一月.xlsx", "二月.xlsx"):
        (tmp_path / name).touch()
    for name, places in (("两处", ("一月.xlsx", "二月.xlsx")), ("缺一处", ("一月.xlsx", "三月.xlsx"))):
        line = f"data: [{', '.join(places)}]"
        listed = "\n".join(line if given.startswith("data:") else given for given in made.splitlines())
        (folder / f"{name}.yaml").write_text(listed, encoding="utf-8")

    found = {one.path.stem: one.missing for one in find_street_years(Project(tmp_path))}
    assert found == {"两处": "", "缺一处": text("its data are not on this machine")}


def test_the_year_wanted_goes_before_the_street_s_first_and_that_before_any(project):
    known = find_street_years(project)

    assert first_choice(known, "云城街道", 2023).synthetic
    assert first_choice(known, "云城街道_2023", 2023).synthetic is False
    assert first_choice(known, "云城街道", 1999).street == "云城街道"
    assert first_choice(known, "没有的街道").street == "三元里街道"
    assert first_choice((), "云城街道") is None
