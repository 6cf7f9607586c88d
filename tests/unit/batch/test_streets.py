import re

import pytest

from evaltoolkit.batch.jobs import street_jobs
from evaltoolkit.batch.streets import report_death, report_one
from evaltoolkit.errors import ExitCode, RunError
from evaltoolkit.language import text

NOTICE = "reports/2025/{}（未生成）.html"
STREETS = "2025年度示例街道绩效评价报告（示例数据）"


def test_streets_of_one_key_are_not_run_and_get_notices_of_their_own(plan, home):
    jobs = street_jobs([plan("a.yaml", "jia"), plan("b.yaml", "jia")], run="2025", home=home)
    outcomes = [report_one(job) for job in jobs]

    assert [(outcome.key, outcome.exit_code) for outcome in outcomes] == [
        ("a", ExitCode.PLAN_INVALID),
        ("b", ExitCode.PLAN_INVALID),
    ]
    assert all((home / NOTICE.format(name)).is_file() for name in "ab")
    assert len(list(home.glob("reports/**/*.html"))) == 2


def test_a_plan_that_cannot_be_read_leaves_a_notice_under_the_files_name_that_says_which_street(plan, home):
    file = plan("甲街道_2025.yaml", "jia", street="甲街道")
    file.write_text(file.read_text(encoding="utf-8") + "tagret: 1\n", encoding="utf-8")
    (job,) = street_jobs([file], run="2025", home=home)
    outcome = report_one(job)

    assert (outcome.key, outcome.street, outcome.exit_code) == ("甲街道_2025", "甲街道", ExitCode.PLAN_INVALID)
    page = (home / NOTICE.format("甲街道_2025")).read_text(encoding="utf-8")
    assert "<title>绩效评价报告：甲街道</title>" in page
    assert re.search(r"参数文件 第 \d+ 行：", page)
    assert "tagret" not in page


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"street: [1, 2\n", b"- 1\n", b"street: 12\n"])
def test_a_file_that_says_nothing_is_called_by_its_name(home, content):
    file = home / "parameters" / "streets" / "odd #1.yaml"
    file.write_bytes(content)
    (job,) = street_jobs([file], run="2025", home=home)
    outcome = report_one(job)

    assert (outcome.key, outcome.street, outcome.page) == ("odd__1", "odd #1", "odd__1（未生成）.html")
    assert outcome.failure is not None


def test_a_street_whose_worker_died_has_a_notice_under_its_key(plan, home):
    (job,) = street_jobs([plan("甲.yaml", "jia")], run="2025", home=home)
    outcome = report_death(job)

    assert (outcome.key, outcome.page, outcome.exit_code) == (
        "jia_2025",
        f"{STREETS}（未生成）.html",
        ExitCode.RUN_FAILED,
    )
    assert "内存" in (home / NOTICE.format(STREETS)).read_text(encoding="utf-8")


def test_an_unexpected_fault_keeps_its_traceback_at_the_station_and_out_of_the_notice(plan, home, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError("王小明")

    monkeypatch.setattr("evaltoolkit.batch.streets.report_street", fail)
    (job,) = street_jobs([plan("甲.yaml", "jia")], run="2025", home=home)
    outcome = report_one(job)

    assert outcome.exit_code is ExitCode.INTERNAL
    assert "王小明" in (home / "private" / "2025" / "甲.error.log").read_text(encoding="utf-8")
    assert "王小明" not in (home / NOTICE.format(STREETS)).read_text(encoding="utf-8")


def test_a_full_disk_takes_the_notice_but_not_the_outcome(plan, home, monkeypatch):
    def refuse(*_, **__):
        raise RunError(text("the disk is full"))

    monkeypatch.setattr("evaltoolkit.reporting.run.notice.release", refuse)
    (job,) = street_jobs([plan("甲.yaml", "jia")], run="2025", home=home)
    outcome = report_death(job)

    assert (outcome.key, outcome.page, outcome.exit_code) == ("甲", None, ExitCode.RUN_FAILED)
