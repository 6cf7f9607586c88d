"""Any protected table as a page shows it: each of its columns under its name, what is withheld or missing marked."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from evaltoolkit.disclosure.of_run import require_protected
from evaltoolkit.disclosure.protected import AUDIENCE_NAMES, ProtectedTable
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.printed import printed
from evaltoolkit.findings.table_names import kind_of_row, report_table
from evaltoolkit.language import DEFAULT_LANGUAGE, AsWritten, Language, text
from evaltoolkit.model.report_tables import COLUMNS, REPORT_TABLES
from evaltoolkit.words.page.columns import Column, build, figures, flag
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, prose

_KEYS = ("indicator", "metric")
"""Columns that tell a reader nothing, beside those whose name stands in a column of its own."""
_YES, _NO = text("yes"), text("no")
_LONGEST = 200
"""Rows of a table that are shown (本工具规则): what is longer is no reading, and the saved workbook holds all."""


def any_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return every column that has something to say, its figures as they are printed.

    Parameters
    ----------
    table
        Any protected table.
    language
        The reader's.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    require_protected(table)
    every = table.frame.columns
    told = [name for name in every if table.mask[name].any() or table.frame[name].notna().any()]
    names = [name for name in told if name not in _KEYS and f"{name}_name" not in every]
    columns = tuple(_column(table, str(name), language) for name in names)
    caption = text("{what} ({version})", what=report_table(table.name), version=AUDIENCE_NAMES[table.audience])
    notes = (text("{n} rows; the first {shown} are listed.", n=len(table.frame), shown=_LONGEST),)
    shown = table.keep(table.frame.index < _LONGEST) if len(table.frame) > _LONGEST else table
    return build(_as_printed(shown), columns, language, caption=caption, notes=notes if shown is not table else ())


def show_table(table: object) -> HtmlTable:
    """Return a protected table as a cell that ends with it shows it, in the toolkit's own language."""
    return any_table(require_protected(table), Language(DEFAULT_LANGUAGE))


def any_words(table: ProtectedTable, language: Language) -> Prose:
    """Return how many rows a table has, and how many of its results are withheld: what it says stands in the table."""
    said = text("{what}: {n} rows.", what=report_table(table.name), n=len(table.frame))
    gone = text("{n} results are withheld in this version.", n=len(table.hidden)) if table.hidden else None
    return prose(language, (Kind.MESSAGE, tuple(one for one in (said, gone) if one is not None)))


def _as_printed(table: ProtectedTable) -> ProtectedTable:
    return replace(table, frame=printed(table))


def _column(table: ProtectedTable, name: str, language: Language) -> Column:
    chinese, english = COLUMNS.get(name, (name, name))
    header = text("{name}", name=AsWritten(chinese if language.code == "zh_CN" else english))
    kind = table.frame[name].dropna()
    if not kind.empty and kind.map(lambda value: isinstance(value, bool)).all():
        return flag(name, header, yes=_YES, no=_NO)
    if not kind.empty and kind.map(lambda value: isinstance(value, tuple | list)).all():
        return Column(header, lambda row: row.gap(name) or language.join(map(str, row.texts(name))))
    if _is_number(kind):
        return figures(name, header, percent if _is_share(table.name, name) else trimmed)
    return Column(header, lambda row: row.gap(name) or kind_of_row(table.name, row.string(name)) or row.said(name))


def _is_number(column: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column)) and not bool(pd.api.types.is_bool_dtype(column))


def _is_share(table: str, name: str) -> bool:
    facts = REPORT_TABLES.get(table)
    shares = () if facts is None else facts.protection["shares"]
    named = {one.share for one in shares}
    return name in named or name in _SHARES or name.startswith(("share", "better_", "worse_", "unchanged_", "bound_"))


_SHARES = ("share", "completion", "response_rate", "ci_low", "ci_high", "dropped_share", "lost_share", "last_share")
