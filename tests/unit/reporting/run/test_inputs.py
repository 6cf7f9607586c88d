import pytest

from evaltoolkit.reporting.run.inputs import LABELS, changed_inputs, package_versions, program_inputs, street_inputs

PLAN = """\
street: 甲街道
slug: jia
district: 示例区
year: 2025
project: 家庭综合服务中心运营经费
indicator_system: made
data: data/jia.xlsx
"""
PROGRAM = {"package": "p", "versions": "v"}


@pytest.fixture
def home(tmp_path):
    for name in ("parameters/streets", "notebooks", "data"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "data" / "jia.xlsx").write_bytes(b"workbook")
    (tmp_path / "notebooks" / "street_report.ipynb").write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def street(home):
    file = home / "parameters" / "streets" / "甲街道_2025.yaml"
    file.write_text(PLAN, encoding="utf-8")
    return file


def inputs(street, home, **more):
    return street_inputs(street, home=home, program=PROGRAM, **more)


def test_every_input_has_its_name_and_the_same_files_give_the_same_sums(street, home):
    first = inputs(street, home)

    assert list(first) == list(LABELS)
    assert inputs(street, home) == first
    # sha256 of b"workbook", by sha256sum
    assert first["workbook"] == "244f4e42fb0ee32cd4231096cf91c1b36662e3becc5b5b1deab885bd1a624c18"


CHANGES = {
    "workbook": lambda home: (home / "data" / "jia.xlsx").write_bytes(b"workbooK"),
    "parameters": lambda home: append(home / "parameters" / "streets" / "甲街道_2025.yaml", "operator: 乙中心\n"),
    "notebook": lambda home: append(home / "notebooks" / "street_report.ipynb", " "),
    "policy": lambda home: append(home / "parameters" / "policy.yaml", "x: 1\n"),
    "indicators": lambda home: append(home / "parameters" / "indicators" / "own.yaml", "x: 1\n"),
    "scales": lambda home: append(home / "parameters" / "scales" / "own.yaml", "x: 1\n"),
}


def append(path, words):
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(words)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_one_input_shows_under_its_own_name_alone(name, street, home):
    before = inputs(street, home)
    CHANGES[name](home)

    assert changed_inputs(inputs(street, home), before) == (LABELS[name],)


def test_the_audience_asked_for_counts_not_where_it_was_asked(street, home):
    shared = inputs(street, home)

    assert inputs(street, home, audience="shared") == shared
    assert changed_inputs(inputs(street, home, audience="station"), shared) == (LABELS["audience"],)


def test_a_comment_in_the_parameter_file_changes_nothing(street, home):
    before = inputs(street, home)
    append(street, "# 备注\n")

    assert inputs(street, home) == before


def test_another_program_is_a_change(street, home):
    other = street_inputs(street, home=home, program={**PROGRAM, "versions": "w"})

    assert changed_inputs(other, inputs(street, home)) == (LABELS["versions"],)


@pytest.mark.parametrize("spoil", ["tagret: 1\n", "data: data/none.xlsx\n"])
def test_of_a_street_that_cannot_be_read_nothing_is_known(spoil, street, home):
    street.write_text(street.read_text(encoding="utf-8").replace("data: data/jia.xlsx\n", spoil), encoding="utf-8")

    assert inputs(street, home) == {}


def test_the_program_is_every_source_and_every_package_it_is_built_on():
    assert program_inputs() == program_inputs()
    assert {len(digest) for digest in program_inputs().values()} == {64}
    assert {"python", "evaltoolkit", "pandas", "matplotlib", "nh3", "zhplot"} <= set(package_versions())
    assert "pytest" not in package_versions()
