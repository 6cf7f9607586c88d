"""Make the tables of a report as one audience may see them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.audience_view import View
from evaltoolkit.disclosure.counts.linked import Linked
from evaltoolkit.disclosure.counts.rounding import hide_rounded_ends, hide_telling, round_counts
from evaltoolkit.disclosure.counts.scored_shares import (
    DENOMINATOR,
    ELSEWHERE,
    NUMERATOR,
    SCORECARD,
    ScoredShare,
    hidden_limits,
    hidden_scores,
    hide_exact,
    opened,
    rounded_scores,
    scored_shares,
)
from evaltoolkit.disclosure.counts.web_of import stated_value
from evaltoolkit.disclosure.counts_beside import add_linked
from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.policy import ClassRule, Policy
from evaltoolkit.disclosure.protected import Audience, Band, ProtectedTable
from evaltoolkit.disclosure.reader import require_within_run
from evaltoolkit.disclosure.scales.alike_people import AlikePeople
from evaltoolkit.disclosure.scales.called_anew import called_as_now
from evaltoolkit.disclosure.scales.changed_scales import hide_changed_beside
from evaltoolkit.disclosure.scales.overlaps import OUTCOMES, hide_overlaps, hide_told_of_some
from evaltoolkit.disclosure.scales.page_rows import hide_page_rows
from evaltoolkit.disclosure.sealed import sealed
from evaltoolkit.disclosure.states.earlier import EarlierReport, count_of, row_key, row_keys
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable, Scorecard
from evaltoolkit.outcomes.design.adjusted_tables import ADJUSTED, adjusted_without

Tables = Mapping[str, ResultTable]
PAGES = "pages"
"""The rows of results that pages of single groups show; none of them stands in a report."""


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
        return {name: sealed(table, (), audience) for name, table in _numbered(tables).items()}
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
        """Return the tables as one reader sees them; a UserError where the run is for one who sees less."""
        require_within_run(audience)
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


def _view(tables: Tables, policy: Policy, audience: Audience, earlier: Sequence[EarlierReport]) -> View:
    rule = policy.rule(audience)
    return View(
        policy, rule, audience, tuple(now for one in earlier for now in called_as_now(one, tables, rule.min_people))
    )


def _numbered(tables: Tables) -> dict[str, ResultTable]:
    return {name: replace(table, frame=table.frame.reset_index(drop=True)) for name, table in tables.items()}


@dataclass(frozen=True, slots=True, eq=False)
class _Pattern:
    """What one audience's papers hide, by table, with the ranges that stand for counts."""

    hidings: Mapping[str, list[Hiding]]
    bands: Mapping[str, dict[tuple[int, str], Band]]
    linked: Linked


