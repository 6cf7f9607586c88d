"""The report's notebook takes in sight the steps that every other paper and view calls as one: both find the same."""

import ast
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pandas as pd
import pytest

from evaltoolkit.analysis.street import analyse_street
from evaltoolkit.explore.analysis import analyse
from evaltoolkit.intake.files.project import HOME_VARIABLE, Project
from evaltoolkit.outcomes import street_outcomes
from evaltoolkit.reporting.year.registries import street_scales, street_system
from tests.protected_street import made_street

NOTEBOOK = Path(__file__).resolve().parents[3] / "notebooks" / "street_report.ipynb"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("街道")


@pytest.fixture(scope="module")
def street(home):
    return made_street(home)


@pytest.fixture
def in_project(home, monkeypatch):
    monkeypatch.setenv(HOME_VARIABLE, str(home))


def computed(path, audience):
    """Return the names of the notebook's steps after those that compute, for a parameter file and an audience."""
    names: dict = {}
    steps = ast.parse("by_hand = None")
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            steps.body += ast.parse("".join(cell["source"])).body
    told = {"by_hand": str(path), "sources": None}
    for step in steps.body:
        goal = step.targets[0].id if isinstance(step, ast.Assign) and isinstance(step.targets[0], ast.Name) else ""
        if goal in told:  # the file that a reader would write there; where it comes from is no figure
            names[goal] = told[goal]
            continue
        exec(compile(ast.Module([step], []), "cell", "exec"), names)  # noqa: S102 - the shipped notebook's own steps
        if goal == "given":
            names["given"] = names["given"].model_copy(update={"audience": audience})
        if goal == "results":
            return names
    raise AssertionError("the notebook assigns no results")


def told(value):
    """Return what a result says as plain values: frames with their kinds, everything else field by field."""
    if isinstance(value, pd.DataFrame):
        return value.to_csv(), [str(kind) for kind in value.dtypes]
    if is_dataclass(value):
        return {name.name: told(getattr(value, name.name)) for name in fields(value)}
    if isinstance(value, Mapping):
        return {name: told(one) for name, one in value.items()}
    return [told(one) for one in value] if isinstance(value, tuple | list) else repr(value)


def differences(one, other):
    """Return the places where two results do not agree."""
    return [name for name, value in one.items() if name != "services" and value != other[name]] + [
        name
        for name in one["services"].keys() | other["services"].keys()
        if one["services"].get(name) != other["services"].get(name)
    ]


@pytest.mark.parametrize("audience", ["shared", "station"])
@pytest.mark.usefixtures("in_project")
def test_the_notebooks_steps_and_the_one_call_find_the_same(street, home, audience):
    path, plan, evidence = street
    seen = computed(path, audience)
    plan = plan.model_copy(update={"audience": audience})
    project = Project(home)
    called = analyse_street(plan, evidence, scales=street_scales(project), system=street_system(plan, project))
    assert len(seen["results"].services) > 40
    assert differences(told(seen["results"]), told(called.results)) == []
    assert told(seen["listed"]) == told(called.people)


@pytest.mark.usefixtures("in_project")
def test_what_is_explored_is_what_the_notebook_finds(street, home):
    path, *_ = street
    seen, explored = computed(path, "shared"), analyse(path, Project(home))
    own = replace(explored.results, provenance=None)
    assert differences(told(seen["results"]), told(own)) == []


@pytest.mark.usefixtures("in_project")
def test_a_step_that_only_one_of_both_took_would_be_seen(street, monkeypatch):
    path, plan, evidence = street
    seen = computed(path, "shared")
    kept = street_outcomes.judge_outcomes
    monkeypatch.setattr(
        street_outcomes, "judge_outcomes", lambda *given, **named: dict([*kept(*given, **named).items()][:-1])
    )
    called = analyse_street(plan, evidence, scales=street_scales(), system=street_system(plan))
    assert differences(told(seen["results"]), told(called.results)) == ["memberships"]
