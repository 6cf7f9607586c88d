import datetime as dt

import pytest

from evaltoolkit.intake.checking.cell_values import Problem, as_choice, as_code, as_count, as_date, as_flag, as_number
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.model.columns import Column

DAY = dt.datetime(2023, 5, 1)
MONEY = Column("amount", "金额", low=0, unit="万元")
HOURS = Column("hours", "工时", low=0, unit="小时")


@pytest.mark.parametrize(
    "cell",
    [
        dt.datetime(2023, 5, 1, 9, 30),
        dt.date(2023, 5, 1),
        45047.0,
        45047.4,
        "45047",
        "2023-05-01",
        "2023/5/1",
        "2023.5.1",
        "2023年5月1日",
        "２０２３年５月１日",
        "20230501",
        20230501.0,
        "2023-05-01 09:30:00",
        "2023-05-01T09:30",
        " 2023 年 5 月 1 日 ",
    ],
)
def test_a_day_is_read_however_it_is_written(cell: object) -> None:
    assert as_date(cell) == DAY


@pytest.mark.parametrize(
    "cell", ["去年", "2023年5月", "2023-02-30", "5/1", 5.0, "2023", True, dt.time(9), "nan", "inf"]
)
def test_what_is_no_day_is_a_problem_and_never_a_guess(cell: object) -> None:
    assert as_date(cell) == Problem(FaultKind.NOT_A_DATE)


@pytest.mark.parametrize(
    ("cell", "column", "value"),
    [
        ("1,234.5", HOURS, 1234.5),
        ("２４０万元", MONEY, 240.0),
        ("240万", MONEY, 240.0),
        ("478300元", MONEY, 47.83),
        ("90分钟", HOURS, 1.5),
        ("3 小时", HOURS, 3.0),
        ("183万", MONEY, 183.0),
        ("１８５４千元", MONEY, 185.4),
        ("¥1,854,000", Column("amount", "金额", unit="元"), 1_854_000.0),
        ("85%", Column("weight", "权重"), 0.85),
        (0, MONEY, 0.0),
        ("+5", HOURS, 5.0),
    ],
)
def test_a_number_is_read_in_the_columns_unit(cell: object, column: Column, value: float) -> None:
    assert as_number(cell, column=column) == value


@pytest.mark.parametrize("cell", ["50%", "185.4元"])
def test_a_share_or_another_unit_is_no_amount(cell: object) -> None:
    assert as_number(cell, column=HOURS) == Problem(FaultKind.NOT_A_NUMBER)


@pytest.mark.parametrize(
    "cell", ["6²", "1½", "③", "约5", "5-6", "五", "1,23", "5人次", "nan", "inf", float("nan"), dt.date(2023, 1, 1)]
)
def test_what_is_no_single_number_is_a_problem(cell: object) -> None:
    assert as_number(cell, column=HOURS) == Problem(FaultKind.NOT_A_NUMBER)


def test_a_number_outside_its_range_says_the_range() -> None:
    problem = as_number(-1, column=HOURS)
    assert isinstance(problem, Problem)
    assert dict(problem.details)["bounds"].english() == "of at least 0"


def test_a_count_is_whole() -> None:
    assert as_count("12", column=HOURS) == 12
    assert as_count(12.5, column=HOURS) == Problem(FaultKind.NOT_WHOLE)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("是", True),
        ("√", True),
        (1.0, True),
        ("1", True),
        ("TRUE", True),
        ("有", True),
        ("否", False),
        ("×", False),
        (0.0, False),
    ],
)
def test_yes_and_no_are_read_however_they_are_ticked(cell: object, value: bool) -> None:
    assert as_flag(cell) is value


def test_a_choice_is_matched_without_differences_of_width_and_space() -> None:
    assert as_choice(" 前 测", choices=("前测", "后测")) == "前测"
    problem = as_choice("前侧", choices=("前测", "后测"))
    assert isinstance(problem, Problem)
    assert dict(problem.details)["advice"].english() == "Did you mean “前测”?"


def test_a_code_is_the_same_code_in_every_writing() -> None:
    assert {as_code(cell) for cell in ("a1", " A1 ", "Ａ１")} == {"A1"}
    assert as_code(1001.0) == "1001"
    assert as_code(dt.date(2023, 1, 2)) == Problem(FaultKind.CODE_AS_DATE)
    assert as_code(4.40106195001011e17) == Problem(FaultKind.DIGITS_LOST)
