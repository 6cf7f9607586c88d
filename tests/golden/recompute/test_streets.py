"""Every figure that other code works out from the raw workbook of a made street stands in the package's results."""

import copy
import hashlib
import json

import pytest

from evaltoolkit import (
    Results,
    compare_outcomes,
    enrolled_in_groups,
    fill_plan,
    judge_outcomes,
    load,
    measure_services,
    metrics,
    score_measurements,
    score_street,
)
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.intake.plans.plan_file import read_plan as read_checked_plan
from evaltoolkit.model.results import Provenance
from evaltoolkit.reporting.release.results_file import results_to_json
from evaltoolkit.scoring.registry import find_system
from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.streets import SEED, make_street
from recompute.__main__ import main
from recompute.compare import compare, tables_of, unlisted
from recompute.not_recomputed import EVERYTHING, NOT_RECOMPUTED
from recompute.street import read_plan, recompute_street
from tests.sample import one_in

QUICK = ("sanyuanli", "yuncheng")
LEAST = {"outcomes": 700, "services": 300, "coverage": 200, "score": 50}
"""Figures with a value of each part that the smallest of the 24 streets has, rounded down."""


def results_of(street, home):
    """The results of a street's workbook as a run saves them, without the detour over a notebook."""
    plan = read_checked_plan(street.plan_path)
    evidence = load(plan, home=home)
    plan, scales, system = fill_plan(plan, evidence), shipped_scales(), find_system(plan.indicator_system)
    scored = score_measurements(evidence.rows("measurements"), scales)
    enrolled = enrolled_in_groups(evidence, plan.year)
    outcomes = compare_outcomes(scored, scales, enrolled=enrolled, seed=evidence.sha256)
    services = measure_services(plan, evidence)
    services |= judge_outcomes(plan, evidence, scored, scales)
    card = score_street(plan, system, evidence, metrics=metrics(services))
    sources = Provenance((("workbook", evidence.sha256),), ())
    return results_to_json(
        Results(plan.key, plan.street, plan.year, True, card, outcomes, services, evidence.quality, sources)
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a function that gives the project, parameter file and results of a made street, each made once."""
    home, known = tmp_path_factory.mktemp("project"), {}
    (home / "notebooks").mkdir()  # by which a project is known

    def make(name):
        if name not in known:
            street = make_street(name, SEED, home)
            known[name] = home, street.plan_path, results_of(street, home)
        return known[name]

    return make


def recomputed(home, plan_path):
    return recompute_street(read_plan(plan_path), home)


def assert_agrees(home, plan_path, results):
    found = compare(recomputed(home, plan_path), json.loads(results))
    assert found.differences == []
    assert {part: count for part, count in found.compared.items() if count < LEAST[part]} == {}
    assert set(found.compared) == set(LEAST)


@pytest.mark.parametrize("name", one_in(2, QUICK))
def test_every_recomputed_figure_of_quick_streets_is_that_of_the_package(name, made):
    assert_agrees(*made(name))


@pytest.mark.full
@pytest.mark.parametrize("name", [street.slug for street in known_streets()])
def test_every_recomputed_figure_of_all_streets_is_that_of_the_package(name, made):
    assert_agrees(*made(name))


CHANGED = {
    "outcomes": ("outcomes", "sd_change"),
    "exact p": ("outcomes", "p_exact"),
    "verdicts": ("verdicts", "n_unchanged"),
    "hours": ("hours", "done"),
    "attendance": ("attendance", "mean_attendance"),
    "satisfaction": ("satisfaction", "share"),
    "coverage": ("coverage", "served"),
    "communities": ("coverage_by_community", "people"),
    "points": ("scorecard", "points"),
    "total": ("total", "scored"),
}


@pytest.fixture(scope="module")
def street(made):
    home, plan_path, results = made(QUICK[0])
    return recomputed(home, plan_path), json.loads(results)


@pytest.mark.parametrize("change", CHANGED)
def test_a_figure_changed_in_its_eighth_digit_is_found(change, street):
    figures, results = street[0], copy.deepcopy(street[1])
    table, column = CHANGED[change]
    row = next(row for row in tables_of(results)[table] if row[column])
    row[column] *= 1 + 1e-8
    differences = compare(figures, results).differences
    assert len(differences) == 1
    assert differences[0].startswith(table)
    assert f" {column}: " in differences[0]


def test_a_figure_that_the_results_withhold_or_make_up_is_found(street):
    figures, results = street[0], copy.deepcopy(street[1])
    rows = tables_of(results)["outcomes"]
    next(row for row in rows if row["p_t"])["p_t"] = None
    next(row for row in rows if row["n_pairs"] < 10)["t"] = 1.0
    assert len(compare(figures, results).differences) == 2


@pytest.mark.parametrize("table", ["hours", "coverage", "verdicts"])
def test_a_table_that_is_missing_is_found(table, street):
    figures, results = street[0], copy.deepcopy(street[1])
    del results["services"][table]
    assert compare(figures, results).differences == [f"{table}: the table is missing"]


def test_a_column_and_a_row_that_are_missing_and_a_row_too_many_are_found(street):
    figures, results = street[0], copy.deepcopy(street[1])
    del results["services"]["hours"]["frame"]["types"]["done"]
    projects = results["services"]["projects"]["frame"]["rows"]
    left_out = projects.pop(0)["project"]
    projects.append({**projects[0], "project": "another"})
    assert sorted(compare(figures, results).differences) == [
        "hours: the column done is missing",
        "projects another: the row is only in the results",
        f"projects {left_out}: the row is only recomputed",
    ]


def test_further_tables_and_columns_are_no_difference(street):
    figures, results = street[0], copy.deepcopy(street[1])
    results["outcomes"]["types"]["another"] = "number"
    for row in results["outcomes"]["rows"]:
        row["another"] = 1.0
    results["services"]["another"] = {"frame": {"types": {"a": "number"}, "rows": [{"a": 1.0}]}}
    assert compare(figures, results).differences == []
    assert {"another.a", "outcomes.another"} <= set(unlisted(figures, results))


def test_every_column_is_recomputed_or_said_not_to_be(street):
    assert list(unlisted(*street)) == []


def test_what_is_said_not_to_be_recomputed_is_a_column_of_the_results(street):
    results = street[1]
    types = {"outcomes": results["outcomes"]["types"], "scorecard": results["scorecard"]["rows"][0],
             "total": results["scorecard"]["total"]}  # fmt: skip
    types |= {name: table["frame"]["types"] for name, table in results["services"].items()}
    stale = {name: {*listed} - {*types[name]} for name, listed in NOT_RECOMPUTED.items() if listed != EVERYTHING}
    assert {name: columns for name, columns in stale.items() if columns} == {}


def test_nothing_is_recomputed_that_is_said_not_to_be(street):
    done = {part.table: {column for row in part.rows.values() for column in row} for part in street[0]}
    assert [name for name in done if NOT_RECOMPUTED.get(name) == EVERYTHING] == []
    assert {name: both for name in done if (both := done[name] & {*NOT_RECOMPUTED.get(name, ())})} == {}


@pytest.fixture
def project(made):
    """A project with the results of one street from a run of its own."""
    home, plan_path, results = made(QUICK[0])
    content = json.loads(results)
    kept = home / "private" / "some_run" / f"{content['key']}.results.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(results, encoding="utf-8")
    yield home, plan_path, kept
    kept.unlink()


def test_the_command_tells_how_many_figures_agree(project, capsys):
    home, plan_path, _ = project
    assert main([str(plan_path)], home) == 0
    said = capsys.readouterr().out
    assert "0 differ" in said
    assert "1 of 1 streets agree" in said


def test_the_command_fails_where_a_figure_differs(project, street, capsys, monkeypatch):
    home, plan_path, kept = project
    monkeypatch.setattr("recompute.__main__.recompute_street", lambda *_: street[0])
    content = json.loads(kept.read_text(encoding="utf-8"))
    content["scorecard"]["total"]["scored"] += 0.01
    kept.write_text(json.dumps(content), encoding="utf-8")
    assert main([str(plan_path)], home) == 1
    assert "1 differ" in capsys.readouterr().out


def test_the_command_fails_where_the_results_are_missing_or_of_another_workbook(project, capsys):
    home, plan_path, kept = project
    content = json.loads(kept.read_text(encoding="utf-8"))
    content["provenance"]["inputs"] = [["workbook", hashlib.sha256(b"another").hexdigest()]]
    kept.write_text(json.dumps(content), encoding="utf-8")
    assert main([str(plan_path)], home) == 1
    assert "of another workbook" in capsys.readouterr().out
    kept.write_text("{}", encoding="utf-8")
    kept.rename(kept.with_suffix(".kept"))
    assert main([str(plan_path)], home) == 1
    kept.with_suffix(".kept").rename(kept)
    assert "there are no results" in capsys.readouterr().out
