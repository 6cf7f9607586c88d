"""A sheet that a street has not given makes its sentences say so; nothing is made up for it."""

from functools import cache

import pandas as pd
import pytest

from evaltoolkit import words
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.score_items import score_measurements
from evaltoolkit.language import Language
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.filling import fill_plan
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Quality, ResultTable, TableClass
from evaltoolkit.model.workbook import TABLES
from evaltoolkit.outcomes.tables.compare import compare_outcomes
from evaltoolkit.scoring.evidence_index import evidence_index
from evaltoolkit.scoring.registry import find_system
from evaltoolkit.scoring.scorecard import score_street
from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.metrics import metrics
from tests.sample import one_in
from tests.small_street import make_small_year

SAYS = {
    "goals": ("goals", (words.goals_set, words.goals_reached)),
    "needs": ("needs", (words.needs,)),
    "staff": ("staff", (words.staff,)),
    "volunteers": ("volunteers", (words.volunteers,)),
    "partners": ("partners", (words.partners,)),
    "voices": ("themes", (words.themes,)),
    "spending": ("unit_costs", (words.unit_costs,)),
    "services": ("hours_by_quarter", (words.hours_by_quarter,)),
    "attendance": ("attendance", (words.attendance,)),
    "conversions": ("conversions", (words.conversions,)),
    "satisfaction": ("satisfaction", (words.satisfaction,)),
    "surveys": ("satisfaction_change", (words.satisfaction_change,)),
    "awareness": ("awareness", (words.awareness,)),
    "payments": ("payments", (words.payments,)),
    "resources": ("resources", (words.resources,)),
    "inspections": ("inspections", (words.inspections,)),
    "quality_checks": ("quality_checks", (words.quality_checks,)),
    "supervisions": ("supervisions", (words.supervisions,)),
    "stories": ("stories", (words.stories,)),
    "clients": ("coverage", (words.coverage,)),
}
"""Sheets whose absence leaves nothing for these sentences; those that only add a column are tested below."""
FEEDS = {"services": 11, "payments": 18, "resources": 10, "satisfaction": 10}
"""Points of the rows of yuncheng_2023 that each sheet alone feeds: hours, instalments (two), resources, answers."""
UNFED = [spec.name for spec in TABLES if spec.name not in (*FEEDS, "targets", "basics")]


PLAN = Plan(
    street="某某街道", slug="moumou", district="某区", year=2023, project="社工站项目", indicator_system="yuncheng_2023"
)  # fmt: skip


@pytest.fixture(scope="module")
def made():
    tables = make_small_year("yuncheng", 2023, 7).tables
    hidden = {spec.name: [column.name for column in spec.columns if column.kind.is_held_back] for spec in TABLES}
    return {name: frame.drop(columns=hidden[name], errors="ignore") for name, frame in tables.items()}


@pytest.fixture(scope="module")
def measured(made):
    """What the services come to without some sheets."""

    @cache
    def without(*sheets):
        tables = {name: frame for name, frame in made.items() if name not in sheets}
        return measure_services(PLAN, Evidence(tables, Quality(pd.DataFrame())))

    return without


@pytest.fixture(scope="module")
def shown(measured):
    """What is shown of it."""
    return cache(lambda *sheets: protect_tables(measured(*sheets), shipped_policy(), Audience.SHARED))


@pytest.fixture(scope="module")
def complete(shown):
    return shown()


@pytest.mark.parametrize("sheet", one_in(3, SAYS))
def test_the_section_of_a_sheet_that_is_missing_says_so(sheet, shown, complete):
    table, sentences = SAYS[sheet]
    without = shown(sheet)
    for say in sentences:
        assert len(str(say(complete[table], Language()))) > len("未提供") * 3
        assert "：未提供" in str(say(without[table], Language()))


@pytest.mark.parametrize(
    ("sheet", "table", "say"),
    [
        ("satisfaction", "satisfaction_items", words.satisfaction_items),
        ("clients", "priority", words.priority),
        ("clients", "coverage_by_community", words.communities),
        ("clients", "residence", words.residence),
    ],
)
def test_every_section_that_rests_on_a_missing_sheet_says_so(sheet, table, say, shown, complete):
    without = shown(sheet)
    assert "：未提供" not in str(say(complete[table], Language()))
    assert "：未提供" in str(say(without[table], Language()))


