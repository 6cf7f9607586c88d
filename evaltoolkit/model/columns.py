"""How a column and a table of the station's workbook are described."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a cell holds once its text has been read."""

    TEXT = "text"
    FREE_TEXT = "free_text"  # prose: scanned for identifiers and masked before it is stored
    CHOICE = "choice"
    LABELS = "labels"  # several labels in one cell, separated by 、，,;/ or a space
    DATE = "date"
    NUMBER = "number"
    COUNT = "count"
    FLAG = "flag"  # 是/否, √, 1/0
    TARGET = "target"  # operator, number and unit in one cell, such as ≥50个
    CODE = "code"  # names one person at the station: replaced by a keyed pseudonym
    IDENTIFIER = "identifier"  # never leaves intake


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Parameters
    ----------
    name
        Identifier in code and in the de-identified store.
    header
        What the sheet's first row says, in Chinese.
    kind
        How a cell is read.
    required
        The sheet cannot be used without this column.
    filled
        Every row must have a value here.
    aliases
        Other headers that stations use for the same column.
    choices
        The words allowed in a CHOICE, in the order the entry workbook offers them.
    low, high
        Range of a NUMBER or COUNT, both ends included.
    unit
        Unit of a NUMBER, as shown.
    """

    name: str
    header: str
    kind: Kind = Kind.TEXT
    required: bool = False
    filled: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One sheet of the workbook, or one csv file of the folder.

    Parameters
    ----------
    name
        Identifier in code; also the file name of the de-identified parquet.
    sheet
        Sheet name, in Chinese; the csv file has the same name.
    columns
        In the order of the entry workbook.
    key
        Columns that together may stand only once.
    items
        Columns named ``题1``, ``题2`` … (``item_1`` … in code) may follow the described ones.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    items: bool = False

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError where the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
