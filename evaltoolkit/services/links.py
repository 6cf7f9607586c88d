"""How the counts of the services depend on each other, for disclosure control: which rows add up, which hold which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.model.categories import official_categories
from evaltoolkit.model.links import CountCell, CountLink, StatedShare
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import RESIDENCE, RESPONDENTS
from evaltoolkit.services.opinions.awareness import AT_LEAST_THREE
from evaltoolkit.services.opinions.satisfaction import SATISFIED
from evaltoolkit.services.people.roster import EVERYONE, LIVES_ELSEWHERE

Cells = tuple[CountCell, ...]
ROSTER = "roster"


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """A table with the cell of every known count, by column; None stands for an unknown one."""

    frame: pd.DataFrame
    cells: Mapping[str, np.ndarray]

    @classmethod
    def of(cls, table: ResultTable) -> Linked:
        """Return the cells of a table's counts.

        Parameters
        ----------
        table
            Of the services; its counts are the columns `people` and `counts`.

        Returns
        -------
        Linked
            Its `cells` are arrays of one entry a row, by column.
        """
        keys = [tuple(str(value) for value in row) for row in table.frame[list(table.keys)].itertuples(index=False)]
        cells = {}
        for column in (*table.people, *table.counts):
            known = table.frame[column].notna()
            found = [
                CountCell(table.name, key, column) if is_known else None
                for key, is_known in zip(keys, known, strict=True)
            ]
            cells[column] = np.array([*found, None], dtype=object)[:-1]
        return cls(table.frame, cells)


Tables = Mapping[str, Linked]


def with_links(tables: Mapping[str, ResultTable]) -> dict[str, ResultTable]:
    """Return the tables, each with the links that it closes and the sums that the indicator table may state.

    Parameters
    ----------
    tables
        All that :func:`~evaltoolkit.services.measure.measure_services` makes, by name.

    Returns
    -------
    dict of str to ResultTable
        The same tables in the same order, with ``links`` and ``stated``.

    Examples
    --------
    >>> from evaltoolkit.model.evidence import Evidence
    >>> from evaltoolkit.model.plan import Plan
    >>> from evaltoolkit.services.measure import measure_services
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"site": [True, False], "agrees": [True, True]})
    >>> tables = measure_services(plan, Evidence({"awareness": sheet}, Quality(pd.DataFrame())))
    >>> [share.metric for share in with_links(tables)["awareness"].stated]
    ['awareness_share', 'agreement_share']
    """
    linked = {name: Linked.of(tables[name]) for name in _LINKED}
    links: dict[str, Iterable[CountLink]] = {
        "coverage_by_community": _coverage_links(linked),
        "satisfaction_levels": _satisfaction_links(linked),
    }
    stated = {name: tuple(make(linked)) for name, make in _STATED.items()}
    links["satisfaction_change"] = _same_answers(linked)
    return {
        name: replace(table, links=tuple(links.get(name, ())), stated=stated.get(name, ()))
        for name, table in tables.items()
    }


def cells_of(table: Linked, column: str, chosen: pd.Series | None = None) -> Cells:
    """Return the cells of a column in the chosen rows that hold a count; an unknown count takes no part in a sum.

    Parameters
    ----------
    table
        With the cell of every known count.
    column
        A column that counts people.
    chosen
        Boolean, on the index of the table's frame; None for every row.

    Returns
    -------
    tuple of CountCell
        In the order of the rows.

    Examples
    --------
    >>> from evaltoolkit.model.report_tables import make_table
    >>> frame = pd.DataFrame({"item": ["x", "y"], "n": [9, 7], "known": [3, None]})
    >>> [cell.row for cell in cells_of(Linked.of(make_table("awareness", frame)), "known")]
    [('x',)]
    """
    cells = table.cells[column] if chosen is None else table.cells[column][chosen.to_numpy(dtype=bool)]
    return tuple(cell for cell in cells if cell is not None)


def _coverage_links(tables: Tables) -> Iterator[CountLink]:
    for name in ("coverage", "residence", "priority", "coverage_by_community"):
        yield from _served_of_people(tables[name])
    yield from _communities(tables)
    yield from _undivided_residence(tables["residence"])
    yield from _priority_in_residence(tables)
    for category in dict.fromkeys(tables["coverage"].frame["category"]):
        yield from _category_in_residence(tables, category)
    yield from _priority_of_categories(tables)


def _served_of_people(table: Linked) -> Iterator[CountLink]:
    known = table.frame["served"].notna() & table.frame["people"].notna()
    served, people = cells_of(table, "served", known), cells_of(table, "people", known)
    yield from (CountLink((one,), (all_,), is_exact=False) for one, all_ in zip(served, people, strict=True))


def _communities(tables: Tables) -> Iterator[CountLink]:
    priority, communities = tables["priority"], tables["coverage_by_community"]
    for column in ("served", "people"):
        yield CountLink(
            cells_of(priority, column, priority.frame["residence"] != LIVES_ELSEWHERE), cells_of(communities, column)
        )


def _undivided_residence(table: Linked) -> Iterator[CountLink]:
    names = table.frame["residence"]
    if (names == EVERYONE).any():
        yield CountLink(
            cells_of(table, "served", names == EVERYONE),
            cells_of(table, "served", ~names.isin([EVERYONE, LIVES_ELSEWHERE])),
        )


def _priority_in_residence(tables: Tables) -> Iterator[CountLink]:
    for place in tables["priority"].frame["residence"]:
        named = _at(tables["priority"], "served", place)
        yield CountLink(named, _at(tables["residence"], "served", place), is_exact=False)


def _category_in_residence(tables: Tables, category: str) -> Iterator[CountLink]:
    """Yield that a category's people are among all people, and among the priority people where it is one of them."""
    coverage, priority = tables["coverage"], tables["priority"]
    of_category = coverage.frame["category"] == category
    for place in coverage.frame.loc[of_category, "residence"]:
        chosen = of_category & (coverage.frame["residence"] == place)
        served = cells_of(coverage, "served", chosen)
        yield CountLink(served, _here(tables["residence"], "served", place), is_exact=False)
        if category not in official_categories().priority:
            continue
        all_served, all_people = (_here(priority, column, place) for column in ("served", "people"))
        yield CountLink(served, all_served, is_exact=False)
        people = _on_roster(coverage, chosen)
        if people and _is_of_roster(priority):
            yield CountLink(people, all_people, is_exact=False)
            # who of the category was not served is among those of all who were not
            yield CountLink((*people, *all_served), (*all_people, *served), is_exact=False)


