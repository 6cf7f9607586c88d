import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan, RowInput
from evaltoolkit.model.results import Quality
from evaltoolkit.scoring.evidence_index import evidence_index
from evaltoolkit.scoring.other_points import other_points
from evaltoolkit.scoring.registry import check_system, find_system
from evaltoolkit.scoring.scorecard import score_street
from evaltoolkit.scoring.support import support_score

NOTHING = Evidence({}, Quality(pd.DataFrame()))
BANDS = [{"label": "优", "low": 0, "high": 100, "source": "s"}]


def system_of(rule, metric=None):
    row = {"id": "r", "path": ["产出", "时效指标", "某"], "weight": 100, "weight_source": "s", "rule": rule}
    content = {
        "schema_version": 1, "id": "made", "name": "made", "source": "s", "total": 100, "grades": BANDS,
        "levels": ["一级", "二级", "三级"], "rows": [row | ({"metric": metric} if metric else {})],
    }  # fmt: skip
    return check_system(content, origin="made")


def plan_of(**known):
    base = {"street": "甲", "slug": "jia", "district": "乙", "year": 2023, "project": "站", "indicator_system": "made"}
    return Plan(**base, rows={"r": (RowInput(**known),)})


def test_the_other_formula_of_an_upper_limit_gives_the_published_difference():
    rule = {"kind": "at_most", "source": "s"}
    frame = other_points(plan_of(target="≤90", actual="135"), system_of(rule), NOTHING, metrics={}).frame
    # 1.5 times the limit: half the points under PMKPI's formula, two thirds under that of 江西 2017
    assert frame[["indicator", "kind", "points"]].to_numpy().tolist() == [["r", "formula", 66.67]]


def test_a_row_with_full_points_is_the_same_under_either_formula():
    rule = {"kind": "at_least", "source": "s"}
    assert other_points(plan_of(target="≥90", actual="95"), system_of(rule), NOTHING, metrics={}).frame.empty


def test_a_row_is_scored_again_at_the_lower_limit_of_its_figure():
    rule = {"kind": "at_least", "source": "s"}
    metrics = {
        "satisfaction_rate": (RowInput(numerator=90, denominator=100),),
        "satisfaction_rate_low": (RowInput(actual="81%"),),
    }
    frame = other_points(plan_of(target="≥90%"), system_of(rule, "satisfaction_rate"), NOTHING, metrics=metrics).frame
    assert frame["kind"].tolist() == ["limit"]
    assert frame["ci_low"].tolist() == pytest.approx([90.0])
    assert frame["points"].isna().all()


@pytest.mark.parametrize(("limit", "printed"), [("89.3%", "89.30 ÷ 90"), ("76.64%", "76.64 ÷ 90"),
                                                ("88%", "88.00 ÷ 90"), ("91.5%", "91.50 ≥ 90")])  # fmt: skip
def test_a_lower_limit_stands_with_two_decimals_whatever_they_are(limit, printed):
    metrics = {
        "satisfaction_rate": (RowInput(numerator=95, denominator=100),),
        "satisfaction_rate_low": (RowInput(actual=limit),),
    }
    system = system_of({"kind": "at_least", "source": "s"}, "satisfaction_rate")
    frame = other_points(plan_of(target="≥90%"), system, NOTHING, metrics=metrics).frame
    assert frame["ci_formula"][0].english().startswith(printed)


def test_points_at_a_lower_limit_are_withheld_where_counts_are_rounded():
    metrics = {
        "satisfaction_rate": (RowInput(numerator=90, denominator=100),),
        "satisfaction_rate_low": (RowInput(actual="81%"),),
    }
    system = system_of({"kind": "at_least", "source": "s"}, "satisfaction_rate")
    table = other_points(plan_of(target="≥90%"), system, NOTHING, metrics=metrics)
    assert protect(table, shipped_policy(), Audience.PUBLIC).frame["ci_low"].isna().all()
    assert protect(table, shipped_policy(), Audience.SHARED).frame["ci_low"].tolist() == pytest.approx([90.0])


