"""`new` for a street that has a year behind it: what comes along, what stays blank, a scale that is added."""

from functools import cache

import openpyxl
import pandas as pd
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.files.project import HOME_VARIABLE
from evaltoolkit.intake.load import load
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.services.opinions.satisfaction import satisfaction
from evaltoolkit.synthetic.sheets import write_workbook
from tests.small_street import make_small_year

PLAN = (
    "schema_version: 1\nstreet: 云城街道\nslug: yuncheng\ndistrict: 白云区\nyear: 2023\nproject: 云城项目\n"
    "data: data/yuncheng_2023.xlsx\nindicator_system: yuncheng_2023\n"
    "sections:\n  background: {words: 为老人设立。, source: 申报书}\n  analysis: {words: 今年做得好。}\n"
    "rows:\n  satisfaction:\n  - {target: ≥93%, target_source: 协议, actual: 95%}\n"
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A project with the year 2023 of a small street, and the workbook of 2024 begun from it."""
    home = tmp_path_factory.mktemp("p")
    for folder in ("parameters/streets", "notebooks", "data"):
        (home / folder).mkdir(parents=True)
    tables = dict(make_small_year("yuncheng", 2023, 2023).tables)
    more = pd.DataFrame({"section": ["二（一）", "二（一）"], "words": ["先写的一段。", "后写的一段。"]})
    tables["commentary"] = pd.concat([tables["commentary"].query("section != '二（一）'"), more])
    write_workbook(tables, home / "data" / "yuncheng_2023.xlsx")
    (home / "parameters" / "streets" / "云城街道_2023.yaml").write_text(PLAN, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(home))
        patch.chdir(home)
        assert run_program(program, ["new", "云城街道", "--year", "2024"]) == ExitCode.OK
    return home, tables


@pytest.fixture
def home(begun, monkeypatch):
    monkeypatch.setenv(HOME_VARIABLE, str(begun[0]))
    monkeypatch.chdir(begun[0])
    return begun[0]


@cache
def tables_of(home, year):
    raw = read_workbook(home / "data" / f"yuncheng_{year}.xlsx")
    checked = check_workbook(raw, year=year, scales=shapes(shipped_scales()))
    return {name: table.frame for name, table in checked.tables.items()}, checked


def test_the_roster_comes_along_whole_and_what_tells_of_the_year_is_blank(begun):
    before, _ = tables_of(begun[0], 2023)
    now, _ = tables_of(begun[0], 2024)
    blank = ["age", "served", "note"]
    pd.testing.assert_frame_equal(now["clients"].drop(columns=blank), before["clients"].drop(columns=blank))
    assert now["clients"][blank[1:]].isna().all(axis=None)  # the age follows from the identity number
    assert (begun[0] / "data" / "yuncheng_2024.xlsx").stat().st_mode & 0o077 == 0


def test_targets_come_along_said_to_be_last_years_and_no_result_does(begun):
    now, _ = tables_of(begun[0], 2024)
    targets = now["targets"].set_index("indicator")
    before = tables_of(begun[0], 2023)[0]["targets"].set_index("indicator")["target"].dropna()
    stated = targets["target"].dropna()
    assert stated.to_dict() == {**before.to_dict(), "satisfaction": "≥93%"}
    assert targets.loc[stated.index, "target_source"].str.startswith("沿用2023年度，待核对").all()
    assert targets.drop(columns=["name", "part", "part_weight", "target", "target_source"]).isna().all(axis=None)


def test_texts_of_the_project_come_along_and_those_of_its_year_do_not(begun):
    words = tables_of(begun[0], 2024)[0]["commentary"].set_index("section")["words"]
    assert words["一（一）项目背景"] == "为老人设立。"
    assert list(words["二（一）评价目的"]) == ["先写的一段。", "后写的一段。"]
    assert "今年做得好。" not in set(words)
    basics = tables_of(begun[0], 2024)[0]["basics"].set_index("item")["value"]
    assert basics.drop([item for item in basics.index if "数" not in item], errors="ignore").isna().all()


def test_last_years_satisfaction_stands_beside_which_this_years_is_held(begun, home):
    plan = read_plan(home / "parameters" / "streets" / "云城街道_2023.yaml")
    wanted = satisfaction(plan, load(plan, home=home)).frame
    now = tables_of(home, 2024)[0]["surveys"]
    assert list(now["last_valid"]) == list(wanted["n_valid"])
    assert list(now["last_satisfied"]) == list(wanted["n_satisfied"])
    assert now[["issued", "returned"]].isna().all(axis=None)


def test_last_years_advice_becomes_advice_to_carry_out(begun):
    before, now = (tables_of(begun[0], year)[0]["measures"] for year in (2023, 2024))
    assert list(now["action"]) == list(before.loc[before["kind"] == "本年度建议", "action"])
    assert set(now["kind"]) == {"上年度建议"}
    assert now["state"].isna().all()


def test_the_scales_that_were_used_are_offered_again_and_nothing_must_be_put_right(begun):
    book = openpyxl.load_workbook(begun[0] / "data" / "yuncheng_2024.xlsx")
    used = set(begun[1]["measurements"]["scale"])
    offered = next(
        rule.formula1 for rule in book["测量"].data_validations.dataValidation if "uls6" in str(rule.formula1)
    )
    assert set(offered.strip('"').split(",")) == used
    assert not [fault for fault in tables_of(begun[0], 2024)[1].faults if fault.level.name == "STOP"]


def test_a_year_whose_data_cannot_be_used_hands_nothing_on_and_says_why(home, capsys):
    book = home / "data" / "yuncheng_2023.xlsx"
    content = book.read_bytes()
    book.write_bytes(b"PK broken")
    try:
        assert run_program(program, ["new", "云城街道", "--year", "2024", "--slug", "other"]) == ExitCode.ALREADY_EXISTS
        (home / "parameters" / "streets" / "云城街道_2024.yaml").rename(home / "kept.yaml")
        assert run_program(program, ["new", "云城街道", "--year", "2024", "--slug", "other"]) == ExitCode.OK
        assert "没有沿用 2023 年度" in capsys.readouterr().out
    finally:
        book.write_bytes(content)
        (home / "kept.yaml").rename(home / "parameters" / "streets" / "云城街道_2024.yaml")


@pytest.mark.parametrize("writer", ["ours", "openpyxl"])
def test_a_scale_is_added_to_a_workbook_in_use_and_no_other_cell_changes(home, capsys, writer):
    path = home / "data" / "yuncheng_2024.xlsx"
    content = path.read_bytes()
    if writer == "openpyxl":
        book = openpyxl.load_workbook(path)
        book["测量"].append(["YU00001", None, "uls6", "前测"])
        book["测量"].append(["YU00002", None, "uls6", "前测"])
        book.save(path)
    before = read_workbook(path)
    assert run_program(program, ["new", "云城街道", "--year", "2024", "--add-scale", "gds30"]) == ExitCode.OK
    after = read_workbook(path)
    for old, new in zip(before.sheets, after.sheets, strict=True):
        added = list(new.cells.columns)[len(old.cells.columns) :]
        pd.testing.assert_frame_equal(new.cells.drop(columns=added), old.cells)
        assert bool(added) == (old.name == "测量")
    headers = [str(cell.value) for cell in openpyxl.load_workbook(path)["测量"][1]]
    count = max(shape.n_items for id_, shape in shapes(shipped_scales()).items() if id_ in ("gds30", "uls6"))
    assert {f"题{number}" for number in range(1, count + 1)} <= {*headers}
    assert path.stat().st_mode & 0o077 == 0 or writer == "openpyxl"
    path.write_bytes(content)
