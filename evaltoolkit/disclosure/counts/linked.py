"""What the links between the counts of a report came to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from evaltoolkit.disclosure.counts.linked_counts import Unit
from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.protected import Band, Reason
from evaltoolkit.disclosure.states.earlier import row_key
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable


@dataclass(frozen=True, slots=True)
class Linked:
    """What the links between counts came to.

    Parameters
    ----------
    scores, few
        The indicators whose stated share is hidden, and those of them that rest on too few people themselves.
    ranges
        What stands for counts hidden beside small ones.
    mixed
        Table and keys of the rows that tell no range.
    units
        What is hidden in them.
    company
        Counts hidden beside others that an earlier report showed.
    """

    scores: frozenset[str] = frozenset()
    few: frozenset[str] = frozenset()
    ranges: Mapping[CountCell, Band] = field(default_factory=dict)
    mixed: frozenset[tuple[str, tuple[str, ...]]] = frozenset()
    units: frozenset[Unit] = frozenset()
    company: frozenset[CountCell] = frozenset()

    def changed(self, table: ResultTable, hidings: Mapping[str, Iterable[Hiding]]) -> Iterator[Hiding]:
        """Yield the hidings of rows that changed themselves, not beside others."""
        beside = {cell.row for cell in self.company if cell.table == table.name}
        for hiding in hidings[table.name]:
            if hiding.reason is Reason.CHANGED and row_key(table, table.frame, hiding.row) not in beside:
                yield hiding
