"""Bring the tables of a report into the form in which linked counts are protected, and the answer back."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from evaltoolkit.disclosure.counts.linked_counts import Count, Unit, Web
from evaltoolkit.disclosure.counts.rounding import rounded
from evaltoolkit.disclosure.counts.scale_links import scale_links
from evaltoolkit.disclosure.counts.scored_shares import DENOMINATOR, NUMERATOR, SCORECARD, ScoredShare
from evaltoolkit.disclosure.counts.small_counts import LOST, base_of, computed, is_within
from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.policy import AudienceRule, ClassRule
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.disclosure.states.earlier import (
    UNKNOWN,
    EarlierReport,
    count_of,
    counts_of,
    is_public_knowledge,
    keys_in,
    row_keys,
)
from evaltoolkit.model.links import CountCell, CountLink
from evaltoolkit.model.results import ResultTable, TableClass

Rules = Mapping[str, ClassRule]
"""The rule of each table by its name; a table whose counts are shown in any case has the rule ``shown``."""
_STATED_GIVES_WAY, _UNKNOWN_GIVES_WAY = -1, 10
_OF_SOME = ("maintenance", "retrospective")
"""Tables of some of the participants of a scale; those of all give way to nothing."""


def make_web(
    tables: Mapping[str, ResultTable],
    rules: Rules,
    rule: AudienceRule,
    shares: Sequence[ScoredShare] = (),
    changed: frozenset[Unit] = frozenset(),
) -> Web:
    """Return the linked counts of the tables and of the shares that the indicator table states."""
    counts = {cell: count for table in tables.values() for cell, count in _counts(table, rules[table.name], rule)}
    for share in shares:
        counts |= dict(_stated_counts(share, counts, tables, rules))
    links = [*scale_links(counts), *(link for table in tables.values() for link in table.links)]
    links += [link for share in shares for link in _stated_links(share)]
    true = tuple(link for link in links if _is_true(link, counts))
    return Web(counts, true, rule.min_people, float(rule.round_to // 2), changed)


def beside_unknown(web: Web, first: frozenset[Unit], earlier: Sequence[EarlierReport]) -> frozenset[Unit]:
    """Return what to hide from a reader who supposes that what an earlier report showed is the same still.

    Whoever supposes nothing may have to be kept from more: then such counts give company after all.
    """
    same = shown_before(web, earlier)
    if not same:
        return first
    known = {cell: replace(web.counts[cell], is_known=True) for cell in same}
    return Web({**web.counts, **known}, web.links, web.least, web.blur, web.changed, web.mixed).hidden_units(first)


def shown_before(web: Web, earlier: Sequence[EarlierReport]) -> frozenset[CountCell]:
    """Return the counts that an earlier report showed and that are the same still."""
    exact = [report.counts for report in earlier if not report.blur]
    return frozenset(cell for cell, count in web.counts.items() if any(told.get(cell) == count.value for told in exact))


def units_of(table: ResultTable, rule: ClassRule, hidings: Iterable[Hiding]) -> Iterator[Unit]:
    """Yield the units that a table's hidings cover."""
    hidings = tuple(one for one in hidings if one.reason not in (Reason.SPREAD, Reason.ROUNDED))
    keys = _unit_keys(table) if hidings else []
    for hiding in hidings:
        for column in table.people:
            if column in hiding.columns:
                yield _unit(table, keys[hiding.row], column, rule)


def hidings_of(
    table: ResultTable, rule: ClassRule, units: frozenset[Unit], web: Web, known_before: frozenset[CountCell]
) -> Iterator[Hiding]:
    """Yield what to hide in a table so that these units are: most zeros stay, and so does what everyone knows.

    A row of counts that an earlier report showed is withheld as if it had changed: nobody can suppose it is the same.
    """
    counts = {name: counts_of(table.frame, name) for name in table.people}
    for row, (key, together) in enumerate(zip(row_keys(table, table.frame), _unit_keys(table), strict=True)):
        of_row = {name: _unit(table, together, name, rule) for name in table.people}
        hit = [name for name, unit in of_row.items() if unit in units]
        known = [name for name in hit if is_public_knowledge(table.frame, row, name, web.least)]
        zeros = [name for name in hit if counts[name][row] == 0 and of_row[name] not in web.mixed]
        secret = tuple(name for name in hit if name not in (*known, *zeros))
        if any(CountCell(table.name, key, name) in known_before for name in secret):
            yield changed_row(table, row)
        elif secret:
            figures = table.figures if rule is ClassRule.DENOMINATORS else computed(table)
            yield Hiding(row, (*secret, *figures), Reason.SUBTRACTION)


def changed_row(table: ResultTable, row: int) -> Hiding:
    """Return what is hidden of a row that differs from an earlier report by few people: all but public knowledge."""
    people = tuple(name for name in table.people if not is_public_knowledge(table.frame, row, name))
    return Hiding(row, (*people, *table.figures), Reason.CHANGED)


