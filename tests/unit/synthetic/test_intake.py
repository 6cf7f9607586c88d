"""A made workbook goes through the real check and comes back with its truths unharmed."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.faults.fault_kinds import FaultKind, Level
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.intake.plans.scale_files import project_scales
from evaltoolkit.intake.storing.store import read_store
from evaltoolkit.intake.take_in import take_in
from evaltoolkit.model.filling import fill_plan
from evaltoolkit.scoring.registry import read_system
from evaltoolkit.scoring.scorecard import score_street
from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.metrics import metrics
from evaltoolkit.synthetic.blemishes import PLANTED
from evaltoolkit.synthetic.streets import make_street
from tests.checked_file import check_file


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    (root / "notebooks").mkdir()
    return Project(root)


@pytest.fixture(scope="module")
def street(project):
    return make_street("jingxi", 5, project.root)


@pytest.fixture(scope="module")
def stored(project, street):
    return read_store(project.tables / take_in(street.workbook_path, project=project, year=2023))


@pytest.fixture(scope="module")
def plan(street, stored):
    return fill_plan(read_plan(street.plan_path), stored)


def test_the_check_finds_what_was_planted_and_nothing_that_must_be_put_right(street, project):
    report = check_file(street.workbook_path, year=2023, scales=shapes(project_scales(project)))
    assert not report.stops
    found = Counter((fault.table, fault.kind.value) for fault in report.faults)
    lost = sum(before - after for before, after in street.truth.flow.values())
    assert found.pop(("measurements", FaultKind.PRE_WITHOUT_POST.value)) == lost
    masked = [found.pop(key) for key in list(found) if key[1] == FaultKind.IDENTIFIER_MASKED.value]
    assert sum(masked) > 0
    assert dict(found) == dict(PLANTED)
    assert report.counts[Level.SET_ASIDE] == 8


def test_hours_coverage_payments_and_answers_come_back_exactly(plan, stored, street):
    tables, truth = measure_services(plan, stored), street.truth
    hours = tables["hours"].frame.set_index("method")
    assert {name: (row["agreed"], row["done"]) for name, row in hours.iterrows()} == truth.hours
    payments = tables["payments"].frame.set_index("instalment")["days_late"]
    assert payments.astype(int).to_dict() == dict(truth.days_late)
    coverage = tables["coverage"].frame.set_index(["category", "residence"])
    assert {key: int(coverage.loc[key, "served"]) for key in truth.coverage} == {
        key: served for key, (served, _) in truth.coverage.items()
    }
    people = tables["satisfaction"].frame.query("respondent == '服务对象'").set_index("method")
    assert {name: (row["n_satisfied"], row["n_valid"]) for name, row in people.iterrows()} == truth.answers
    assert tables["resources"].frame["value"].sum() == pytest.approx(truth.resources, abs=1e-9)


def test_every_row_of_the_indicator_table_is_scored_from_the_workbook(plan, stored):
    card = score_street(
        plan, read_system(plan.indicator_system), stored, metrics=metrics(measure_services(plan, stored))
    )
    assert card.total.is_complete
    assert not math.isnan(card.total.scored)
    assert not [remark for row in card.rows for remark in row.remarks if "disagree" in remark.message]


def test_every_scale_of_the_workbook_is_in_the_registry(stored):
    assert set(stored.tables["measurements"]["scale"]) <= set(shipped_scales())
