"""What a street's papers say of people, as one digest: papers of one state of the data are parts of one paper.

What may be shown of the data belongs to it: under another policy the same data make another paper, which is compared
with every one before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

import pandas as pd

from evaltoolkit.model.report_tables import REPORT_TABLES
from evaltoolkit.model.results import ResultTable, TableClass

_NOT_OF_PEOPLE = (TableClass.FACT, TableClass.MONEY, TableClass.HOURS)
DATA = "data:"
"""Begins the name of a state whose data are known, not the workbook alone."""
_DIGITS = 9  # what another version of a library adds behind is no other state


def data_state(tables: Mapping[str, ResultTable], rules: str) -> str:
    """Return the sha256 of everything that the tables tell of people under `rules`; it stays in ``private/``.

    Words, money and hours do not count, nor do the slug, the name of a run or a workbook that was only saved again.
    """
    found = hashlib.sha256(rules.encode("utf-8"))
    for name in sorted(tables):
        is_own = name in REPORT_TABLES and REPORT_TABLES[name].station_only
        if tables[name].table_class not in _NOT_OF_PEOPLE and not is_own:
            found.update("\n".join((name, *_lines(tables[name]), "")).encode("utf-8"))
    return f"{DATA}{found.hexdigest()}"


def _lines(table: ResultTable) -> Iterator[str]:
    frame = table.frame
    counted = (*table.people, *table.figures, *table.spread, *table.counts)
    named = list(dict.fromkeys(name for name in (*table.keys, *counted) if name in frame.columns))
    yield "\t".join(named)
    for row in frame[named].itertuples(index=False, name=None):
        yield "\t".join(_said(value) for value in row)


def _said(value: object) -> str:
    if isinstance(value, float) or pd.api.types.is_number(value):
        return "" if pd.isna(value) else f"{float(value):.{_DIGITS}g}"  # type: ignore[arg-type]
    return str(value) if isinstance(value, str) else ""