def test_a_missing_row_has_no_other_points():
    rule = {"kind": "at_least", "source": "s"}
    assert other_points(plan_of(target="≥90"), system_of(rule), NOTHING, metrics={}).frame.empty


def test_each_row_of_the_indicator_table_names_its_section_and_its_files():
    files = pd.DataFrame(
        {"indicator": ["service_hours", "service_hours"], "file": ["协议.pdf", "工时.xlsx"],
         "date": pd.to_datetime(["2023-01-05", "2023-12-20"])}
    )  # fmt: skip
    evidence = Evidence({"evidence": files}, Quality(pd.DataFrame()))
    frame = evidence_index(find_system("yuncheng_2023"), evidence).frame.set_index("indicator")
    assert frame.loc["service_hours", "listed"] == "协议.pdf、工时.xlsx"
    assert frame["files"].tolist() == [0, 2, 0, 0, 0, 0, 0, 0, 0, 0]
    assert frame["metric"].fillna("").tolist() == [
        "execution_rate", "service_hours", "", "payments_on_time", "payments_amount", "", "resources_value", "", "",
        "satisfaction_rate",
    ]  # fmt: skip
    assert frame["section"].tolist() == [
        "funding", "implementation", "design", "timeliness", "timeliness", "social", "economic_social", "conclusion",
        "sustainability", "satisfaction",
    ]  # fmt: skip


def test_without_the_sheet_the_number_of_files_is_not_known():
    tables = support_score(plan_of(), find_system("national_2020"), NOTHING, metrics={})
    assert tables["evidence_index"].frame["files"].isna().all()
    assert set(tables) == {"evidence_index", "other_points"}


def test_the_points_at_a_lower_limit_say_how_they_come_about():
    rule = {"kind": "at_least", "source": "s"}
    metrics = {
        "satisfaction_rate": (RowInput(numerator=267, denominator=330),),
        "satisfaction_rate_low": (RowInput(actual="76.64%"),),
    }
    table = other_points(plan_of(target="≥90%"), system_of(rule, "satisfaction_rate"), NOTHING, metrics=metrics)
    assert [said.english() for said in table.frame["ci_formula"]] == ["76.64 ÷ 90 × 100 = 85.16 points"]
    hidden = protect(table, shipped_policy(), Audience.PUBLIC)
    assert hidden.mask["ci_formula"].all()  # it would tell the limit that is withheld there


@pytest.mark.parametrize("rule", [{"kind": "at_most", "source": "s"}, {"kind": "by_operator", "source": "s"}])
def test_the_other_formula_is_named_and_not_the_operator_that_chose_it(rule):
    frame = other_points(plan_of(target="≤90", actual="135"), system_of(rule), NOTHING, metrics={}).frame
    assert [said.english() for said in frame["rule"]] == ["At most the target: above it, target ÷ actual × weight"]


def test_a_file_listed_twice_counts_once_and_an_unknown_indicator_stands_at_the_end_and_in_the_checks():
    names = ["service_hours", " service_hours", "hours_of_service"]
    files = pd.DataFrame({"indicator": names, "file": ["协议.pdf", "协议.pdf ", "合同.pdf"]})
    evidence = Evidence({"evidence": files}, Quality(pd.DataFrame()))
    system = find_system("yuncheng_2023")
    frame = evidence_index(system, evidence).frame
    assert frame.set_index("indicator").loc["service_hours", ["files", "listed"]].tolist() == [1, "协议.pdf"]
    stranger = frame.iloc[-1]
    assert (stranger["indicator"], stranger["listed"]) == ("hours_of_service", "合同.pdf")
    assert pd.isna(stranger["weight"])
    plan = plan_of().model_copy(update={"rows": {}})
    checks = score_street(plan, system, evidence).checks
    assert any("hours_of_service is given but is no row" in check.english() for check in checks)
