"""Make the tables of a report as one audience may see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.counts.linked_counts import Unit, Web
from evaltoolkit.disclosure.counts.rounding import hide_rounded_ends, hide_telling, round_counts
from evaltoolkit.disclosure.counts.scored_shares import (
    DENOMINATOR,
    ELSEWHERE,
    NUMERATOR,
    SCORECARD,
    ScoredShare,
    hidden_scores,
    hide_exact,
    opened,
    rounded_scores,
    scored_shares,
)
from evaltoolkit.disclosure.counts.small_counts import (
    LOST,
    hide_alike,
    hide_small_counts,
    hide_small_rows,
    is_small,
    is_within,
)
from evaltoolkit.disclosure.counts.web_of import (
    beside_unknown,
    changed_row,
    changed_scores,
    hidings_of,
    make_web,
    shown_before,
    small_scores,
    stated_value,
    units_of,
)
from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.policy import AudienceRule, ClassRule, Policy
from evaltoolkit.disclosure.protected import _SEAL, Audience, Band, Hidden, ProtectedTable, Reason
from evaltoolkit.disclosure.scales.called_anew import called_as_now
from evaltoolkit.disclosure.scales.changed_scales import hide_changed_beside
from evaltoolkit.disclosure.scales.one_grouping import hide_scale_rows
from evaltoolkit.disclosure.scales.overlaps import OUTCOMES, hide_overlaps, hide_told_of_some
from evaltoolkit.disclosure.scales.page_rows import hide_page_rows
from evaltoolkit.disclosure.states.earlier import (
    UNKNOWN,
    EarlierReport,
    changed_rows,
    corrected_rows,
    count_of,
    row_key,
)
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable, Scorecard, TableClass

Tables = Mapping[str, ResultTable]
PAGES = "pages"
"""The rows of results that pages of single groups show; none of them stands in a report."""
_WIDEST = 3
"""A range that stands for a count is at most so many times as wide as the least number of people."""


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
    members: pd.DataFrame | None = None,
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
        What papers of earlier states of the data showed.
    members
        The table of memberships; with it the rows that pages of groups show come too, as the table :data:`PAGES`.

    Notes
    -----
    Papers for several readers may lie beside each other. What the shared one hides no other tells, but for the exact
    coverage of an office that holds the roster: a rounded count, too, would narrow one that is hidden.
    """
    if audience is Audience.STATION:
        return {name: _shown(table, (), audience) for name, table in _numbered(tables).items()}
    return joint_papers(tables, policy, scorecard=scorecard, earlier=earlier, members=members).seen_by(audience)


def joint_papers(
    tables: Tables,
    policy: Policy,
    *,
    scorecard: Scorecard | None = None,
    earlier: Sequence[EarlierReport] = (),
    members: pd.DataFrame | None = None,
) -> JointPapers:
    """Return the papers of one state of the data, protected for every reader together; as :func:`protect_tables`."""
    numbered = _numbered(tables)
    shares = scored_shares(scorecard, numbered) if scorecard is not None else ()
    street, first = _Street(numbered, scorecard, shares, members), _view(numbered, policy, Audience.SHARED, earlier)
    pattern = street.pattern(first)
    return JointPapers(street, policy, earlier, pattern, street.shown(first, pattern))


@dataclass(frozen=True, slots=True, eq=False)
class JointPapers:
    """The papers of one state of the data: what the shared version hides no other reader is shown."""

    _street: _Street
    _policy: Policy
    _earlier: Sequence[EarlierReport]
    _pattern: _Pattern
    shared: dict[str, ProtectedTable]

    def seen_by(self, audience: Audience) -> dict[str, ProtectedTable]:
        """Return the tables as one reader sees them."""
        if audience is Audience.SHARED:
            return dict(self.shared)
        view = _view(self._street.tables, self._policy, audience, self._earlier)
        return self._street.shown(view, self._street.pattern(view, self._pattern))

    @property
    def known(self) -> dict[CountCell, float]:
        """Return what readers of the shared version know besides: stated counts, those of rows whose means stand."""
        return self._street.known(self._pattern, self.shared)

    @property
    def company(self) -> frozenset[CountCell]:
        """Return the counts of rows that are withheld beside others as if they had changed."""
        return self._pattern.linked.company


def _view(tables: Tables, policy: Policy, audience: Audience, earlier: Sequence[EarlierReport]) -> _View:
    rule = policy.rule(audience)
    return _View(
        policy, rule, audience, tuple(now for one in earlier for now in called_as_now(one, tables, rule.min_people))
    )


def _numbered(tables: Tables) -> dict[str, ResultTable]:
    return {name: replace(table, frame=table.frame.reset_index(drop=True)) for name, table in tables.items()}


@dataclass(frozen=True, slots=True, eq=False)
class _Pattern:
    """What one audience's papers hide, by table, with the ranges that stand for counts."""

    hidings: Mapping[str, list[Hiding]]
    bands: Mapping[str, dict[tuple[int, str], Band]]
    linked: _Linked


