"""What intake hands over: the de-identified tables of one street's year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from evaltoolkit.model.results import Quality
from evaltoolkit.model.workbook import TABLES, table
from evaltoolkit.model.years import as_known_on


@dataclass(frozen=True, slots=True)
class Evidence:
    """The de-identified tables of a street, typed and checked.

    Parameters
    ----------
    tables
        By English name; columns as in :mod:`evaltoolkit.model.workbook` without the identifier columns. CODE cells
        are pseudonyms, LABELS cells tuples, FLAG cells pandas booleans, DATE cells datetime64, NUMBER and COUNT
        float64 (NaN is missing), TARGET cells the text as written. A table that is missing is absent.
    quality
        What was set aside or remarked on.
    sha256
        Of the workbook, or of the folder's files together; empty where the plan names no data.
    """

    tables: Mapping[str, pd.DataFrame]
    quality: Quality
    sha256: str = ""
    typed: dict[str, pd.DataFrame] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Tables with all columns of their description, and what several results take of them, once they were asked for."""

    def table(self, name: str) -> pd.DataFrame | None:
        """Return the table of that name, or None where the street has not given it."""
        return self.tables.get(name)

    def rows(self, name: str) -> pd.DataFrame:
        """Return the table of that name; an empty one with its columns where the street has not given it."""
        return self.tables.get(name, pd.DataFrame(columns=[column.name for column in table(name).stored]))

    def known_on(self, day: date) -> Evidence:
        """Return the evidence without what became known after `day`, where records of every year count."""
        given = {spec: self.tables[spec.name] for spec in TABLES if spec.known and spec.name in self.tables}
        known = {spec.name: as_known_on(spec, frame, day).drop(columns="later") for spec, frame in given.items()}
        return replace(self, tables={**self.tables, **known})
