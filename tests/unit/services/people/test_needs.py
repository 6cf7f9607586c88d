import re

import pandas as pd
import pytest

from evaltoolkit.model.choices import UNSEEN
from evaltoolkit.services.people.needs import needs
from evaltoolkit.words.services.needs import needs as needs_said
from evaltoolkit.words.services.needs import needs_table

NEED = {"asked": 50, "service": None, "source": "入户访谈"}
ROWS = [
    {**NEED, "need": "亲子沟通", "group": "家庭", "named": 30, "met": "已回应", "service": "亲子沟通小组"},
    {**NEED, "need": "托管", "group": "家庭", "named": 20, "met": "未回应"},
    {**NEED, "need": "法律咨询", "group": "来穗人员", "named": 10, "met": "已回应", "service": "普法讲座"},
    {**NEED, "need": "入学政策", "group": "来穗人员", "named": 25, "met": "未回应"},
]
SERVICES = [
    {"service": "1", "date": "2023-05-01", "method": "小组", "group": "亲子沟通小组（一期）", "hours": 3},
    {"service": "2", "date": "2023-05-08", "method": "小组", "group": "亲子沟通小组（一期）", "hours": 3},
    {"service": "3", "date": "2022-05-08", "method": "小组", "group": "亲子沟通小组（一期）", "hours": 3},
]


def test_non_registered_residents_stand_first_and_unmet_needs_before_met_ones(plan, evidence_of):
    frame = needs(plan, evidence_of(needs=ROWS)).frame
    assert frame["need"].tolist() == ["入学政策", "法律咨询", "托管", "亲子沟通"]
    assert frame["non_registered"].tolist() == [True, True, False, False]
    assert frame["share"].tolist() == pytest.approx([0.5, 0.2, 0.4, 0.6])


def test_the_place_of_a_need_that_few_were_asked_about_tells_nothing_of_its_share(plan, evidence_of):
    rows = [
        [{"need": need, "group": "长者", "asked": asked, "named": named} for need, asked, named in told]
        for told in ([("助餐", 40, 22), ("助浴", 4, few), ("助医", 40, 8)] for few in (0, 3))
    ]
    orders = [needs(plan, evidence_of(needs=one)).frame["need"].tolist() for one in rows]
    assert orders == [["助餐", "助医", "助浴"]] * 2


def test_the_records_of_the_answering_service_are_counted_within_the_year(plan, evidence_of):
    frame = needs(plan, evidence_of(needs=ROWS, services=SERVICES)).frame.set_index("need")
    assert frame["held"].dropna().to_dict() == {"法律咨询": 0.0, "亲子沟通": 2.0}


def test_without_records_of_services_it_is_not_known_how_often_one_was_held(plan, evidence_of):
    assert needs(plan, evidence_of(needs=ROWS)).frame["held"].isna().all()


@pytest.mark.parametrize("met", ["已回应", "部分回应", "未回应", None])
@pytest.mark.parametrize("service", ["亲子沟通小组", "普法讲座", None])
@pytest.mark.parametrize("is_recorded", [True, False])
def test_a_need_that_no_recorded_service_answers_is_never_called_met(
    met, service, is_recorded, plan, evidence_of, shown, zh
):
    tables = {"needs": [{**ROWS[0], "met": met, "service": service}]} | ({"services": SERVICES} if is_recorded else {})
    table = needs(plan, evidence_of(**tables))
    [row] = table.frame.to_dict("records")
    answered = is_recorded and service == "亲子沟通小组"
    stated = met or "未说明"
    unseen = is_recorded and not answered and met in ("已回应", "部分回应")
    assert row["met"] == (UNSEEN[stated] if unseen else stated)
    protected = shown(table.frame)
    for said in (str(needs_said(protected, zh)), needs_table(protected, zh).column("回应情况")[0]):
        assert ("服务记录中没有同名的服务" in said) is unseen
        assert not (unseen and re.search("(?<!称)(已回应|部分回应)", said))


def test_more_naming_than_asked_gives_no_share(plan, evidence_of):
    frame = needs(plan, evidence_of(needs=[{**ROWS[0], "named": 51}])).frame
    assert pd.isna(frame.loc[0, "share"])


def test_two_sources_that_disagree_are_two_rows(plan, evidence_of):
    rows = [ROWS[0], {**ROWS[0], "named": 12, "source": "问卷"}]
    assert needs(plan, evidence_of(needs=rows)).frame["named"].tolist() == [30.0, 12.0]


def test_no_sheet_is_an_empty_table(plan, evidence_of):
    assert needs(plan, evidence_of()).frame.empty


def test_a_need_whose_group_was_left_blank_is_nobodys_in_particular(plan, evidence_of):
    frame = needs(plan, evidence_of(needs=[ROWS[2], {**ROWS[0], "group": None}])).frame
    assert frame["non_registered"].tolist() == [True, False]