@dataclass(frozen=True, slots=True, eq=False)
class _Street:
    """The tables of one state of a street's data, with the shares that its indicator table states."""

    tables: Tables
    card: Scorecard | None
    shares: Sequence[ScoredShare]
    members: pd.DataFrame | None

    def pattern(self, view: _View, shared: _Pattern | None = None) -> _Pattern:
        """Return what all papers of the view's audience hide; of what `shared` hides nothing is shown."""
        tables, least = self.tables, view.rule.min_people
        open_ = {name for name, table in tables.items() if view.rule_of(table) is ClassRule.SHOWN}
        first = {} if shared is None else {name: rows for name, rows in shared.hidings.items() if name not in open_}
        hidings = {name: [*view.hidings(table, self.members), *first.get(name, ())] for name, table in tables.items()}
        more = (
            partial(hide_overlaps, earlier=view.earlier, least=least, members=self.members), hide_changed_beside,
            partial(hide_told_of_some, earlier=view.earlier, least=least, members=self.members),
        )  # fmt: skip
        for rule in more:
            for name, rows in rule(tables, hidings).items():
                hidings[name] += rows
        linked = _add_linked(tables, hidings, view, self.shares, None if shared is None else shared.linked, open_)
        hidings = {name: list(view.told_apart(tables[name], found, linked)) for name, found in hidings.items()}
        bands = {name: dict(view.bands(tables[name], found, linked)) for name, found in hidings.items()}
        if self.members is not None and OUTCOMES in tables:
            pages = hide_page_rows(tables, hidings, self.members, view.rule, view.earlier)
            hidings[PAGES] = [*pages, *first.get(PAGES, ())]
        return _Pattern(hidings, bands, linked)

    def shown(self, view: _View, pattern: _Pattern) -> dict[str, ProtectedTable]:
        """Return the tables with what the pattern hides, those of the indicator system and the rounded ones too."""
        numbered, hidings, small = dict(self.tables), dict(pattern.hidings), pattern.linked.scores
        if PAGES in hidings:
            numbered[PAGES] = numbered[OUTCOMES]
        if self.card is not None and small:
            hidings |= hidden_scores(small, self.card, pattern.linked.few)
            numbered |= {table.name: table for table in opened(numbered, small)}
        if view.rule.round_to > 1:
            stated = [
                one for one in self.shares if one.indicator not in small and not one.indicator.startswith(ELSEWHERE)
            ]
            numbered, hidings = _rounded(numbered, hidings, stated, view)
        bands = pattern.bands
        return {name: _shown(table, hidings[name], view.audience, bands.get(name)) for name, table in numbered.items()}

    def known(self, pattern: _Pattern, shown: Mapping[str, ProtectedTable]) -> dict[CountCell, float]:
        """Return the counts that readers know without a table: stated ones, and those of rows whose means stand."""
        told = {
            share.cell(side): stated_value(cells, self.tables)
            for share in self.shares
            if share.indicator not in pattern.linked.scores
            for side, cells in ((NUMERATOR, share.stated.numerator), (DENOMINATOR, share.stated.denominator))
        }
        table = self.tables.get(OUTCOMES)
        if table is None or not {"n_pairs", "mean_change"} <= {*table.frame.columns}:
            return told
        rows = {row_key(table, table.frame, row): row for row in range(len(table.frame))}
        for place in {OUTCOMES, PAGES} & shown.keys():
            frame, mask = shown[place].frame, shown[place].mask
            spared = mask["n_pairs"] & ~mask["mean_change"] & frame["mean_change"].notna()
            for row in frame.index[spared.to_numpy(dtype=bool)]:
                key = row_key(table, frame, row)
                told |= {
                    CountCell(OUTCOMES, key, name): count_of(table.frame, rows[key], name) for name in table.people
                }
        return told


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

    def hidings(self, table: ResultTable, members: pd.DataFrame | None) -> Iterator[Hiding]:
        """Yield what the table hides by itself; `members` are how many stand in which groups at once."""
        rule = self.rule_of(table)
        if rule is ClassRule.SHOWN or table.frame.empty:
            return
        if rule is ClassRule.POOLED and "group_kind" in table.frame.columns:
            yield from hide_scale_rows(table, table.frame, self.rule, self.earlier, members)
            return
        hide = hide_small_rows if rule is ClassRule.DENOMINATORS or not table.people else hide_small_counts
        yield from hide(table, table.frame, self.rule)
        yield from hide_alike(table, table.frame, self.rule)
        yield from self._changed(table)

    def told_apart(self, table: ResultTable, hidings: Iterable[Hiding], linked: _Linked) -> Iterator[Hiding]:
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
        self, table: ResultTable, hidings: Sequence[Hiding], linked: _Linked
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
        for row in np.flatnonzero(corrected_rows(table, table.frame, self.earlier, least)):
            yield Hiding(int(row), table.figures, Reason.CHANGED)


