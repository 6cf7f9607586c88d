"""How the counts of a scale's participants in different tables depend on each other: who came, got better, crossed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from evaltoolkit.disclosure.earlier import row_key
from evaltoolkit.model.links import CountCell, CountLink
from evaltoolkit.model.results import ResultTable

_PAIRS = (
    ("verdicts", "n_pairs"), ("verdicts_pooled", "n_pairs"), ("planning", "n_pairs"), ("attrition", "n_kept"),
    ("crossings", "n_pairs"),
)  # fmt: skip
_VERDICTS = ("n_better", "n_unchanged", "n_worse")
_SIDES = ("stayed_good", "became_good", "became_poor", "stayed_poor")
_DIVIDED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("flow", "n_pre", ("n_pairs", "n_lost")), ("verdicts", "n_pairs", _VERDICTS), ("people", "n_pairs", _VERDICTS),
    ("verdicts_pooled", "n_pairs", ("n_better", "n_not_better")), ("crossings", "n_pairs", _SIDES),
    ("people", "n_several", ("n_several_better", "n_several_other")),
)  # fmt: skip
"""Counts that others of their row add up to."""
_FORMS = (("scale_quality", "n"), ("item_quality", "n"), ("straight_lining", "n"))
"""Forms before the service: of those who came to the first test."""


def scale_links(tables: Mapping[str, ResultTable]) -> Iterator[CountLink]:
    """Yield what may hold between the counts of the tables; what does not hold of these counts is no link of theirs."""
    cells = _Cells(tables)
    for name, whole, parts in _DIVIDED:
        for key in cells.keys(name):
            yield CountLink((CountCell(name, key, whole),), tuple(CountCell(name, key, part) for part in parts))
    for key in cells.keys("straight_lining"):
        straight, forms = (CountCell("straight_lining", key, name) for name in ("n_straight", "n"))
        yield CountLink((straight,), (forms,), is_exact=False)
    for (scale,) in cells.keys("flow"):
        yield from _of_scale(cells, scale)
    yield from _of_people(cells)


class _Cells:
    """The cells of the tables by the keys of their rows, the first of which is the scale."""

    def __init__(self, tables: Mapping[str, ResultTable]) -> None:
        self._tables = tables

    def keys(self, name: str) -> list[tuple[str, ...]]:
        table = self._tables.get(name)
        return [] if table is None else [row_key(table, table.frame, row) for row in range(len(table.frame))]

    def of(self, name: str, column: str, scale: str) -> list[CountCell]:
        return [CountCell(name, key, column) for key in self.keys(name) if key[0] == scale]

    def judged(self, column: str) -> tuple[CountCell, ...]:
        if "verdicts" not in self._tables:
            return ()
        known = self._tables["verdicts"].frame[_VERDICTS[0]].notna()
        return tuple(
            CountCell("verdicts", key, column) for key, on in zip(self.keys("verdicts"), known, strict=True) if on
        )


def _of_scale(cells: _Cells, scale: str) -> Iterator[CountLink]:
    pre, pairs, lost = (CountCell("flow", (scale,), name) for name in ("n_pre", "n_pairs", "n_lost"))
    for same in chain.from_iterable(cells.of(name, column, scale) for name, column in _PAIRS):
        yield CountLink((pairs,), (same,))
    for same in cells.of("attrition", "n_lost", scale):
        yield CountLink((lost,), (same,))
    forms = list(chain.from_iterable(cells.of(name, column, scale) for name, column in _FORMS))
    yield from (CountLink((forms[0],), (one,)) for one in forms[1:])
    yield from (CountLink((one,), (pre,), is_exact=False) for one in forms)
    better, unchanged, worse = (CountCell("verdicts", (scale,), name) for name in _VERDICTS)
    pooled = [CountCell("verdicts_pooled", (scale,), name) for name in ("n_better", "n_not_better")]
    yield CountLink((pooled[0],), (better,))
    yield CountLink((pooled[1],), (unchanged, worse))
    for up, down in zip(cells.of("crossings", _SIDES[1], scale), cells.of("crossings", _SIDES[2], scale), strict=True):
        yield CountLink((up,), (better, unchanged), is_exact=False)
        yield CountLink((down,), (unchanged, worse), is_exact=False)
    cared, others = (cells.of("maintenance", name, scale) for name in ("n_pairs", "n_others"))
    yield from (CountLink((pairs,), both) for both in zip(cared, others, strict=True))
    yield CountLink(tuple(cared), (pairs,), is_exact=False)
    yield from (CountLink((one,), (pairs,), is_exact=False) for one in cells.of("retrospective", "n_people", scale))


def _of_people(cells: _Cells) -> Iterator[CountLink]:
    """Yield that each person with a verdict on the primary scale has it on some scale; often on one scale alone."""
    for name in (*_VERDICTS, "n_pairs"):
        there = cells.judged(name)
        for key in cells.keys("people"):
            here = (CountCell("people", key, name),)
            yield from (CountLink(here, (one,)) for one in there)
            yield from (CountLink(here, there, is_exact=is_exact) for is_exact in (True, False))
