"""Protected reports for tests that go over every street at hand: read from a run's files, or made for the test."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from unittest import mock

import pandas as pd

from evaltoolkit import fill_plan, load, street_policy
from evaltoolkit.disclosure import protected
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport, protect_for, protect_results
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.model.results import TableClass
from evaltoolkit.reporting.year.street_results import street_analysis
from evaltoolkit.synthetic.streets import make_street
from tests.small_street import streets_are_small


@cache
def read_report(path: Path) -> ProtectedReport:
    """Return the report of a file ``<key>.protected.json``."""
    content = json.loads(path.read_text(encoding="utf-8"))
    audience = Audience(content["audience"])
    tables = {name: _table(name, table, audience) for name, table in content["tables"].items()}
    return ProtectedReport(audience, tables, content["round_to"], min_people=content["min_people"])


def _table(name: str, content: dict, audience: Audience) -> ProtectedTable:
    columns = list(content["types"])
    rows = [[_value(row.get(column)) for column in columns] for row in content["rows"]]
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    mask = pd.DataFrame(data=False, index=frame.index, columns=columns)
    for entry in content["withheld"]:
        mask.loc[entry["row"], entry["columns"]] = True
    bands = {
        (int(row), column): tuple(band) for row, of_row in content["bands"].items() for column, band in of_row.items()
    }
    head = TableClass(content["table_class"]), audience
    keys, people = tuple(content["keys"]), tuple(content["people"])
    with mock.patch.object(protected, "is_of_package", return_value=True):
        return ProtectedTable(name, *head, frame, mask, (), keys, people, bands)


def _value(value):
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and len(value) == 19 and value[10] == "T":
        return datetime.fromisoformat(value)
    return value


def made_reports(home: Path) -> dict[Audience, ProtectedReport]:
    """Return the report of a made street for each audience."""
    _, plan, evidence = made_street(home)
    results = street_analysis(plan, evidence).results
    others = [audience for audience in Audience if audience is not Audience.STATION]
    own = protect_results(results, street_policy(), Audience.STATION)
    return {one.audience: one for one in (own, *protect_for(results, street_policy(), others))}


def made_street(home):
    """Return the parameter file of a small made street, its filled plan and its evidence."""
    (home / "notebooks").mkdir()  # what makes a folder a project, beside its parameters
    with streets_are_small():
        street = make_street("人和镇", 2023, home)
    plan = read_plan(street.plan_path)
    evidence = load(plan, home=home)
    return street.plan_path, fill_plan(plan, evidence), evidence
