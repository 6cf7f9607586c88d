"""Who the services reach: official categories, residence and community, each person once in every row.

Sources: 穗府办〔2023〕7号: services for 困难群众和特殊群体 are to reach all of them; 2023 云城街道 report,
五（一）: services centre on registered residents, so residence stands apart. A category's denominator is the
sheet 人口底数, else the roster where it also lists people not served; without either there is no share
(本工具规则).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import pandas as pd

from evaltoolkit.model.categories import official_categories
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import RESIDENCE
from evaltoolkit.services.frame import AMOUNT, TEXT, in_order, ratio, typed
from evaltoolkit.services.given import UNSTATED
from evaltoolkit.services.people.population import Population, population
from evaltoolkit.services.people.roster import EVERYONE, LIVES_ELSEWHERE, Roster, living_here, roster

_COUNTS = {"served": AMOUNT, "people": AMOUNT, "share": AMOUNT, "basis": TEXT}
_ORDER = (*RESIDENCE, EVERYONE, UNSTATED, LIVES_ELSEWHERE)


def coverage(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return people served and people there are, by official category and residence.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `clients` (the roster) and `population`; `attendance` and `services` tell who came where the roster
        does not.

    Returns
    -------
    ResultTable
        One row a category and residence: `served` and `people` (NaN where not known), ``share = served / people`` and
        `basis`.

    Notes
    -----
    A person with several labels counts once in each of their categories, so that the rows do not add up to people.
    `residence` is 户籍, 非户籍, 全部 (the denominator is not divided), 未说明, or 人户分离 for those
    registered here who live elsewhere. Where many labels are not known, `served` and `share` of every category are
    missing, as in the tables of priority groups. `basis` says where `people` comes from: ``population``, ``roster``, or
    nothing.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> people = pd.DataFrame({"client": ["a", "b"], "labels": [("低保对象",), ("低保对象", "孤寡老人")],
    ...                        "residence": "户籍", "served": [True, False]})
    >>> frame = coverage(plan, Evidence({"clients": people}, Quality(pd.DataFrame()))).frame.set_index("category")
    >>> frame.loc["低保对象", ["served", "people"]].tolist(), frame.loc["低保对象", "basis"]
    ([1.0, 2.0], 'roster')
    """
    listed, there = roster(plan, evidence), population(evidence)
    rows = [] if listed is None else [row for name in _categories(listed, there) for row in _of(name, listed, there)]
    return _table("coverage", rows, ("category", "residence"))


