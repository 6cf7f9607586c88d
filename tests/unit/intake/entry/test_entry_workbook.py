"""The entry workbook: what it offers, that its example is not read, and that a filled one has no fault."""

import io
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.checking.free_text import PeopleSearch
from evaltoolkit.intake.checking.headers import find_columns
from evaltoolkit.intake.checking.roster import People
from evaltoolkit.intake.entry.entry_help import EXAMPLE_START, entry_words, example_cell, hint
from evaltoolkit.intake.entry.entry_rows import Indicator
from evaltoolkit.intake.entry.entry_sheets import FIRST, Entry, header_of
from evaltoolkit.intake.entry.entry_workbook import entry_workbook
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.reading.raw_tables import RawSheet, as_cells
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.columns import Kind
from evaltoolkit.model.filling import FIGURES, WORDS
from evaltoolkit.model.workbook import TABLES, table, table_of_sheet
from evaltoolkit.synthetic.identity import identity_number, phone

YEAR = 2026
SCALES = tuple(shipped_scales()[id_] for id_ in ("phq9", "uls6"))
INDICATORS = (Indicator("output_quantity", "数量指标"), Indicator("satisfaction", "服务对象满意度指标"))
ENTRY = Entry("云城街道", YEAR, "社工站项目", INDICATORS, SCALES)
FILES = ("data/yuncheng_2026.xlsx", "parameters/streets/云城街道_2026.yaml")
CONTENT = entry_workbook(ENTRY, files=FILES)


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(CONTENT))


@pytest.fixture
def checked(tmp_path):
    """Check a workbook as the command does."""

    def check(content):
        path = tmp_path / "录入.xlsx"
        path.write_bytes(content if isinstance(content, bytes) else saved(content))
        return check_workbook(read_workbook(path), year=YEAR, scales=shapes(shipped_scales()))

    return check


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rule_at(sheet, cell):
    return next(rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref)


def test_every_table_has_its_sheet_and_its_headers_in_order_behind_the_help_sheet(book):
    assert book.sheetnames == ["填写说明", *(spec.sheet for spec in TABLES)]
    for spec in TABLES:
        headers = [cell.value for cell in book[spec.sheet][1]][: len(spec.columns)]
        assert [header.removesuffix("（万元）") for header in headers] == [column.header for column in spec.columns]


def test_workbooks_in_hand_are_read_as_before_and_new_ones_have_the_same_headers(book):
    lines = (Path(__file__).parent / "headers_in_hand.txt").read_text(encoding="utf-8").splitlines()[1:]
    in_hand = {sheet: headers.split("、") for sheet, headers in (line.split("：") for line in lines)}
    assert [spec.sheet for spec in TABLES][: len(in_hand)] == list(in_hand)
    for sheet, headers in in_hand.items():
        assert [cell.value for cell in book[sheet][1]][: len(headers)] == headers
        raw = RawSheet(sheet, as_cells([headers]), "x.xlsx")
        found = find_columns(raw, table_of_sheet(sheet))
        assert (len(found.places), found.unknown, found.twice, found.divisors) == (len(headers), [], {}, {})


def test_the_items_of_the_longest_chosen_scale_follow_the_columns_of_measurements(book):
    headers = [cell.value for cell in book["测量"][1]][len(table("measurements").columns) :]
    most = max(scale.items.count for scale in SCALES if scale.items)
    assert headers == [f"题{number}" for number in range(1, most + 1)]


def test_without_a_scale_there_is_no_item_column_and_the_help_says_so():
    plain = openpyxl.load_workbook(io.BytesIO(entry_workbook(Entry("云城街道", YEAR), files=FILES)))
    assert plain["测量"].max_column == len(table("measurements").columns)
    help_words = [cell.value for row in plain["填写说明"] for cell in row if cell.value]
    assert entry_words()["guide"]["no_scales"] in help_words


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_every_choice_has_its_drop_down_and_every_column_its_hint(book, spec):
    sheet = book[spec.sheet]
    for place, column in enumerate(spec.columns, start=1):
        rule = rule_at(sheet, sheet.cell(FIRST + 1, place).coordinate)
        assert rule.prompt == hint(column, YEAR)
        assert rule.promptTitle == column.header
        assert ("必填" in rule.prompt) is column.required
        if column.kind is Kind.CHOICE:
            assert rule.type == "list"
            assert rule.formula1.strip('"').split(",") == list(column.choices)
        if column.kind is Kind.FLAG:
            assert rule.formula1 == '"是,否"'
        if column.kind is Kind.DATE:
            assert rule.type == "date"
        if column.kind in (Kind.NUMBER, Kind.COUNT):
            assert rule.type == ("whole" if column.kind is Kind.COUNT else "decimal")


