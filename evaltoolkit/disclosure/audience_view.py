"""What one audience's rules hide of a table by itself, with the reason and the range of each count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.counts.linked import Linked
from evaltoolkit.disclosure.counts.small_counts import (
    LOST,
    hide_small_counts,
    hide_small_rows,
    is_small,
    is_within,
)
from evaltoolkit.disclosure.counts.web_of import changed_row
from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.policy import AudienceRule, ClassRule, Policy
from evaltoolkit.disclosure.protected import Audience, Band, Reason
from evaltoolkit.disclosure.scales.alike_people import AlikePeople
from evaltoolkit.disclosure.scales.one_grouping import hide_scale_rows
from evaltoolkit.disclosure.states.earlier import EarlierReport, changed_rows, corrected_rows, count_of, row_key
from evaltoolkit.disclosure.states.moved_rows import moved_rows
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable, TableClass


@dataclass(frozen=True, slots=True)
class View:
    """One audience's rules."""

    policy: Policy
    rule: AudienceRule
    audience: Audience
    earlier: tuple[EarlierReport, ...]

    def rule_of(self, table: ResultTable) -> ClassRule:
        """Return the rule of a table's class, ``shown`` where the audience sees its counts as they are."""
        if table.table_class is TableClass.COVERAGE and self.rule.exact_coverage:
            return ClassRule.SHOWN
        return self.policy.class_rule(table.table_class)

    def hidings(self, table: ResultTable, members: pd.DataFrame | None, alike: AlikePeople) -> Iterator[Hiding]:
        """Yield what the table hides by itself, and of people who are `alike`.

        `members` are how many stand in which groups at once.
        """
        rule = self.rule_of(table)
        if rule is ClassRule.SHOWN or table.frame.empty:
            return
        if rule is ClassRule.POOLED and "group_kind" in table.frame.columns:
            yield from hide_scale_rows(table, table.frame, self.rule, self.earlier, members, alike.rows(table.name))
            return
        hide = hide_small_rows if rule is ClassRule.DENOMINATORS or not table.people else hide_small_counts
        yield from hide(table, table.frame, self.rule)
        yield from alike.hidings(table)
        yield from self._changed(table)

    def told_apart(self, table: ResultTable, hidings: Iterable[Hiding], linked: Linked) -> Iterator[Hiding]:
        """Yield the hidings with the reason of each count: one that is not small has another than one that is."""
        for hiding in hidings:
            if hiding.reason not in (Reason.SMALL, Reason.SUBTRACTION):
                yield hiding
            elif (table.name, row_key(table, table.frame, hiding.row)) in linked.mixed:
                yield replace(hiding, reason=Reason.MIXED)
            else:
                columns: dict[Reason, list[str]] = {}
                for name in hiding.columns:
                    columns.setdefault(self._reason(table, hiding, name), []).append(name)
                yield from (Hiding(hiding.row, tuple(names), reason) for reason, names in columns.items())

    def _reason(self, table: ResultTable, hiding: Hiding, column: str) -> Reason:
        if column not in table.people:
            return hiding.reason
        is_large = count_of(table.frame, hiding.row, column) >= self.rule.min_people
        return Reason.SUBTRACTION if is_large else Reason.SMALL

    def bands(
        self, table: ResultTable, hidings: Sequence[Hiding], linked: Linked
    ) -> Iterator[tuple[tuple[int, str], Band]]:
        """Yield the range that stands for each count that is small or hidden beside a small one, by row and column."""
        changed = {hiding.row for hiding in hidings if hiding.reason is Reason.CHANGED}
        for hiding in hidings:
            key = row_key(table, table.frame, hiding.row)
            for name in () if hiding.row in changed or hiding.reason is Reason.MIXED else hiding.columns:
                cell = CountCell(table.name, key, name)
                if hiding.reason is Reason.VEILED:
                    if name in table.people and self._are_low(table, hiding.row):
                        yield (hiding.row, name), (0, self.rule.min_people - 1)
                elif cell in linked.ranges:
                    yield (hiding.row, name), linked.ranges[cell]
                elif self._has_own_range(table, hiding.row, name):
                    yield (hiding.row, name), (1, self.rule.min_people - 1)

    def _are_low(self, table: ResultTable, row: int) -> bool:
        """Return whether of a veiled row no count is of many people: of one that is, no range is told."""
        return all(not count_of(table.frame, row, name) >= self.rule.min_people for name in table.people)

    def _has_own_range(self, table: ResultTable, row: int, column: str) -> bool:
        least = self.rule.min_people
        is_few = column in table.people and is_small(table, row, column, least)
        return is_few and not is_within(table, row, column, least)

    def _changed(self, table: ResultTable) -> Iterator[Hiding]:
        """Yield rows of which few people differ from an earlier paper; of those lost alone their means tell."""
        least = self.rule.min_people
        kept = changed_rows(table, table.frame, self.earlier, least, without=(LOST,))
        for row in np.flatnonzero(changed_rows(table, table.frame, self.earlier, least)):
            whole = changed_row(table, int(row))
            yield whole if kept[row] else replace(whole, columns=table.figures)
        for row in np.flatnonzero(moved_rows(table, table.frame, self.earlier, least) & ~kept):
            yield changed_row(table, int(row))
        for row in np.flatnonzero(corrected_rows(table, table.frame, self.earlier, least)):
            yield Hiding(int(row), table.figures, Reason.CHANGED)
