from __future__ import annotations

import pytest

from evaltoolkit.charts.parts.measure import GLUE, balance, width_of, wrap


def test_a_chinese_character_is_as_wide_as_its_size() -> None:
    assert width_of("社工站", 72) == 3.0


def test_no_line_is_wider_than_asked() -> None:
    words = "为辖区内独居高龄长者（含失能、半失能）提供上门探访2025年度共1,234.5小时，evaluation toolkit"
    lines = wrap(words, 14.4, 1.5)
    assert all(width_of(line, 14.4) <= 1.5 for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_closing_punctuation_never_begins_a_line_and_opening_never_ends_one() -> None:
    for width in (0.9, 1.1, 1.3, 1.5):
        lines = wrap("经评估（第三方），结果为良好；服务质量（工时）得到保障。", 14.4, width)
        assert not any(line[0] in "，。、；：）" for line in lines)
        assert not any(line[-1] == "（" for line in lines)


def test_a_figure_stays_with_its_unit() -> None:
    assert all(
        "万元" not in line or line[line.index("万元") - 1].isdigit() for line in wrap("全年预算数240万元", 14.4, 1.3)
    )


def test_a_word_longer_than_a_line_is_broken_rather_than_lost() -> None:
    lines = wrap("A" * 60, 14.4, 1.0)
    assert "".join(lines) == "A" * 60
    assert all(width_of(line, 14.4) <= 1.0 for line in lines)


def test_glued_characters_stay_on_one_line() -> None:
    lines = wrap("一般4.8% " + GLUE.join("不满意0%"), 14.4, 1.3)
    assert [line.replace(GLUE, "") for line in lines] == ["一般4.8%", "不满意0%"]


def test_even_lines_leave_no_single_character_behind() -> None:
    words = "九项指标的得分与分值和未定分数的范围合计"
    assert len(wrap(words, 14.4, 3.85)[-1]) == 1
    assert min(len(line) for line in balance(words, 14.4, 3.85)) >= 8


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            "实色：已评定的分数；斜线：未定分数（甲街道2023年度部门重点项目绩效评价指标体系）",
            ("实色：已评定的分数；", "斜线：未定分数（甲街道", "2023年度部门重点项目绩效评价指标体系）"),
        ),
        (
            "全年有记录的：小组 12 项、经费拨付 4 项、督查评估 6 项、督导记录 18 项、质量评定 3 项",
            ("全年有记录的：小组 12 项、", "经费拨付 4 项、督查评估 6 项、", "督导记录 18 项、质量评定 3 项"),
        ),
        (
            "变化幅度及其95%区间，配对47至63人；实心：校正后能断定有变化，空心：不能断定",
            ("变化幅度及其95%区间，配对47至63人；", "实心：校正后能断定有变化，空心：不能断定"),
        ),
    ],
)
def test_lines_end_at_pauses_or_else_before_a_figure_and_not_within_a_word(words: str, lines: tuple[str, ...]) -> None:
    assert balance(words, 14.4, 4.0) == lines


def test_a_title_breaks_behind_its_topic_rather_than_within_a_word() -> None:
    assert balance("六项孤独量表（ULS-6）：可靠改善的占 0%", 16.5, 4.0) == (
        "六项孤独量表（ULS-6）：",
        "可靠改善的占 0%",
    )


@pytest.mark.parametrize("width", [0.9, 1.3, 1.7, 2.6, 4.0])
def test_even_lines_are_as_few_as_can_be_and_lose_nothing(width: float) -> None:
    words = "本年度各服务领域完成／约定工时（竖线），单位：小时；橙色：不足80%或超过130%, evaluation toolkit"
    lines = balance(words, 14.4, width)
    assert len(lines) == len(wrap(words, 14.4, width))
    assert all(width_of(line, 14.4) <= width + 1e-6 for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_no_words_make_no_lines() -> None:
    assert wrap("", 14.4, 1.0) == balance(" \n ", 14.4, 1.0) == ()
