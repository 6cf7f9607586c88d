"""Scales go the whole way from sheet to page: a wrong key is warned about, an alert stays inside.

All answers are made for this test.
"""

import csv
import json
import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest

from evaltoolkit.reporting.run.street import report_street

PLAN = """\
schema_version: 1
street: 量表街道
slug: scales
district: 甲区
year: 2023
project: 量表一年
data: data/answers
indicator_system: national_2020
"""
OWN = """\
schema_version: 1
id: uls6
overrides: true
family: ucla_loneliness
names: {zh: 四题孤独感问卷（本站改编）, en: Loneliness in four items}
measures: {zh: 孤独感, en: loneliness}
source: 本站改编，2023 年 1 月
status: confirmed
better: lower
unit: {zh: 分, en: points}
scoring: sum
range: {low: 4, high: 16}
resolution: 1
items: {count: 4, low: 1, high: 4}
licence: {words: 本站自编, wording_allowed: true, status: confirmed, source: 本站}
"""
ENGLISH_ORDER = (2, 5, 6, 8, 9)  # the negatively worded items of the RSES in English order
IN_DANGER = "XQ-7731"


def answers():
    """Yield rows: RSES in English order declared as the Chinese version, PHQ-9 with one alert, the own scale."""
    rng = np.random.default_rng(11)
    trait = rng.standard_normal((40, 1))
    for wave in ("前测", "后测"):
        felt = np.clip(np.rint(2.5 + 0.9 * trait + 0.6 * rng.standard_normal((40, 10))), 1, 4)
        turned = np.isin(np.arange(1, 11), ENGLISH_ORDER)
        for number, row in enumerate(np.where(turned, 5 - felt, felt).astype(int)):
            yield [f"R{number:03}", "rses_zh", wave, *row]
        for number in range(8):
            code = IN_DANGER if number == 7 else f"P{number:03}"
            last = 2 if number == 7 and wave == "前测" else 0
            yield [code, "phq9", wave, *rng.integers(0, 3, 8), last]
        for number in range(12):
            yield [f"U{number:03}", "uls6", wave, *rng.integers(1, 5, 4)]


@pytest.fixture(scope="module")
def report(make_project, compute):
    home = make_project()
    (home / "parameters" / "scales" / "own.yaml").write_text(OWN, encoding="utf-8")
    folder = home / "data" / "answers"
    folder.mkdir()
    with (folder / "测量.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["档案号", "量表", "时点", *[f"题{number}" for number in range(1, 11)]])
        rows.writerows(answers())
    plan = home / "parameters" / "streets" / "量表街道_2023.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    return report_street(plan, run="scales", home=home, compute=compute)


@pytest.fixture(scope="module")
def page(report):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", report.html.read_text(encoding="utf-8"))))


def test_a_wrong_version_of_the_rses_is_warned_about_on_the_page(page):
    assert "请检查第 2、3、6、10 题的反向计分" in page


def test_the_page_gives_alpha_with_the_people_behind_it_and_none_under_thirty(page):
    assert re.search(r"自尊量表（RSES，中文题序） 完整前测 40 份，Cronbach α 系数 −?0\.\d\d", page)
    assert re.search(r"患者健康问卷抑郁量表（PHQ-9） 完整前测 8 份；满 30 份才计算信度", page)


def test_the_street_s_own_version_replaces_the_shipped_one_where_it_says_so(report, page):
    assert "四题孤独感问卷（本站改编）" in page
    outcomes = json.loads(report.private_results.read_text(encoding="utf-8"))["outcomes"]["rows"]
    assert {row["score_high"] for row in outcomes if row["scale"] == "uls6"} == {16}


def written(report, *folders):
    home = report.private_results.parents[2]
    return [path for folder in folders for path in (home / folder).rglob("*") if path.is_file()]


def test_the_alert_is_listed_for_the_station_alone(report):
    (file,) = written(report, "private/alerts")
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [row[:5] for row in rows[1:]] == [[IN_DANGER, "phq9", "前测", "9", "2"]]


def test_no_report_result_notebook_or_log_holds_the_alert(report):
    for path in written(report, "reports", "private/scales"):
        content = path.read_bytes()
        for telling in (IN_DANGER, "自伤", "转介", "private/alerts"):
            assert telling.encode() not in content, (path.name, telling)
            assert json.dumps(telling).strip('"').encode() not in content, (path.name, telling)
    assert Path(report.html) in written(report, "reports")
