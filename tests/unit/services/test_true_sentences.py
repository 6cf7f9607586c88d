"""Sentences and tables of the services that say what is so, whatever stands beside them."""

import re

import pytest

from evaltoolkit import charts
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.findings.numbers import factor, fixed, money, percent, trimmed
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.findings.targets import Target
from evaltoolkit.model.results import TableClass
from evaltoolkit.model.workbook import OVERALL
from evaltoolkit.services.opinions.satisfaction_change import satisfaction_change
from evaltoolkit.services.people.coverage import priority
from evaltoolkit.services.people.needs import needs
from evaltoolkit.services.two_sources import two_sources
from evaltoolkit.words.services.coverage import priority as priority_said
from evaltoolkit.words.services.delivery import conversions_table
from evaltoolkit.words.services.hours import hours_table
from evaltoolkit.words.services.needs import needs as needs_said
from evaltoolkit.words.services.needs import needs_table
from evaltoolkit.words.services.satisfaction import satisfaction
from evaltoolkit.words.services.satisfaction_change import satisfaction_change as change_said
from evaltoolkit.words.services.satisfaction_change import satisfaction_change_table
from evaltoolkit.words.services.staff import volunteers, volunteers_table
from evaltoolkit.words.services.year import said_of_sources, two_sources_table

SERVICE = {"service": "1", "date": "2023-05-01", "method": "小组", "hours": 2.0, "title": "普法讲座"}


def client(number, *, separation, served):
    labels = ("低保对象",)
    return {"client": f"A{number}", "labels": labels, "separation": separation, "served": served}


@pytest.mark.parametrize("audience", Audience)
def test_people_of_the_priority_groups_who_live_elsewhere_are_told_with_how_many_were_served(
    audience, plan, evidence_of, shown, zh
):
    away = [client(number, separation="户籍在人不在", served=number < 12) for number in range(33)]
    here = [client(100 + number, separation="户籍在人在", served=number < 20) for number in range(40)]
    table = priority(plan, evidence_of(clients=[*away, *here]))
    said = str(priority_said(shown(table.frame, "priority", audience=audience), zh))
    assert "单列、不计入覆盖率：人户分离（名册上 33 人，已服务 12 人）。" in said


@pytest.mark.parametrize("stated", ["已回应", "部分回应"])
@pytest.mark.parametrize("service", ["智能手机小课堂", None])
def test_a_need_without_a_record_is_said_to_be_called_what_the_station_called_it(
    stated, service, plan, evidence_of, shown, zh
):
    row = {"need": "手机使用", "group": "长者", "asked": 30, "named": 13, "service": service, "met": stated}
    table = shown(needs(plan, evidence_of(needs=[row], services=[SERVICE])).frame)
    for said in (str(needs_said(table, zh)), needs_table(table, zh).column("回应情况")[0]):
        assert ("称已有回应，但服务记录中没有同名的服务" in said) is (stated == "已回应")
        assert ("称部分回应，但服务记录中没有同名的服务" in said) is (stated == "部分回应")


def test_a_need_whose_answer_is_not_stated_is_not_said_to_be_met(plan, evidence_of, shown, zh):
    row = {"need": "手机使用", "group": "长者", "asked": 30, "named": 13, "service": None, "met": None}
    assert "手机使用" not in str(needs_said(shown(needs(plan, evidence_of(needs=[row])).frame), zh))


@pytest.mark.parametrize(("by_project", "differs"), [(12590.0, False), (12600.0, True), (12590.5, True)])
def test_hours_of_the_projects_that_do_not_add_up_to_the_agreement_are_among_the_sources_that_disagree(
    by_project, differs, plan, evidence_of, shown, zh
):
    evidence = evidence_of(
        agreements=[{"field": "长者", "method": "小组", "hours": 12590.0}],
        projects=[{"project": "甲", "hours": 7000.0}, {"project": "乙", "hours": by_project - 7000}],
    )
    table = two_sources_table(shown(two_sources(plan, evidence).frame), zh)
    assert (table.column("数值"), table.column("数值（来源二）")) == (
        (("12,590",), (trimmed(by_project),)) if differs else ((), ())
    )


@pytest.mark.parametrize("units", [1, 7, 231, 482, 335, 1999])
@pytest.mark.parametrize("hours", [2.0, 4042.0, 4033.0, 5561.25, 12590.5])
def test_the_rate_printed_times_the_number_printed_is_the_product_printed(units, hours, shown, zh):
    row = {"method": "小组", "unit": "每次", "rate": hours / units, "counted": "", "units": units,
           "converted": hours, "recorded": hours, "source": "甲"}  # fmt: skip
    table = conversions_table(shown([row]), zh)
    rate, number, product = (
        float(table.column(name)[0].replace(",", "")) for name in ("每单位折算工时", "本年度数量", "折算得出的工时")
    )
    assert fixed(rate * number, 1) == fixed(product, 1)


