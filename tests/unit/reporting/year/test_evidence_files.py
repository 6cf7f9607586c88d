import openpyxl
import pandas as pd
import pytest

from evaltoolkit.language import Language
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.results import Quality
from evaltoolkit.reporting.year.evidence_files import named_files, write_list
from evaltoolkit.scoring.registry import find_system

SYSTEM = find_system("yuncheng_2023")


@pytest.fixture
def evidence():
    rows = pd.DataFrame(
        {
            "indicator": ["service_hours", "service_hours", "satisfaction"],
            "file": ["协议.pdf", "工时.xlsx", "../外面.pdf"],
            "date": pd.to_datetime(["2023-01-05", None, None]),
        }
    )
    return Evidence({"evidence": rows}, Quality(pd.DataFrame()))


def test_each_file_is_there_or_not_and_each_indicator_has_a_line(evidence, tmp_path):
    (tmp_path / "材料" / "合同").mkdir(parents=True)
    (tmp_path / "材料" / "合同" / "协议.pdf").write_bytes(b"x")
    (tmp_path / "外面.pdf").write_bytes(b"x")
    lines = named_files(SYSTEM, evidence, tmp_path / "材料")
    assert len(lines) == 11
    assert [(line.file, line.is_there) for line in lines if line.file] == [
        ("协议.pdf", True), ("工时.xlsx", False), ("../外面.pdf", False),
    ]  # fmt: skip


def test_without_folder_or_sheet_nothing_is_there(evidence, tmp_path):
    assert not any(line.is_there for line in named_files(SYSTEM, evidence, tmp_path / "没有"))
    bare = named_files(SYSTEM, Evidence({}, Quality(pd.DataFrame())), tmp_path)
    assert [line.file for line in bare] == [""] * 10


def test_the_list_is_a_workbook_without_formulas_and_the_same_each_time(evidence, tmp_path):
    hostile = evidence.tables["evidence"].assign(file="=HYPERLINK(1)")
    lines = named_files(SYSTEM, Evidence({"evidence": hostile}, evidence.quality), tmp_path)
    for name in ("一.xlsx", "二.xlsx"):
        write_list(lines, tmp_path / name, Language())
    sheet = openpyxl.load_workbook(tmp_path / "一.xlsx").active
    assert [cell.value for cell in sheet[1]] == ["指标编号", "指标", "分值", "文件", "日期", "状态"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.column == 4} <= {"s", "n"}
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()
