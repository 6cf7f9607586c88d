"""Which numbers stand together in a table: in one column, or in one row, and not there by chance alone.

Small whole numbers stand in nearly every table, so that a person's answers, taken one by one, do so too. Together they
tell of a table only where few of all the numbers that they might as well have been stand in it in such a way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import lgamma, log

import numpy as np

from evaltoolkit.charts.parts.own_known import numbers_of
from evaltoolkit.charts.parts.own_layout import ASIDE, NEAR
from evaltoolkit.charts.parts.own_words import LARGE, plain
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.printed import printed

_CHANCE = log(1 / 1000)
"""How often, at most, numbers chosen at random may stand in the tables in any one way."""
_PARTS = (1, 2, 3, 4, 5, 6, 8, 10, 20, 100, 1000)
"""Scores of persons are whole, or means of a few items: what is no multiple of such a part is a figure."""
_FINEST, _NOTHING = 1e-6, -1e300
_SIGNS = (1.0, -1.0, 100.0, -100.0)
_LEAST_WORD = 2  # signs by which a label names a row
_SAME = 3  # numbers from which on, if they are all alike, they are one


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Numbers of a picture that belong together, a row of each thing that is drawn.

    Parameters
    ----------
    values
        The numbers; none where nothing is drawn.
    width
        How far each may lie from the table's, as it is rounded.
    places
        Where the rows stand.
    labels
        The words that stand there.
    is_turned
        Whether the numbers of a row are ends, of which either may come first.
    """

    values: np.ndarray
    width: np.ndarray | None = None
    places: np.ndarray | None = None
    labels: Sequence[str] = ()
    is_turned: bool = False

    @property
    def is_one(self) -> bool:
        """Return whether it is but one number, or one again and again."""
        held = self.values[np.isfinite(self.values)]
        if len(held) <= 1:
            return True
        is_score = len(held) < _SAME and held[0] != 0 and abs(held[0]) < LARGE and _are_whole(held)
        return bool(np.ptp(held) <= NEAR) and not is_score

    def turned(self) -> Block:
        """Return it with its rows as columns."""
        return Block(self.values.T, None if self.width is None else self.width.T)

    def step_and_ends(self) -> tuple[float, float, float]:
        """Return the step of which the numbers are multiples, and between which numbers such ones lie."""
        held = self.values[np.isfinite(self.values)]
        step = next((1 / part for part in _PARTS if _are_whole(held * part)), _FINEST)
        least = float(held.min())
        return step, step if least >= step else min(0.0, least), max(0.0, float(held.max()))

    def possible(self) -> float:
        """Return how many such blocks there are, as a logarithm."""
        step, least, most = self.step_and_ends()
        ways = int(np.isfinite(self.values).sum()) * log(max((most - least) / step + 1, 1.0))
        return ways - (len(self.values) * log(2) if self.is_turned else 0.0)


