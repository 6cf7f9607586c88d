"""The summary of one group, both forms, made of real pairs: the arm CBT of tests/golden/01_anorexia."""

import csv
import re
from html import unescape
from pathlib import Path

import pytest

from evaltoolkit.errors import UserError
from evaltoolkit.reporting.papers.group import GROUP
from evaltoolkit.reporting.papers.two_forms import Place, make_two_forms

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "01_anorexia"
PLAN = """\
schema_version: 1
street: 体重街道
slug: weight
district: 甲区
year: 2001
project: 三种做法的前后测
data: data/pairs
indicator_system: national_2020
"""


@pytest.fixture(scope="module")
def home(make_project):
    home = make_project()
    (home / "parameters" / "scales" / "weight_lb.yaml").write_bytes((GOLDEN / "weight_lb.yaml").read_bytes())
    folder = home / "data" / "pairs"
    folder.mkdir()
    with (
        (GOLDEN / "data.csv").open(encoding="utf-8") as source,
        (folder / "测量.csv").open("w", encoding="utf-8-sig", newline="") as target,
    ):
        rows = csv.writer(target)
        rows.writerow(["档案号", "量表", "小组", "项目", "pre_total", "post_total"])
        rows.writerows(
            [f"P{int(row['id']):03}", "weight_lb", row["Treat"], "三组", row["Prewt"], row["Postwt"]]
            for row in csv.DictReader(source)
        )
    with (folder / "文字说明.csv").open("w", encoding="utf-8-sig", newline="") as target:
        csv.writer(target).writerows([["章节", "内容"], ["CBT", "多数人愿意记录体重"]])
    (home / "parameters" / "streets" / "体重街道_2001.yaml").write_text(PLAN, encoding="utf-8")
    return home


def words(page):
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))))


def test_both_forms_are_made_and_single_people_stand_in_the_station_s_alone(home, kernels):
    plan = home / "parameters" / "streets" / "体重街道_2001.yaml"
    summary = make_two_forms(GROUP, plan, "CBT", Place("weekly", home, kernels=kernels))
    assert summary.station == home / "private" / "weekly" / "2001年度甲区体重街道CBT小结（站内版）.html"
    assert summary.shared == home / "reports" / "weekly" / "2001年度甲区体重街道CBT小结.html"
    station, shared = words(summary.station), words(summary.shared)
    for page in (station, shared):
        assert "配对29人" in page
        assert "多数人愿意记录体重" in page
        assert not re.search(r"(?i)(?<![a-z])nan(?![a-z])", page)
        assert "没有该量表经核实的可靠变化阈值" in page
        assert "不论人数多少，只在站内版列出" not in page  # of this scale no version has what is to be listed
    assert "细线：每个人" not in shared


def test_an_unknown_group_makes_no_page(home):
    plan = home / "parameters" / "streets" / "体重街道_2001.yaml"
    with pytest.raises(UserError, match="did you mean CBT"):
        make_two_forms(GROUP, plan, "CBD", Place("none", home))
    with pytest.raises(UserError, match="named are: CBT, Cont, FT"):
        make_two_forms(GROUP, plan, "银龄", Place("none", home))
    assert not (home / "private" / "none").exists()