def residence(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return people served against the whole population by residence, each person once.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `clients` (the roster) and `population`, whose row of all people is the denominator.

    Returns
    -------
    ResultTable
        One row a residence: `served`, `people` (NaN where the population is not stated), `share` and `basis`.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> people = pd.DataFrame({"client": ["a", "b"], "residence": ["户籍", "非户籍"], "served": [True, True]})
    >>> there = pd.DataFrame({"category": ["全部"], "residence": ["户籍"], "people": [50]})
    >>> tables = {"clients": people, "population": there}
    >>> residence(plan, Evidence(tables, Quality(pd.DataFrame()))).frame["share"].tolist()
    [0.02, nan]
    """
    listed, there = roster(plan, evidence), population(evidence)
    rows: list[dict[str, object]] = []
    if listed is not None:
        found = in_order([*RESIDENCE, *listed.people["residence"]], _ORDER)
        parts = {name: listed.people[listed.people["residence"] == name] for name in found}
        if there.is_undivided(EVERYONE):
            parts[EVERYONE] = living_here(listed.people)
        rows = [_row(part, there.of(EVERYONE, name), None) | {"residence": name} for name, part in parts.items()]
    return _table("residence", rows, ("residence",))


def priority(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return how many of the roster's people in any priority category were served, each once, by residence.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `clients`, the roster.

    Returns
    -------
    ResultTable
        One row a residence: `served`, `people` (NaN where the roster lists the served alone), `share` and `basis`; both
        counts are NaN where many labels are not known.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> people = pd.DataFrame({"client": ["a", "b", "c"], "labels": [("低保对象", "孤寡老人"), ("孤寡老人",), ()],
    ...                        "residence": "户籍", "served": [True, False, True]})
    >>> priority(plan, Evidence({"clients": people}, Quality(pd.DataFrame()))).frame["share"].tolist()
    [0.5]
    """
    return _of_roster(plan, evidence, name="priority", column="residence", order=_ORDER)


def coverage_by_community(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return how many of the roster's people in any priority category were served, each once, by community.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `clients`, the roster.

    Returns
    -------
    ResultTable
        One row a community, numbered ones in order of their numbers; the columns are those of :func:`priority`. Who
        lives elsewhere is not counted.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> people = pd.DataFrame({"client": ["a", "b", "c"], "labels": [("低保对象",)] * 3, "served": [True, True, False],
    ...                        "community": ["第10社区", "第2社区", "第2社区"]})
    >>> frame = coverage_by_community(plan, Evidence({"clients": people}, Quality(pd.DataFrame()))).frame
    >>> frame["community"].tolist(), frame["share"].tolist()
    (['第2社区', '第10社区'], [0.5, 1.0])
    """
    return _of_roster(plan, evidence, name="coverage_by_community", column="community")


def _numbered(name: str) -> tuple[bool, list[tuple[int, str]]]:
    """Return the place of a community: by name, numbers in it by their size; those not stated last."""
    return name == UNSTATED, [(int(part or 0), words) for part, words in re.findall(r"(\d*)(\D*)", name)]


def _of_roster(plan: Plan, evidence: Evidence, *, name: str, column: str, order: tuple[str, ...] = ()) -> ResultTable:
    listed = roster(plan, evidence)
    rows: list[dict[str, object]] = []
    if listed is not None:
        named = frozenset(official_categories().priority)
        people = listed.people[listed.people["categories"].map(lambda names: bool(names & named)).astype(bool)]
        if column != "residence":
            people = living_here(people)
        found = in_order(people[column], order) if order else sorted(set(people[column]), key=_numbered)
        parts = {key: people[people[column] == key] for key in found}
        rows = [_of_labels(_row(part, math.nan, listed), listed) | {column: key} for key, part in parts.items()]
    return _table(name, rows, (column,))


def _categories(listed: Roster, there: Population) -> list[str]:
    known = official_categories()
    found = frozenset().union(*listed.people["categories"])
    named = (category.name for category in known.members)
    return [name for name in named if there.has(name) or (name in found and name in known.priority)]


def _of(name: str, listed: Roster, there: Population) -> Iterator[dict[str, object]]:
    people = listed.people[listed.people["categories"].map(lambda names: name in names).astype(bool)]
    parts = {place: people[people["residence"] == place] for place in in_order(people["residence"], _ORDER)}
    if there.is_undivided(name):
        elsewhere = {place: part for place, part in parts.items() if place == LIVES_ELSEWHERE}
        parts = {EVERYONE: living_here(people), **elsewhere}
    else:
        stated = [place for place in RESIDENCE if not math.isnan(there.of(name, place))]
        # a row of those not stated in every category where one has it: that it stands tells of nobody in it
        unknown = [UNSTATED] if UNSTATED in set(listed.people["residence"]) else []
        parts = {place: parts.get(place, people.iloc[:0]) for place in in_order([*parts, *stated, *unknown], _ORDER)}
    for place, part in parts.items():
        # where the population is stated for the category, the roster does not stand in for what it leaves out
        fallback = None if there.has(name) else listed
        yield {"category": name, "residence": place, **_of_labels(_row(part, there.of(name, place), fallback), listed)}


def _of_labels(row: dict[str, object], listed: Roster) -> dict[str, object]:
    """Return the row of a category without what hangs on labels, where many of these are not known."""
    if listed.is_labelled:
        return row
    is_official = row["basis"] == "population"
    return {**row, "served": math.nan, **({} if is_official else {"people": math.nan, "basis": ""})}


def _row(part: pd.DataFrame, people: float, fallback: Roster | None) -> dict[str, object]:
    flags = part["served"]
    served = math.nan if len(part) and flags.isna().all() else float(flags.fillna(False).sum())
    basis = "" if math.isnan(people) else "population"
    if not basis and fallback is not None and fallback.is_complete:
        people, basis = float(len(part)), "roster"
    return {"served": served, "people": people, "basis": basis}


def _table(name: str, rows: list[dict[str, object]], keys: tuple[str, ...]) -> ResultTable:
    columns = {**dict.fromkeys(keys, TEXT), **_COUNTS}
    counted = typed(rows, {column: kind for column, kind in columns.items() if column != "share"})
    frame = typed(counted.assign(share=ratio(counted["served"], counted["people"])), columns)
    return make_table(name, frame)
