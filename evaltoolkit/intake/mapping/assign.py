"""Say which column of a table each column of a sheet may be: the header proposes, the cells decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evaltoolkit.intake.checking.cell_values import as_text
from evaltoolkit.intake.mapping.header_parts import header_parts
from evaltoolkit.intake.mapping.match import ITEM, LIKELY, POSSIBLE, UNREAD, Meaning, meaning_of
from evaltoolkit.intake.mapping.options import TICKED
from evaltoolkit.intake.mapping.values import MOST, answer_words, are_identity_numbers, are_phones, fit, sample
from evaltoolkit.model import workbook
from evaltoolkit.model.columns import Column, Items, Kind, TableSpec

_SIGN = "┋"
_FEWEST = 3
_NEARLY_ALL = 0.9
_TOTAL, _DAY = "总分", "测量日期"

Cells = Mapping[str, Sequence[object]]
"""Cells by header, of all sheets with that header."""


@dataclass(slots=True)
class Assigned:
    """Which column each header is read as, and how far that is trusted.

    Parameters
    ----------
    columns
        A header of the workbook, or options of a question with theirs, by header of the sheet; empty for what is not
        read.
    trust
        Of each header that is read.
    refused
        Headers whose words name a column that their cells cannot be.
    """

    table: str
    columns: dict[str, str | Mapping[str, str]] = field(default_factory=dict)
    trust: dict[str, float] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def spec(self) -> TableSpec:
        """Return the description of the table."""
        return workbook.table(self.table)

    @property
    def given(self) -> frozenset[str]:
        """Return the headers of the workbook that the sheet has."""
        goals = self.columns.values()
        return frozenset(
            goal for each in goals for goal in (each.values() if isinstance(each, Mapping) else (each,)) if goal
        )

    @property
    def waves(self) -> frozenset[str]:
        """Return the times of measuring that stand in headers."""
        return frozenset(goal.split("_")[0] for goal in self.given if "_" in goal)


def assign(cells: Cells, table: str, looked: Cells | None = None) -> Assigned:
    """Return which column of the table each header is; `looked` is a sample of its cells."""
    found = Assigned(table)
    looked = looked or {header: sample(column) for header, column in cells.items()}
    offers = []
    for place, (header, column) in enumerate(looked.items()):
        meaning = meaning_of(header, table) or _by_values(column, table)
        if meaning is not None and meaning.column not in (UNREAD, ITEM) and not meaning.wave:
            meaning = _held_against(meaning, header, column, found)
        if meaning is not None:
            offers.append((meaning.trust, -place, header, meaning))
    for trust, _, header, meaning in sorted(offers, key=lambda offer: (-offer[0], -offer[1])):
        _place(found, header, meaning, trust)
    _number_items(found, looked)
    for header, column in cells.items():
        if options := _options(column, found):
            found.columns[header], found.trust[header] = options, LIKELY
    found.columns = {header: found.columns.get(header, "") for header in cells}
    return found


def _held_against(meaning: Meaning, header: str, cells: Sequence[object], found: Assigned) -> Meaning | None:
    """Return what the header means where the cells agree; what they are where they are something else."""
    column = found.spec.column(meaning.column)
    if column.kind is Kind.CODE and are_identity_numbers(cells) and _has(found.spec, "id_number"):
        return Meaning("id_number", meaning.trust)
    parts = header_parts(header)
    is_ticked = column.kind is Kind.FLAG and (parts.option or any(_SIGN in as_text(cell) for cell in sample(cells)))
    share = 1.0 if is_ticked else fit(cells, column)
    if share >= MOST:
        return Meaning(meaning.column, meaning.trust * share)
    found.refused[header] = column.header
    return None


def _by_values(cells: Sequence[object], table: str) -> Meaning | None:
    """Return what a column is by its cells alone, where they are hardly anything else."""
    spec, found = workbook.table(table), sample(cells)
    if len(found) < _FEWEST:
        return None
    if _has(spec, "id_number") and are_identity_numbers(cells):
        return Meaning("id_number", LIKELY)
    if _has(spec, "phone") and are_phones(cells):
        return Meaning("phone", LIKELY)
    words = {as_text(cell) for cell in found}
    if len(words) < 2 or words <= {"是", "否"} or all(word.replace(",", "").isdigit() for word in words):
        return None
    telling = (column for column in spec.columns if column.choices or column.kind is Kind.LABELS)
    return next((Meaning(column.name, POSSIBLE) for column in telling if fit(cells, column) >= _NEARLY_ALL), None)


def _has(spec: TableSpec, name: str) -> bool:
    return any(column.name == name for column in spec.columns)


def _place(found: Assigned, header: str, meaning: Meaning, trust: float) -> None:
    if meaning.column == UNREAD:
        return
    if meaning.wave or meaning.item:
        names = {ITEM: f"题{meaning.item}", "total": _TOTAL, "date": _DAY}
        goal = "_".join(filter(None, (meaning.wave, names[meaning.column])))
    elif meaning.column == ITEM:
        goal = ITEM
    else:
        column = found.spec.column(meaning.column)
        parts = header_parts(header)
        if column.kind is Kind.FLAG and parts.option:
            found.columns[header], found.trust[header] = {TICKED: column.header}, trust
            return
        goal = column.header
        if goal in found.given and not _may_repeat(column):
            return
    found.columns[header], found.trust[header] = goal, trust


def _may_repeat(column: Column) -> bool:
    return column.kind is Kind.LABELS or column.kind.is_held_back


def _number_items(found: Assigned, cells: Cells) -> None:
    """Number the items of a survey in their order."""
    spec = found.spec
    if spec.items is Items.SCALE and not any("题" in goal for goal in found.given):
        open_ = [header for header in cells if header not in found.columns and header_parts(header).question]
        answered = [
            header for header in open_ if sample(cells[header]) and answer_words([sample(cells[header])]) is not None
        ]
        found.columns |= dict.fromkeys(answered if len(answered) >= _FEWEST else (), ITEM)
    items = [header for header in cells if found.columns.get(header) == ITEM]
    for number, header in enumerate(items, start=1):
        if answer_words([sample(cells[header])]) is None:
            del found.columns[header]
            continue
        found.columns[header] = f"题{number}"
        found.trust.setdefault(header, POSSIBLE)


def _options(cells: Sequence[object], found: Assigned) -> dict[str, str]:
    """Return which column each option of a question with several answers is, where they stand in one cell."""
    ticked = [as_text(cell) for cell in cells if isinstance(cell, str) and _SIGN in cell]
    words = {part.strip() for cell in ticked for part in cell.split(_SIGN)}
    options = {}
    for word in sorted(words):
        meaning = meaning_of(word, found.table)
        if meaning is not None and _has(found.spec, meaning.column):
            column = found.spec.column(meaning.column)
            if column.kind is Kind.FLAG:
                options[word] = column.header
    return options
