"""What a column is said to feed is true: without the column those tables of the report change, and no others."""

import pandas as pd
import pytest

from evaltoolkit.disclosure.report import result_tables
from evaltoolkit.instruments.quality import measure_scales
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.score_items import score_measurements
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.filling import fill_plan
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Quality, Results
from evaltoolkit.model.workbook import TABLES, source_of
from evaltoolkit.outcomes.design.enrolment import enrolled_in_groups
from evaltoolkit.outcomes.judge import judge_outcomes
from evaltoolkit.outcomes.tables.compare import compare_outcomes
from evaltoolkit.scoring.registry import find_system
from evaltoolkit.scoring.scorecard import score_street
from evaltoolkit.scoring.support import support_score
from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.metrics import metrics
from tests.small_street import make_small_year

PLAN = Plan(
    street="某某街道", slug="moumou", district="某区", year=2023, project="社会工作服务站项目", audience="station",
    indicator_system="yuncheng_2023",
)  # fmt: skip
FROM_OTHER_TABLES = {"scorecard", "total", "other_points", "flow"}
"""Made of other tables of the report; only what a sheet gives them itself is said to feed them."""
BY_PAGE = {"project_view", "group_summary"}
FALLS_BACK = {("clients", "residence"), ("clients", "served"), ("clients", "enrolled_on"), ("satisfaction", "client"),
              ("satisfaction", "date"), ("resources", "date"), ("voices", "date"), ("stories", "date"),
              ("staff", "joined_on"), ("targets", "part"), ("targets", "part_weight"), ("measurements", "total"),
              ("measurements", "purpose"), ("measurements", "date"), ("basics", "source")}  # fmt: skip
"""Read, but without them the made street's figures come to the same: its records have no other year, its forms items,
and 户籍 follows from 人户状态."""


@pytest.fixture(scope="module")
def made():
    tables = make_small_year("yuncheng", 2023, 7).tables
    return {spec.name: _stored(spec, tables[spec.name]) for spec in TABLES}


def _stored(spec, frame):
    items = [name for name in frame.columns if str(name).startswith("item_")]
    return frame[[column.name for column in spec.stored if column.name in frame] + items]


@pytest.fixture(scope="module")
def told():
    """Return what every table of the report says, and what the plan takes from the workbook."""

    def tell(tables):
        evidence, scales = Evidence(tables, Quality(pd.DataFrame())), shipped_scales()
        plan, system = fill_plan(PLAN, evidence), find_system(PLAN.indicator_system)
        measured = evidence.rows("measurements")
        scored = score_measurements(measured, scales)
        enrolled = enrolled_in_groups(evidence, plan.year)
        outcomes = compare_outcomes(scored, scales, enrolled=enrolled, seed="a", language="zh_CN")
        services = measure_services(plan, evidence) | judge_outcomes(plan, evidence, scored, scales)
        services |= measure_scales(measured, scales, language="zh_CN")
        card = score_street(plan, system, evidence, metrics=metrics(services))
        services |= support_score(plan, system, evidence, metrics=metrics(services))
        found = result_tables(Results(plan.key, plan.street, plan.year, True, card, outcomes, services))
        return {name: table.frame.to_csv(float_format="%.10g") for name, table in found.items()} | {"plan": repr(plan)}

    return tell


@pytest.fixture(scope="module")
def whole(made, told):
    return told(made)


def changed(found, whole):
    return {name for name in whole if found.get(name) != whole[name]}


def without(made, told, spec, column):
    """Return what is said without the column; where that cannot be computed, with its cells in another order."""
    frame = made[spec.name]
    try:
        return told({**made, spec.name: frame.drop(columns=column.name)})
    except (KeyError, ValueError, TypeError, AttributeError):
        turned = frame[column.name].iloc[::-1].to_numpy()
        return told({**made, spec.name: frame.assign(**{column.name: turned})})


def test_nothing_changes_without_the_columns_that_the_report_is_said_not_to_use(made, told, whole):
    tables = dict(made)
    for spec in TABLES:
        unused = [column.name for column in spec.stored if column.is_unused(spec.key)]
        tables[spec.name] = made[spec.name].drop(columns=unused)
    assert sum(len(made[name].columns) - len(frame.columns) for name, frame in tables.items()) > 10
    assert changed(told(tables), whole) == set()


@pytest.mark.full
@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_without_a_column_the_tables_it_feeds_change_and_no_others(spec, made, told, whole):
    for column in spec.stored:
        if column.name in made[spec.name] and column.name not in spec.key[:1]:
            found = changed(without(made, told, spec, column), whole)
            said = set(column.feeds)
            assert found - FROM_OTHER_TABLES <= said, column.name
            if said - BY_PAGE and (spec.name, column.name) not in FALLS_BACK:
                assert found & said, column.name


@pytest.mark.parametrize(
    ("report_table", "sheet"),
    [("hours", "服务记录"), ("hours_by_quarter", "服务记录"), ("coverage", "服务对象"), ("residence", "服务对象"),
     ("satisfaction", "满意度"), ("awareness", "知晓度"), ("attendance", "出席"), ("evidence_index", "佐证材料")],
)  # fmt: skip
def test_a_table_of_the_report_knows_the_sheet_to_fill_in_for_it(report_table, sheet):
    assert source_of(report_table).sheet == sheet