def _priority_of_categories(tables: Tables) -> Iterator[CountLink]:
    """Yield that each priority person is in a priority category: their number is at most the categories' sum."""
    coverage, priority = tables["coverage"], tables["priority"]
    frame = coverage.frame
    named = frame["category"].isin(official_categories().priority)
    undivided = named & (frame["residence"] == EVERYONE)
    places: list[tuple[pd.Series, pd.Series]] = [
        (priority.frame["residence"] != LIVES_ELSEWHERE, named & (frame["residence"] != LIVES_ELSEWHERE))
    ]
    for place in priority.frame["residence"]:
        there = named & (frame["residence"] == place)
        places.append((priority.frame["residence"] == place, there if place == LIVES_ELSEWHERE else there | undivided))
    for whole, parts in places:
        all_served, served = cells_of(priority, "served", whole), cells_of(coverage, "served", parts)
        yield CountLink(all_served, served, is_exact=False)
        if _is_of_roster(priority) and (frame.loc[parts, "basis"] == ROSTER).all():
            all_people, people = cells_of(priority, "people", whole), cells_of(coverage, "people", parts)
            yield CountLink(all_people, people, is_exact=False)
            yield CountLink((*all_people, *served), (*all_served, *people), is_exact=False)


def _on_roster(coverage: Linked, chosen: pd.Series) -> Cells:
    return cells_of(coverage, "people", chosen & (coverage.frame["basis"] == ROSTER))


def _is_of_roster(priority: Linked) -> bool:
    return bool((priority.frame["basis"] == ROSTER).all())


def _at(table: Linked, column: str, place: str) -> Cells:
    return cells_of(table, column, table.frame["residence"] == place)


