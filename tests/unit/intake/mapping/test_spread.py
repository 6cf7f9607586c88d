"""Quarters side by side and sign-in lists with a column a day: every figure comes in, or is counted in a sentence."""

import itertools
import random
from datetime import datetime

import pytest

from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.faults.fault_kinds import FaultKind

QUARTERS = [
    ("一季度", "二季度", "三季度", "四季度"), ("第一季度", "第二季度", "第三季度", "第四季度"),
    ("Q1", "Q2", "Q3", "Q4"),
    ("2023年1季度", "2023年2季度", "2023年3季度", "2023年4季度"),
]  # fmt: skip
METHODS = [("个案", "小组", "社区活动"), ("个案工作", "小组工作", "社区工作"), ("个案服务", "小组活动", "社区服务")]
HOURS = {"个案": (120, 130.5, 110, 140), "小组": (80, 90, None, 100), "社区活动": (60, 60, 60, 60)}


@pytest.mark.parametrize(("quarters", "methods"), list(zip(QUARTERS, itertools.cycle(METHODS), strict=False)))
@pytest.mark.parametrize("look", ["plain", "titled", "no head", "with sums"])
def test_hours_by_quarter_are_totals_of_their_quarter_in_every_dialect(book, run, checked, quarters, methods, look):
    sums = look == "with sums"
    head = ["" if look == "no head" else "服务类型", *quarters, *(["合计"] if sums else [])]
    rows = [[name, *HOURS[own], *([sum(filter(None, HOURS[own]))] if sums else [])]
            for name, own in zip(methods, HOURS, strict=True)]  # fmt: skip
    total = [["合计", *[1.0] * 4, *([4.0] if sums else [])]] if sums else []
    title = [["社工站2023年工时统计表（单位：小时）"]] if look in ("titled", "no head") else []
    path = book("工时统计表.xlsx", {"Sheet1": [*title, head, *rows, *total]})

    assert run(path, yes=True, year=2023) is ExitCode.OK, run.said
    found = checked(path).tables["services"].frame
    wanted = {
        (own, f"第{'一二三四'[n]}季度"): hours for own, all_ in HOURS.items() for n, hours in enumerate(all_) if hours
    }
    assert {(row.method, row.period): row.hours for row in found.itertuples()} == wanted
    assert set(found["date"].dt.month) == {3, 6, 9, 12}


def test_hours_and_attendances_under_each_quarter_are_told_apart(book, run, checked):
    merges = ("A1:A2", "B1:C1", "D1:E1")
    rows = [["服务类型", "一季度", None, "二季度", None], [None, "工时", "人次", "工时", "人次"],
            ["个案", 100, 50, 110, 60], ["小组", 80, 200, 90, 210]]  # fmt: skip
    path = book("工时统计表.xlsx", {"Sheet1": rows}, merges)
    assert run(path, yes=True) is ExitCode.OK, run.said
    found = checked(path).tables["services"].frame
    assert list(found["hours"]) == [100, 110, 80, 90]
    assert list(found["participants"]) == [50, 60, 200, 210]


def test_a_row_with_a_yearly_sum_alone_is_a_total_of_the_year(book, run, checked):
    rows = [["服务类型", "一季度", "二季度", "全年合计"], ["个案", 10, 20, 30], ["小组", None, None, 44]]
    path = book("工时统计表.xlsx", {"Sheet1": rows})
    assert run(path, yes=True) is ExitCode.OK, run.said
    found = checked(path).tables["services"].frame
    assert list(found["period"]) == ["第一季度", "第二季度", "全年"]
    assert list(found["hours"]) == [10, 20, 44]


DAYS = [datetime(2023, 3, day) for day in (5, 12, 19, 26)]
HEADS = {
    "dates": DAYS, "words": ["3月5日", "3月12日", "3月19日", "3月26日"],
    "dotted": ["2023.3.5", "2023.3.12", "2023.3.19", "2023.3.26"],
    "numbers": ["3.5", "3.12", "3.19", "3.26"],
    "meetings": ["第一节", "第二节", "第三节", "第四节"],
    "turns": ["第1次", "第2次", "第3次", "第4次"],
}  # fmt: skip
LEDGER = [["服务编号", "日期", "服务方法", "小组名称", "工时"],
          *([f"F{n}", day, "小组", "银龄同行小组", 2] for n, day in enumerate(DAYS, start=1)),
          *([f"G{n}", day, "小组", "青春自信小组", 2] for n, day in enumerate(DAYS, start=1))]  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("ticks", [("√", None), ("✓", "×"), ("1", "0"), ("到", "请假"), ("√", "缺席")])
def test_a_sign_in_list_with_a_column_a_session_is_attendance_of_the_ledgers_records(
    book, run, checked, project, head, ticks
):
    draw = random.Random(f"{head}{ticks}")  # noqa: S311
    came = {(f"A00{person}", n): draw.random() < 0.7 for person in range(1, 7) for n in range(4)}
    came |= {("A001", n): True for n in range(4)}
    rows = [["银龄同行小组签到表"], ["序号", "姓名", "编号", *HEADS[head]]]
    rows += [[n, "某某", f"A00{n}", *(ticks[not came[f"A00{n}", place]] for place in range(4))] for n in range(1, 7)]
    book("台账.xlsx", {"服务记录": LEDGER})
    book("签到表.xlsx", {"银龄": rows})
    folder = project.root / "data"

    assert run(folder, yes=True) is ExitCode.OK, run.said
    found = checked(folder).tables["attendance"].frame
    wanted = {(f"F{n + 1}", person): is_there for (person, n), is_there in came.items()}
    assert {(row.service, row.client): bool(row.attended) for row in found.itertuples()} == wanted


def test_a_session_that_the_ledger_does_not_have_is_named_and_nothing_is_guessed(book, run, checked, project):
    rows = [["编号", "3月5日", "3月12日", "4月1日"], ["A001", "√", "√", "√"], ["A002", "√", None, "√"]]
    book("台账.xlsx", {"服务记录": LEDGER})
    book("签到表.xlsx", {"某组": rows})  # two groups met on the first two days, none on the third
    assert run(project.root / "data", yes=True) is ExitCode.OK, run.said
    result = checked(project.root / "data")
    assert not result.tables["attendance"].kept.any()
    (fault,) = [fault for fault in result.faults if fault.kind is FaultKind.SESSION_UNKNOWN]
    assert dict(fault.details)["sessions"] == "3月5日、3月12日、4月1日"
