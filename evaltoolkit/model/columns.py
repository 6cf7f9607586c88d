"""How a column and a table of the station's workbook are described."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a cell holds once its text has been read."""

    UNSTATED = "unstated"  # nothing says that it names nobody: held back as all three kinds of identifier
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
    NAME = "name"  # of a person
    ADDRESS = "address"
    PERSON_NUMBER = "person_number"  # identity card, telephone, account: what is one person's alone

    @property
    def is_held_back(self) -> bool:
        """Return whether the column names people: never stored, but searched for in prose and by the gate."""
        return self in (Kind.UNSTATED, Kind.NAME, Kind.ADDRESS, Kind.PERSON_NUMBER)


MAY_STAY_EMPTY = "选填"
"""What `when` says of a sheet that need not be filled in."""


class Items(StrEnum):
    """What columns 题1, 题2 … may follow the described ones."""

    NONE = ""
    SCALE = "scale"  # answers to the items of the scale that the row names
    RATING = "rating"  # satisfaction with single points, in words or figures


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
        How a cell is read; a column is stored only where its kind is stated and is none of an identifier.
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
    usual
        The most that is usual of a NUMBER or COUNT; what lies above is doubted, and counts.
    at_most, not_before
        Column of the same row that the figure cannot exceed, or before whose day this one cannot lie.
    refers
        English name of the table in which the value must stand.
    stands_in
        ``table.column`` of other sheets, divided by blanks, in one of which the words should stand.
    forms
        Whether a CHOICE may name a form of work instead, which counts under one of the choices.
    of_people
        Whether the words name groups of people.
    of_ours
        Whether the words are those of a list, ours or the plan's: written names alone are masked in them.
    offers
        What the words are taken from: ``indicators``, ``scales`` or ``forms`` of work; they are no prose.
    hint, example
        Shown beside the cell and in the example row, in Chinese; ``{year}`` stands for the year evaluated.
    feeds
        Names of the report's tables that read the column; a page of its own (``project_view``); ``plan`` for what a
        parameter file leaves open. Empty: the report does not use it.
    """

    name: str
    header: str
    kind: Kind = Kind.UNSTATED
    required: bool = False
    filled: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str = ""
    usual: float | None = None
    at_most: str = ""
    not_before: str = ""
    refers: str = ""
    stands_in: str = ""
    forms: bool = False
    of_people: bool = False
    of_ours: bool = False
    offers: str = ""
    hint: str = ""
    example: str | float | None = None
    feeds: tuple[str, ...] = ()

    def is_unused(self, key: tuple[str, ...]) -> bool:
        """Return whether the report uses neither what stands in the column nor, as part of the `key`, that it does."""
        return not (self.feeds or self.kind.is_held_back or self.refers or self.name in key)


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
        Whether columns named ``题1``, ``题2`` … (``item_1`` … in code) may follow the described ones, and of what.
    dated
        Column of the day or year that decides whether a record is of the plan's year; where the column refers to
        another table, the record there decides. Empty: records of every year count.
    earlier
        How many years before the plan's count too; infinite for lists of people, on which one stays.
    ended
        Column of the day from which a record no longer counts.
    known
        Column of the day from which a record is known, where records of every year count.
    settled
        Column of the day on which what a record is about was done: an instalment paid, a finding put right.
    once
        Columns in which two rows that agree may be one record that was written twice.
    latest
        Columns in which of rows that agree, and have the first, the latest in time alone counts.
    brings
        Which rows the entry workbook brings along: ``plan_items``, ``indicators`` or ``sections``.
    when, chapter
        Whether to fill the sheet in, and which part of the report it is for, in Chinese.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    items: Items = Items.NONE
    dated: str = ""
    earlier: float = 0.0
    ended: str = ""
    known: str = ""
    settled: str = ""
    once: tuple[str, ...] = ()
    latest: tuple[str, ...] = ()
    brings: str = ""
    when: str = ""
    chapter: str = ""

    @property
    def stored(self) -> tuple[Column, ...]:
        """Return the columns that may leave intake."""
        return tuple(column for column in self.columns if not column.kind.is_held_back)

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError where the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
