"""An indicator system's own line for overshoot reaches every place that speaks of hours; the line itself counts."""

import pandas as pd
import pytest
from evaltoolkit.words.highlights import points_to_watch

from evaltoolkit import charts
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.results import Quality, ResultTable, TableClass
from evaltoolkit.model.thresholds import OVERSHOOT
from evaltoolkit.scoring.overshoot import Overshoot
from evaltoolkit.scoring.registry import find_system
from evaltoolkit.services.measure import measure_services
from evaltoolkit.words.services.hours import hours, hours_table
from evaltoolkit.words.services.process import quantity_alone
from evaltoolkit.words.services.projects import projects

FLAG = "说明原因"


def table(completion, limit, name="hours", column="method"):
    row = {column: "个案", "agreed": 100.0, "done": 100 * completion, "completion": completion, "overshoot": limit}
    more = {"kind": "核心项目", "need": "甲", "change": "乙", "services": 3.0}
    return ResultTable(name, TableClass.HOURS, pd.DataFrame([{**row, **(more if column == "project" else {})}]))


@pytest.mark.parametrize(
    ("completion", "limit", "is_far"),
    [(1.2, 1.2, True), (1.19, 1.2, False), (1.3, 1.3, True), (1.29, 1.3, False), (1.3, 1.5, False)],
)
def test_every_place_that_speaks_of_hours_takes_the_same_line(report, zh, completion, limit, is_far):
    tables = {
        "hours": table(completion, limit),
        "hours_by_field": table(completion, limit, "hours_by_field", "field"),
        "projects": table(completion, limit, "projects", "project"),
    }
    shown = report(services=tables)
    line = f"{100 * limit:.0f}%"
    alone = str(quantity_alone(shown["hours"], shown["hours_by_field"], shown["outcomes"], language=zh))
    picture = charts.hours_by_method(shown["hours"], zh)
    spoken = {
        "sentence": FLAG in str(hours(shown["hours"], zh)),
        "row": hours_table(shown["hours"], zh).rows[0].kind == "flag",
        "projects": "达到" in str(projects(shown["projects"], zh)),
        "alone": "及以上的有" in alone,
        "picture": "或以上" in picture.message,
        "first screen": any("明显高于约定" in one.words for one in points_to_watch(shown, zh)),
    }
    assert spoken == dict.fromkeys(spoken, is_far)
    assert all(line in words for words in (hours_table(shown["hours"], zh).caption, alone, picture.subtitle))


@pytest.mark.parametrize("threshold", [None, 1.2])
def test_the_line_is_that_of_the_row_that_takes_the_hours(threshold, plan, evidence_with_hours):
    system = find_system("yuncheng_2023")
    if threshold:
        own = Overshoot(threshold=threshold, source="本街道办法")
        taking = (
            row.model_copy(update={"overshoot": own} if row.metric == "service_hours" else {}) for row in system.rows
        )
        system = system.model_copy(update={"rows": tuple(taking)})
    measured = measure_services(plan(), evidence_with_hours, overshoot=system.hours_overshoot)
    for name in ("hours", "hours_by_field", "projects"):
        assert set(measured[name].frame["overshoot"]) <= {threshold or OVERSHOOT}
    assert not measured["hours"].frame.empty


@pytest.fixture
def evidence_with_hours():
    agreed = pd.DataFrame({"method": ["个案"], "field": ["长者"], "hours": [100.0]})
    return Evidence({"agreements": agreed}, Quality(pd.DataFrame()))
