import pytest

from evaltoolkit.disclosure.names.roster_numbers import find_roster_numbers, plain_numbers


@pytest.mark.parametrize(
    ("held", "written"),
    [
        ("86331234", "按86331234可以找到她"),
        ("86331234", "打 8633-1234"),
        ("86331234", "打８６３３１２３４"),
        ("020-86331234", "打86331234"),
        ("0750-8633123", "打 863 3123"),
        ("QQ：283746510", "号码 283746510"),
        ("283746510（本人）", "号码283746510。"),
        ("wang_fang", "加 Wang_Fang 好友"),
        ("86331234/87654321", "打87654321"),
    ],
)
def test_a_number_of_the_roster_is_found_however_the_two_are_written(held, written):
    assert list(find_roster_numbers(written, plain_numbers([held])))


@pytest.mark.parametrize(
    "words", ["全年12,345人次", "服务12580人次", "1.2345", "2023-05-01", "工时12 345小时", "A12345B", "9186331234"]
)
def test_figures_days_and_parts_of_other_numbers_are_none(words):
    numbers = plain_numbers(["12345", "12580", "86331234", "2023-05-01", "20 人", "无"])

    assert list(find_roster_numbers(words, numbers)) == []


@pytest.mark.parametrize(
    ("held", "written"),
    [
        ("20230110-20230124", "2023-01-10开展"),
        ("2021-2026", "2021-2026年规划"),
        ("2023.1.1-2023.12.31", "2023.12.31止"),
        ("86331234（2023-05-01更新）", "2023-05-01开展"),
    ],
)
def test_spans_of_days_and_years_are_no_numbers(held, written):
    assert list(find_roster_numbers(written, plain_numbers([held]))) == []
