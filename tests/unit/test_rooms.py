"""The contract that keeps the rooms apart lets through what the table allows, and nothing else."""

import tomllib
from pathlib import Path

from rooms import faults, parse_table

ROOT = Path(__file__).parents[2]
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
TABLE = parse_table(["__init__: *", "model:", "scoring: model", "services: model, outcomes.proportions", "outcomes:"])


def found(module, *imported):
    return list(faults({module: frozenset(imported)}, TABLE))


def test_a_room_may_import_itself_and_what_its_line_names():
    assert found("evaltoolkit.scoring.card", "evaltoolkit.scoring.rules", "evaltoolkit.model.plan") == []


def test_an_import_that_the_line_does_not_name_is_a_fault():
    assert found("evaltoolkit.model.plan", "evaltoolkit.scoring.card") == [
        "evaltoolkit.model.plan may not import evaltoolkit.scoring.card"
    ]


def test_a_line_may_open_one_module_of_a_room_and_keep_the_others_shut():
    module = "evaltoolkit.services.satisfaction"

    assert found(module, "evaltoolkit.outcomes.proportions") == []
    assert found(module, "evaltoolkit.outcomes.paired") != []


def test_a_room_that_the_table_does_not_know_is_a_fault():
    assert found("evaltoolkit.helpers.dates") == ["helpers is not in the table of rooms"]


def test_no_room_takes_names_from_the_package_itself():
    assert found("evaltoolkit.scoring.card", "evaltoolkit") != []
    assert found("evaltoolkit", "evaltoolkit.scoring.card") == []


def test_every_folder_of_the_package_has_its_line():
    table = parse_table(CONTRACT[0]["rooms"])
    folders = {path.name for path in (ROOT / "evaltoolkit").iterdir() if (path / "__init__.py").exists()}

    assert folders - {"locales"} <= table.keys()
