import pytest

from evaltoolkit import charts
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.findings.targets import Target, satisfaction_target
from evaltoolkit.model.results import TableClass
from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.services.satisfaction import satisfaction, satisfaction_table, share_sentence

NAN = float("nan")
ROW = {
    "method": "小组", "respondent": "服务对象", "issued": 80.0, "returned": 64.0, "n_valid": 60, "n_satisfied": 57,
    "share": 0.95, "ci_low": 0.8630, "ci_high": 0.9829, "interval": "wilson", "index": 0.9134, "asked": "随机抽取",
}  # fmt: skip
PARTS = {"table_class": TableClass.SATISFACTION, "keys": ("method",), "people": ("n_valid",),
         "figures": ("n_satisfied", "share", "ci_low", "ci_high", "index", "issued", "returned")}  # fmt: skip


def said(shown, language, **change):
    return satisfaction(shown([{**ROW, **change}], **PARTS), language).paragraphs[0]


def test_share_and_index_are_named_apart_with_counts_and_response(shown, zh):
    assert said(shown, zh).words == (
        "满意率 95.0%（57/60）（95% 置信区间 86.3% 至 98.3%）。满意度指数 91.3（满分 100）。受访者为随机抽取。"
        "回收率 80.0%（64/80）。"
    )
    assert said(shown, zh).lead == "小组（服务对象）"


def test_forms_returned_and_answers_typed_in_are_both_told_where_they_differ(shown, zh):
    words = said(shown, zh, n_answers=61).words
    assert words.endswith("两个来源不一致：登记回收 64 份（“问卷发放”表），“满意度”表中有 61 份答卷；两个数都列出。")
    assert "不一致" not in said(shown, zh, n_answers=64).words


def test_forms_handed_out_on_site_give_an_interval_for_reference_only(shown, zh):
    words = said(shown, zh, interval="indicative", asked="现场发放").words
    assert "满意率 95.0%（57/60）（95% 置信区间 86.3% 至 98.3%），区间仅供参考。" in words
    assert "问卷在现场发放，填写的人未必能代表全体。" in words


def test_where_everyone_was_asked_there_is_no_interval(shown, zh):
    words = said(shown, zh, interval="none", asked="全部询问").words
    assert "置信区间" not in words
    assert "不需要区间" in words


def test_limits_without_leave_from_the_way_of_asking_are_not_shown(shown, zh):
    table = satisfaction_table(shown([{**ROW, "interval": "none"}], **PARTS), zh)
    assert table.column("95% 区间") == ("—",)
    assert "86.3" not in table._repr_html_()


def test_too_few_answers_are_withheld_and_leak_nothing(shown, zh):
    table = shown([{**ROW, "n_valid": 4, "n_satisfied": 3, "share": 0.75}], **PARTS)
    paragraph = satisfaction(table, zh).paragraphs[0]
    assert paragraph.words == "已抑制，本版不显示。"
    assert "75" not in satisfaction_table(table, zh)._repr_html_()


def test_no_valid_answer_is_not_provided(shown, zh):
    assert said(shown, zh, n_valid=0, n_satisfied=0, share=NAN, index=NAN).kind is Kind.MISSING


def test_satisfaction_is_never_offered_as_outcome(shown, zh):
    last = satisfaction(shown([ROW], **PARTS), zh).paragraphs[-1]
    assert (last.kind, last.words) == (Kind.CAUTION, "满意率与满意度指数是两个不同的数，都不能代替测量出来的成效。")


def test_an_unknown_response_is_not_provided(shown, zh):
    assert "回收率：未提供。" in said(shown, zh, issued=NAN, returned=NAN).words


def test_the_table_shows_index_and_share_in_columns_of_their_own(shown, en):
    table = satisfaction_table(shown([ROW], **PARTS), en)
    assert (table.column("Share satisfied"), table.column("Index (of 100)")) == (("95.0%",), ("91.3",))


@pytest.mark.parametrize(
    "way", [("wilson", "随机抽取"), ("indicative", "现场发放"), ("none", "全部询问"), ("none", None)]
)
@pytest.mark.parametrize("target", ["≥90%", "85%", "不低于95%"])
def test_satisfaction_stands_beside_its_target_in_sentence_and_table_and_picture(target, way, shown, zh):
    table = shown([{**ROW, "interval": way[0], "asked": way[1]}], **PARTS)
    aim = Target(target)
    assert f"指标值 {target}。" in str(satisfaction(table, zh, target=aim))
    assert f"指标值 {target}。" in zh.say(share_sentence(rows_of(table)[0], aim))  # as the first screen has it
    assert satisfaction_table(table, zh, target=aim).column("指标值") == (target,)
    assert f"{aim.share:.0%}" in charts.satisfaction(table, zh, target=aim.share).subtitle


def test_without_a_target_it_is_said_that_none_is_provided(shown, zh):
    table = shown([ROW], **PARTS)
    assert "满意率的指标值：未提供。" in satisfaction(table, zh, target=Target()).of_kind(Kind.MISSING)
    assert satisfaction_table(table, zh, target=Target()).column("指标值") == ("未提供",)


def test_the_target_of_users_is_not_said_of_committees_and_partners(shown, zh):
    table = shown([{**ROW, "respondent": "村居委及合作方"}], **PARTS)
    assert "指标值 " not in str(satisfaction(table, zh, target=Target("≥90%")))
    assert satisfaction_table(table, zh, target=Target("≥90%")).column("指标值") == ("—",)


@pytest.mark.parametrize("level", ["level_1", "level_2", "level_3"])
def test_the_target_is_that_of_the_indicator_on_satisfaction(level, shown):
    other = {"level_1": "产出指标", "level_2": "数量指标", "level_3": "工时", "target": "≥100小时"}
    rows = [other, {**other, level: "服务对象满意度", "target": "≥90%"}]
    assert satisfaction_target(shown(rows)) == Target("≥90%")
    assert satisfaction_target(shown(rows[:1])) == Target("")
    assert satisfaction_target(shown([{**rows[1], "target": None}])) == Target("")