def small_scores(shares: Iterable[ScoredShare], web: Web, rules: Rules) -> Iterator[Unit]:
    """Yield the stated shares that rest on too few people themselves."""
    for share in shares:
        for side in _secret_sides(share, rules):
            count = web.counts.get(share.cell(side))
            if count is not None and count.unit is not None and 0 < count.value < web.least:
                yield count.unit


def changed_scores(
    shares: Iterable[ScoredShare],
    tables: Mapping[str, ResultTable],
    rules: Rules,
    earlier: Sequence[EarlierReport],
    least: int,
) -> Iterator[Unit]:
    """Yield the stated shares of which a side differs from an earlier paper by few people."""
    for share in shares:
        if rules[share.table.name] is ClassRule.SHOWN:
            continue
        for side in _secret_sides(share, rules):
            cells = share.stated.numerator if side == NUMERATOR else share.stated.denominator
            now, cell = stated_value(cells, tables), share.cell(side)
            if any(0 < abs(now - report.counts.get(cell, now)) < least for report in earlier):
                yield SCORECARD, (share.indicator,), ""


def _secret_sides(share: ScoredShare, rules: Rules) -> tuple[str, ...]:
    """Return the sides of a stated share that are withheld where they are small, or changed by few.

    How many of nameless answers say yes the table itself shows: of such a share the denominator alone.
    """
    return (NUMERATOR, DENOMINATOR) if rules[share.table.name] is ClassRule.COUNTS else (DENOMINATOR,)


def _counts(table: ResultTable, rule: ClassRule, audience: AudienceRule) -> Iterator[tuple[CountCell, Count]]:
    frame, least = table.frame, audience.min_people
    # further counts help an attack; a mean such as that of attendance is no whole number and takes no part
    whole = [name for name in table.counts if pd.api.types.is_integer_dtype(frame[name])]
    values = {name: counts_of(frame, name) for name in (*table.people, *whole)}
    for row, (key, together) in enumerate(zip(row_keys(table, frame), _unit_keys(table), strict=True)):
        for column, every in values.items():
            value = every[row]
            if math.isnan(value):
                continue
            is_open = rule is ClassRule.SHOWN or is_public_knowledge(frame, row, column, least)
            is_people, is_unknown = column in table.people, UNKNOWN in key
            yield (
                CountCell(table.name, key, column),
                Count(
                    value,
                    value if is_open else rounded(value, audience.round_to),
                    None if is_open else _unit(table, together, column, rule),
                    table.gives_way + _UNKNOWN_GIVES_WAY * is_unknown,
                    is_secret=is_people and not is_unknown and column != LOST,
                    is_banded=is_people,
                    is_within=is_people and is_within(table, row, column, least),
                    stays=_stays(table, column),
                ),
            )


def _stays(table: ResultTable, column: str) -> bool:
    if table.name in _OF_SOME or table.table_class is not TableClass.SCALE:
        return table.name == "flow"
    return column == base_of(table) or table.name == "attrition"


def _unit_keys(table: ResultTable) -> list[tuple[str, ...]]:
    return keys_in(table.frame, table.together or table.keys)


def _unit(table: ResultTable, key: tuple[str, ...], column: str, rule: ClassRule) -> Unit:
    return table.name, key, "" if rule is ClassRule.DENOMINATORS else column


def _stated_counts(
    share: ScoredShare, counts: Mapping[CountCell, Count], tables: Mapping[str, ResultTable], rules: Rules
) -> Iterator[tuple[CountCell, Count]]:
    unit: Unit = (SCORECARD, (share.indicator,), "")
    is_shown = rules[share.table.name] is ClassRule.SHOWN
    for side, cells in ((NUMERATOR, share.stated.numerator), (DENOMINATOR, share.stated.denominator)):
        value = stated_value(cells, tables)
        is_public = bool(cells) and all(cell in counts and counts[cell].unit is None for cell in cells)
        own = None if is_shown or is_public else unit
        yield share.cell(side), Count(value, value, own, _STATED_GIVES_WAY, is_banded=False)


def stated_value(cells: Iterable[CountCell], tables: Mapping[str, ResultTable]) -> float:
    """Return the sum of some cells of the tables."""
    total = 0.0
    for cell in cells:
        table = tables[cell.table]
        total += count_of(table.frame, row_keys(table, table.frame).index(cell.row), cell.column)
    return total


def _stated_links(share: ScoredShare) -> Iterator[CountLink]:
    for side, cells in ((NUMERATOR, share.stated.numerator), (DENOMINATOR, share.stated.denominator)):
        yield CountLink((share.cell(side),), cells)


def _is_true(link: CountLink, counts: Mapping[CountCell, Count]) -> bool:
    if not link.whole or not link.parts or not all(cell in counts for cell in (*link.whole, *link.parts)):
        return False
    whole, parts = (sum(counts[cell].value for cell in side) for side in (link.whole, link.parts))
    return whole == parts if link.is_exact else whole <= parts
