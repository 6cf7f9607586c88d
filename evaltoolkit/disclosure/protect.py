"""Make the tables of a report as one audience may see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.changed_scales import hide_changed_beside
from evaltoolkit.disclosure.earlier import EarlierReport, changed_rows, is_public_knowledge
from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.one_grouping import hide_beside_programmes, hide_scale_rows
from evaltoolkit.disclosure.overlaps import hide_overlaps, hide_spread_of_whole
from evaltoolkit.disclosure.policy import AudienceRule, ClassRule, Policy
from evaltoolkit.disclosure.protected import _SEAL, Audience, Hidden, ProtectedTable, Reason
from evaltoolkit.disclosure.rounding import hide_rounded_ends, hide_telling, round_counts
from evaltoolkit.disclosure.scored_shares import (
    DENOMINATOR,
    NUMERATOR,
    SCORECARD,
    ScoredShare,
    hidden_scores,
    hide_exact,
    opened,
    rounded_scores,
    scored_shares,
)
from evaltoolkit.disclosure.small_counts import hide_small_counts, hide_small_rows
from evaltoolkit.disclosure.verdict_counts import SUMS, hide_categories, hide_sums
from evaltoolkit.disclosure.web_of import hidings_of, make_web, small_scores, stated_value, units_of
from evaltoolkit.model.results import ResultTable, Scorecard, TableClass

Tables = Mapping[str, ResultTable]
_LEFT_OUT = (Reason.OTHER_GROUPING, Reason.WHOLE)
"""Reasons for which a row is left out of the table, not only its figures."""


def protect(table: ResultTable, policy: Policy, audience: Audience) -> ProtectedTable:
    """Return one `table` alone with everything hidden that `audience` may not see.

    Parameters
    ----------
    table
        Results at full precision.
    policy
        The checked audience policy.
    audience
        Who the report is for.

    Returns
    -------
    ProtectedTable
        Same columns; hidden figures are NaN, marked in its mask and listed. Rows of a grouping that the audience
        does not see are left out and listed.
    """
    return protect_tables({table.name: table}, policy, audience)[table.name]


def protect_tables(
    tables: Tables,
    policy: Policy,
    audience: Audience,
    *,
    scorecard: Scorecard | None = None,
    earlier: Sequence[EarlierReport] = (),
) -> dict[str, ProtectedTable]:
    """Return all tables of one report as `audience` may see them together.

    Parameters
    ----------
    tables
        By name; with the links between them.
    policy, audience
        The checked audience policy, and who the report is for.
    scorecard
        The scored indicator table, whose rows may state shares of these tables; their form as tables is in `tables`.
    earlier
        What earlier reports of the same street showed.
    """
    numbered = {name: replace(table, frame=table.frame.reset_index(drop=True)) for name, table in tables.items()}
    if audience is Audience.STATION:
        return {name: _shown(table, (), audience) for name, table in numbered.items()}
    view = _View(policy, policy.rule(audience), audience, tuple(earlier))
    shares = scored_shares(scorecard, numbered) if scorecard is not None else ()
    hidings = {name: list(view.hidings(table)) for name, table in numbered.items()}
    for name, rows in hide_beside_programmes(numbered, hidings).items():
        hidings[name] += rows
    for name, rows in hide_overlaps(numbered, hidings, view.earlier, view.rule.min_people).items():
        hidings[name] += rows
    for name, rows in hide_spread_of_whole(numbered, hidings).items():
        hidings[name] += rows
    for name, rows in hide_changed_beside(numbered, hidings).items():
        hidings[name] += rows
    if SUMS in numbered and not hidings[SUMS]:
        hidings[SUMS] = list(hide_sums(numbered, hidings))
    small = _add_linked(numbered, hidings, view, shares)
    if scorecard is not None and small:
        hidings |= hidden_scores(small, scorecard)
        numbered |= {table.name: table for table in opened(numbered, small)}
    if view.rule.round_to > 1:
        numbered, hidings = _rounded(numbered, hidings, [one for one in shares if one.indicator not in small], view)
    return {name: _shown(table, hidings[name], audience) for name, table in numbered.items()}


@dataclass(frozen=True, slots=True)
class _View:
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

    def hidings(self, table: ResultTable) -> Iterator[Hiding]:
        """Yield what the table hides by itself."""
        rule = self.rule_of(table)
        if rule is ClassRule.SHOWN or table.frame.empty:
            return
        if rule is ClassRule.POOLED and "group_kind" in table.frame.columns:
            yield from hide_scale_rows(table, table.frame, self.rule, self.earlier)
            return
        if rule is ClassRule.COUNTS:
            yield from hide_small_counts(table, table.frame, self.rule)
        elif rule is ClassRule.CATEGORIES:
            yield from hide_categories(table, table.frame, self.rule)
        else:
            yield from hide_small_rows(table, table.frame, self.rule)
        yield from self._changed(table)

    def _changed(self, table: ResultTable) -> Iterator[Hiding]:
        for row in np.flatnonzero(changed_rows(table, table.frame, self.earlier, self.rule.min_people)):
            people = tuple(name for name in table.people if not is_public_knowledge(table.frame, int(row), name))
            yield Hiding(int(row), (*people, *table.figures), Reason.CHANGED)


def _add_linked(
    tables: Tables, hidings: dict[str, list[Hiding]], view: _View, shares: Sequence[ScoredShare]
) -> frozenset[str]:
    """Add what links between counts would give away; return the indicators whose stated share is hidden."""
    rules = {name: view.rule_of(table) for name, table in tables.items()}
    linked = {name: table for name, table in tables.items() if rules[name] is not ClassRule.POOLED}
    web = make_web(linked, rules, view.rule, shares)
    first = {unit for name, table in linked.items() for unit in units_of(table, rules[name], hidings[name])}
    units = web.hidden_units(first | set(small_scores(shares, web, rules)))
    for name, table in linked.items():
        known = {(hiding.row, column) for hiding in hidings[name] for column in hiding.columns}
        hidings[name] += [
            hiding
            for hiding in hidings_of(table, rules[name], units)
            if any((hiding.row, column) not in known for column in hiding.columns)
        ]
    return frozenset(key[0] for table, key, _ in units if table == SCORECARD)


def _rounded(
    tables: Tables, hidings: dict[str, list[Hiding]], shares: Sequence[ScoredShare], view: _View
) -> tuple[dict[str, ResultTable], dict[str, list[Hiding]]]:
    step = view.rule.round_to
    values = {
        share.cell(side): stated_value(cells, tables)
        for share in shares
        for side, cells in ((NUMERATOR, share.stated.numerator), (DENOMINATOR, share.stated.denominator))
    }
    shown = {name: replace(table, frame=round_counts(table, table.frame, step)) for name, table in tables.items()}
    added = {
        name: [
            *hidings[name],
            *hide_telling(table, table.frame, step),
            *hide_rounded_ends(table, shown[name].frame, step),
        ]
        for name, table in tables.items()
    }
    if shares:
        shown[SCORECARD] = rounded_scores(shares, values, shown[SCORECARD], step)
        added[SCORECARD] += list(hide_exact(shares, shown[SCORECARD]))
    return shown, added


def _shown(table: ResultTable, hidings: Iterable[Hiding], audience: Audience) -> ProtectedTable:
    frame, hidden = table.frame, _merged(hidings)
    marks = np.zeros(frame.shape, dtype=bool)
    for hiding in hidden:
        marks[hiding.row, frame.columns.isin(hiding.columns)] = True
    mask = pd.DataFrame(marks, index=frame.index, columns=frame.columns)
    shown = frame.astype(object).mask(mask).infer_objects() if hidden else frame
    kept = ~frame.index.isin([hiding.row for hiding in hidden if hiding.reason in _LEFT_OUT])
    return ProtectedTable(
        table.name,
        table.table_class,
        audience,
        shown[kept].reset_index(drop=True),
        mask[kept].reset_index(drop=True),
        tuple(_listed(table, hiding) for hiding in hidden),
        table.keys,
        table.people,
        seal=_SEAL,
    )


def _merged(hidings: Iterable[Hiding]) -> tuple[Hiding, ...]:
    """Return one hiding for each row and reason, no column of a row twice: of two reasons the one that hides more."""
    columns: dict[tuple[int, Reason], dict[str, None]] = {}
    for hiding in hidings:
        columns.setdefault((hiding.row, hiding.reason), {}).update(dict.fromkeys(hiding.columns))
    taken: dict[int, set[str]] = {}
    kept: dict[tuple[int, Reason], tuple[str, ...]] = {}
    for (row, reason), names in sorted(columns.items(), key=lambda item: (item[0][1] not in _LEFT_OUT, -len(item[1]))):
        own = tuple(name for name in names if name not in taken.get(row, ()))
        taken.setdefault(row, set()).update(own)
        if own:
            kept[row, reason] = own
    return tuple(Hiding(place[0], kept[place], place[1]) for place in columns if place in kept)


def _listed(table: ResultTable, hiding: Hiding) -> Hidden:
    keys = (table.frame.at[hiding.row, key] for key in table.keys)
    return Hidden(
        table.name, tuple("" if _is_missing(key) else str(key) for key in keys), hiding.columns, hiding.reason
    )


def _is_missing(key: Any) -> bool:
    return bool(pd.isna(key))
