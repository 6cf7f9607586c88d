"""How the counts of a scale's participants in different tables depend on each other: who came, got better, crossed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from evaltoolkit.model.links import CountCell, CountLink

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


def scale_links(known: Iterable[CountCell]) -> Iterator[CountLink]:
    """Yield what may hold between the known counts; what does not hold of their numbers is no link of theirs."""
    cells = defaultdict(list)
    for cell in known:
        cells[cell.table, cell.column].append(cell)
    for name, whole, parts in _DIVIDED:
        for cell in cells[name, whole]:
            yield CountLink((cell,), tuple(replace(cell, column=part) for part in parts))
    for cell in cells["straight_lining", "n_straight"]:
        yield CountLink((cell,), (replace(cell, column="n"),), is_exact=False)
    for cell in cells["flow", "n_pre"]:
        yield from _of_scale(
            {place: [one for one in found if one.row[0] == cell.row[0]] for place, found in cells.items()}
        )
    judged = {cell.row for cell in cells["verdicts", _VERDICTS[0]]}
    for name in (*_VERDICTS, "n_pairs"):
        there = tuple(cell for cell in cells["verdicts", name] if cell.row in judged)
        # whoever has a verdict on the primary scale has it on some scale; often on one scale alone
        for cell in cells["people", name]:
            yield from (CountLink((cell,), (one,)) for one in there)
            yield from (CountLink((cell,), there, is_exact=is_exact) for is_exact in (True, False))


def _of_scale(cells: Mapping[tuple[str, str], Sequence[CountCell]]) -> Iterator[CountLink]:
    def of(*places: tuple[str, str]) -> tuple[CountCell, ...]:
        return tuple(cell for place in places for cell in cells.get(place, ()))

    pairs, lost, pre = (of(("flow", name)) for name in ("n_pairs", "n_lost", "n_pre"))
    yield from (CountLink(pairs, (same,)) for same in of(*_PAIRS))
    yield from (CountLink(lost, (same,)) for same in of(("attrition", "n_lost")))
    forms = of(*_FORMS)
    yield from (CountLink(forms[:1], (one,)) for one in forms[1:])
    yield from (CountLink((one,), pre, is_exact=False) for one in forms)
    better, unchanged, worse = (of(("verdicts", name)) for name in _VERDICTS)
    yield CountLink(of(("verdicts_pooled", "n_better")), better)
    yield CountLink(of(("verdicts_pooled", "n_not_better")), unchanged + worse)
    for side, some in ((_SIDES[1], better + unchanged), (_SIDES[2], unchanged + worse)):
        yield from (CountLink((one,), some, is_exact=False) for one in of(("crossings", side)))
    cared = of(("maintenance", "n_pairs"))
    yield from (CountLink(pairs, (one, replace(one, column="n_others"))) for one in cared)
    yield CountLink(cared, pairs, is_exact=False)
    later = of(("follow_up", "n_pairs"))
    yield from (CountLink(pairs, (one, replace(one, column="n_lost"))) for one in later)
    yield from (CountLink((one,), pairs, is_exact=False) for one in of(("retrospective", "n_people")))
