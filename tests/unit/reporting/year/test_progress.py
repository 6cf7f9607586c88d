"""Progress to a day: what the plan asks for by then, who has no post-test, and what scoring would leave open."""

import random
from datetime import date

import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.score_items import score_measurements
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.plans.plan_file import plan_from
from evaltoolkit.intake.storing.release import code_names, release
from evaltoolkit.intake.storing.store import quality_of
from evaltoolkit.language import Language
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.outcomes.people.individual import compare_individuals
from evaltoolkit.outcomes.people.open_tests import with_open_tests, without_post
from evaltoolkit.outcomes.tables.compare import compare_outcomes
from evaltoolkit.reporting.year.progress import day_of, progress_lines, to_date
from evaltoolkit.words.outcome.individual_words import individuals
from tests.planted_corruptions import YEAR, Book, check, street

PLAN = plan_from({"street": "云城街道", "slug": "yuncheng", "district": "白云区", "year": YEAR, "project": "社工站",
                  "indicator_system": "yuncheng_2023"})  # fmt: skip
MAY = date(YEAR, 5, 31)


@pytest.fixture(scope="module")
def evidence():
    own = street("云城街道", 0)
    checked = check(Book(own.sheets, random.Random(1)).raw(), YEAR, own.people)  # noqa: S311
    names = code_names(checked.tables, b"")
    tables = {name: release(table, names) for name, table in checked.tables.items()}
    return Evidence(tables, quality_of([], tuple(tables)))


def test_hours_to_date_are_held_against_the_part_of_the_year_that_has_passed(evidence):
    hours, sessions = to_date(PLAN, evidence, MAY)
    services, agreed = evidence.tables["services"], evidence.tables["agreements"]
    known = services[(services["date"] <= pd.Timestamp(MAY)) & (services["date"].dt.year == YEAR)]
    assert len(hours) == len(sessions) == 3
    for one in hours:
        assert one.done == pytest.approx(known.loc[known["method"] == one.method, "hours"].sum())
        whole = agreed.loc[agreed["method"] == one.method, "hours"].sum()
        assert (one.agreed, one.expected) == (whole, pytest.approx(whole * 151 / 365, abs=0.05))
    assert [one.done for one in sessions] == [(known["method"] == one.method).sum() for one in sessions]


@pytest.mark.parametrize("day", [date(YEAR, month, 15) for month in range(1, 13)])
def test_who_lacks_a_post_test_on_a_day_is_whoever_had_none_until_then(evidence, day):
    measured = evidence.tables["measurements"]
    known = measured[~(measured["date"] > pd.Timestamp(day))]
    key = ["client", "scale", "group"]
    by_wave = {wave: set(map(tuple, known.loc[known["wave"] == wave, key].to_numpy())) for wave in ("前测", "后测")}
    found = without_post(evidence, day)
    assert set(map(tuple, found[key].to_numpy())) == by_wave["前测"] - by_wave["后测"]
    assert (found["days"] == (pd.Timestamp(day) - found["date"]).dt.days).all()


def test_the_day_is_the_plans_or_today_within_its_year():
    assert day_of(PLAN, date(2030, 1, 1)) == date(YEAR, 12, 31)
    assert day_of(PLAN, MAY) == MAY
    assert day_of(PLAN.model_copy(update={"as_of": date(YEAR, 3, 1)}), MAY) == date(YEAR, 3, 1)
    assert PLAN.passed == PLAN.model_copy(update={"as_of": date(YEAR + 1, 2, 1)}).passed == 1


def test_people_stand_in_the_private_list_alone(evidence, tmp_path):
    (tmp_path / "parameters" / "indicators").mkdir(parents=True)
    lines = [Language("zh_CN").say(line) for line in progress_lines(PLAN, evidence, Project(tmp_path), today=MAY)]
    (path,) = (tmp_path / "private" / "progress").iterdir()
    listed = path.read_text(encoding="utf-8-sig").splitlines()[1:]
    assert len(listed) == len(without_post(evidence, MAY)) > 0
    assert path.stat().st_mode & 0o077 == 0
    codes = {line.split(",")[0] for line in listed}
    assert not [line for line in lines if any(code in line for code in codes)]
    assert any("如果今天评分" in line for line in lines)


def test_the_stations_follow_up_lists_who_lacks_a_post_test_behind_those_who_have_one(evidence):
    registry = shipped_scales()
    plan = PLAN.model_copy(update={"as_of": MAY})
    known = evidence.known_on(MAY)
    scored = score_measurements(known.rows("measurements"), registry)
    people = compare_individuals(scored, registry)
    listed = with_open_tests(people, scored, plan, known)
    lone = without_post(evidence, MAY)
    assert len(lone) > 0
    assert list(listed["client"]) == [*people["client"], *lone["client"]]
    tables = {"individuals": ResultTable("individuals", TableClass.SCALE, listed, ("client", "scale")),
              "outcomes": make_table("outcomes", compare_outcomes(scored, registry))}  # fmt: skip
    report = ProtectedReport(Audience.STATION, protect_tables(tables, shipped_policy(), Audience.STATION), 1, (), 1, 0)
    table = individuals(report, Language("zh_CN"))
    assert sum("还没有后测" in row.cells[-1].words for row in table.rows) == len(lone)
    assert set(table.column("量表")) == {registry[scale].names.said("zh_CN") for scale in listed["scale"]}
