"""What the tables of a report are called in the reader's words, and the one sentence for one that is not there."""

from __future__ import annotations

from collections.abc import Mapping

from evaltoolkit.disclosure.of_run import require_protected
from evaltoolkit.disclosure.protected import NOT_PROVIDED, ProtectedTable
from evaltoolkit.language import AsWritten, Language, Text, text
from evaltoolkit.model.report_tables import REPORT_TABLES
from evaltoolkit.model.texts import texts
from evaltoolkit.model.workbook import TABLES

_SHEETS = {spec.name: spec.sheet for spec in TABLES}


def report_table(name: str) -> Text | str:
    """Return what a table of the report is called; its identifier where it has no words yet."""
    facts = REPORT_TABLES.get(name)
    return facts.title if facts else name


def kind_of_row(table: str, value: str) -> Text | str | None:
    """Return in words what a table puts for a kind of row, such as ``annual`` among the funds; None for any other word.

    Examples
    --------
    >>> kind_of_row("funds", "annual").english(), kind_of_row("quality", "clients"), kind_of_row("projects", "all")
    ('Budget of the whole year', '服务对象', None)
    """
    return AsWritten(_SHEETS[value]) if table == "quality" and value in _SHEETS else _KINDS.get(table, {}).get(value)


_KINDS: Mapping[str, Mapping[str, Text]] = texts("findings", "codes")


def absence(table: ProtectedTable, language: Language) -> str:
    """Return what sentence, chart and table all say of a table that the street has not given: 未提供, never 0."""
    what = report_table(require_protected(table).name)
    said = language.say(text("{what}: {gap}.", what=what, gap=NOT_PROVIDED))
    return said[:1].upper() + said[1:]


def sheet(name: str) -> AsWritten:
    """Return the sheet of the workbook that a table comes from, as the station knows it.

    Examples
    --------
    >>> sheet("clients")
    '服务对象'
    """
    return AsWritten(_SHEETS.get(name, name))