def _are_whole(values: np.ndarray) -> bool:
    return bool((np.abs(values - np.round(values)) <= NEAR * np.maximum(1.0, np.abs(values))).all())


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The numbers of a table, row by row: in full and as printed, as they are, as per cents, and turned round."""

    sides: tuple[np.ndarray, ...]
    names: tuple[str, ...]
    words: tuple[frozenset[str], ...]
    floats: tuple[int, ...]
    held: dict[int, np.ndarray] = field(default_factory=dict)

    @classmethod
    def of(cls, table: ProtectedTable) -> Sheet:
        """Return that of a protected table."""
        frame, short = table.frame, printed(table)
        names = [name for name in frame if np.isfinite(numbers_of(frame[name])).any()]
        full, rounded = (
            np.column_stack([np.zeros((len(frame), 0)), *(numbers_of(one[name]) for name in names)])
            for one in (frame, short)
        )
        words = (frozenset(plain(one) for one in row if isinstance(one, str)) for row in frame.to_numpy(dtype=object))
        floats = tuple(place for place, name in enumerate(names) if str(frame[name].dtype).lower().startswith("float"))
        sides = tuple(sign * one for one in (full, rounded) for sign in _SIGNS)
        return cls(sides, tuple(map(str, names)), tuple(words), floats)

    def windows(self, width: int) -> np.ndarray:
        """Return what stands in so many columns beside each other, or of the same thing, each once."""
        if width not in self.held:
            runs = {run[at : at + width] for run in self._runs() for at in range(len(run) - width + 1)}
            runs |= {run[::-1] for run in runs}
            each = [side[:, list(run)] for side in self.sides for run in sorted(runs)]
            stacked = np.asarray(each).reshape(len(each), len(self.words), width)
            some = np.nan_to_num(stacked, nan=_NOTHING)  # what is no number is like no other
            each_once = np.unique(some, axis=0) if each else some
            self.held[width] = np.where(each_once == _NOTHING, np.nan, each_once)
        return self.held[width]

    def _runs(self) -> Iterator[tuple[int, ...]]:
        """Yield columns that belong together: all in their order, and those named alike, as mean_pre and mean_post."""
        yield tuple(range(len(self.names)))
        yield self.floats
        for part in sorted({part for name in self.names for part in _parts(name)}):
            yield tuple(place for place, name in enumerate(self.names) if part in _parts(name))

    def measured(self) -> np.ndarray:
        """Return the numbers of the columns that hold others than whole ones, so that they count nothing."""
        full = self.sides[0]
        counts = np.isclose(full, np.round(full)) | np.isnan(full)
        numbers: np.ndarray = np.concatenate([side[:, ~counts.all(axis=0)].ravel() for side in self.sides])
        held: np.ndarray = numbers[np.isfinite(numbers)]
        return held

    def rows_of(self, label: str) -> np.ndarray:
        """Return which rows a label names."""
        return np.asarray([
            any(one == label or (len(one) >= _LEAST_WORD and one in label) for one in words) for words in self.words
        ], dtype=bool)  # fmt: skip


@cache
def _parts(name: str) -> frozenset[str]:
    head, stroke, _ = name.partition("_")
    return frozenset({f"{head}_", f"_{name.rpartition('_')[2]}"} if stroke else ())


def stand_together(block: Block, sheets: Sequence[Sheet]) -> bool:
    """Return whether a table holds the numbers in one column or in one row, each cell once, and not by chance."""
    if block.is_one:
        return True
    is_line = block.values.shape[1] == 1 or len(block.values) == 1
    return any(_stands(one, sheets) for one in ((block, block.turned()) if is_line or not block.labels else (block,)))


def is_only_row(block: Block, sheets: Sequence[Sheet]) -> bool:
    """Return whether the numbers, in their order, are the only full row of columns that belong together."""
    values = block.values.ravel()
    for sheet in sheets:
        for window in sheet.windows(len(values)):
            full = window[np.isfinite(window).all(axis=1)]
            if len(full) == 1 and bool((np.abs(full[0] - values) <= NEAR + NEAR * np.abs(values)).all()):
                return True
    return False


def _stands(block: Block, sheets: Sequence[Sheet]) -> bool:
    count, width = block.values.shape
    most = block.possible() + _CHANCE
    held: list[tuple[np.ndarray, np.ndarray]] = []
    found: set[str] = set()
    for sheet in sheets:
        if count > len(sheet.words) or not len(windows := sheet.windows(width)):
            continue
        held.append((windows, _likely(block, windows)))
        for window, near in _candidates(block, windows):
            if (count > 1 and _is_whole(window, near)) or _is_named(block, near, sheet):
                return True
            found |= {"order"} if _in_order(near) or _in_order(near[:, ::-1]) else set()
            found |= {"any"} if _in_any_order(near) else set()
            found |= {"places"} if _at_places(block, near) else set()
    if "places" in found and block.places is not None:
        rows = np.round(block.places).astype(int)
        numbers = sum(int(likely[:, rows].all(axis=1).sum()) for _, likely in held if rows.max() < likely.shape[1])
        if log(max(numbers, 1)) <= most:
            return True
    if "order" in found and _sum(_numbers(held, count, most, _in_their_order)) <= most:
        return True
    if "any" in found and _sum(_numbers(held, count, most, _in_any)) <= most:
        return True
    return count == 1 and _in_a_row(block, sheets, most)


def _sum(logarithms: Iterable[float]) -> float:
    """Return the logarithm of a sum, of the logarithms of its parts."""
    return float(np.logaddexp.reduce([*logarithms, -np.inf]))


def _numbers(
    held: Iterable[tuple[np.ndarray, np.ndarray]], count: int, most: float, ways: Callable[[np.ndarray, int], float]
) -> Iterator[float]:
    """Yield of each window how many such numbers it holds, as a logarithm; beyond the most no longer."""
    total = -np.inf
    for windows, likely in held:
        for place in np.flatnonzero(likely.sum(axis=1) >= count):
            number = ways(windows[place][likely[place]], count)
            total = np.logaddexp(total, number)
            yield number
            if total > most:
                return


def _candidates(block: Block, windows: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the windows that hold every row of the block somewhere, with which stands in which of theirs."""
    near: list[np.ndarray] = []
    for row in range(len(block.values)):
        width = None if block.width is None else block.width[[row]]
        one = _near(Block(block.values[[row]], width, is_turned=block.is_turned), windows)[:, 0]
        kept = one.any(axis=1)
        windows, near = windows[kept], [*(before[kept] for before in near), one[kept]]
    yield from zip(windows, np.stack(near, axis=1), strict=True)


