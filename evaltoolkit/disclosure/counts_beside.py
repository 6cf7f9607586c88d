"""Hide beside what is hidden whatever links between counts would give away, table by table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from evaltoolkit.disclosure.audience_view import View
from evaltoolkit.disclosure.counts.linked import Linked
from evaltoolkit.disclosure.counts.linked_counts import Unit, Web
from evaltoolkit.disclosure.counts.scored_shares import SCORECARD, ScoredShare
from evaltoolkit.disclosure.counts.web_of import (
    beside_unknown,
    changed_scores,
    hidings_of,
    make_web,
    shown_before,
    small_scores,
    units_of,
)
from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.states.earlier import UNKNOWN, EarlierReport
from evaltoolkit.model.results import ResultTable

_WIDEST = 3
"""A range that stands for a count is at most so many times as wide as the least number of people."""


def add_linked(
    tables: Mapping[str, ResultTable],
    hidings: dict[str, list[Hiding]],
    view: View,
    shares: Sequence[ScoredShare],
    shared: Linked | None,
    open_: Collection[str],
) -> Linked:
    """Add what links between counts would give away, and return what they came to, beside what `shared` hides."""
    rules = {name: view.rule_of(table) for name, table in tables.items()}
    linked = {name: table for name, table in tables.items() if "group_kind" not in table.frame.columns}
    before = shared or Linked()
    changed = frozenset(
        unit for name, table in linked.items() for unit in units_of(table, rules[name], before.changed(table, hidings))
    )
    web = make_web(linked, rules, view.rule, shares, changed)
    few = frozenset(small_scores(shares, web, rules))
    own = {share.indicator for share in shares if share.table.name not in open_}
    if mixed := frozenset(unit for unit in before.units if unit[0] not in open_):
        web = web.mixing(mixed)
    first = {unit for name, table in linked.items() for unit in units_of(table, rules[name], hidings[name])}
    first |= few | set(changed_scores(shares, tables, rules, view.earlier, view.rule.min_people))
    first |= {*_company_of_before(web, view.earlier)}
    first = set(beside_unknown(web, frozenset(first), view.earlier))
    units = web.hidden_units(first)
    while more := web.without_range(units):
        web = web.mixing(more)
        units = web.hidden_units(first | web.mixed)
    told = shown_before(web, view.earlier)
    for name, table in linked.items():
        known = {(hiding.row, column) for hiding in hidings[name] for column in hiding.columns}
        hidings[name] += [
            hiding
            for hiding in hidings_of(table, rules[name], units, web, told)
            if any((hiding.row, column) not in known for column in hiding.columns)
        ]
    found = web.ranges(units, _WIDEST * view.rule.min_people) if view.rule.round_to == 1 else {}
    scores, small = (frozenset(key[0] for table, key, _ in some if table == SCORECARD) for some in (units, few))
    rows = frozenset((cell.table, cell.row) for cell in web.cells_of(web.mixed))
    company = told & web.cells_of(units - changed)
    return Linked(scores | before.scores & own, small | before.few & own, found, rows, web.mixed, company)


def _company_of_before(web: Web, earlier: Sequence[EarlierReport]) -> Iterator[Unit]:
    """Yield what was hidden beside a small count before: shown now it would be supposed to be the same, and tell it."""
    for cell in (cell for report in earlier for cell in report.company if cell in web.counts):
        count = web.counts[cell]
        if count.unit and count.gives_company and (count.value >= web.least or UNKNOWN in cell.row):
            yield count.unit
