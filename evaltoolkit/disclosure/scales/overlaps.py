"""Withhold what other tables tell of a scale where the outcome table beside them would give few people away.

Means of some people of a scale are withheld where their number lies near that of groups shown beside them.

Who was cared for, or also rated the past, is neither a programme nor the whole: a mean of these people less the means
of shown groups could be that of a few. Who is in which group is not known here, so only their numbers are compared:
of two sets of people whose numbers differ by n, at least n people are in one alone. Where the set holds everyone of
the scale it says what the whole says.
Source: 本工具规则, after the class of table ``scale`` in the policy file: never a whole and its part together where the
difference exposes too few people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.disclosure.scales.alike_people import AlikePeople
from evaltoolkit.disclosure.scales.scale_rows import TOTAL, WHOLE
from evaltoolkit.disclosure.scales.scores_of_states import ScoresOfStates
from evaltoolkit.disclosure.scales.several_pairs import SeveralPairs
from evaltoolkit.disclosure.scales.some_people import SomePeople, whose
from evaltoolkit.disclosure.states.earlier import EarlierReport, count_of, row_key
from evaltoolkit.disclosure.states.printed_means import BY_TEST
from evaltoolkit.model.results import ResultTable

OUTCOMES, PAIRS, _MEAN = "outcomes", "n_pairs", "mean_change"
SUBSETS: Mapping[str, str] = {"maintenance": "n_pairs", "retrospective": "n_people", "follow_up": "n_pairs"}
"""Tables that give means of some people of a scale, and the column that counts these people."""
Group = tuple[str, str]


@dataclass(slots=True)
class _Scale:
    """Numbers of pairs that readers know of one scale: by group, here and in earlier reports; and of everyone.

    Here: the `rows` of the outcome table that are shown, and of which people of the whole means besides.
    """

    everyone: float = float("nan")
    wholes: set[float] = field(default_factory=set)
    groups: dict[Group, set[float]] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    some: list[Group] = field(default_factory=list)

    def learn(self, group: Group, pairs: float) -> None:
        counts = self.wholes if group[0] == WHOLE else self.groups.setdefault(group, set())
        counts.add(pairs)

    def is_near(self, people: float, least: int) -> bool:
        """Return whether subtraction could leave fewer than `least` of so many people, or fewer than that of others."""
        if people == self.everyone and people in self.wholes:
            return False
        sums = {0.0}
        for counts in self.groups.values():
            sums |= {taken + count for taken in sums for count in counts}
        near = {abs(people - taken) for taken in sums}
        near |= {abs(whole - people - taken) for whole in self.wholes for taken in sums}
        return min(near) < least


def hide_overlaps(
    tables: Mapping[str, ResultTable],
    hidings: Mapping[str, Sequence[Hiding]],
    earlier: Sequence[EarlierReport],
    least: int,
    members: pd.DataFrame | None = None,
    alike: AlikePeople | None = None,
) -> dict[str, list[Hiding]]:
    """Return what to hide in the tables of :data:`SUBSETS`.

    Parameters
    ----------
    tables
        Of the report.
    hidings
        What the tables hide so far.
    earlier
        What earlier reports of the street showed.
    least
        Least number of people behind a figure.
    members
        The table of memberships; a mean of just those of a row that is shown says nothing new.
    alike
        People who share a value: beside the rows shown no mean may leave them.
    """
    subsets = [name for name in SUBSETS if name in tables and len(tables[name].frame)]
    if not subsets or OUTCOMES not in tables:
        return {}
    scales = _scales(tables[OUTCOMES].frame, hidings[OUTCOMES], earlier)
    shown = set() if members is None else set(_people_shown(tables[OUTCOMES].frame, hidings[OUTCOMES], members))
    several = partial(SeveralPairs(members).leave_few, tables[OUTCOMES].frame, least=least)

    def tells(name: str, row: int, scale: _Scale, people: float) -> bool:
        is_near = scale.is_near(people, least)
        if members is None:
            return is_near
        who = chosen_by(tables[name], row)
        if is_near and _people_of(tables[name], row, members) not in shown:
            return True
        some = [*scale.some, who]
        if several(scale.rows, some=some) or (
            alike is not None and alike.are_left_by(tables[OUTCOMES].frame, scale.rows, some)
        ):
            return True
        scale.some.append(who)
        return False

    return {name: list(_near(tables[name], hidings[name], scales, partial(tells, name))) for name in subsets}


def hide_told_of_some(
    tables: Mapping[str, ResultTable],
    hidings: Mapping[str, Sequence[Hiding]],
    earlier: Sequence[EarlierReport],
    least: int,
    members: pd.DataFrame | None = None,
    alike: int = 0,
) -> dict[str, list[Hiding]]:
    """Return what to hide of means of some people that beside papers of other states tell of few.

    So do those that beside the outcome table leave fewer than `alike` people who all scored least or most, or who all
    changed alike. Of a row of that table and one of these the latter is hidden.
    """
    if OUTCOMES not in tables:
        return {}
    frame, shown = tables[OUTCOMES].frame, shown_of_some(tables, hidings)
    told = ScoresOfStates(frame, earlier, members, least, shown, alike=alike)
    hidden = np.zeros(len(frame) + len(shown), dtype=bool)
    hidden[[one.row for one in hidings[OUTCOMES] if _MEAN in one.columns]] = True
    found: dict[str, list[Hiding]] = {}
    for part in frame.groupby(["scale", "dimension"], sort=False).indices.values():
        while some := [row for rows in told.told_by(np.asarray(part), hidden) for row in rows if row >= len(frame)]:
            one = shown[some[0] - len(frame)]
            of_row = [place for place, other in enumerate(shown) if (other.table, other.row) == (one.table, one.row)]
            hidden[len(frame) + np.array(of_row)] = True
            columns = (*tables[one.table].people, *tables[one.table].figures)
            found.setdefault(one.table, []).append(Hiding(one.row, columns, Reason.CHANGED))
    untold = np.isin(np.arange(len(hidden)), [one.row for one in hidings[OUTCOMES] if BY_TEST in one.columns])
    giving = np.arange(len(hidden)) >= len(frame)
    for place in np.flatnonzero(told.tell_alike(hidden, untold, giving)):
        one = shown[place - len(frame)]
        columns = (*tables[one.table].people, *tables[one.table].figures)
        found.setdefault(one.table, []).append(Hiding(one.row, columns, Reason.SUBTRACTION))
    return found


def shown_of_some(tables: Mapping[str, ResultTable], hidings: Mapping[str, Sequence[Hiding]]) -> list[SomePeople]:
    """Return the means of some people of a scale that are shown."""
    every = list(SomePeople.of(tables))
    gone = {(name, one.row) for name in tables for one in hidings[name] if {*tables[name].figures} & {*one.columns}}
    return [one for one in every if (one.table, one.row) not in gone]


def chosen_by(table: ResultTable, row: int) -> tuple[str, str]:
    """Return which people of a scale a row of :data:`SUBSETS` tells of: column of the memberships and what it holds."""
    return whose(table.name, row_key(table, table.frame, row))


def holds(people: pd.DataFrame, column: str, value: str) -> np.ndarray:
    """Return which rows of the memberships hold such people."""
    if column == "waves":
        return people[column].map(lambda waves: value in waves.split()).to_numpy(dtype=bool)
    return (people[column] == value).to_numpy()


def _people_of(table: ResultTable, row: int, members: pd.DataFrame) -> frozenset[int]:
    people = _paired(members, str(table.frame.at[row, "scale"]))
    return frozenset(people.index[holds(people, *chosen_by(table, row))])


def _people_shown(outcomes: pd.DataFrame, hidings: Sequence[Hiding], members: pd.DataFrame) -> Iterator[frozenset[int]]:
    hidden = {hiding.row for hiding in hidings if _MEAN in hiding.columns}
    for row in outcomes.index[(outcomes["dimension"] == TOTAL) & ~outcomes.index.isin(hidden)]:
        people, kind = _paired(members, str(outcomes.at[row, "scale"])), str(outcomes.at[row, "group_kind"])
        yield frozenset(people.index if kind == WHOLE else people.index[people[kind] == outcomes.at[row, "group"]])


def _paired(members: pd.DataFrame, scale: str) -> pd.DataFrame:
    chosen = (members["scale"] == scale) & (members["dimension"] == TOTAL) & (members[PAIRS] > 0)
    people: pd.DataFrame = members[chosen]
    return people


def _near(
    table: ResultTable, hidings: Sequence[Hiding], scales: dict[str, _Scale],
    tells: Callable[[int, _Scale, float], bool],
) -> Iterator[Hiding]:  # fmt: skip
    gone = {hiding.row for hiding in hidings if {*table.figures} <= {*hiding.columns}}
    for row, name in enumerate(table.frame["scale"].astype(str)):
        people = count_of(table.frame, row, SUBSETS[table.name])
        if row in gone or not people:
            continue
        scale = scales.setdefault(name, _Scale())
        if tells(row, scale, people):
            yield Hiding(row, table.figures, Reason.SUBTRACTION)
        elif "n_apart" not in table.people:  # which counts whom its rows do not share
            scale.learn((table.name, str(row)), people)


def _scales(outcomes: pd.DataFrame, hidings: Sequence[Hiding], earlier: Sequence[EarlierReport]) -> dict[str, _Scale]:
    hidden, unsaid = ({hiding.row for hiding in hidings if one in hiding.columns} for one in (PAIRS, _MEAN))
    scales: dict[str, _Scale] = {}
    for row in outcomes.index[outcomes["dimension"] == TOTAL]:
        scale = scales.setdefault(str(outcomes.at[row, "scale"]), _Scale())
        pairs, group = (
            count_of(outcomes, row, PAIRS),
            (str(outcomes.at[row, "group_kind"]), str(outcomes.at[row, "group"])),
        )
        if group[0] == WHOLE:
            scale.everyone = pairs
        if row not in unsaid:
            scale.rows.append(int(row))
        if row not in hidden and pairs:
            scale.learn(group, pairs)
    for cell, count in ((cell, count) for report in earlier for cell, count in report.counts.items()):
        if cell.table == OUTCOMES and cell.column == PAIRS and cell.row[1] == TOTAL:
            scales.setdefault(cell.row[0], _Scale()).learn((cell.row[2], cell.row[3]), count)
    return scales
