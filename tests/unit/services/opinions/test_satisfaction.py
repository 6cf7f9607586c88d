import math

import pytest

from evaltoolkit.services.opinions.satisfaction import satisfaction, satisfaction_levels


def answers(method="个案", respondent="服务对象", date="2023-06-01", **levels):
    rows = []
    for level, n in levels.items():
        rows += [
            {"client": None, "method": method, "respondent": respondent, "date": date, "overall": level or None}
        ] * n
    return rows


def only(table):
    assert len(table.frame) == 1
    return table.frame.iloc[0]


def test_share_and_index_are_two_figures_with_the_same_denominator(plan, evidence_of):
    # 10 valid: 4 x 5 + 3 x 4 + 2 x 3 + 1 x 2 = 40 of 50; satisfied 7 of 10
    rows = answers(非常满意=4, 满意=3, 一般=2, 不满意=1, 不适用=5)
    row = only(satisfaction(plan, evidence_of(satisfaction=rows)))
    assert (row["n_valid"], row["n_satisfied"], row["share"], row["index"]) == (10, 7, 0.7, 0.8)
    assert row["n_answers"] == 15


def test_a_blank_answer_is_no_valid_one(plan, evidence_of):
    rows = [*answers(满意=3), *answers(**{"": 2})]
    assert only(satisfaction(plan, evidence_of(satisfaction=rows)))["n_valid"] == 3


def test_one_answer_a_person_and_method_counts_the_latest(plan, evidence_of):
    rows = [
        {"client": "a", "method": "个案", "respondent": "服务对象", "date": "2023-09-01", "overall": "不满意"},
        {"client": "a", "method": "个案", "respondent": "服务对象", "date": "2023-02-01", "overall": "满意"},
        {"client": "a", "method": "小组", "respondent": "服务对象", "date": "2023-02-01", "overall": "满意"},
    ]
    frame = satisfaction(plan, evidence_of(satisfaction=rows)).frame.set_index("method")
    assert frame["n_satisfied"].to_dict() == {"个案": 0, "小组": 1}
    assert frame["n_valid"].to_dict() == {"个案": 1, "小组": 1}


@pytest.mark.parametrize(
    ("asked", "kind", "low", "high"),
    [
        ("全部询问", "none", math.nan, math.nan),
        # Wilson by hand for 45 of 50: centre (0.9 + 1.96^2/100)/(1 + 1.96^2/50) = 0.87145; half width 0.08507
        ("随机抽取", "wilson", 0.7864, 0.9565),
        ("现场发放", "indicative", 0.7864, 0.9565),
    ],
)
def test_the_way_of_asking_decides_the_interval(plan, evidence_of, asked, kind, low, high):
    surveys = [{"method": "个案", "respondent": "服务对象", "asked": asked, "issued": 80.0, "returned": 50.0}]
    row = only(satisfaction(plan, evidence_of(satisfaction=answers(满意=45, 一般=5), surveys=surveys)))
    assert row["interval"] == kind
    assert row["response_rate"] == 0.625
    assert row[["ci_low", "ci_high"]].tolist() == pytest.approx([low, high], abs=5e-5, nan_ok=True)


def test_a_way_of_asking_that_is_not_stated_allows_no_interval(plan, evidence_of):
    row = only(satisfaction(plan, evidence_of(satisfaction=answers(满意=45))))
    assert (row["interval"], row["asked"]) == ("none", "未说明")
    assert math.isnan(row["response_rate"])


def test_a_survey_without_respondents_is_that_of_the_only_ones_who_answered(plan, evidence_of):
    surveys = [{"method": "个案", "respondent": None, "asked": "全部询问", "issued": 10.0, "returned": 9.0}]
    row = only(satisfaction(plan, evidence_of(satisfaction=answers(满意=9), surveys=surveys)))
    assert (row["respondent"], row["returned"]) == ("服务对象", 9.0)


def test_questionnaires_without_answers_show_as_a_row_without_share(plan, evidence_of):
    surveys = [{"method": "小组", "respondent": "服务对象", "asked": "现场发放", "issued": 30.0, "returned": 0.0}]
    frame = satisfaction(plan, evidence_of(satisfaction=answers(满意=9), surveys=surveys)).frame.set_index("method")
    assert frame.loc["小组", "n_valid"] == 0
    assert math.isnan(frame.loc["小组", "share"])
    assert math.isnan(frame.loc["小组", "index"])


def test_levels_hold_all_five_with_their_shares_of_valid_answers(plan, evidence_of):
    rows = [*answers(非常满意=6, 一般=2, 不适用=9), *answers(method="小组", 满意=4)]
    frame = satisfaction_levels(plan, evidence_of(satisfaction=rows)).frame
    assert frame["method"].tolist() == ["个案"] * 5 + ["小组"] * 5
    assert frame["level"].tolist()[:5] == ["非常满意", "满意", "一般", "不满意", "非常不满意"]
    assert frame["n"].tolist() == [6, 0, 2, 0, 0, 0, 4, 0, 0, 0]
    assert frame["share"].tolist()[:3] == [0.75, 0.0, 0.25]


def test_partners_answers_stand_apart_from_those_of_users(plan, evidence_of):
    rows = [*answers(method="社区活动", 满意=3), *answers(method="社区活动", respondent="村居委及合作方", 不满意=2)]
    frame = satisfaction_levels(plan, evidence_of(satisfaction=rows)).frame
    by_respondent = frame.set_index(["respondent", "level"])
    assert frame["respondent"].tolist() == ["服务对象"] * 5 + ["村居委及合作方"] * 5
    assert by_respondent.loc[("服务对象", "满意"), ["n", "share"]].tolist() == [3, 1.0]
    assert by_respondent.loc[("村居委及合作方", "不满意"), ["n", "share"]].tolist() == [2, 1.0]


def test_answers_of_another_year_are_not_counted(plan, evidence_of):
    rows = [*answers(满意=3), *answers(满意=5, date="2022-12-31")]
    assert only(satisfaction(plan, evidence_of(satisfaction=rows)))["n_valid"] == 3


def test_no_sheet_is_an_empty_table(plan, evidence_of):
    assert satisfaction(plan, evidence_of()).frame.empty
    assert satisfaction_levels(plan, evidence_of()).frame.empty
