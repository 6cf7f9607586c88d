"""The people of the station's roster as coverage counts them: each once, with residence and whether served."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evaltoolkit.model.categories import official_categories
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.row_account import MOST_LEFT_OUT
from evaltoolkit.model.workbook import RESIDENCE, SEPARATION
from evaltoolkit.services.given import UNSTATED, given, of_year

LIVES_ELSEWHERE = "人户分离"
"""Registered here but living elsewhere (户籍在人不在): counted apart, since they distort a denominator."""

EVERYONE = "全部"
"""Stands for a residence that the denominators do not divide."""


@dataclass(frozen=True, slots=True, eq=False)
class Roster:
    """Who is on the roster in the year.

    Parameters
    ----------
    people
        One row a person: `client`, `residence` (户籍, 非户籍, 人户分离 or 未说明), `community`, `served` (boolean,
        missing where it is not known) and `categories` (frozenset of official names).
    is_complete
        Whether it also lists people who were not served, so that it can be a denominator. A roster of the served
        alone covers 100 % of itself.
    is_labelled
        Whether the labels of nearly all people who have some are known: whoever has an unknown one may be of any
        category, so that no coverage of one is told where many have.
    """

    people: pd.DataFrame
    is_complete: bool
    is_labelled: bool = True


def roster(plan: Plan, evidence: Evidence) -> Roster | None:
    """Return the roster of the plan's year, or None where the street has not given the table of clients.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts; who enrolled later is not on the roster yet.
    evidence
        Its tables `clients`, and `attendance` with `services` for who came where the roster does not say.

    Returns
    -------
    Roster or None
        One row a person, the last of the sheet where one stands twice.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"client": ["a", "b"], "separation": ["户籍在人不在", None], "served": [True, True]})
    >>> found = roster(plan, Evidence({"clients": sheet}, Quality(pd.DataFrame())))
    >>> found.people["residence"].tolist(), found.is_complete
    (['人户分离', '未说明'], False)
    """
    clients = given(evidence, "clients")
    if clients is None:
        return None
    key = f"roster of {plan.last_day}, {plan.counted_to}"  # several tables count its people
    if key not in evidence.typed:
        evidence.typed[key] = _people(clients, plan, evidence)
    people = evidence.typed[key].copy(deep=False)
    is_complete = bool((~people["served"]).fillna(False).any())
    is_labelled = _known_labels(_enrolled(clients, plan)["labels"]) >= MOST_LEFT_OUT
    return Roster(people, is_complete, is_labelled=is_labelled)


def _enrolled(clients: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    return clients[~(clients["enrolled_on"] > pd.Timestamp(plan.last_day))].drop_duplicates("client", keep="last")


def _known_labels(labels: pd.Series) -> float:
    """Return of those who have labels the share whose labels are all known; 1 where nobody has any."""
    given = [cell for cell in labels if isinstance(cell, tuple | list) and len(cell)]
    knows = official_categories().knows
    return sum(all(map(knows, cell)) for cell in given) / len(given) if given else 1.0


def _people(clients: pd.DataFrame, plan: Plan, evidence: Evidence) -> pd.DataFrame:
    known = _enrolled(clients, plan)
    people = {
        "client": known["client"],
        "residence": _residence(known),
        "community": known["community"].astype(object).where(known["community"].notna(), UNSTATED),
        "served": known["served"].mask(known["served"].isna() & _came(known, plan, evidence), True),
        "categories": known["labels"].map(official_categories().names_of).astype(object),
    }
    return pd.DataFrame(people).reset_index(drop=True)


def living_here(people: pd.DataFrame) -> pd.DataFrame:
    """Return those of a table by residence who are not registered here while living elsewhere.

    Parameters
    ----------
    people
        With the column `residence`.

    Returns
    -------
    pandas.DataFrame
        On the index it had.

    Examples
    --------
    >>> living_here(pd.DataFrame({"residence": ["户籍", LIVES_ELSEWHERE]}))["residence"].tolist()
    ['户籍']
    """
    return people[people["residence"] != LIVES_ELSEWHERE]


def _came(clients: pd.DataFrame, plan: Plan, evidence: Evidence) -> pd.Series:
    lists, held = given(evidence, "attendance"), of_year(plan, evidence, "services")
    if lists is None or held is None:
        return pd.Series(False, index=clients.index)
    present = lists[lists["attended"].fillna(False) & lists["service"].isin(held["service"].unique())]
    return clients["client"].isin(present["client"].unique())


def _residence(clients: pd.DataFrame) -> pd.Series:
    registered, other = RESIDENCE
    here, away, unregistered = SEPARATION
    by_separation = clients["separation"].map({here: registered, unregistered: other}).astype(object)
    stated = clients["residence"].astype(object).where(clients["residence"].notna(), by_separation)
    return stated.where(stated.notna(), UNSTATED).mask(clients["separation"] == away, LIVES_ELSEWHERE)
