"""Find the parts of a filled-in form by the words that it prints, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.forms.cells import FoundCell, Grid
from evaltoolkit.forms.description import description
from evaltoolkit.language import text

_PLAIN = str.maketrans("（）：％，", "():%,")


@dataclass(frozen=True, slots=True)
class ReadForm:
    """The cells of a filled-in form by what they are.

    Parameters
    ----------
    funds
        By row (total, grant, carried, other), by column.
    goals
        Expected and actual.
    rows
        Of each indicator its cells by column.
    total
        Cells of the row of sums by column; none where there is no such row.
    """

    funds: Mapping[str, Mapping[str, FoundCell]]
    goals: Mapping[str, FoundCell]
    rows: tuple[Mapping[str, FoundCell], ...]
    total: Mapping[str, FoundCell]


def read_form(grid: Grid, file: str) -> ReadForm:
    """Return the form that stands in the cells of a file.

    Raises
    ------
    UserError
        No head of indicators stands in it.
    """
    told = description()
    lines = [number for number, row in enumerate(grid) if _columns(row, told.indicators.columns, told.indicators.also)]
    if not lines:
        raise UserError(
            text("{file} holds no self-evaluation form: no row has the heads 三级指标, 分值 and 得分.", file=file),
            ExitCode.FILE_BROKEN,
        )
    start = lines[0]
    columns = _columns(grid[start], told.indicators.columns, told.indicators.also)
    rows, total = _indicators(list(_below(grid, start)), columns)
    return ReadForm(_funds(grid[:start]), _goals(grid[:start]), rows, total)


def _columns(row: Sequence[FoundCell], columns: Mapping[str, str], also: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Return the places of the heads in a row; nothing where not every head but the reason is there."""
    places: dict[str, int] = {}
    for name, words in columns.items():
        spellings = [one.translate(_PLAIN) for one in (words, *also.get(name, ()))]
        at = next((n for n, cell in enumerate(row) if any(cell.plain.startswith(one) for one in spellings)), None)
        if at is not None:
            places[name] = at
    return places if set(columns) - set(places) <= {"reason", "level_2"} and len(places) > 3 else {}


def _below(grid: Grid, start: int) -> Iterator[Sequence[FoundCell]]:
    """Yield the rows under the head, over a table that was split too, without heads that are repeated.

    Another sheet of a workbook is another matter; a table of a document with as many columns goes on with the form.
    """
    told, head = description().indicators, grid[start]
    for row in grid[start + 1 :]:
        is_same = bool(row) and row[0].place[0] == head[0].place[0]
        if not is_same and (not row or isinstance(row[0].address, str) or len(row) != len(head)):
            return
        if not _columns(row, told.columns, told.also):
            yield row


def _indicators(
    rows: Sequence[Sequence[FoundCell]], columns: Mapping[str, int]
) -> tuple[tuple[Mapping[str, FoundCell], ...], Mapping[str, FoundCell]]:
    found: list[Mapping[str, FoundCell]] = []
    for row in rows:
        cells = {name: row[at] for name, at in columns.items() if at < len(row)}
        if any(cell.plain.rstrip(":") in description().indicators.also_total for cell in row[:4]):
            return tuple(found), cells
        if any(cells[name].words for name in ("level_3", "weight", "points") if name in cells):
            if _is_closing(cells):
                break
            found.append(cells)
    return tuple(found), {}


def _is_closing(cells: Mapping[str, FoundCell]) -> bool:
    """Return whether a row is one cell over all columns, as conclusions and signatures are."""
    return len({cell.place for cell in cells.values()}) < 3


def _funds(grid: Sequence[Sequence[FoundCell]]) -> dict[str, dict[str, FoundCell]]:
    told = description().funds
    heads = [(number, places) for number, row in enumerate(grid) if (places := _columns(row, told.columns, told.also))]
    if not heads:
        return {}
    start, columns = heads[0]
    found: dict[str, dict[str, FoundCell]] = {}
    for row in grid[start + 1 :]:
        label = "".join(cell.plain for cell in dict.fromkeys(row[: columns["initial"]]) if cell.plain != "")
        name = _named(label.replace(told.label.translate(_PLAIN), ""), told.also, told.rows)
        if name and name not in found:
            found[name] = {key: row[at] for key, at in columns.items() if at < len(row)}
    return found


def _named(label: str, also: Mapping[str, Iterable[str]], rows: Iterable[str]) -> str:
    return next((name for name in rows if any(one in label for one in also[name])), "")


def _goals(grid: Sequence[Sequence[FoundCell]]) -> dict[str, FoundCell]:
    told = description().goals
    for row, below in pairwise(grid):
        places = dict(_heads(row, {"expected": told.expected, "actual": told.actual}))
        if len(places) == 2:
            return {name: below[at] for name, at in places.items() if at < len(below)}
    return {}


def _heads(row: Sequence[FoundCell], heads: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    for name, words in heads.items():
        at = next((number for number, cell in enumerate(row) if cell.plain.startswith(words)), None)
        if at is not None:
            yield name, at