@dataclass(frozen=True, slots=True, eq=False)
class _Street:
    """The tables of one state of a street's data, with the shares that its indicator table states."""

    tables: Tables
    card: Scorecard | None
    shares: Sequence[ScoredShare]
    members: pd.DataFrame | None
    together: object = field(default_factory=object)

    def pattern(self, view: View, shared: _Pattern | None = None) -> _Pattern:
        """Return what all papers of the view's audience hide; of what `shared` hides nothing is shown."""
        tables, least = self.tables, view.rule.min_people
        open_ = {name for name, table in tables.items() if view.rule_of(table) is ClassRule.SHOWN}
        first = {} if shared is None else {name: rows for name, rows in shared.hidings.items() if name not in open_}
        alike = AlikePeople(tables, self.members, view.rule)
        hidings = {
            name: [*view.hidings(table, self.members, alike), *first.get(name, ())] for name, table in tables.items()
        }
        more = (
            partial(hide_overlaps, earlier=view.earlier, least=least, members=self.members, alike=alike),
            hide_changed_beside,
            partial(hide_told_of_some, earlier=view.earlier, least=least, members=self.members,
                    alike=view.rule.min_spread),
        )  # fmt: skip
        for rule in more:
            for name, rows in rule(tables, hidings).items():
                hidings[name] += rows
        linked = add_linked(tables, hidings, view, self.shares, None if shared is None else shared.linked, open_)
        hidings = {name: list(view.told_apart(tables[name], found, linked)) for name, found in hidings.items()}
        bands = {name: dict(view.bands(tables[name], found, linked)) for name, found in hidings.items()}
        if self.members is not None and OUTCOMES in tables:
            pages = hide_page_rows(tables, hidings, self.members, view.rule, view.earlier, alike.rows(OUTCOMES))
            hidings[PAGES] = [*pages, *first.get(PAGES, ())]
        return _Pattern(hidings, bands, linked)

    def shown(self, view: View, pattern: _Pattern) -> dict[str, ProtectedTable]:
        """Return the tables with what the pattern hides, those of the indicator system and the rounded ones too."""
        numbered, hidings, small = dict(self.tables), dict(pattern.hidings), pattern.linked.scores
        if PAGES in hidings:
            numbered[PAGES] = numbered[OUTCOMES]
        if self.card is not None and small:
            hidings |= hidden_scores(small, self.card, pattern.linked.few)
            numbered |= {table.name: table for table in opened(numbered, small)}
        hidings |= hidden_limits(self.shares, numbered, hidings, small)
        numbered |= _adjusted(numbered, hidings)
        if view.rule.round_to > 1:
            stated = [
                one for one in self.shares if one.indicator not in small and not one.indicator.startswith(ELSEWHERE)
            ]
            numbered, hidings = _rounded(numbered, hidings, stated, view)
        bands = pattern.bands
        return {name: sealed(table, hidings[name], view.audience, bands.get(name), self.together)
                for name, table in numbered.items()}  # fmt: skip

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
        rows = {key: row for row, key in enumerate(row_keys(table, table.frame))}
        for place in {OUTCOMES, PAGES} & shown.keys():
            frame, mask = shown[place].frame, shown[place].mask
            spared = mask["n_pairs"] & ~mask["mean_change"] & frame["mean_change"].notna()
            for row in frame.index[spared.to_numpy(dtype=bool)]:
                key = row_key(table, frame, row)
                counts = {name: count_of(table.frame, rows[key], name) for name in table.people}
                told |= {CountCell(OUTCOMES, key, name): n for name, n in counts.items() if not math.isnan(n)}
        return told


def _adjusted(tables: Tables, hidings: Mapping[str, Sequence[Hiding]]) -> dict[str, ResultTable]:
    """Return the tables in which a p that is told was adjusted together with one that is not, adjusted without it."""
    found: dict[str, ResultTable] = {}
    for name in (name for name, p in ADJUSTED.items() if name in tables and {*p} <= {*tables[name].frame.columns}):
        papers = [paper for paper in (name, *((PAGES,) if name == OUTCOMES else ())) if paper in tables]
        hidden = [_hidden(tables[paper].frame, hidings[paper], ADJUSTED[name]) for paper in papers]
        untold = hidden[0].where(hidden[-1], other=False)  # what pages of groups show is told too
        if (untold & tables[name].frame[[*ADJUSTED[name]]].notna()).to_numpy().any():
            frame = adjusted_without(name, tables[name].frame, untold)
            found |= {paper: replace(tables[paper], frame=frame) for paper in papers}
    return found


def _hidden(frame: pd.DataFrame, hidings: Iterable[Hiding], columns: Iterable[str]) -> pd.DataFrame:
    named = [*columns]
    marks = np.zeros((len(frame), len(named)), dtype=bool)
    for hiding in hidings:
        marks[hiding.row] |= [name in hiding.columns for name in named]
    return pd.DataFrame(marks, index=frame.index, columns=named)


def _rounded(
    tables: Tables, hidings: dict[str, list[Hiding]], shares: Sequence[ScoredShare], view: View
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
