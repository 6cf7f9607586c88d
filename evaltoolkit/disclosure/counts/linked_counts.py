"""Hide counts that sums of other rows and tables would give away.

After the small counts are hidden, every one is attacked as a reader would (:mod:`feasible`) who knows the policy: a
small count is of 1 to below ``min_people``, and what is hidden beside it is none. Where a small count can be narrowed
to less than that range, another count that it hangs on is hidden too, until none can; then whatever need not have been
hidden is shown again. A count that is hidden because few people changed since an earlier report may be any number, and
none is to be told to fewer than ``min_people`` whole numbers apart.
Source: the class of table ``counts`` in the policy file; complementary suppression as in ACRO and the ONS guidance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from evaltoolkit.disclosure.counts.feasible import Riddle, extreme, hanging_together
from evaltoolkit.model.links import CountCell, CountLink

Unit = tuple[str, tuple[str, ...], str]
"""What is hidden at once: a table, the keys of its rows, and a column or "" for the whole row."""
_MOST_REVIVED = 40


@dataclass(frozen=True, slots=True)
class Count:
    """One count of people as the protection sees it.

    Parameters
    ----------
    value, shown
        The true count, and what the report shows where it is not hidden.
    unit
        What it is hidden with; None for a count that is public knowledge and never hidden.
    gives_way
        Units with the highest number are hidden first.
    is_secret
        Whether it is protected itself, or only known to whoever attacks one that is.
    is_banded
        Whether a reader knows of it, where it is hidden, if it is small.
    is_within
        Whether it is of some of those of a small count: hidden with it, also where it is 0.
    stays
        Whether it is never hidden beside another, as those who took part as a whole.
    is_known
        Whether an earlier report showed the same number: hidden now it would be supposed to be the same still.
    """

    value: float
    shown: float
    unit: Unit | None
    gives_way: int = 0
    is_secret: bool = True
    is_banded: bool = True
    is_within: bool = False
    stays: bool = False
    is_known: bool = False

    @property
    def gives_company(self) -> bool:
        """Return whether it may be hidden beside another; a 0 always stays."""
        return self.unit is not None and not self.stays and not self.is_known and bool(self.value)


class _Answers:
    """How far apart each hidden count lies in the answers found so far, the true one among them."""

    def __init__(self, truth: Mapping[CountCell, float]) -> None:
        self._low, self._high = dict(truth), dict(truth)
        self.asked: set[frozenset[CountCell]] = set()

    def add(self, answer: Mapping[CountCell, float]) -> None:
        """Take in one answer, or what differs in it from the truth."""
        for cell in answer.keys() & self._low.keys():
            self._low[cell] = min(self._low[cell], answer[cell])
            self._high[cell] = max(self._high[cell], answer[cell])

    def width(self, cell: CountCell) -> float:
        """Return the distance between the least and the greatest."""
        return self._high[cell] - self._low[cell]


@dataclass(frozen=True, slots=True)
class Web:
    """All linked counts of a report.

    Parameters
    ----------
    counts, links
        By cell; what holds between them.
    least
        Least number of people behind a figure.
    blur
        How far a shown count may lie from the true one.
    changed
        Units of which a reader knows no range, since they differ from an earlier report by few people.
    mixed
        Units of rows in which no range is told and every count is hidden, a 0 too: a reader who knew which of them is
        small would know more.
    """

    counts: Mapping[CountCell, Count]
    links: tuple[CountLink, ...]
    least: int
    blur: float = 0.0
    changed: frozenset[Unit] = frozenset()
    mixed: frozenset[Unit] = frozenset()
    _widths: dict[CountCell, float] = field(default_factory=dict)
    _all_hidden: dict[CountCell, tuple[CountLink, ...]] = field(default_factory=dict)
    _found: list[Mapping[CountCell, float]] = field(default_factory=list)

    def hidden_units(self, first: Iterable[Unit]) -> frozenset[Unit]:
        """Return the units to hide: `first`, and what else is needed to protect them."""
        begin = frozenset(first)
        hidden = begin
        while True:
            added = self._company(self.exposed(hidden), hidden)
            if not added:
                return self._without_needless(begin, hidden)
            hidden = hidden | added

    def exposed(self, hidden: frozenset[Unit]) -> list[CountCell]:
        """Return the hidden counts that a reader can narrow further than the report says itself."""
        return list(self._exposed(hidden))

    def mixing(self, more: frozenset[Unit]) -> Web:
        """Return the same web, telling no range of these units either."""
        return replace(self, mixed=self.mixed | more, _widths={})

    def without_range(self, hidden: frozenset[Unit]) -> frozenset[Unit]:
        """Return the units of small counts whose whole range no hiding could make possible, with their rows.

        Ranges that narrow a count which differs from an earlier report are taken back too, wherever they stand.
        """
        secret = self.cells_of(hidden)
        around = hanging_together(self.links, secret)
        narrow = set()
        for cell in self._exposed(hidden, at_best=True):
            near = {one for link in around[cell] for one in (*link.whole, *link.parts) if one in secret}
            is_changed = self.counts[cell].unit in self.changed
            narrow |= {(one.table, one.row) for one in (near if is_changed else {cell})}
        units = ((cell, count.unit) for cell, count in self.counts.items() if not count.stays)
        return frozenset(unit for cell, unit in units if unit and (cell.table, cell.row) in narrow) - self.mixed

    def _exposed(self, hidden: frozenset[Unit], *, at_best: bool = False) -> Iterator[CountCell]:
        secret = self.cells_of(hidden)
        around = hanging_together(self.links, secret | self._blurred(secret))
        answers = self._answers(secret)
        protected = (cell for cell in sorted(secret) if self._is_protected(cell) and around[cell])
        narrow = (cell for cell in protected if self._is_narrow(cell, around[cell], secret, answers))
        return (cell for cell in narrow if at_best or answers.width(cell) < self._widest(cell, secret))

    def _answers(self, secret: frozenset[CountCell]) -> _Answers:
        """Return the truth and every answer found before that leaves all counts but the secret ones as they are."""
        answers = _Answers({cell: self.counts[cell].value for cell in secret})
        for found in self._found:
            if found.keys() <= secret:
                answers.add(found)
        return answers

    def _without_needless(self, first: frozenset[Unit], hidden: frozenset[Unit]) -> frozenset[Unit]:
        size = {one.unit: (one.gives_way, -one.value) for one in self.counts.values() if one.unit is not None}
        candidates = sorted(hidden - first, key=lambda unit: (size[unit], unit))
        for unit in candidates[: 0 if self.blur else _MOST_REVIVED]:
            if not any(True for _ in self._exposed(hidden - {unit})):
                hidden = hidden - {unit}
        return hidden

    def cells_of(self, hidden: frozenset[Unit]) -> frozenset[CountCell]:
        """Return the cells that these units hold."""
        return frozenset(cell for cell, count in self.counts.items() if count.unit in hidden)

    def _blurred(self, secret: frozenset[CountCell]) -> frozenset[CountCell]:
        if not self.blur:
            return frozenset()
        return frozenset(cell for cell, count in self.counts.items() if cell not in secret and _is_blurred(count))

    def ranges(self, hidden: frozenset[Unit], widest: float) -> dict[CountCell, tuple[int, int]]:
        """Return the range of each count hidden beside a small one that whoever reads the report can work out."""
        secret = self.cells_of(hidden)
        around = hanging_together(self.links, secret)
        beside = [cell for cell in secret if self._bounds(cell)[0] >= self.least and around[cell]]
        found = {cell: self._range(cell, around[cell], secret) for cell in sorted(beside)}
        return {cell: (low, high) for cell, (low, high) in found.items() if 0 < low < high <= low + widest}

    def _range(self, cell: CountCell, links: tuple[CountLink, ...], secret: frozenset[CountCell]) -> tuple[int, int]:
        near = frozenset(one for link in links for one in (*link.whole, *link.parts))
        riddle = self._riddle(links, near, near & secret | {cell})
        ends = (extreme(riddle, (cell,), greatest=greatest, simplified=False) for greatest in (False, True))
        low, high = (found.get(cell, 0.0) for found in ends)
        truth = self.counts[cell].value  # whatever a solver finds, a range holds it
        return int(min(low, truth)) if low else 0, int(max(high, truth))

    def _is_protected(self, cell: CountCell) -> bool:
        count = self.counts[cell]
        return count.is_secret and (count.unit in self.changed or 0 < count.value < self.least or count.is_within)

    def _bounds(self, cell: CountCell, top: float = float("inf")) -> tuple[float, float]:
        """Return between what a reader who knows the policy takes a hidden count to lie."""
        count = self.counts[cell]
        if count.is_known and count.unit not in self.changed:
            return count.value, count.value
        if not count.is_banded or count.unit in self.changed | self.mixed:
            return 0.0, top
        few = float(self.least - 1)
        if count.is_within and count.value <= few:
            return 0.0, few
        return (float(self.least), top) if count.value > few else (min(count.value, 1.0), min(few, few * count.value))

    def _needed(self, cell: CountCell) -> float:
        return self.least if self.counts[cell].unit in self.changed else self.least - 2

    def _is_narrow(
        self, cell: CountCell, links: tuple[CountLink, ...], secret: frozenset[CountCell], answers: _Answers
    ) -> bool:
        needed = self._needed(cell)
        if answers.width(cell) >= needed or self._moves_alone(cell, links):
            return False
        self._answer(cell, links, secret, answers)
        return answers.width(cell) < needed

    def _answer(
        self, cell: CountCell, links: tuple[CountLink, ...], secret: frozenset[CountCell], answers: _Answers
    ) -> None:
        """Add answers to the riddle that holds the count, until it is wide enough or as wide as it can be."""
        near = frozenset(one for link in links for one in (*link.whole, *link.parts))
        riddle = self._riddle(links, near, near & secret | {cell})
        together = near & secret
        goals = [(frozenset({cell}), True), (frozenset({cell}), False)]
        if together not in answers.asked:
            answers.asked.add(together)
            goals.insert(0, (together, True))
        for goal, greatest in goals:
            found = extreme(riddle, goal, greatest=greatest)
            other = {one: count for one, count in found.items() if count != self.counts[one].value}
            self._found.append(other)
            answers.add(other)
            if answers.width(cell) >= self._needed(cell):
                return

    def _widest(self, cell: CountCell, secret: frozenset[CountCell]) -> float:
        """Return how far apart the count can be where everything is hidden that can be."""
        if cell not in self._widths:
            free = frozenset(one for one, count in self.counts.items() if count.gives_company) | secret
            if not self._all_hidden:
                self._all_hidden.update(hanging_together(self.links, free))
            answers = self._answers(free)
            self._answer(cell, self._all_hidden[cell], free, answers)
            self._widths[cell] = answers.width(cell)
        return self._widths[cell]

    def _moves_alone(self, cell: CountCell, links: tuple[CountLink, ...]) -> bool:
        """Return whether the count could be as many apart with every other count as it is; spares a programme."""
        value = self.counts[cell].value
        low, high = self._bounds(cell, value + self.least)
        for link in links:
            sides = cell in link.whole, cell in link.parts
            if not any(sides):
                continue
            if link.is_exact:
                return False
            slack = self._sum(link.parts) - self._sum(link.whole)
            low, high = (low, min(high, value + slack)) if sides[0] else (max(low, value - slack), high)
        return high - low >= self._needed(cell)

    def _sum(self, cells: Iterable[CountCell]) -> float:
        return sum(self.counts[cell].value for cell in cells)

    def _riddle(self, links: tuple[CountLink, ...], near: frozenset[CountCell], secret: frozenset[CountCell]) -> Riddle:
        top = 10 * sum(self.counts[one].value for one in near) + 100 * self.least
        bounds = {cell: self._bounds(cell, top) for cell in sorted(secret)}
        for cell in sorted((near - secret) & self._blurred(secret)):
            shown = self.counts[cell].shown
            bounds[cell] = (max(shown - self.blur, 0.0), shown + self.blur)
        known = {cell: self.counts[cell].value for cell in near if cell not in bounds}
        return Riddle(bounds, links, known)

    def _company(self, exposed: Iterable[CountCell], hidden: frozenset[Unit]) -> frozenset[Unit]:
        """Return one more unit for each link that gives an exposed count away, or that it hangs on."""
        secret = self.cells_of(hidden)
        around = hanging_together(self.links, secret)
        found: set[Unit | None] = set()
        for cell in exposed:
            tight = [link for link in around[cell] if self._gives_away(link, cell, secret)]
            chosen = {self._best(link, secret) for link in tight} - {None}
            found |= chosen or {self._best_of(around[cell], cell, secret)}
        return frozenset(unit for unit in found if unit is not None)

    def _gives_away(self, link: CountLink, cell: CountCell, secret: frozenset[CountCell]) -> bool:
        unknown = [one for one in (*link.whole, *link.parts) if one in secret]
        if cell not in unknown:
            return False
        if link.is_exact:
            return len(unknown) == 1 or self._sum(unknown) < 2 * self.least - 1
        hidden_parts = [one for one in link.parts if one in secret]
        if cell in link.whole:
            return not hidden_parts
        shown_whole = self._sum(one for one in link.whole if one not in secret)
        return hidden_parts == [cell] and shown_whole > self._sum(link.parts) - self.counts[cell].value

    def _best_of(self, links: tuple[CountLink, ...], cell: CountCell, secret: frozenset[CountCell]) -> Unit | None:
        """Return a shown unit of the links that hold the cell, else of those that it hangs on further away."""
        direct = [link for link in links if cell in link.whole or cell in link.parts]
        for some in (direct, links):
            found = [unit for link in some if (unit := self._best(link, secret)) is not None]
            if found:
                return found[0]
        return None

    def _best(self, link: CountLink, secret: frozenset[CountCell]) -> Unit | None:
        """Return the shown unit of a link that gives way first: the smallest that is company enough."""
        needed = 2 * self.least - 2  # so many that the small one may be any number of its range
        ranked = sorted(
            (-count.gives_way, count.value < needed, abs(count.value - needed), cell)
            for cell in (*link.whole, *link.parts)
            if cell not in secret and (count := self.counts[cell]).gives_company
        )
        return self.counts[ranked[0][3]].unit if ranked else None


def _is_blurred(count: Count) -> bool:
    return count.unit is not None and count.value > 0