def test_a_hint_never_exceeds_what_excel_shows():
    assert max(len(hint(column, YEAR)) for spec in TABLES for column in spec.columns) <= 255


def test_required_columns_are_told_by_colour(book):
    for spec in TABLES:
        colours = {
            bool(column.required): book[spec.sheet].cell(1, place).fill.fgColor.rgb
            for place, column in enumerate(spec.columns, start=1)
            if not column.kind.is_held_back
        }
        assert len(set(colours.values())) == len(colours)


def test_every_sheet_has_one_example_row_marked_in_its_first_cell(book):
    for spec in TABLES:
        firsts = [str(row[0].value) for row in book[spec.sheet].iter_rows(min_row=2) if row[0].value]
        assert [first.startswith(EXAMPLE_START) for first in firsts] == [True] + [False] * (len(firsts) - 1)


def test_the_examples_name_the_chosen_system_and_scale(book):
    assert book["目标"]["A2"].value == "示例：output_quantity"
    assert book["佐证材料"]["A2"].value == "示例：output_quantity"
    scale = book["测量"].cell(2, [cell.value for cell in book["测量"][1]].index("量表") + 1).value
    assert scale == "phq9"
    other = Entry("云城街道", YEAR, indicators=(Indicator("service_hours", "社工站服务工时"),))
    made = openpyxl.load_workbook(io.BytesIO(entry_workbook(other, files=FILES)))
    assert made["目标"]["A2"].value == "示例：service_hours"


def test_the_empty_workbook_says_only_which_sheets_are_empty(checked):
    found = checked(CONTENT)
    assert {fault.kind for fault in found.faults} == {FaultKind.EMPTY_SHEET}
    assert {name: len(each.rows) for name, each in found.tables.items()} == {
        "basics": len(WORDS) + len(FIGURES),
        "targets": len(INDICATORS),
        "commentary": len(SECTIONS),
    }


def test_basics_targets_and_commentary_come_with_what_the_toolkit_knows(book):
    def column(sheet, letter):
        return [cell.value for cell in book[sheet][letter][FIRST:]]

    assert column("基本信息", "A") == [*WORDS, *(f"{item}（万元）" for item in FIGURES)]
    assert book["基本信息"]["B3"].value == "社工站项目"
    assert column("目标", "A") == ["output_quantity", "satisfaction"]
    assert column("目标", "B") == ["数量指标", "服务对象满意度指标"]
    assert column("文字说明", "A")[0] == "一（一）项目背景"
    assert len(column("文字说明", "A")) == len(SECTIONS)


def test_money_in_basics_takes_numbers_only_and_words_stay_free(book):
    sheet = book["基本信息"]
    assert [rule_at(sheet, f"B{row}").type for row in range(3, 9)] == [None] * 3 + ["decimal"] * 3


def test_columns_of_codes_and_numbers_of_persons_are_text(book):
    stretches = book["服务对象"].column_dimensions.values()
    for place, column in enumerate(table("clients").columns, start=1):
        if column.kind is Kind.CODE or column.kind.is_held_back:
            (stretch,) = [each for each in stretches if each.min <= place <= each.max]
            assert stretch.number_format == "@"


def test_the_help_sheet_says_which_items_belong_to_which_scale(book):
    rows = [[cell.value for cell in row[:5]] for row in book["填写说明"].iter_rows()]
    assert ["phq9", "患者健康问卷抑郁量表（PHQ-9）", "题1 至 题9", "0 至 3", "0 至 27"] in rows


