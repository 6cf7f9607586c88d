"""A batch with streets that go wrong in every way: each leaves its notice, the others reports, nobody a process."""

import sys

import pytest

from evaltoolkit.errors import ExitCode
from tests.faults.batch.made_batch import MadeBatch
from tests.page_names import notice_name, report_name

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of memory of POSIX")
DEED = """\
import os, resource, time
from evaltoolkit import load, plan_from
kind = slug.split("_")[0]
if kind == "bad":
    load(plan_from(globals()))
if kind == "dies":
    os._exit(9)
while kind == "endless":
    time.sleep(1)
if kind == "memory":
    size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + 200_000_000,) * 2)
    taken = bytearray(2_000_000_000)
"""
SENTENCES = {
    "bad": "缺少“服务编号”这一列",
    "dies": "自行终止",
    "endless": "时间",
    "memory": "内存",
}
CELL_MINUTES = ("--cell-minutes", "0.1")  # 6 s: a hundred times what a good cell takes


@pytest.fixture
def batch():
    made = MadeBatch()
    yield made
    made.close()


def spoil(batch, slug):
    """Give a street data without a column that must be there."""
    folder = batch.home / "data" / slug
    folder.mkdir(parents=True)
    (folder / "服务记录.csv").write_text("日期,服务方法,工时\n2025-03-01,个案,2\n", encoding="utf-8")
    plan = batch.home / "parameters" / "streets" / f"{slug}.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + f"data: data/{slug}\n", encoding="utf-8")


def run_spoiled(batch, good, failures_of_each_kind):
    """Run `good` streets among which four kinds of failures are strewn, and check what every one has left."""
    failing = [f"{kind}_{number}" for number in range(failures_of_each_kind) for kind in SENTENCES]
    slugs = [f"good_{number}" for number in range(good)]
    batch.make([*slugs, *failing], DEED)
    for slug in failing:
        if slug.startswith("bad"):
            spoil(batch, slug)
    code, said, complaints = batch.finish(*CELL_MINUTES)

    assert (code, complaints) == (ExitCode.SOME_STREETS_FAILED, "")
    assert f"生成报告 {good} 份，未能生成 {len(failing)} 份" in said
    assert batch.is_quiet(), (batch.alive(), batch.left())
    assert batch.published() == sorted(
        [
            "index.html",
            *(report_name(f"标记{slug}街道") for slug in slugs),
            *(f"{slug}_2025.results.json" for slug in slugs),
            *(notice_name(f"标记{slug}街道") for slug in failing),
        ]
    )
    assert batch.broken() == []
    assert set(batch.done()) == {f"{slug}_2025" for slug in slugs}
    for slug in failing:
        notice = (batch.home / "reports" / batch.run / notice_name(f"标记{slug}街道")).read_text(encoding="utf-8")
        assert SENTENCES[slug.split("_")[0]] in notice
        assert f"标记{slug}街道" in notice
        assert "Traceback" not in notice


def test_failing_streets_leave_notices_and_stop_no_other(batch):
    run_spoiled(batch, 3, 1)


@pytest.mark.full
def test_of_two_hundred_streets_with_twenty_failures_a_hundred_and_eighty_have_their_reports(batch):
    run_spoiled(batch, 180, 5)