def _add_linked(
    tables: Tables,
    hidings: dict[str, list[Hiding]],
    view: _View,
    shares: Sequence[ScoredShare],
    shared: _Linked | None,
    open_: Collection[str],
) -> _Linked:
    """Add what links between counts would give away, and return what they came to, beside what `shared` hides."""
    rules = {name: view.rule_of(table) for name, table in tables.items()}
    linked = {name: table for name, table in tables.items() if "group_kind" not in table.frame.columns}
    before = shared or _Linked()
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
    return _Linked(scores | before.scores & own, small | before.few & own, found, rows, web.mixed, company)


def _company_of_before(web: Web, earlier: Sequence[EarlierReport]) -> Iterator[Unit]:
    """Yield what was hidden beside a small count before: shown now it would be supposed to be the same, and tell it."""
    for cell in (cell for report in earlier for cell in report.company if cell in web.counts):
        count = web.counts[cell]
        if count.unit and count.gives_company and (count.value >= web.least or UNKNOWN in cell.row):
            yield count.unit


@dataclass(frozen=True, slots=True)
class _Linked:
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


def _shown(
    table: ResultTable,
    hidings: Iterable[Hiding],
    audience: Audience,
    bands: Mapping[tuple[int, str], Band] | None = None,
) -> ProtectedTable:
    if audience is not Audience.STATION:
        table, hidings = _without_guards(table, hidings)
    frame, hidden = table.frame, _merged(_there(table, tuple(hidings)))
    marks = np.zeros(frame.shape, dtype=bool)
    for hiding in hidden:
        marks[hiding.row, frame.columns.isin(hiding.columns)] = True
    mask = pd.DataFrame(marks, index=frame.index, columns=frame.columns)
    shown = frame.astype(object).mask(mask).infer_objects() if hidden else frame
    kept = ~frame.index.isin([hiding.row for hiding in hidden if hiding.reason is Reason.OTHER_GROUPING])
    said = {place: band for place, band in (bands or {}).items() if mask.at[place]}
    listed = tuple(_listed(table, hiding) for hiding in hidden)
    whole = ProtectedTable(
        table.name, table.table_class, audience, shown, mask, listed, table.keys, table.people, said, seal=_SEAL
    )
    return whole.keep(kept)


def _without_guards(table: ResultTable, hidings: Iterable[Hiding]) -> tuple[ResultTable, list[Hiding]]:
    """Return the table without the counts that only protect it, and the hidings without them."""
    kept = [
        replace(hiding, columns=tuple(name for name in hiding.columns if name not in table.guards))
        for hiding in hidings
    ]
    frame = table.frame.assign(**dict.fromkeys(table.guards, np.nan))
    people = tuple(name for name in table.people if name not in table.guards)
    return replace(table, frame=frame, people=people), [hiding for hiding in kept if hiding.columns]


def _there(table: ResultTable, hidings: Sequence[Hiding]) -> Iterator[Hiding]:
    """Yield the hidings without figures that the table does not have, as its counts tell every reader."""
    counted = {hiding.row for hiding in hidings if {*table.people} & {*hiding.columns}}
    for hiding in hidings:
        row = table.frame.loc[hiding.row]
        lacking = {share.share for share in table.shares if _is_missing(row[share.whole])}
        if hiding.row not in counted:
            lacking |= {name for name in hiding.columns if name in table.figures and _is_missing(row[name])}
        there = tuple(name for name in hiding.columns if name not in lacking)
        if there:
            yield replace(hiding, columns=there)


def _merged(hidings: Iterable[Hiding]) -> tuple[Hiding, ...]:
    """Return one hiding for each row and reason, no column of a row twice: of two reasons the one that hides more.

    That another figure could be worked out comes after every reason of the figure itself.
    """
    columns: dict[tuple[int, Reason], dict[str, None]] = {}
    for hiding in hidings:
        columns.setdefault((hiding.row, hiding.reason), {}).update(dict.fromkeys(hiding.columns))
    taken: dict[int, set[str]] = {}
    kept: dict[tuple[int, Reason], tuple[str, ...]] = {}
    for (row, reason), names in sorted(columns.items(), key=_rank):
        own = tuple(name for name in names if name not in taken.get(row, ()))
        taken.setdefault(row, set()).update(own)
        if own:
            kept[row, reason] = own
    return tuple(Hiding(place[0], kept[place], place[1]) for place in columns if place in kept)


def _rank(item: tuple[tuple[int, Reason], dict[str, None]]) -> tuple[bool, bool, int]:
    (_, reason), columns = item
    return reason is not Reason.OTHER_GROUPING, reason is Reason.SUBTRACTION, -len(columns)


def _listed(table: ResultTable, hiding: Hiding) -> Hidden:
    keys = (table.frame.at[hiding.row, key] for key in table.keys)
    return Hidden(
        table.name, tuple("" if _is_missing(key) else str(key) for key in keys), hiding.columns, hiding.reason
    )


def _is_missing(value: Any) -> bool:
    return pd.isna(value) is True