def _is_named(block: Block, near: np.ndarray, sheet: Sheet) -> bool:
    """Return whether the words beside the numbers name the rows that hold them."""
    if len(set(block.labels)) <= 1:
        return False
    named = np.asarray([sheet.rows_of(label) for label in block.labels])
    return bool((near & named).any(axis=1).all())


def _at_places(block: Block, near: np.ndarray) -> bool:
    if block.places is None:
        return False
    rows = np.round(block.places).astype(int)
    is_row = np.abs(block.places - rows).max() <= ASIDE and rows.min() >= 0 and rows.max() < near.shape[1]
    return bool(is_row) and len(set(rows)) == len(rows) and bool(near[range(len(rows)), rows].all())


def _near(block: Block, windows: np.ndarray) -> np.ndarray:
    """Return of each window which row of the block stands in which of its rows."""
    values = block.values[None, :, None, :]
    width = NEAR + NEAR * np.abs(values) + (0 if block.width is None else block.width[None, :, None, :])
    with np.errstate(invalid="ignore"):
        near: np.ndarray = ((np.abs(windows[:, None] - values) <= width) | np.isnan(values)).all(axis=3)
        if block.is_turned:
            near |= (np.abs(windows[:, None] - values[..., ::-1]) <= width[..., ::-1]).all(axis=3)
    return near


def _likely(block: Block, windows: np.ndarray) -> np.ndarray:
    """Return of each window which of its rows numbers like those of the block might tell."""
    step, least, most = block.step_and_ends()
    with np.errstate(invalid="ignore"):
        parts = windows / step
        on_step = np.abs(parts - np.round(parts)) <= NEAR * np.maximum(1.0, np.abs(parts))
        if block.width is not None:
            on_step |= np.isfinite(windows)
        in_range: np.ndarray = on_step & (windows >= least - NEAR) & (windows <= most + NEAR)
        return np.asarray(in_range.all(axis=2))


def _is_whole(window: np.ndarray, near: np.ndarray) -> bool:
    """Return whether the block is all that the columns hold, from the first row to the last."""
    rows = np.flatnonzero(np.isfinite(window).any(axis=1))
    return len(rows) == len(near) and bool(near[range(len(rows)), rows].all())


def _in_order(near: np.ndarray) -> bool:
    """Return whether the numbers stand in rows one after the other."""
    row = -1
    for one in near:
        later = np.flatnonzero(one[row + 1 :])
        if not len(later):
            return False
        row += 1 + int(later[0])
    return True


def _in_any_order(near: np.ndarray) -> bool:
    """Return whether the numbers stand in rows of their own."""
    taken = np.zeros(near.shape[1], dtype=bool)
    for one in near[np.argsort(near.sum(axis=1), kind="stable")]:
        free = np.flatnonzero(one & ~taken)
        if not len(free):
            return False
        taken[free[0]] = True
    return True


def _in_their_order(held: np.ndarray, count: int) -> float:
    """Return how many series of a length stand in rows one after the other, down or up."""
    rows = len(held)
    if rows == count:
        return log(2)
    ways = log(2) + lgamma(rows + 1) - lgamma(count + 1) - lgamma(rows - count + 1)
    return min(ways, count * log(len(np.unique(held, axis=0))))


def _in_any(held: np.ndarray, count: int) -> float:
    """Return how many series of a length stand in rows of their own."""
    rows = len(held)
    ways = lgamma(rows + 1) - lgamma(rows - count + 1)
    often = np.unique(held, axis=0, return_counts=True)[1]
    if rows == count:
        ways -= sum(lgamma(one + 1) for one in often)
    return min(ways, count * log(len(often)))


def _in_a_row(block: Block, sheets: Sequence[Sheet], most: float) -> bool:
    """Return whether one row holds the numbers, wherever in it, and not by chance."""
    count = block.values.shape[1]
    line = Block(block.values.T, None if block.width is None else block.width.T)
    is_found = False
    held = []
    for side in (side for sheet in sheets for side in sheet.sides if side.size):
        windows = side[:, :, None]
        held.append((windows, _likely(line, windows)))
        is_found = is_found or any(_in_any_order(near) for _, near in _candidates(line, windows))
    return is_found and _sum(_numbers(held, count, most, _in_any)) <= most