def _here(table: Linked, column: str, place: str) -> Cells:
    """Return the cells of a residence; for people of all residences together every one but the separated."""
    if place != EVERYONE:
        return _at(table, column, place)
    return cells_of(table, column, ~table.frame["residence"].isin([EVERYONE, LIVES_ELSEWHERE]))


def _satisfaction_links(tables: Tables) -> Iterator[CountLink]:
    by_respondent, levels = tables["satisfaction"], tables["satisfaction_levels"]
    answers = (cells_of(by_respondent, column) for column in ("n_satisfied", "n_valid"))
    yield from (CountLink((one,), (all_,), is_exact=False) for one, all_ in zip(*answers, strict=True))
    for row in by_respondent.frame.itertuples():
        here, chosen = _of_answers(by_respondent, row), _of_answers(levels, row)
        if not chosen.any():
            continue
        valid = cells_of(by_respondent, "n_valid", here)
        for cell in cells_of(levels, "n_valid", chosen):
            yield CountLink((cell,), valid)
        yield CountLink(valid, cells_of(levels, "n", chosen))
        satisfied = chosen & levels.frame["level"].isin(SATISFIED)
        yield CountLink(cells_of(by_respondent, "n_satisfied", here), cells_of(levels, "n", satisfied))


def _of_answers(table: Linked, row: Any) -> pd.Series:
    found: pd.Series = (table.frame["method"] == row.method) & (table.frame["respondent"] == row.respondent)
    return found


def _same_answers(tables: Tables) -> Iterator[CountLink]:
    """Yield that the counts of this year beside last year's are those of the table of satisfaction."""
    now, beside = tables["satisfaction"], tables["satisfaction_change"]
    for row in beside.frame.itertuples():
        here, there = _of_answers(now, row), _of_answers(beside, row)
        for column in ("n_valid", "n_satisfied"):
            yield CountLink(cells_of(now, column, here), cells_of(beside, column, there))


def _satisfaction_stated(tables: Tables) -> Iterator[StatedShare]:
    table = tables["satisfaction"]
    by_partners = table.frame["respondent"] == RESPONDENTS[1]
    users = ~by_partners & (table.frame["n_valid"] > 0)
    lowest = table.frame.index.isin(table.frame[users].nsmallest(1, "share").index)
    for metric, chosen in (
        ("satisfaction_rate", users),
        ("satisfaction_lowest", pd.Series(lowest, index=table.frame.index)),
        ("satisfaction_partners", by_partners),
    ):
        yield StatedShare(metric, cells_of(table, "n_satisfied", chosen), cells_of(table, "n_valid", chosen))


def _priority_stated(tables: Tables) -> Iterator[StatedShare]:
    table = tables["priority"]
    here = table.frame["residence"] != LIVES_ELSEWHERE
    yield StatedShare("priority_coverage", cells_of(table, "served", here), cells_of(table, "people", here))


def _residence_stated(tables: Tables) -> Iterator[StatedShare]:
    table = tables["residence"]
    served, people = (_at(table, column, RESIDENCE[1]) for column in ("served", "people"))
    yield StatedShare("non_registered_coverage", served, people)


def _awareness_stated(tables: Tables) -> Iterator[StatedShare]:
    table = tables["awareness"]
    for metric, item in (("awareness_share", AT_LEAST_THREE), ("agreement_share", "认同")):
        chosen = table.frame["item"] == item
        yield StatedShare(metric, cells_of(table, "known", chosen), cells_of(table, "n", chosen))


def _attendance_stated(tables: Tables) -> Iterator[StatedShare]:
    table = tables["attendance"]
    yield StatedShare("attendance_share", cells_of(table, "mean_attendance"), cells_of(table, "enrolled"))


_LINKED = (
    "coverage", "residence", "priority", "coverage_by_community", "satisfaction", "satisfaction_levels",
    "satisfaction_change", "awareness",
    "attendance",
)  # fmt: skip
_STATED = {
    "satisfaction": _satisfaction_stated, "priority": _priority_stated, "residence": _residence_stated,
    "awareness": _awareness_stated, "attendance": _attendance_stated,
}  # fmt: skip
