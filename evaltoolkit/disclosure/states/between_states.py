"""What a row of one state of the data leaves when rows of another state that divide it are taken away.

A programme as an earlier paper counted it, less its groups as pages show them now, are the few who came since, or who
stand in no page. Who belongs where is known of the present; of earlier states only how many stood in a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

NOW, BEFORE, CHANGED, OWN = 1, 2, 4, 8
"""Of which counts a sum is made: one of now that was another before or not there, one of before that is not shown now,
one of before that is another now, one of a page."""
_ONE_FOR_ANOTHER = 2.0
Sums = dict[int, int]
"""By the kinds of counts, the sums that there can be, each as a bit."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one count of people.

    Parameters
    ----------
    people
        Who stands in it now, as a set of bits.
    now
        How many they are.
    before
        How many stood in it by earlier papers.
    is_shown, is_own
        Whether it is shown now, and whether a page shows it.
    open
        How many people the printed digits of a sum leave open.
    """

    people: int
    now: int
    before: frozenset[int]
    is_shown: bool
    is_own: bool
    open: float

    def counts(self) -> Iterator[tuple[int, int]]:
        """Yield the counts that readers have of the row, each with its kind."""
        if self.is_shown:
            yield self.now, OWN * self.is_own | NOW * (self.now not in self.before)
        for count in self.before:
            if count != self.now or not self.is_shown:
                yield count, BEFORE | CHANGED * (count != self.now)


def people_of(held: np.ndarray) -> int:
    """Return members as a set of bits."""
    return int.from_bytes(np.packbits(held.astype(bool)).tobytes(), "big")


def leave_few(rows: Sequence[Row], least: int) -> bool:
    """Return whether counts of pages and of earlier papers together leave at least 1 and fewer than `least` people.

    Examples
    --------
    >>> whole, first = Row(0b111, 30, frozenset({25}), False, False, 0.0), Row(0b100, 12, frozenset(), True, True, 0.0)
    >>> second = Row(0b011, 15, frozenset(), True, True, 0.0)
    >>> leave_few([whole, first, second], 5), leave_few([whole, first], 5)
    (True, False)
    """
    if not any(row.before for row in rows):
        return False
    nodes: dict[int, list[Row]] = {}
    for row in rows:
        if row.people:
            nodes.setdefault(row.people, []).append(row)
    for people, same in nodes.items():
        sums = _added({0: 1}, same, _through(people, nodes, {0: 1}))
        if any(_is_few(row, sums, count, kind, least) for row in same for count, kind in row.counts()):
            return True
    return False


def _through(people: int, nodes: Mapping[int, Sequence[Row]], sums: Sums) -> Sums:
    """Return the sums to which counts of rows within some people are added, of no person twice."""
    inside = [other for other in nodes if other != people and other | people == people]
    for part in inside:
        if not any(part != other and part | other == other for other in inside):
            sums = _added(sums, nodes[part], _through(part, nodes, sums))
    return sums


def _added(sums: Sums, rows: Sequence[Row], others: Sums) -> Sums:
    """Return `others`, and `sums` with one count of these rows added to each."""
    found = dict(others)
    for count, kind in (told for row in rows for told in row.counts()):
        for before, bits in sums.items():
            found[before | kind] = found.get(before | kind, 0) | bits << count
    return found


def _is_few(row: Row, sums: Sums, count: int, own: int, least: int) -> bool:
    for kind, bits in sums.items():
        both = kind | own
        if not both & OWN or not both & NOW or not both & BEFORE:
            continue
        for left in range(-least + 1, least):
            place = count - left
            if place < 0 or not bits >> place & 1:
                continue
            if row.open < abs(left) or (not left and both & CHANGED and row.open < _ONE_FOR_ANOTHER):
                return True
    return False
