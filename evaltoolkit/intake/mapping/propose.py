"""Propose how each sheet of a station's own files is read: which table, which columns, what holds for all rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from evaltoolkit.instruments.scale import Scale
from evaltoolkit.instruments.shape import shape_of
from evaltoolkit.intake.checking.cell_values import as_date
from evaltoolkit.intake.checking.check import HELP_SHEETS
from evaltoolkit.intake.checking.headers import find_columns
from evaltoolkit.intake.mapping.assign import Assigned, Cells, assign
from evaltoolkit.intake.mapping.doubts import Doubt, constants_of, open_questions
from evaltoolkit.intake.mapping.heads import YEAR, HeadedSheet, find_head, is_period, is_summary
from evaltoolkit.intake.mapping.match import meaning_of
from evaltoolkit.intake.mapping.records import sums_of
from evaltoolkit.intake.mapping.sheet_map import SheetMap, mark_of
from evaltoolkit.intake.mapping.values import answer_words, sample
from evaltoolkit.intake.mapping.vocabulary import answer_sets, is_letter, plain, table_names
from evaltoolkit.intake.reading.raw_tables import RawSheet, RawWorkbook
from evaltoolkit.model.columns import Items, Kind
from evaltoolkit.model.workbook import TABLES, table_of_sheet

Named = Callable[[str], bool]
"""Whether words name a person of the files."""
_NAMED, _MISSING, _LEAST_SCORE = 3.0, 1.5, 2.0
_ITEMS_COUNT, _MOST_ITEMS = 0.3, 3.0
_MOST_TABLES = 4


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A map with what it leaves open; complete where that is nothing.

    Parameters
    ----------
    map
        As proposed.
    doubts
        What a person must say first.
    heads
        The sheets with that header.
    cells
        Their cells by header.
    refused
        Headers whose words name a column that their cells cannot be, with that column.
    named
        Whether words name a person of the files.
    """

    map: SheetMap
    doubts: tuple[Doubt, ...]
    heads: tuple[HeadedSheet, ...]
    cells: Cells
    refused: Mapping[str, str]
    named: Named = lambda _: False

    @property
    def is_complete(self) -> bool:
        """Return whether nothing is left open."""
        return not self.doubts


def propose(
    raw: RawWorkbook, scales: Mapping[str, Scale], *, year: int | None = None, named: Named = lambda _: False
) -> tuple[Proposal, ...]:
    """Return a proposal for each sheet, months of one header together, the workbook's own sheets left out.

    Parameters
    ----------
    raw
        As read.
    scales
        By id.
    year
        Of days that are written without one.
    named
        Whether words name a person: such a header is not taken over into a map, nor such a name of a sheet.
    """
    groups: dict[tuple[str, ...], list[HeadedSheet]] = {}
    for sheet in raw.sheets:
        if sheet.name.strip() in HELP_SHEETS or sheet.cells.empty or is_own(sheet):
            continue
        head = find_head(sheet)
        own = "" if is_period(sheet.name) or head.is_gathered else sheet.name
        groups.setdefault((sheet.file, own, *head.headers.values()), []).append(head)
    return tuple(_proposal(heads, scales, year, named) for heads in groups.values())


def is_own(sheet: RawSheet) -> bool:
    """Return whether a sheet is one of the workbook's, with every column that it needs."""
    spec = table_of_sheet(sheet.name)
    if spec is None:
        return False
    found = find_columns(sheet, spec)
    return all(column.name in found.places or found.waves for column in spec.columns if column.required)


def _proposal(heads: Sequence[HeadedSheet], scales: Mapping[str, Scale], year: int | None, named: Named) -> Proposal:
    cells = cells_of(heads)
    words = plain(" ".join((heads[0].sheet.file, *(head.sheet.name for head in heads), *heads[0].titles)))
    scored = sorted(((_score(found, words), found) for found in _likely(cells, words)), key=lambda pair: -pair[0])
    score, best = scored[0] if scored else (0.0, None)
    is_doubtful = best is None or not best.trust or score < _LEAST_SCORE or is_summary(heads[0].sheet.name)
    if best is None or is_doubtful or any(map(named, cells)):
        found = as_unread(heads, cells)
    else:
        found = proposal_for(best, heads, cells, scales, year=year)
    sheets = tuple(mark_of(name) if named(name) else name for name in found.map.sheets)
    return unnamed(replace(found, map=replace(found.map, sheets=sheets), named=named))


def unnamed(found: Proposal) -> Proposal:
    """Return the proposal without questions about words that name a person: such a cell is a fault, not a choice."""
    return replace(found, doubts=tuple(doubt for doubt in found.doubts if not (doubt.word and found.named(doubt.word))))


def reopened(found: Proposal, each: SheetMap, scales: Mapping[str, Scale]) -> Proposal:
    """Return the proposal with its map changed, and what the change leaves open."""
    if not each.table:
        return replace(found, map=each, doubts=())
    each = each if each.answers else with_answers(each, found.cells, scales)
    assigned = Assigned(each.table, dict(each.columns))
    return unnamed(replace(found, map=each, doubts=tuple(open_questions(each, assigned, found.cells, scales))))