@pytest.mark.parametrize("hours", [4033.0, 12590.0, 12590.5, 5561.25, 0.0])
def test_the_same_hours_are_written_in_one_form_wherever_they_stand(hours, plan, evidence_of, shown, zh):
    said = trimmed(hours)
    row = {"method": "小组", "unit": "每次", "rate": 1.0, "counted": "", "units": hours, "converted": hours,
           "recorded": hours, "agreed": hours, "done": hours, "completion": 1.0, "source": "甲"}  # fmt: skip
    converted, done = conversions_table(shown([row]), zh), hours_table(shown([row]), zh)
    product = trimmed(hours, 1)  # a product is written to the digits to which it is compared
    assert converted.column("折算得出的工时") == (product,)
    assert converted.column("记录的工时") == (said,)
    assert done.column("约定工时") == done.column("完成工时") == (said,)
    pair = {"figure": "projects", "first": hours, "second": hours, "unit": "小时"}
    both = two_sources_table(shown([pair, {**pair, "figure": "spent", "unit": "万元"}]), zh)
    assert both.column("数值") == (said, money(hours))
    assert both.column("数值（来源二）") == (product, money(hours))
    sentence = zh.say(said_of_sources(rows_of(shown([pair]))[0]))
    assert re.findall(r"[\d,.]+(?= 小时)", sentence) == [said, product]
    served = [{"item": item, "n": hours, "of": 9.0, "share": 1.0} for item in ("listed", "active", "hours")]
    assert f"{said} 小时" in str(volunteers(shown(served), zh))
    assert said in volunteers_table(shown(served), zh).column("数量")


def test_a_rate_has_two_digits_where_they_suffice():
    assert (factor(8.5, 10, 1), factor(0.25, 0, 1)) == ("8.50", "0.25")


@pytest.mark.parametrize("now", range(0, 81, 8))
@pytest.mark.parametrize("asked", [("现场发放", "随机抽取"), ("随机抽取", "现场发放"), ("随机抽取", "随机抽取")])
def test_a_difference_of_years_is_for_reference_only_wherever_forms_were_handed_out_on_site(
    now, asked, plan, evidence_of, shown, zh
):
    answers = [
        {"method": "小组", "respondent": "服务对象", "overall": "满意" if place < now else "一般", "date": "2023-06-01"}
        for place in range(80)
    ]
    rounds = [{"method": "小组", "respondent": "服务对象", "issued": 100, "returned": 80, "asked": asked[0],
               "last_valid": 80, "last_satisfied": 40, "last_asked": asked[1]}]  # fmt: skip
    frame = satisfaction_change(plan, evidence_of(satisfaction=answers, surveys=rounds)).frame
    on_site = "现场发放" in asked
    assert ("仅供参考" in str(change_said(shown(frame), zh))) is on_site
    assert ("仅供参考" in satisfaction_change_table(shown(frame), zh).column("95% 区间")[0]) is on_site


@pytest.mark.parametrize("last", [(52, 61), (84, 106), (40, 80), (15, 19)])
@pytest.mark.parametrize("now", [(56, 68), (93, 112), (15, 19), (40, 80)])
def test_a_difference_that_does_not_follow_from_the_shares_printed_is_explained_and_no_other(now, last, shown, zh):
    row = {"method": "小组", "respondent": "服务对象", "n_valid": now[1], "n_satisfied": now[0],
           "share": now[0] / now[1], "last_valid": last[1], "last_satisfied": last[0], "last_share": last[0] / last[1],
           "ci_low": float("nan"), "ci_high": float("nan"), "interval": ""}  # fmt: skip
    said = str(change_said(shown([row]), zh))
    shares = [float(share) for share in re.findall(r"年度 ([\d.]+)%", said)]
    difference = float(re.search(r"相差 (\S+) 个百分点", said)[1].replace("−", "-"))
    assert ("相差多少按未取整的满意率计算。" in said) is (round(shares[0] - shares[1], 1) != difference)
    public = str(change_said(shown([row], audience=Audience.PUBLIC), zh))
    assert "相差多少按" not in public


@pytest.mark.parametrize("valid", [19, 22, 37, 112])
def test_the_share_not_satisfied_stands_with_the_counts_that_give_it(valid, shown, zh):
    levels = dict(zip(OVERALL, (valid - 6, 1, 1, 2, 2), strict=False))
    rows = [{"method": "小组", "respondent": "服务对象", "level": level, "n": n, "n_valid": valid, "share": n / valid}
            for level, n in levels.items()]  # fmt: skip
    chart = charts.satisfaction_levels(shown(rows), zh)
    assert chart.message == f"不满意比例最高的是小组，为{percent(4 / valid)}（4/{valid}）"


def test_the_share_that_the_indicator_table_takes_stands_in_the_section_on_satisfaction(shown, zh):
    row = {"method": "小组", "respondent": "服务对象", "n_valid": 20.0, "n_satisfied": 15.0, "share": 0.75}
    table = shown([row], "satisfaction", TableClass.FACT)
    said = str(satisfaction(table, zh, target=Target("≥90%", "75%（15 ÷ 20 = 75%）")))
    assert "指标表所用的满意率（各服务方法合计）：75%（15 ÷ 20 = 75%）。" in said
    assert "指标表所用" not in str(satisfaction(table, zh, target=Target("≥90%")))
    assert not re.search(r"None|nan", said)
