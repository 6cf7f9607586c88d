import re

import pytest

from evaltoolkit.words.body import awareness, satisfaction

NOW = {
    "method": "小组", "respondent": "服务对象", "n_valid": 100.0, "n_satisfied": 80.0, "share": 0.8, "ci_low": 0.71,
    "ci_high": 0.87, "interval": "indicative", "asked": "现场发放",
}  # fmt: skip
BEFORE = {
    "method": "小组", "respondent": "服务对象", "n_valid": 100.0, "n_satisfied": 80.0, "share": 0.8,
    "last_valid": 100.0, "last_satisfied": 60.0, "last_share": 0.6,
    "ci_low": 0.1, "ci_high": 0.3, "interval": "indicative",
}  # fmt: skip
PARTNERS = {**NOW, "respondent": "村居委及合作方", "interval": "none", "ci_low": None, "ci_high": None}
ITEMS = [
    {
        "method": "小组",
        "respondent": "服务对象",
        "item": n,
        "n": 100.0,
        "n_satisfied": 90.0 - n,
        "share": (90 - n) / 100,
    }
    for n in (1, 2)
]


def rows(scored_row):
    return [scored_row("服务对象满意度", 10, 9.0, levels=("满意度指标", "满意度"), target="≥90%")]


def test_a_bar_has_the_target_and_last_years_share_as_marks(told, scored_row, zh):
    shown = told(rows(scored_row), satisfaction=[NOW], satisfaction_change=[BEFORE])
    html = satisfaction(shown, zh).table._repr_html_()
    assert 'drawn w80"' in html
    assert 'at w90"><span class="target">' in html
    assert 'at w60"><span class="before">' in html


def test_partners_have_no_target_of_users(told, scored_row, zh):
    html = satisfaction(told(rows(scored_row), satisfaction=[PARTNERS]), zh).table._repr_html_()
    assert 'class="target"' not in html


def test_an_indicative_interval_bears_a_star_explained_once(told, zh):
    table = satisfaction(told(satisfaction=[NOW, PARTNERS]), zh).table
    assert table.column("95% 区间") == ("71.0% 至 87.0% *", "—")
    assert " ".join(table.notes).count("仅供参考") == 1


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.1, 0.3, "满意率上升的有"), (-0.3, -0.1, "满意率下降的有"), (-0.1, 0.3, "不能确定是升是降的有")],
)
def test_a_rise_or_fall_is_told_where_its_interval_says_so(told, zh, low, high, said):
    change = {**BEFORE, "ci_low": low, "ci_high": high, "interval": "wilson"}
    shown = told(satisfaction=[NOW], satisfaction_change=[change])
    assert f"两年都随机抽取的方式，与上年度相比，{said}小组（服务对象）。" in repr(satisfaction(shown, zh).prose)


def test_nothing_is_established_by_forms_handed_out_on_site(told, zh):
    shown = told(satisfaction=[NOW], satisfaction_change=[BEFORE])
    assert "与上年度相比" not in repr(satisfaction(shown, zh).prose)


def test_the_lowest_item_is_named_alone(told, zh):
    shown = told(satisfaction=[NOW], satisfaction_items=ITEMS)
    assert "服务对象满意率最低的是小组问卷第 2 题：88.0%（88/100）。" in repr(satisfaction(shown, zh).prose)
    alike = [ITEMS[0], {**ITEMS[0], "item": 2}]
    assert "满意率最低的是" not in repr(satisfaction(told(satisfaction=[NOW], satisfaction_items=alike), zh).prose)


def test_the_bar_follows_the_printed_share(told, zh):
    widths = [
        re.search(r"drawn w(\d+)", satisfaction(told(satisfaction=[{**NOW, "share": share}]), zh)._repr_html_())[1]
        for share in (0.7996, 0.8, 0.8004)
    ]
    assert widths == ["80", "80", "80"]


def test_awareness_is_a_sentence(told, zh):
    known = [
        {"item": item, "n": 60.0, "known": known, "share": known / 60, "question": question}
        for item, known, question in (("站址", 45.0, "a"), ("求助渠道", 30.0, "b"), ("知晓3项及以上", 36.0, "c"))
    ]
    assert repr(awareness(told(awareness=known), zh)) == (
        "五项事实中知道三项及以上（有效知晓）的占 60.0%（36/60）。知晓最少的一项是求助渠道，50.0%（30/60）。"
    )
