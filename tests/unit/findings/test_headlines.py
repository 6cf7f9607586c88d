"""What pictures and sentences say of a topic: the same, and no more than the rows that are shown bear."""

from importlib import import_module

import pandas as pd
import pytest

from evaltoolkit import charts, words
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.findings.headlines import answers, hours, money, reach
from evaltoolkit.findings.headlines.ends import highest, lowest
from evaltoolkit.findings.numbers import percent
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.model.results import TableClass
from evaltoolkit.words.page.prose import Kind

SUPERLATIVES = ("最低", "最高", "最少", "最多", "最大")
NAMES = ("甲", "乙", "丙", "丁")


def topic(name, part, whole, **more):
    """Return the frame of a topic: four rows, the second far under the others."""
    frame = pd.DataFrame({name: NAMES, part: [36, 6, 48, 57], whole: [60, 60, 60, 60], **more})
    return frame.assign(share=frame[part] / frame[whole])


TOPICS = {
    "awareness": (topic("item", "known", "n"), ("known", "n"), charts.awareness, words.awareness),
    "coverage": (topic("category", "served", "people", residence="户籍"), ("served", "people"), charts.coverage,
                 words.coverage),
    "communities": (topic("community", "served", "people"), ("served", "people"), None, words.communities),
    "attendance": (topic("group", "mean_attendance", "enrolled", sessions=4), ("enrolled",), charts.attendance,
                   words.attendance),
    "items": (topic("item", "n_satisfied", "n", method="个案", respondent="服务对象").assign(item=range(1, 5)),
              ("n", "n_satisfied"), None, words.satisfaction_items),
    "satisfaction": (topic("method", "n_satisfied", "n_valid", respondent="服务对象", interval="none"),
                     ("n_valid", "n_satisfied"),
                     lambda table, language: charts.satisfaction(table, language, target=0.8), None),
    "levels": (topic("method", "k", "n", level="不满意", respondent="服务对象"), ("n",), charts.satisfaction_levels,
               None),
}  # fmt: skip


def told(topic_, frame, shown, zh):
    _, people, draw, say = TOPICS[topic_]
    figures = tuple(name for name in ("mean_attendance", "share") if name in frame)
    keys = tuple(name for name in frame if not pd.api.types.is_numeric_dtype(frame[name]) or name == "item")
    table = shown(frame, topic_, TableClass.SATISFACTION, people=people, figures=figures, keys=keys)
    title = "" if draw is None else draw(table, zh).message
    return f"{title} {'' if say is None else say(table, zh)!r}"


@pytest.mark.parametrize("name", TOPICS)
def test_an_end_is_named_where_every_row_is_shown(name, shown, zh):
    assert any(word in told(name, TOPICS[name][0], shown, zh) for word in (*SUPERLATIVES, "从"))


@pytest.mark.parametrize("hidden", range(4))
@pytest.mark.parametrize("name", TOPICS)
def test_nobody_is_lowest_or_highest_where_a_row_is_hidden(name, hidden, shown, zh):
    frame, people, *_ = TOPICS[name]
    frame = frame.copy()
    frame.loc[hidden, list(people)] = 3
    said = told(name, frame, shown, zh).replace("不满意比例最高为", "")  # where it is shown: no name, and said so
    assert not [word for word in SUPERLATIVES if word in said]


@pytest.mark.parametrize("name", TOPICS)
def test_nobody_is_lowest_or_highest_where_all_are_alike(name, shown, zh):
    frame = TOPICS[name][0]
    part = next(column for column in frame if column in ("known", "served", "mean_attendance", "n_satisfied", "k"))
    alike = frame.assign(**{part: 60}, share=1.0)
    said = told(name, alike, shown, zh)
    assert not [word for word in SUPERLATIVES if word in said]


def test_rows_that_read_alike_share_an_end_and_one_that_is_open_leaves_none(shown):
    rows = rows_of(shown({"name": [*NAMES], "share": [0.2411, 0.2414, 0.9, 0.5]}))
    assert [row.string("name") for row in lowest(rows, "share")] == ["甲", "乙"]
    assert [row.string("name") for row in highest(rows, "share")] == ["丙"]
    assert lowest(rows_of(shown({"share": [0.2, None, 0.9]})), "share") == ()
    assert percent(0.2411) == percent(0.2414)


def test_the_least_known_is_one_of_the_five_facts_and_ties_are_named_as_ties(shown, zh):
    frame = pd.DataFrame({"item": ["站址", "求助渠道", answers.AT_LEAST_THREE, answers.AGREES], "n": [60] * 4,
                          "known": [30, 30, 12, 6]})  # fmt: skip
    frame["share"] = frame["known"] / frame["n"]
    assert answers.least_known(rows_of(shown(frame))) == ""  # both facts are known alike
    more = pd.concat([frame, pd.DataFrame([{"item": "服务内容", "n": 60, "known": 48, "share": 0.8}])])
    said = zh.say(answers.least_known(rows_of(shown(more))))
    assert said == "知晓同样最少的是站址，50.0%（30/60）、求助渠道，50.0%（30/60）"
    assert said in charts.awareness(shown(more), zh).message
    assert said in repr(words.awareness(shown(more), zh))