def test_without_population_figures_no_coverage_of_residents_is_told(shown, complete):
    without = shown("population")
    assert "未提供分母" not in str(words.residence(complete["residence"], Language())).splitlines()[0]
    assert all("未提供分母" in line for line in str(words.residence(without["residence"], Language())).splitlines()[:2])


def test_without_named_files_the_index_of_evidence_is_not_provided(made):
    system = find_system("yuncheng_2023")
    for tables, is_missing in ((made, False), ({**made, "evidence": None}, True)):
        given = Evidence({name: frame for name, frame in tables.items() if frame is not None}, Quality(pd.DataFrame()))
        index = protect_tables({"evidence_index": evidence_index(system, given)}, shipped_policy(), Audience.SHARED)
        said = words.evidence_index(index["evidence_index"], Language())
        assert ("佐证材料索引：未提供" in str(said)) is is_missing


def test_without_the_authors_sheet_and_the_basics_the_sections_and_the_head_say_so(made):
    bare = Plan(street="某街道", slug="mou", district="某区", year=2023, project="社会工作服务站项目",
                indicator_system="yuncheng_2023")  # fmt: skip
    filled = fill_plan(bare, Evidence(made, Quality(pd.DataFrame())))
    assert "未提供" not in str(words.author_words(filled, "background", Language()))
    assert "作者文字未提供" in str(words.author_words(bare, "background", Language()))
    for one, is_missing in ((bare, True), (filled, False)):
        table = words.parameter_table(one, Language())
        values = dict(zip(table.column("参数"), table.column("取值"), strict=True))
        assert [values[name] == "未提供" for name in ("全年执行数", "主管部门")] == [is_missing] * 2


def test_without_measurements_the_changes_are_not_provided(made):
    measured = {name: frame for name, frame in made.items() if name != "measurements"}
    rows = Evidence(measured, Quality(pd.DataFrame())).rows("measurements")
    outcomes = compare_outcomes(
        score_measurements(rows, shipped_scales()), shipped_scales(), seed="a", language="zh_CN"
    )
    table = protect_tables(
        {"outcomes": ResultTable("outcomes", TableClass.SCALE, outcomes)}, shipped_policy(), Audience.SHARED
    )["outcomes"]
    assert "：未提供" in str(words.outcomes(table, Language()))


def test_what_is_said_of_every_sheet_s_absence_is_tested():
    elsewhere = {"population", "evidence", "commentary", "basics", "measurements", "projects", "agreements", "targets",
                 "measures"}  # fmt: skip
    assert {spec.name for spec in TABLES} == set(SAYS) | elsewhere


def test_what_only_a_column_of_a_missing_sheet_would_say_is_not_provided(shown):
    without = shown("projects", "agreements")
    projects = words.projects_table(without["projects"], Language())
    assert set(projects.column("约定工时")) == {"未提供"}
    assert "未提供" not in projects.column("完成工时")
    assert set(words.hours_table(without["hours"], Language()).column("约定工时")) == {"未提供"}
    assert "约定数未提供" in str(words.delivery(without["delivery"], Language()))


@pytest.fixture(scope="module")
def total_without(made, measured):
    """The total without some sheets, with no actual stated by hand: it rests on what the sheets add up to."""
    targets = made["targets"].assign(actual=None, numerator=float("nan"), denominator=float("nan"))
    stated = {**made, "targets": targets}

    def without(*sheets):
        evidence = Evidence({name: frame for name, frame in stated.items() if name not in sheets},
                            Quality(pd.DataFrame()))  # fmt: skip
        return score_street(PLAN, find_system("yuncheng_2023"), evidence, metrics=metrics(measured(*sheets))).total

    return without


@pytest.mark.parametrize("name", [*FEEDS, *one_in(4, UNFED)])
def test_a_missing_sheet_widens_the_range_by_the_points_of_the_rows_that_it_feeds(name, total_without):
    without, whole = total_without(name), total_without()
    widened = (without.high - without.low) - (whole.high - whole.low)
    assert widened == pytest.approx(FEEDS.get(name, 0))
    assert without.low <= whole.low
    assert without.high >= whole.high


def test_without_targets_only_a_row_whose_target_the_system_states_can_stand(total_without):
    total = total_without("targets")
    # 按时支付运营经费, 9 points: all instalments by their agreed day
    assert total.high - total.low == pytest.approx(100 - 9)
    assert total.grade is None
