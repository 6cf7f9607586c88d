"""A faulty audience policy stops `evaltoolkit run` with its own exit code, and nothing is written."""

from copy import deepcopy
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE
from tests.page_names import report_name
from tests.sample import one_in

CONTENT = yaml.safe_load((files("evaltoolkit.disclosure") / "policy.yaml").read_text(encoding="utf-8"))
NOTEBOOK = Path(__file__).parents[2] / "unit" / "reporting" / "zoo" / "street.ipynb"
PLAN = (
    "{schema_version: 1, street: 示例街道, slug: shili, district: 示例区, year: 2025, project: 示例, synthetic: true, "
    "indicator_system: made}"
)


def places(content, above=()):
    for key, value in content.items():
        yield (*above, key)
        if isinstance(value, dict):
            yield from places(value, (*above, key))


EVERY_KEY = list(places(CONTENT))
_STEP = 18
FEW_KEYS = [
    pytest.param(place, id=".".join(place), marks=() if number % _STEP == 0 else pytest.mark.full)
    for number, place in enumerate(EVERY_KEY)
]
"""Of an ordinary run every eighteenth: that the loader refuses each is tested beside it, without a run."""
NUMBERS = [place for place in EVERY_KEY if place[-1] in ("min_people", "min_spread", "round_to")]


@pytest.fixture
def project(tmp_path, monkeypatch):
    home = tmp_path / "home"
    for folder in ("parameters/streets", "notebooks"):
        (home / folder).mkdir(parents=True)
    (home / "parameters" / "streets" / "shili_2025.yaml").write_text(PLAN, encoding="utf-8")
    (home / "notebooks" / "street_report.ipynb").write_bytes(NOTEBOOK.read_bytes())
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    monkeypatch.chdir(home)
    return home


@pytest.fixture
def run(project):
    """Run the street under a policy; return the exit status and what was written."""

    def under(content, name="policy.yaml", command="run"):
        written = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (project / "parameters" / name).write_text(written, encoding="utf-8")
        before = set(project.rglob("*"))
        status = run_program(program, [command, "parameters/streets/shili_2025.yaml"])
        return status, set(project.rglob("*")) - before

    return under


def with_key(place, change):
    content = deepcopy(CONTENT)
    holder = content
    for key in place[:-1]:
        holder = holder[key]
    change(holder, place[-1])
    return content


STOPPED = (ExitCode.POLICY_INVALID, set())


@pytest.mark.parametrize("place", FEW_KEYS)
def test_every_key_left_out_stops_the_run(place, run):
    assert run(with_key(place, lambda holder, key: holder.pop(key))) == STOPPED


@pytest.mark.parametrize("place", FEW_KEYS)
def test_every_key_misspelt_stops_the_run(place, run):
    assert run(with_key(place, lambda holder, key: holder.update({key + "_": holder.pop(key)}))) == STOPPED


@pytest.mark.parametrize("place", one_in(12, NUMBERS), ids=".".join)
def test_every_number_below_the_packages_stops_the_run(place, run):
    assert run(with_key(place, lambda holder, key: holder.update({key: holder[key] - 1}))) == STOPPED


@pytest.mark.parametrize("content", one_in(2, ["", "a: [", "min_people: 1", "{{{", "\ufffe"]))
def test_what_is_no_policy_stops_the_run(content, run):
    assert run(content) == STOPPED


def test_a_broken_policy_stops_a_batch_too(run):
    assert run("min_people: 1", command="batch") == STOPPED


def test_a_key_stated_twice_stops_the_run(run):
    twice = yaml.safe_dump(CONTENT, allow_unicode=True, sort_keys=False) + "schema_version: 1\n"
    assert run(twice) == STOPPED


@pytest.mark.parametrize("name", one_in(3, ["policy.yml", "Policy.yaml", "policies.yaml"]))
def test_a_policy_file_that_nobody_would_read_stops_the_run(name, run):
    assert run(CONTENT, name) == STOPPED


def test_the_message_names_the_key_and_says_that_nothing_was_written(run, capsys):
    run(with_key(("audiences", "shared", "min_people"), lambda holder, key: holder.update({key: 4})))
    said = "".join(capsys.readouterr())
    assert "audiences.shared.min_people" in said
    assert "没有写出任何文件" in said


def test_a_good_policy_of_the_office_lets_the_run_through(run, project):
    content = deepcopy(CONTENT)
    content["audiences"]["shared"]["min_people"] = 8
    status, written = run(content)
    assert status == ExitCode.OK
    assert project / "reports" / "2025" / report_name("示例街道") in written
