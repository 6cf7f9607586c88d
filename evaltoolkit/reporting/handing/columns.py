"""How wide the columns of a table become on paper: each as wide as its words need, long texts sharing the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from bs4 import Tag

from evaltoolkit.office.layout import layout
from evaltoolkit.reporting.handing.cell_lines import PADDING, lines_of, lowest, width_of
from evaltoolkit.reporting.page.sections import classes

_LONGEST, _LONGEST_NUMBER = 56, 26  # half-width signs that a column asks for at most
_TWIPS_OF_HALF_A_POINT = 10  # half a sign is as wide as half its size
_SHORTEST, _SHORTEST_BAR = 6, 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the page's table, and where it stands in the grid."""

    tag: Tag
    column: int
    columns: int
    rows: int
    row: int


def grid_of(table: Tag) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table with the place of each cell, those below a tall one moved aside."""
    taken: set[tuple[int, int]] = set()
    grid = []
    for number, row in enumerate(table.find_all("tr")):
        cells, column = [], 0
        for tag in row.find_all(["td", "th"], recursive=False):
            while (number, column) in taken:
                column += 1
            wide, tall = _span(tag, "colspan"), _span(tag, "rowspan")
            taken |= {(number + down, column + right) for down in range(tall) for right in range(wide)}
            cells.append(Cell(tag, column, wide, tall, number))
            column += wide
        grid.append(tuple(cells))
    return tuple(grid)


def widths_of(grid: Sequence[Sequence[Cell]], total: int) -> list[int]:
    """Return the widths of the columns, `total` together.

    Parameters
    ----------
    grid
        Of :func:`grid_of`.
    total
        Twentieths of a point.
    """
    count = max((cell.column + cell.columns for row in grid for cell in row), default=1)
    asked, least, held = [_SHORTEST] * count, [_SHORTEST] * count, [0] * count
    single = [[cell for cell in row if cell.columns == 1] for row in grid]
    for cell in (cell for row in single for cell in row):
        wanted, needed = _wanted(cell.tag)
        asked[cell.column] = max(asked[cell.column], wanted)
        least[cell.column] = max(least[cell.column], needed)
        held[cell.column] += width_of(cell.tag.get_text())
    room = total / (layout().styles["Cell"].size * _TWIPS_OF_HALF_A_POINT)
    lines = [[(cell.column, lines_of(cell.tag)) for cell in row] for row in single]
    shares = lowest(_shared(asked, least, held, room), least, lines)
    widths = [int(total * share / sum(shares)) for share in shares]
    widths[0] += total - sum(widths)
    return widths


def _shared(asked: list[int], least: list[int], held: list[int], room: float) -> list[float]:
    """Return what each column wants where there is room, else what it must have and its part of the rest."""
    if sum(asked) <= room:
        return [one * room / sum(asked) for one in asked]
    over = max(room - sum(least), 0.0)
    more = [words if high > low else 0 for high, low, words in zip(asked, least, held, strict=True)]
    return [low + over * words / (sum(more) or 1) for low, words in zip(least, more, strict=True)]


def _wanted(cell: Tag) -> tuple[int, int]:
    """Return how many half-width signs a cell would like and must have."""
    lines = [line.words for line in lines_of(cell)]
    longest = max(map(width_of, lines), default=0) + PADDING
    wanted = min(longest, _LONGEST_NUMBER if "num" in classes(cell) else _LONGEST)
    token = max((width_of(word) for line in lines for word in _unbroken(line)), default=0) + PADDING
    least = min(wanted, max(_SHORTEST, token))
    if cell.find(class_="bar") is not None:
        return max(wanted, _SHORTEST_BAR), max(least, _SHORTEST_BAR)
    return wanted, least


def _unbroken(line: str) -> Iterable[str]:
    """Yield what no line may break: Latin words and figures; Chinese breaks anywhere, four signs on a line at least."""
    word = ""
    for sign in line:
        if east_asian_width(sign) in "WF" or sign == " ":
            yield word
            word = ""
        else:
            word += sign
    yield word
    yield line[:4]


def _span(tag: Tag, name: str) -> int:
    said = str(tag.get(name) or "1")
    return int(said) if said.isdigit() and int(said) else 1
