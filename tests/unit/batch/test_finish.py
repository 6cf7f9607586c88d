import json
import re

import pytest

from evaltoolkit.batch.finish import finish_run, show_summary
from evaltoolkit.batch.outcome import StreetOutcome
from evaltoolkit.errors import ExitCode
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.release.page_name import claim, page_name

FAULTS = "\n".join(f"第{number}处" for number in range(1, 6))


def results(key):
    total = {"low": 60.0, "high": 92.5, "weight": 100.0, "grade": None}
    row = {"level_1": "产出", "weight": 11.0, "points": None, "points_low": 0.0, "status": "not_provided"}
    row |= {"indicator": "output", "actual": None}
    tables = {"total": {"rows": [total]}, "scorecard": {"rows": [row]}}
    return json.dumps({"key": key, "street": "甲街道", "synthetic": True, "tables": tables})


@pytest.fixture
def finished(tmp_path):
    folder = tmp_path / "reports" / "r"
    folder.mkdir(parents=True)
    for key in ("jia_2025", "zhan_2025"):  # the second one's results stand there from an earlier, shared run
        (folder / f"{key}.results.json").write_text(results(key), encoding="utf-8")
    outcomes = [
        StreetOutcome("jia_2025", "甲街道", "jia_2025.html", 12.34),
        StreetOutcome(
            "yi_2025", "乙[街]道", "yi_2025.notice.html", 0.5, Text("{x}", (("x", FAULTS),)), ExitCode.PLAN_INVALID
        ),
        StreetOutcome("zhan_2025", "站内街道", None, 3.0),
    ]
    return finish_run(outcomes, run="r", home=tmp_path)


def test_one_street_without_a_report_makes_exit_code_3(finished, tmp_path):
    assert finished.exit_code is ExitCode.SOME_STREETS_FAILED == 3
    assert [outcome.key for outcome in finished.failed] == ["yi_2025"]
    assert finish_run([], run="none", home=tmp_path).exit_code is ExitCode.OK


def test_the_index_lists_every_street_with_what_may_be_known_of_it(finished):
    totals = [entry.total.english() for entry in finished.entries]
    assert totals == ["60.00 to 92.50", "no report", "kept at the station"]
    assert [entry.low for entry in finished.entries] == [60.0, None, None]
    page = finished.index.read_text(encoding="utf-8")
    assert finished.index.name == "index.html"
    assert page.count('href="jia_2025.html"') == page.count('href="yi_2025.notice.html"') == 2
    assert 'data-state="kept"' in page


def test_the_table_has_a_row_for_every_street_and_says_what_to_put_right(finished, capsys):
    show_summary(finished, Language("en"))
    said = capsys.readouterr().out

    rows = [line.split() for line in said.splitlines()]
    assert ["甲街道", "60.00", "to", "92.50", "12.3", "s", "jia_2025.html"] in rows
    assert any(row[:3] == ["乙[街]道", "no", "report"] and row[-1] == "yi_2025.notice.html" for row in rows)
    assert "第3处" in said
    assert "第4处" not in said
    assert "and 2 more, all in the notice" in said


def test_no_symbol_of_the_table_fails_on_a_console_of_another_alphabet(finished, capsys):
    show_summary(finished, Language("zh_CN"))
    assert capsys.readouterr().out.encode("gbk")


def test_a_street_that_left_neither_page_nor_notice_still_stands_in_the_index(tmp_path):
    outcome = StreetOutcome("jia", "jia", None, 0.0, text("the disk is full"), ExitCode.RUN_FAILED)
    finished = finish_run([outcome], run="r", home=tmp_path)

    assert finished.entries[0].total.english() == "no report"
    assert "href" not in finished.index.read_text(encoding="utf-8").partition("<main")[2]


def test_the_index_names_district_and_year_and_links_the_workbook_of_the_run(finished, tmp_path):
    plan = Plan(
        street="甲街道",
        slug="jia",
        district="白云区",
        year=2025,
        project="社工站",
        indicator_system="n",
        synthetic=True,
    )
    claim(tmp_path / "private" / "r", plan, tmp_path, tmp_path / "reports" / "r" / page_name(plan))
    shared = json.loads(results("jia_2025")) | {"audience": "shared"}
    (tmp_path / "reports" / "r" / "jia_2025.results.json").write_text(json.dumps(shared), encoding="utf-8")
    again = finish_run(finished.outcomes, run="r", home=tmp_path)

    page = again.index.read_text(encoding="utf-8")
    assert "<title>2025年度白云区绩效评价报告</title>" in page
    assert 'href="2025年度各街镇绩效评价得分（示例数据）.xlsx"' in page
    assert (again.index.parent / "2025年度各街镇绩效评价得分（示例数据）.xlsx").exists()
    assert "jia_2025" not in re.sub(r'(href|data-name)="[^"]*"', "", page)
