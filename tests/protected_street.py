"""Reports as a run keeps them, read back into protected tables: for tests that go over every street at hand."""

import json
from datetime import datetime
from pathlib import Path

import pandas as pd

from evaltoolkit.disclosure import protected
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.model.results import TableClass


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
    return ProtectedTable(name, *head, frame, mask, (), keys, people, bands, protected._SEAL)


def _value(value):
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and len(value) == 19 and value[10] == "T":
        return datetime.fromisoformat(value)
    return value