def test_the_help_sheet_links_to_every_sheet_and_asks_to_keep_the_file_private(book):
    sheet = book["填写说明"]
    links = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{spec.sheet}'!A1" for spec in TABLES}
    assert any("只留在社工站" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_the_same_entry_gives_the_same_bytes():
    assert entry_workbook(ENTRY, files=FILES) == CONTENT


def test_no_cell_holds_a_formula_even_where_the_street_asks_for_one():
    hostile = Entry('=HYPERLINK("http://x")', YEAR, "=1+1", (Indicator("a", "@SUM(A1)"),), SCALES)
    made = openpyxl.load_workbook(io.BytesIO(entry_workbook(hostile, files=("=1", "+2"))))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert made["基本信息"]["B3"].value == "=1+1"
    assert made["基本信息"]["B3"].quotePrefix


def test_the_examples_hold_nothing_that_names_a_person():
    for spec in TABLES:
        for column in spec.columns:
            assert PeopleSearch.of(People()).find(str(example_cell(column, YEAR))) == ()


PEOPLE = {
    "name": "陈甲子",
    "id_number": identity_number("19540301", 3, is_male=False),
    "phone": phone(7),
    "address": "示例路1号",
    "registered_address": "示例路1号",
    "worker": "李乙丑",
    "person": "李乙丑",
}


def filled_rows(spec):
    """One record as the example shows it, in a person's own words where the sheet names people."""
    row = [PEOPLE[column.name] if column.kind.is_held_back else example_cell(column, YEAR) for column in spec.columns]
    if spec.name != "measurements":
        return [row]
    names = [column.name for column in spec.columns]
    waves = []
    for scale in SCALES:
        answers = [each.low for each in scale.items.ranges()] if scale.items else []
        for wave in ("前测", "后测"):
            changed = {"scale": scale.id, "wave": wave, "total": None if answers else scale.range.low}
            waves.append([changed.get(name, cell) for name, cell in zip(names, row, strict=True)] + answers)
    return waves


def fill(book):
    """Write a record below what every sheet has already, as a person would."""
    for spec in TABLES:
        if spec.name in ("basics", "commentary"):
            continue
        sheet = book[spec.sheet]
        first = FIRST + 1 + (len(INDICATORS) if spec.name == "targets" else 0)
        for row, cells in enumerate(filled_rows(spec), start=first):
            for place, cell in enumerate(cells, start=1):
                sheet.cell(row, place).value = cell.date() if isinstance(cell, datetime) else cell
    for row, value in enumerate(("社工站项目", "云城街道办事处", "某中心", 240, 240, "238.5"), start=FIRST + 1):
        book["基本信息"].cell(row, 2).value = value
    book["文字说明"]["B3"].value = "本项目回应长者需要。"
    return book


def test_a_filled_entry_workbook_has_no_fault(checked):
    found = checked(fill(openpyxl.load_workbook(io.BytesIO(CONTENT))))
    assert [fault.sentence().english() for fault in found.faults] == []
    assert set(found.tables) == {spec.name for spec in TABLES}
    assert found.tables["payments"].frame["due_on"].dt.date.tolist() == [date(YEAR, 3, 31)]
    assert found.tables["payments"].frame["amount"].tolist() == [96.0]


def test_a_choice_out_of_the_list_is_found_at_its_cell(checked):
    book = fill(openpyxl.load_workbook(io.BytesIO(CONTENT)))
    book["经费拨付"]["B3"].value = "三月底"
    (fault,) = checked(book).faults
    assert (fault.kind, fault.sheet, fault.cell) == (FaultKind.NOT_A_DATE, "经费拨付", "B3")


def test_money_headers_carry_their_unit():
    assert header_of(table("payments").column("amount")) == "金额（万元）"
    assert header_of(table("services").column("hours")) == "工时"


@pytest.mark.full
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice found on this machine")
def test_what_libreoffice_saves_keeps_drop_downs_and_hints_and_has_no_fault(checked, tmp_path):
    source, out = tmp_path / "filled.xlsx", tmp_path / "saved"
    source.write_bytes(saved(fill(openpyxl.load_workbook(io.BytesIO(CONTENT)))))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    subprocess.run([*command, "xlsx", "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=120)

    again = openpyxl.load_workbook(out / "filled.xlsx")
    for spec in TABLES:
        for place, column in enumerate(spec.columns, start=1):
            rule = rule_at(again[spec.sheet], again[spec.sheet].cell(FIRST + 1, place).coordinate)
            assert rule.prompt == hint(column, YEAR)
            assert (rule.type == "list") is (column.kind in (Kind.CHOICE, Kind.FLAG) or column.name == "scale")
    assert checked((out / "filled.xlsx").read_bytes()).faults == ()
