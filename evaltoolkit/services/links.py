"""How the counts of the services depend on each other, for disclosure control: which rows add up, which hold which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pandas as pd

from evaltoolkit.model.links import CountCell, CountLink, StatedShare
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import RESIDENCE, RESPONDENTS
from evaltoolkit.services.awareness import AT_LEAST_THREE
from evaltoolkit.services.categories import official_categories
from evaltoolkit.services.roster import EVERYONE, LIVES_ELSEWHERE

Tables = Mapping[str, ResultTable]
Cells = tuple[CountCell, ...]
ROSTER = "roster"


def with_links(tables: Tables) -> dict[str, ResultTable]:
    """Return the tables, each with the links that it closes and the sums that the indicator table may state."""
    links: dict[str, Iterable[CountLink]] = {
        "coverage_by_community": _coverage_links(tables),
        "satisfaction_levels": _satisfaction_links(tables),
    }
    stated = {name: tuple(make(tables)) for name, make in _STATED.items()}
    return {
        name: replace(table, links=tuple(links.get(name, ())), stated=stated.get(name, ()))
        for name, table in tables.items()
    }


def cells_of(table: ResultTable, column: str, chosen: pd.Series | None = None) -> Cells:
    """Return the cells of a column in the chosen rows that hold a count; an unknown count takes no part in a sum."""
    frame = table.frame if chosen is None else table.frame[chosen]
    known = frame[frame[column].notna()]
    return tuple(
        CountCell(table.name, tuple(str(value) for value in row), column)
        for row in known[list(table.keys)].itertuples(index=False)
    )


def _coverage_links(tables: Tables) -> Iterator[CountLink]:
    for name in ("coverage", "residence", "priority", "coverage_by_community"):
        yield from _served_of_people(tables[name])
    yield from _communities(tables)
    yield from _undivided_residence(tables["residence"])
    yield from _priority_in_residence(tables)
    for category in dict.fromkeys(tables["coverage"].frame["category"]):
        yield from _category_in_residence(tables, category)
    yield from _priority_of_categories(tables)


def _served_of_people(table: ResultTable) -> Iterator[CountLink]:
    known = table.frame["served"].notna() & table.frame["people"].notna()
    served, people = cells_of(table, "served", known), cells_of(table, "people", known)
    yield from (CountLink((one,), (all_,), is_exact=False) for one, all_ in zip(served, people, strict=True))


def _communities(tables: Tables) -> Iterator[CountLink]:
    priority, communities = tables["priority"], tables["coverage_by_community"]
    for column in ("served", "people"):
        yield CountLink(
            cells_of(priority, column, priority.frame["residence"] != LIVES_ELSEWHERE), cells_of(communities, column)
        )


def _undivided_residence(table: ResultTable) -> Iterator[CountLink]:
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
    coverage = tables["coverage"]
    rows = coverage.frame[coverage.frame["category"] == category]
    is_priority = category in official_categories().priority
    for place in rows["residence"]:
        chosen = (coverage.frame["category"] == category) & (coverage.frame["residence"] == place)
        served = cells_of(coverage, "served", chosen)
        yield CountLink(served, _here(tables["residence"], "served", place), is_exact=False)
        if not is_priority:
            continue
        yield CountLink(served, _here(tables["priority"], "served", place), is_exact=False)
        by_roster = chosen & (coverage.frame["basis"] == ROSTER)
        people = cells_of(coverage, "people", by_roster)
        if people and (tables["priority"].frame["basis"] == ROSTER).all():
            yield CountLink(people, _here(tables["priority"], "people", place), is_exact=False)


def _priority_of_categories(tables: Tables) -> Iterator[CountLink]:
    """Yield that each priority person is in a priority category: their number is at most the categories' sum."""
    coverage, priority = tables["coverage"], tables["priority"]
    named = coverage.frame["category"].isin(official_categories().priority)
    undivided = (coverage.frame["residence"] == EVERYONE) & named
    here = named & (coverage.frame["residence"] != LIVES_ELSEWHERE)
    yield CountLink(
        cells_of(priority, "served", priority.frame["residence"] != LIVES_ELSEWHERE),
        cells_of(coverage, "served", here),
        is_exact=False,
    )
    for place in priority.frame["residence"]:
        if place == LIVES_ELSEWHERE or not undivided.any():
            parts = cells_of(coverage, "served", named & (coverage.frame["residence"] == place))
            yield CountLink(_at(priority, "served", place), parts, is_exact=False)


def _at(table: ResultTable, column: str, place: str) -> Cells:
    return cells_of(table, column, table.frame["residence"] == place)


def _here(table: ResultTable, column: str, place: str) -> Cells:
    """Return the cells of a residence; for people of all residences together every one but the separated."""
    if place != EVERYONE:
        return _at(table, column, place)
    return cells_of(table, column, ~table.frame["residence"].isin([EVERYONE, LIVES_ELSEWHERE]))


def _satisfaction_links(tables: Tables) -> Iterator[CountLink]:
    by_respondent, levels = tables["satisfaction"], tables["satisfaction_levels"]
    for method in dict.fromkeys(levels.frame["method"]):
        parts = cells_of(by_respondent, "n_valid", by_respondent.frame["method"] == method)
        for cell in cells_of(levels, "n_valid", levels.frame["method"] == method):
            yield CountLink((cell,), parts)


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


_STATED = {
    "satisfaction": _satisfaction_stated, "priority": _priority_stated, "residence": _residence_stated,
    "awareness": _awareness_stated, "attendance": _attendance_stated,
}  # fmt: skip
