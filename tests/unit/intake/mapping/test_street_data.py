"""A street's data may be a file, a folder or a list: what is stored is what the files hold, read as their maps say."""

import openpyxl
import pandas as pd
import pytest

from evaltoolkit.errors import ExitCode, FileError, PlanError
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.intake.entry.entry_sheets import Entry
from evaltoolkit.intake.entry.entry_workbook import entry_workbook
from evaltoolkit.intake.faults.fault_kinds import FaultKind, Level
from evaltoolkit.intake.files.digest import map_file
from evaltoolkit.intake.load import data_digest, load, table_files
from evaltoolkit.intake.plans.plan_file import data_path, plan_from, read_plan
from evaltoolkit.intake.storing.store import quality_of
from evaltoolkit.model.amounts import amount
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.filling import fill_plan
from tests.unit.intake.mapping.conftest import LEDGER, MERGES

GIVEN = {
    "street": "云城街道",
    "slug": "s",
    "district": "白云区",
    "year": 2023,
    "project": "社工站",
    "indicator_system": "x",
}
ROSTER = [
    ["编号", "姓名", "人员类型", "户籍性质", "来自IP"],
    ["A1", "欧阳春晓", "1,8", "来穗人员", "10.0.0.7"],
    ["A2", "司马长风", "低保独居", "本地户籍", "10.0.0.8"],
]


@pytest.fixture
def street(project):
    def plan(data):
        return plan_from({**GIVEN, "data": data})

    return plan


def test_a_folder_of_her_files_is_stored_as_their_map_says(project, book, ledger, run, street):
    book("花名册.xlsx", {"名单": ROSTER})
    run(project.root / "data", yes=True)
    evidence = load(street("data"), home=project.root)

    assert sorted(evidence.tables) == ["clients", "services"]
    assert evidence.table("clients")["labels"].tolist() == [("低保对象", "独居老人")] * 2
    assert evidence.table("clients")["residence"].tolist() == ["非户籍", "户籍"]
    stored = b"".join(table_files(street("data"), home=project.root).values())
    for part in ("欧阳春晓", "10.0.0.7", "A2"):
        assert part.encode() not in stored


def test_a_list_of_files_is_stored_together_each_with_its_own_map(project, book, ledger, run, street):
    roster = book("花名册.xlsx", {"名单": ROSTER})
    for path in (ledger, roster):
        assert run(path, yes=True) is ExitCode.OK
    plan = street(["data/服务台账.xlsx", "data/花名册.xlsx"])

    assert sorted(load(plan, home=project.root).tables) == ["clients", "services"]
    assert data_path(plan, project).parent == project.private / "data"


def test_the_list_stands_in_the_parameter_file_as_a_list(project, book, ledger):
    file = project.parameters / "云城.yaml"
    file.write_text(
        "street: 云城街道\nslug: s\ndistrict: 白云区\nyear: 2023\nproject: 社工站\nindicator_system: x\n"
        "data:\n  - data/服务台账.xlsx\n  - data/没有.xlsx\n",
        encoding="utf-8",
    )

    with pytest.raises(FileError, match=r"line 7: there is no data/没有.xlsx"):
        read_plan(file)
    book("没有.xlsx", {"名单": ROSTER})
    assert read_plan(file).data == "data/服务台账.xlsx\ndata/没有.xlsx"


def test_two_files_of_one_name_are_refused(project, street, ledger):
    (project.root / "data" / "旧").mkdir()
    (project.root / "data" / "旧" / "服务台账.xlsx").write_bytes(ledger.read_bytes())

    with pytest.raises(PlanError):
        data_path(street(["data/服务台账.xlsx", "data/旧/服务台账.xlsx"]), project)


def test_what_is_given_twice_stops_the_reading_and_is_said(project, book, checked):
    rows = [["服务编号", "日期", "服务方法", "工时"], ["F1", "2023-01-03", "个案", 1]]
    book("一.xlsx", {"服务记录": rows})
    book("二.xlsx", {"服务记录": rows})

    (fault,) = [fault for fault in checked(project.root / "data").faults if fault.kind is FaultKind.SHEET_TWICE]
    assert (fault.file, fault.sheet, fault.level) == ("二.xlsx", "服务记录", Level.STOP)


def test_a_changed_map_makes_other_data_of_the_same_file(project, ledger, run, street):
    plan = street("data/服务台账.xlsx")
    before = data_digest(plan, home=project.root)
    run(ledger, yes=True)
    mapped = data_digest(plan, home=project.root)
    hours = load(plan, home=project.root).table("services")["hours"].sum()
    file = map_file(ledger, project.root)
    file.write_text(
        file.read_text(encoding="utf-8").replace("服务类型: 服务方法", "服务类型: 服务名称"), encoding="utf-8"
    )

    assert len({before, mapped, data_digest(plan, home=project.root)}) == 3
    assert hours == 6.0


def test_a_proper_sheet_and_a_mapped_one_of_the_same_table_are_one_table(project, book, run, checked):
    rows = [["服务编号", "日期", "服务方法", "工时"], ["F1", "2023-01-03", "个案", 1]]
    path = book("服务台账.xlsx", {"服务记录": rows, "1月": LEDGER}, MERGES)
    book("服务台账.xlsx", {"服务记录": rows, "1月": [row for row in LEDGER if row[0] != "社工站2023年服务台账"]})
    run(path, yes=True, year=2023)
    found = checked(path)

    assert found.tables["services"].frame["hours"].fillna(0).tolist() == [1.0, 2.0, 1.0, 0.0]
    assert FaultKind.SHEET_TWICE not in {fault.kind for fault in found.faults}


@pytest.mark.parametrize("written", ["185.4万元", "1,854,000元", "１８５．４", "185.4", "185.4 万", "1854千元"])
def test_the_years_money_is_read_with_its_unit_wherever_it_stands(street, written):
    basics = pd.DataFrame({"item": ["年初预算数"], "value": [written]})
    evidence = Evidence({"basics": basics}, quality_of([], ("basics",)))

    assert fill_plan(street(None), evidence).budget.initial.value == 185.4
    assert amount(written, "万元") == 185.4


WIDE = [["编号", *(f"前测{n}" for n in range(1, 7)), *(f"后测{n}" for n in range(1, 7))],
        ["A1", *[1] * 6, *[2] * 6], ["A2", *[3] * 6, *[None] * 6]]  # fmt: skip


@pytest.mark.parametrize("is_used", [False, True])
def test_the_entry_workbook_stands_beside_lists_with_both_times_in_one_row(project, book, run, street, is_used):
    """Its template sheets may stay empty; what stands in them is read beside hers."""
    entry = entry_workbook(Entry("云城街道", 2023, scales=(shipped_scales()["uls6"],)), files=("a", "b"))
    path = project.root / "data" / "表.xlsx"
    path.write_bytes(entry)
    if is_used:
        made = openpyxl.load_workbook(path)
        made["测量"].append(["A9", None, "uls6", "前测", None, None, None, None, None, None, None, *[4] * 6])
        made.save(path)
    hers = book("前后测_六项孤独量表.xlsx", {"表": WIDE})
    assert run(hers, yes=True) is ExitCode.OK, run.said
    evidence = load(street(["data/表.xlsx", "data/前后测_六项孤独量表.xlsx"]), home=project.root)
    found = evidence.table("measurements")
    assert found["wave"].value_counts().to_dict() == {"前测": 2 + is_used, "后测": 1}
    assert sorted(found["item_6"]) == [1, 2, 3] + [4] * is_used
