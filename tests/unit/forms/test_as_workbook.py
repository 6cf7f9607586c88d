"""A filled-in form comes in by `map`: its targets, actual values and money, in both formats, nothing lost unsaid."""

import pytest

from evaltoolkit.commands.map_form import map_form
from evaltoolkit.errors import ExitCode
from evaltoolkit.forms.form import Form, Funds, Indicator
from evaltoolkit.forms.writing import form_document, form_workbook
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.mapping.command import Way
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.intake.storing.store import quality_of
from evaltoolkit.language import Language
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.filling import fill_plan
from evaltoolkit.model.plan import Plan
from evaltoolkit.scoring.registry import find_system

SYSTEM = find_system("yuncheng_2023")
NAMES = {row.id: row.name for row in SYSTEM.rows if row.rule is None or row.rule.kind != "execution_rate"}
GIVEN = {id_: ("≥90%", "80.9%") if number % 2 else ("完成年度计划", "部分达成") for number, id_ in enumerate(NAMES)}
FORM = Form(
    2023, {"project": "社工站", "department": "街道办事处", "operator": "服务中心"},
    {"total": Funds(180, 190.5, 171)}, 10, 9.0, (("A．帮助困难群众", "A．已完成"),),
    (*(Indicator("产出指标", "数量指标", NAMES[id_], *GIVEN[id_], 9, 8.0, "人手不足") for id_ in NAMES),
     Indicator("产出指标", "数量指标", "本站自设指标", "≥5次", "6次", 9, 9.0, None)),
)  # fmt: skip


@pytest.fixture
def way():
    class Desk(Way):
        pass

    lines = []
    return lines, Way(lambda *said: lines.extend(map(Language("zh_CN").say, said)), None, yes=True)


@pytest.mark.parametrize(("ending", "write"), [(".docx", form_document), (".xlsx", form_workbook)])
def test_targets_actual_values_and_money_of_a_form_come_in(tmp_path, way, ending, write):
    for folder in ("parameters", "notebooks", "data"):
        (tmp_path / folder).mkdir()
    path = tmp_path / "data" / f"自评表{ending}"
    path.write_bytes(write(FORM))
    lines, how = way

    assert map_form(path, Project(tmp_path), how) is ExitCode.OK
    checked = check_workbook(read_workbook(tmp_path / "data" / "自评表_读入.xlsx"), year=2023, scales={})
    assert [fault for fault in checked.faults if fault.level.name != "HINT"] == []
    rows = checked.tables["targets"].frame.set_index("indicator")
    for id_, (target, actual) in GIVEN.items():
        assert rows.loc[id_, "target"] == target
        assert rows.loc[id_, "level" if actual == "部分达成" else "actual"] == actual
        assert rows.loc[id_, "deviation"] == "人手不足"
    plan = Plan(street="甲街道", slug="a", district="乙区", year=2023, project="x", indicator_system="yuncheng_2023")
    money = fill_plan(plan, Evidence({"basics": checked.tables["basics"].frame}, quality_of([], ("basics",)))).budget
    assert (money.initial.value, money.annual.value, money.executed.value) == (180, 190.5, 171)
    assert any("本站自设指标" in line for line in lines)
    assert map_form(path, Project(tmp_path), Way(how.say, None)) is ExitCode.WORKBOOK_FAULTS  # nobody agreed


def test_a_file_that_is_no_form_is_left_to_the_other_reading(tmp_path, way):
    path = tmp_path / "台账.csv"
    path.write_text("日期,工时\n", encoding="utf-8")
    assert map_form(path, Project(tmp_path), way[1]) is None
