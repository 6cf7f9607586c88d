"""Records of another year: what a sheet says of its dates is what the report goes by."""

import pandas as pd
import pytest

from evaltoolkit.model.columns import Kind
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Quality
from evaltoolkit.model.workbook import TABLES, table
from evaltoolkit.model.years import of_another_year
from evaltoolkit.outcomes.design.enrolment import enrolled_in_groups
from evaltoolkit.services.measure import measure_services
from tests.sample import one_in
from tests.small_street import make_small_year

YEAR = 2023
PLAN = Plan(
    street="某某街道", slug="moumou", district="某区", year=YEAR, project="项目", indicator_system="yuncheng_2023",
    budget={"executed": {"value": 100, "unit": "万元", "source": "某表"}},
)  # fmt: skip
DATED = [spec for spec in TABLES if spec.dated]
LISTS = {"clients", "volunteers", "staff"}


@pytest.fixture(scope="module")
def made():
    tables = make_small_year("yuncheng", YEAR, 7).tables
    return {spec.name: tables[spec.name].filter([column.name for column in spec.stored]) for spec in TABLES}


def told(tables):
    """Everything that the services say of these sheets, and who was enrolled in the groups."""
    evidence = Evidence(tables, Quality(pd.DataFrame()))
    services = measure_services(PLAN, evidence)
    services.pop("other_years")  # counts what is left out
    said = {name: found.frame.astype(str).to_csv() for name, found in services.items()}
    enrolled = enrolled_in_groups(evidence, YEAR)
    return said | {"enrolled": enrolled.sort_values(["client", "group"]).to_csv(index=False)}


@pytest.fixture(scope="module")
def whole(made):
    return told(made)


def moved(spec, frame):
    """Return the sheet with every third record in an earlier year, and the one after each of these in a later one."""
    column, years = spec.column(spec.dated), {0: YEAR - 2, 1: YEAR + 1}
    when = pd.Series([years.get(place % 3) for place in range(len(frame))], index=frame.index)
    if column.kind is Kind.DATE:
        when = pd.to_datetime(when.dropna().astype(int).astype(str) + "-06-01").reindex(frame.index)
    ended = {spec.ended: frame[spec.ended].where(when.isna())} if spec.ended else {}
    return frame.assign(**{column.name: when.where(when.notna(), frame[column.name])}, **ended)


@pytest.mark.parametrize(
    "spec", one_in(3, [spec for spec in DATED if not spec.column(spec.dated).refers]), ids=lambda spec: spec.name
)
def test_a_record_that_a_sheet_dates_in_another_year_is_as_good_as_none(spec, made, whole):
    away = moved(spec, made[spec.name].reset_index(drop=True))
    outside = of_another_year(spec, {**made, spec.name: away}, YEAR)
    later, earlier = (away.index % 3 == 1), (away.index % 3 == 0)
    assert outside.tolist() == (later | (earlier & (spec.name not in LISTS))).tolist()
    left = told({**made, spec.name: away})
    assert left == told({**made, spec.name: away[~outside]})
    assert left != whole


def test_no_record_of_a_sheet_without_dates_is_left_out_by_a_day_it_bears(made, whole):
    tables = dict(made)
    for spec in TABLES:
        if not spec.dated:
            days = [column.name for column in spec.stored if column.kind is Kind.DATE]
            tables[spec.name] = tables[spec.name].assign(**dict.fromkeys(days, pd.Timestamp(YEAR - 2, 6, 1)))
            assert not of_another_year(spec, tables, YEAR).any()
    assert told(tables) == whole


def test_attendance_at_a_session_of_another_year_is_of_that_year(made):
    spec = table("services")
    services = moved(spec, made["services"].reset_index(drop=True))
    lists = made["attendance"]
    elsewhere = set(services.loc[services.index % 3 != 2, "service"])
    outside = of_another_year(table("attendance"), {**made, "services": services}, YEAR)
    assert outside.tolist() == lists["service"].isin(elsewhere).tolist()
    assert outside.any()
    without = {**made, "services": services, "attendance": lists[~outside]}
    assert told({**made, "services": services}) == told(without)


def test_who_left_before_the_year_is_not_of_it_and_who_left_in_it_is():
    staff = pd.DataFrame({
        "joined_on": pd.to_datetime(["2019-01-01", "2019-01-01", "2024-01-01", None]),
        "left_on": pd.to_datetime(["2022-12-31", "2023-01-01", None, None]),
    })  # fmt: skip
    assert of_another_year(table("staff"), {"staff": staff}, YEAR).tolist() == [True, False, True, False]


def test_a_goal_of_the_year_before_counts_and_one_of_two_years_before_does_not():
    goals = pd.DataFrame({"goal": list("abcde"), "year": [2021.0, 2022.0, 2023.0, 2024.0, None]})
    assert of_another_year(table("goals"), {"goals": goals}, YEAR).tolist() == [True, False, False, True, False]


def test_lists_of_people_leave_out_only_who_came_after_the_year():
    assert {spec.name for spec in DATED if spec.earlier == float("inf")} == LISTS


def test_a_sheet_without_its_date_or_without_the_sheet_it_refers_to_leaves_nothing_out():
    lists = pd.DataFrame({"service": ["S1"], "client": ["A1"]})
    assert not of_another_year(table("attendance"), {"attendance": lists}, YEAR).any()
    assert not of_another_year(table("services"), {"services": lists[["service"]]}, YEAR).any()


def test_records_dated_by_a_sheet_that_lost_its_key_column_are_of_no_other_year(made):
    referring = next(spec for spec in DATED if spec.column(spec.dated).refers)
    source = table(referring.column(referring.dated).refers)
    tables = {**made, source.name: made[source.name].drop(columns=source.key[0])}
    assert not of_another_year(referring, tables, YEAR).any()
