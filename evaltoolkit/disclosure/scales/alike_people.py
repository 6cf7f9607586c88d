"""Which rows tell of few people who all changed alike or all scored alike: none of them stands, in no table.

Such a mean is the change or the score of each. Withheld alone it follows from others: a change from both tests, a score
from a change and the other test, two dimensions from the total and the third, a rating of the past from the pre-test
and how far it lies from that. So all that any table tells of these people on the scale is withheld with it, and what
one tells of some of them alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.policy import AudienceRule
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.disclosure.scales.scale_rows import TOTAL, WHOLE, scale_of
from evaltoolkit.disclosure.scales.some_people import whose
from evaltoolkit.disclosure.states.earlier import count_of, resolution_of
from evaltoolkit.disclosure.states.few_together import few_together
from evaltoolkit.disclosure.states.members import COLUMNS, TESTS, Members, Pair, records_of, tags_of
from evaltoolkit.disclosure.states.printed_means import Range, are_all_at_an_end, as_printed
from evaltoolkit.model.report_tables import REPORT_TABLES
from evaltoolkit.model.results import ResultTable

OUTCOMES, PLANNING = "outcomes", "planning"
_NO_SPREAD = 1e-9


class _Told(NamedTuple):
    """What a row tells of some people: how many they are, means of changes with what tells their spread, and scores."""

    people: str
    changes: Mapping[str, str]
    scores: Sequence[str] = ()


_TOLD: Mapping[str, Sequence[_Told]] = {
    OUTCOMES: [_Told("n_pairs", {"mean_change": "sd_change"}, ("mean_pre", "mean_post"))],
    "maintenance": [_Told("n_pairs", {"mean_change": "low"})],
    "retrospective": [_Told("n_people", {name: f"{name}_low" for name in ("change", "shift", "looking_back")})],
    "follow_up": [_Told("n_pairs", {"mean_change": "change_low"}, ("mean_pre", "mean_post", "mean_wave"))],
    "attrition": [_Told("n_kept", {}, ("mean_kept",)), _Told("n_lost", {}, ("mean_lost",))],
    PLANNING: [_Told("n_pairs", {"n_pairs": "detectable"})],
}
"""By table. Of who all changed alike there is no interval, and no standard deviation but 0."""


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """Some people of whom a row tells: of which scale and what they are called, who they are if that is known."""

    table: str
    row: int
    called: tuple[str, str, str]
    many: float
    people: frozenset[str]
    is_alike: bool


class AlikePeople:
    """Rows of fewer people than the policy shows a spread of who share a value, and of people among these.

    Parameters
    ----------
    tables
        Of one report.
    members
        The table of memberships; without one rows of the same people are known by what they are called.
    rule
        Rule of the audience.
    """

    def __init__(self, tables: Mapping[str, ResultTable], members: pd.DataFrame | None, rule: AudienceRule) -> None:
        self._tables, self._least, self._few = tables, rule.min_people, rule.min_spread
        self._tagged = {} if members is None else tags_of(members)
        self._records = records_of(self._tagged)
        self._members: dict[tuple[str, str], Members] = {}
        self._groups: dict[str, set[frozenset[str]]] = {}
        self._found: dict[str, set[int]] = {}
        every: dict[str, list[_Row]] = {}
        for one in self._rows():
            every.setdefault(one.called[0], []).append(one)
        for scale, rows in every.items():
            for one in (*self._of_fewest(rows), *self._of_few(rows)):
                self._found.setdefault(one.table, set()).add(one.row)
                self._groups.setdefault(scale, set()).add(one.people)

    def rows(self, table: str) -> list[int]:
        """Return which rows of a table tell of them."""
        return sorted(self._found.get(table, ()))

    def hidings(self, table: ResultTable) -> Iterator[Hiding]:
        """Yield these rows, each whole: a number without its mean would say that all were alike."""
        for row in self.rows(table.name):
            yield Hiding(row, (*table.people, *table.figures), Reason.SPREAD)

    def are_left_by(self, frame: pd.DataFrame, shown: Sequence[int], some: Collection[tuple[str, str]]) -> bool:
        """Return whether means that are shown leave such people, added and taken away; they would be told by the rest.

        Parameters
        ----------
        frame
            Rows of the table ``outcomes``, numbered from 0.
        shown
            Which rows of one whole scale are shown.
        some
            Of which people of it a mean is shown besides: column of the memberships, what it holds.
        """
        scale = str(frame.at[shown[0], "scale"]) if len(shown) else ""
        if not (groups := self._groups.get(scale)):
            return False
        rows = [tuple(str(frame.at[row, name]) for name in ("group_kind", "group")) for row in shown]
        sets = [self._pairs(scale, TOTAL, *one, is_row=True) for one in rows]
        sets += [self._pairs(scale, TOTAL, *one, is_row=False) for one in some]
        who = [frozenset(pair.person for pair in pairs) for pairs in sets]
        people = sorted(frozenset[str]().union(*who))
        held = np.array([[one in some for one in people] for some in who], dtype=float)
        for left in few_together(held, [frozenset({one}) for one in people], self._few):
            alone = {people[place] for place in np.flatnonzero(left)}
            if len(alone) >= self._least and any(alone <= group for group in groups):
                return True
        return False

    def _of_few(self, rows: Sequence[_Row]) -> Iterator[_Row]:
        """Yield the rows of few who share a value, those that are called alike, and those of people among them."""
        left = [one for one in rows if self._is_of_few(one.many)]
        groups = {one.people for one in rows if one.is_alike}
        called = {one.called for one in left if one.is_alike}
        while found := {one for one in left if one.called in called or (one.people and _is_within(one.people, groups))}:
            yield from found
            called |= {one.called for one in found}
            groups |= {one.people for one in found}
            left = [one for one in left if one not in found]

    def _of_fewest(self, rows: Sequence[_Row]) -> Iterator[_Row]:
        """Yield the rows of results that are withheld anyhow: what they leave with others may be alike as well."""
        yield from (one for one in rows if one.table == OUTCOMES and one.is_alike and 0 < one.many < self._least)

    def _is_of_few(self, many: float) -> bool:
        return self._least <= many < self._few

    def _rows(self) -> Iterator[_Row]:
        """Yield what the tables tell of whom."""
        ends = self._ends()
        for name in (name for name in _TOLD if name in self._tables):
            table, frame = self._tables[name], self._tables[name].frame
            for row in range(len(frame)):
                key = [str(frame.at[row, one]) if one in frame.columns else "" for one in REPORT_TABLES[name].keys]
                for told in (one for one in _TOLD[name] if one.people in frame.columns):
                    yield self._row(table, row, key, told, ends)

    def _row(self, table: ResultTable, row: int, key: Sequence[str], told: _Told, ends: Mapping[str, Range]) -> _Row:
        frame, many, is_row = table.frame, count_of(table.frame, row, told.people), table.name == OUTCOMES
        scale = scale_of(frame, row)
        scale = scale if np.isfinite(scale.high) else ends.get(key[0], scale)
        kind, name = _called(table.name, key, told)
        is_alike = _changed_alike(frame, row, told) or _at_an_end(frame, row, told, many, scale)
        pairs = frozenset[Pair]()
        if kind and (is_alike or self._is_of_few(many)):
            pairs = self._pairs(key[0], key[1] if is_row else TOTAL, kind, name, is_row=is_row)
        if len(pairs) == many:
            wave = name if kind == COLUMNS[-1] else ""
            is_alike = is_alike or self._share_a_score(key[0], key[1] if is_row else TOTAL, pairs, wave)
        people = frozenset(pair.person for pair in pairs) if len(pairs) == many else frozenset[str]()
        return _Row(table.name, row, (key[0], kind, name), many, people, is_alike)

    def _of(self, scale: str, dimension: str) -> Members:
        if (scale, dimension) not in self._members:
            self._members[scale, dimension] = Members.of(self._tagged, scale, dimension)
        return self._members[scale, dimension]

    def _pairs(self, scale: str, dimension: str, kind: str, name: str, *, is_row: bool) -> frozenset[Pair]:
        """Return who stands in a row of the outcome table, or which of the whole have something."""
        members = self._of(scale, dimension)
        return members.within(kind, name) if is_row else members.of_some(kind, name)

    def _share_a_score(self, scale: str, dimension: str, pairs: Collection[Pair], wave: str) -> bool:
        """Return whether all have the same score at a test or at a further wave."""
        scores = self._of(scale, dimension).scores
        tests = [[getattr(pair, test) for pair in pairs] for test in TESTS]
        tests += [[scores.get(pair.person, {}).get(wave, "") for pair in pairs]] if wave else []
        records = [{self._records.get(tag, "") for tag in tags} for tags in tests]
        return any(len(found) == 1 and "" not in found for found in records)

    def _ends(self) -> dict[str, Range]:
        """Return the ends of each scale."""
        frame = self._tables[OUTCOMES].frame if OUTCOMES in self._tables else pd.DataFrame()
        if not {"scale", "dimension", "group_kind"} <= {*frame.columns}:
            return {}
        of_whole = frame.index[(frame["dimension"] == TOTAL) & (frame["group_kind"] == WHOLE)]
        return {str(frame.at[row, "scale"]): scale_of(frame, int(row)) for row in of_whole}


def _is_within(people: frozenset[str], groups: Collection[frozenset[str]]) -> bool:
    return any(people <= group for group in groups)


def _called(table: str, key: Sequence[str], told: _Told) -> tuple[str, str]:
    """Return of whom of the scale a row tells: a column of the memberships, and what it holds."""
    if table == OUTCOMES:
        return key[2], key[3]
    return (WHOLE, "") if table == PLANNING else whose(table, key, next(iter(told.scores), ""))


def _changed_alike(frame: pd.DataFrame, row: int, told: _Told) -> bool:
    known = {*frame.columns}
    for figure, spread in told.changes.items():
        if {figure, spread} <= known and not np.isnan(count_of(frame, row, figure)):
            found = count_of(frame, row, spread)
            if (found <= _NO_SPREAD) if spread.startswith("sd_") else np.isnan(found):
                return True
    return False


def _at_an_end(frame: pd.DataFrame, row: int, told: _Told, many: float, scale: Range) -> bool:
    """Return whether a printed mean leaves nobody another score than the least or the most."""
    if not np.isfinite(scale.high):
        return False
    means = (count_of(frame, row, name) for name in told.scores if name in frame.columns)
    step = resolution_of(frame, row) if np.isnan(scale.step) else scale.step
    return any(are_all_at_an_end(many, as_printed(mean, step), scale) for mean in means if np.isfinite(mean))