@pytest.mark.parametrize("done", [79.9, 80.0, 100.0, 129.9, 130.0, 131.0])
def test_sentence_table_and_picture_remark_on_the_same_hours(done, shown, zh):
    frame = pd.DataFrame({"method": ["个案", "小组"], "agreed": [100.0, 100.0], "done": [done, 100.0]})
    table = shown(frame.assign(completion=frame["done"] / frame["agreed"]))
    is_off = done < 80 or done >= 130
    chart, said = charts.hours_by_method(table, zh), words.hours(table, zh)
    assert is_off == bool(said.of_kind(Kind.CAUTION))
    assert is_off == ("均达到" not in chart.message)
    assert is_off == (words.hours_table(table, zh).rows[0].kind == "flag")
    assert [hours.is_short(row) or hours.is_far_above(row) for row in rows_of(table)] == [is_off, False]


def inspected(**changed):
    days = {name: pd.to_datetime([day]) for name, day in (("date", "2025-09-25"), ("planned_on", "2025-09-28"),
            ("deadline", "2025-10-31"), ("fixed_on", "2025-11-12"))}  # fmt: skip
    return pd.DataFrame({"kind": ["季度督查"], "conclusion": ["合格"], "finding": ["场地"], **days, **changed})


def test_a_finding_put_right_after_its_deadline_is_late_in_the_table(shown, zh):
    table = shown(inspected(state=["put_right_late"], days_late=[12.0]))
    assert words.inspections_table(table, zh).column("状态") == ("逾期后整改（迟 12 天）",)
    assert words.inspections_table(table, zh).rows[0].kind == "flag"


def test_an_instalment_without_a_day_is_in_no_denominator(shown, zh, report):
    paid = pd.DataFrame({"instalment": ["一", "二", "三"], "on_time": pd.array([True, False, None], dtype="boolean")})
    for name in ("due_on", "paid_on"):
        paid[name] = pd.to_datetime(["2025-01-31", "2025-06-30", None])
    table = shown(paid)
    said = zh.say(money.paid_on_time(rows_of(table)))
    assert said == "按时拨付的期次占 50.0%（1/2）；另有 1 期未填拨付日期"
    assert words.payments(table, zh).of_kind(Kind.BODY) == (f"{said}。",)


def test_residents_reached_alike_to_the_printed_decimal_are_not_said_to_be_reached_less(shown, zh):
    rows = pd.DataFrame({"residence": ["户籍", "非户籍"], "served": [30003, 3000], "people": [100000, 10000]})
    table = shown(rows.assign(share=rows["served"] / rows["people"]))
    assert zh.say(reach.residence_gap(rows_of(table))).startswith("非户籍与户籍居民的覆盖相同")


@pytest.mark.parametrize("audience", list(Audience), ids=str)
def test_a_share_that_is_all_but_whole_never_reads_as_whole(audience, shown, zh):
    frame = pd.DataFrame({"method": ["个案"], "respondent": ["服务对象"], "n_valid": [2500], "n_satisfied": [2499],
                          "share": [0.9996], "interval": ["none"]})  # fmt: skip
    table = shown(frame, audience=audience)
    for said in (charts.satisfaction(table, zh).alt, repr(words.satisfaction(table, zh)),
                 words.satisfaction_table(table, zh).column("满意率")[0]):  # fmt: skip
        assert ">99.9%" in said
        assert "100" not in said


def test_a_target_of_users_is_counted_over_users_alone_and_drawn_for_them_alone(monkeypatch, shown, zh):
    rows = [{"method": "社区活动", "respondent": who, "n_valid": 100.0, "n_satisfied": 80.0, "share": 0.8,
             "interval": "none"} for who in ("服务对象", "村居委及合作方")] + [
            {"method": "个案", "respondent": "服务对象", "n_valid": 100.0, "n_satisfied": 95.0, "share": 0.95,
             "interval": "none"}]  # fmt: skip
    module = import_module("evaltoolkit.charts.figures.satisfaction")
    drawn, draw = [], module._draw
    monkeypatch.setattr(module, "_draw", lambda *parts: drawn.append(parts[-1]) or draw(*parts))
    chart = charts.satisfaction(shown(rows, "satisfaction", TableClass.SATISFACTION), zh, target=0.9)
    assert chart.alt.startswith("点与区间图：2项中1项达到目标90%")
    assert drawn == [0.9, None, 0.9]
