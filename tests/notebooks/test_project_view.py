"""The two-page view of one project, both forms, from small sheets written by hand."""

import csv
import re
from html import unescape

import pytest

from evaltoolkit.errors import UserError
from evaltoolkit.reporting.papers.project_view import PROJECT
from evaltoolkit.reporting.papers.two_forms import Place, make_two_forms

PLAN = """\
schema_version: 1
street: 甲街道
slug: jia
district: 乙区
year: 2023
project: 社工站项目
data: data/tables
indicator_system: national_2020
"""
SHEETS = {
    "项目": [
        ["项目", "项目类型", "回应的需求", "经费", "投入人数", "约定工时", "预期变化"],
        ["互助", "重点项目", "独居长者缺少照应", "36", "2.5", "10", "孤独感降低"],
    ],
    "服务记录": [
        ["服务编号", "日期", "服务方法", "项目", "小组", "工时", "人次"],
        ["F1", "2023-03-01", "小组", "互助", "甲组", "4", "8"],
        ["F2", "2023-03-08", "个案", "互助", "", "8", "1"],
        ["F3", "2023-03-08", "个案", "别的", "", "80", "1"],
    ],
    "质性资料": [
        ["摘录", "主题", "人群", "同意引用", "日期", "项目"],
        ["有人敲门，心里踏实", "陪伴", "长者", "是", "2023-05-01", "互助"],
        ["这句没有同意", "陪伴", "长者", "否", "2023-05-01", "互助"],
        ["这句是别的项目的", "陪伴", "长者", "是", "2023-05-01", "别的"],
    ],
}


@pytest.fixture(scope="module")
def home(make_project):
    home = make_project()
    folder = home / "data" / "tables"
    folder.mkdir()
    for sheet, rows in SHEETS.items():
        with (folder / f"{sheet}.csv").open("w", encoding="utf-8-sig", newline="") as target:
            csv.writer(target).writerows(rows)
    (home / "parameters" / "streets" / "甲街道_2023.yaml").write_text(PLAN, encoding="utf-8")
    return home


def test_both_forms_tell_need_logic_delivery_change_and_voices(home, kernels):
    plan = home / "parameters" / "streets" / "甲街道_2023.yaml"
    pages = make_two_forms(PROJECT, plan, "互助", Place("a", home, kernels=kernels))
    assert pages.station == home / "private" / "a" / "2023年度乙区甲街道互助概览（站内版）.html"
    assert pages.shared == home / "reports" / "a" / "2023年度乙区甲街道互助概览.html"
    for page in (pages.station, pages.shared):
        html = page.read_text(encoding="utf-8")
        words = re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", html)))
        heads = [
            head for head in ("需求", "从投入到变化", "服务的交付", "前后测的变化", "服务对象的话") if head in words
        ]
        assert len(heads) == 5
        assert "有人敲门，心里踏实" in words
        assert "没有同意" not in words.replace("没有同意引用", "")
        assert "这句是别的项目的" not in words
        assert "完成12工时" in words  # 4 and 8; no tests were made
        assert "量表变化：未提供" in words
        assert not re.search(r"(?i)(?<![a-z])nan(?![a-z])", words)


def test_an_unknown_project_makes_no_page(home):
    with pytest.raises(UserError, match="did you mean 互助"):
        make_two_forms(PROJECT, home / "parameters" / "streets" / "甲街道_2023.yaml", "互助会", Place("none", home))
    assert not (home / "private" / "none").exists()