def as_unread(heads: Sequence[HeadedSheet], cells: Cells) -> Proposal:
    """Return the proposal not to read the sheets."""
    return Proposal(
        SheetMap(heads[0].sheet.file, tuple(head.sheet.name for head in heads), ""), (), tuple(heads), cells, {}
    )


def cells_of(heads: Sequence[HeadedSheet]) -> dict[str, list[object]]:
    """Return the cells under each header, of all sheets that have it."""
    found: dict[str, list[object]] = {}
    for head in heads:
        rows = head.rows.drop(index=sums_of(head.rows, head))
        for place, header in head.headers.items():
            found.setdefault(header, []).extend(cell for cell in rows[place].tolist() if cell is not None)
    return found


def _likely(cells: Cells, words: str) -> Iterator[Assigned]:
    """Yield the tables that the headers and names speak for, held against the cells; all where nothing speaks."""
    names = [spec.name for spec in TABLES if not spec.brings]
    said = {name: _said(cells, name) + _bonus(name, words) for name in names}
    best = sorted(said, key=lambda name: -said[name])[:_MOST_TABLES]
    looked = {header: sample(column) for header, column in cells.items()}
    yield from (assign(cells, name, looked) for name in (best if any(said.values()) else said))


def _said(cells: Cells, table: str) -> float:
    meanings = (meaning_of(header, table) for header in cells)
    return sum(meaning.trust for meaning in meanings if meaning is not None and meaning.column)


def _bonus(table: str, words: str) -> float:
    return _NAMED if any(plain(name) in words for name in table_names(table)) else 0.0


def _score(found: Assigned, words: str) -> float:
    """Return how well a table fits: its columns that were found, needed ones that were not, names of file and sheet."""
    needed = {column.header for column in found.spec.columns if column.required}
    items = [header for header, goal in found.columns.items() if isinstance(goal, str) and "题" in goal]
    weights = {header: 2 if _goals(found.columns[header]) & needed else 1 for header in found.trust.keys() - set(items)}
    score = sum(found.trust[header] * weight for header, weight in weights.items())
    score += min(_ITEMS_COUNT * len(items), _MOST_ITEMS)
    derived = {"服务编号", "档案号", "量表", "时点"}
    score -= _MISSING * len(needed - found.given - derived)
    return score + _bonus(found.table, words)


def _goals(goal: str | Mapping[str, str]) -> set[str]:
    return set(goal.values()) if isinstance(goal, Mapping) else {goal}


def proposal_for(
    found: Assigned, heads: Sequence[HeadedSheet], cells: Cells, scales: Mapping[str, Scale], *, year: int | None
) -> Proposal:
    """Return the proposal that the sheets hold a table."""
    words = " ".join((heads[0].sheet.file, *(head.sheet.name for head in heads), *heads[0].titles))
    items = [goal for goal in found.given if "题" in goal]
    n_items = len({goal.split("题")[1] for goal in items})
    constants = constants_of(found, words, scales, n_items)
    said = YEAR.search(words)
    sheets = tuple(head.sheet.name for head in heads)
    each = SheetMap(heads[0].sheet.file, sheets, found.table, tuple(cells), found.columns, constants)
    each = replace(each, year=year or (int(said[1]) if said else _year_of(found, cells)))
    each = with_answers(each, cells, scales)
    return Proposal(each, tuple(open_questions(each, found, cells, scales)), tuple(heads), cells, found.refused)


def _year_of(found: Assigned, cells: Cells) -> int:
    """Return the year of all days that are written with theirs, or 0: it stays the map's for days without one."""
    days = {column.header for column in found.spec.columns if column.kind is Kind.DATE}
    dated = [cells[header] for header, goal in found.columns.items() if isinstance(goal, str) and goal in days]
    years = {day.year for column in dated for cell in sample(column) if isinstance(day := as_date(cell), date)}
    return years.pop() if len(years) == 1 else 0


def with_answers(each: SheetMap, cells: Cells, scales: Mapping[str, Scale]) -> SheetMap:
    """Return the map with the set of answers that the words of its items are of, where one holds them all."""
    if each.spec.items is not Items.SCALE:
        return each
    items = [cells[header] for header, goal in each.columns.items() if isinstance(goal, str) and "题" in goal]
    words = answer_words(items)
    scale = scales.get(each.constants.get("量表", ""))
    shape = None if scale is None else shape_of(scale)
    if each.answers or not words or shape is None or set(shape.steps) != {1.0}:
        return each
    count = round(shape.highs[0] - shape.lows[0]) + 1
    wanted = {plain(word) for word in words if not is_letter(word)}
    fitting = next((known for known in answer_sets(count) if wanted <= set(map(plain, known))), ())
    return replace(each, answers=fitting, least=round(shape.lows[0]))
