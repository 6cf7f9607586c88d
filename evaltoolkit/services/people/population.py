"""How many people there are to be reached: the sheet 人口底数, by official category and residence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from evaltoolkit.model.categories import official_categories
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.services.given import given
from evaltoolkit.services.people.roster import EVERYONE


@dataclass(frozen=True, slots=True)
class Population:
    """Numbers of people by (category, residence); the category and the residence of all are both 全部."""

    people: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def of(self, category: str, residence: str) -> float:
        """Return the number of people, or NaN where the sheet does not state it.

        Parameters
        ----------
        category
            An official name, or 全部.
        residence
            户籍, 非户籍 or 全部.

        Returns
        -------
        float
            A whole number, at least 0.
        """
        return self.people.get((category, residence), math.nan)

    def has(self, category: str) -> bool:
        """Return whether the sheet states the category at all.

        Parameters
        ----------
        category
            An official name, or 全部.

        Returns
        -------
        bool
            True also where one residence alone is stated.
        """
        return any(name == category for name, _ in self.people)

    def is_undivided(self, category: str) -> bool:
        """Return whether the sheet states the category for all residents together only.

        Parameters
        ----------
        category
            An official name, or 全部.

        Returns
        -------
        bool
            False where the sheet does not state the category.
        """
        return {residence for name, residence in self.people if name == category} == {EVERYONE}


def population(evidence: Evidence) -> Population:
    """Return the numbers of the sheet 人口底数, empty where the street has not given it.

    Parameters
    ----------
    evidence
        Its table `population`; what it calls by another word counts under the official category.

    Returns
    -------
    Population
        Rows of one category and residence added up.

    Examples
    --------
    >>> import pandas as pd
    >>> from evaltoolkit.model.results import Quality
    >>> sheet = pd.DataFrame({"category": ["常住人口", "低保对象"], "people": [52000, 310]})
    >>> sheet["residence"] = ["户籍", None]
    >>> found = population(Evidence({"population": sheet}, Quality(pd.DataFrame())))
    >>> found.of("全部", "户籍"), found.is_undivided("低保对象")
    (52000.0, True)
    """
    frame = given(evidence, "population")
    if frame is None:
        return Population()
    known = official_categories()
    people: dict[tuple[str, str], float] = {}
    for row in frame.dropna(subset=["people"]).itertuples():
        stated = str(row.category).strip()
        name = EVERYONE if stated in known.everyone else known.name_of(stated)
        residence = row.residence if isinstance(row.residence, str) else EVERYONE
        if name is not None:
            people[name, residence] = people.get((name, residence), 0.0) + float(str(row.people))
    return Population(people)
