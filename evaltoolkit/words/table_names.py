"""What the tables of a report are called in the reader's words."""

from __future__ import annotations

from evaltoolkit.language import Text
from evaltoolkit.model.report_tables import REPORT_TABLES
from evaltoolkit.model.workbook import TABLES

_SHEETS = {spec.name: spec.sheet for spec in TABLES}


def report_table(name: str) -> Text | str:
    """Return what a table of the report is called; its identifier where it has no words yet."""
    facts = REPORT_TABLES.get(name)
    return facts.title if facts else name


def sheet(name: str) -> str:
    """Return the sheet of the workbook that a table comes from, as the station knows it.

    Examples
    --------
    >>> sheet("clients")
    '服务对象'
    """
    return _SHEETS.get(name, name)
