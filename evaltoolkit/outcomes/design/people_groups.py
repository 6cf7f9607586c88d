"""Groups of people rather than of services: sex, age, residence and population group of those measured.

From 30 pairs of a scale on (本工具规则, the rung from which subgroups may be told): few people of one sex and age are
known to everyone in a street.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaltoolkit.model.ladder import DESCRIBE_FROM, LARGE_FROM
from evaltoolkit.outcomes.design.pairs import PEOPLE_COLUMNS

AGE_BANDS: tuple[tuple[int, str], ...] = (
    (0, "18岁以下"),
    (18, "18至59岁"),
    (60, "60至69岁"),
    (70, "70至79岁"),
    (80, "80岁及以上"),
)
"""Least age of each band (本工具规则: minors, adults, and elders from 60, as the roster's 老年人, by ten years)."""


def add_people(scored: pd.DataFrame, clients: pd.DataFrame) -> pd.DataFrame:
    """Return scored measurements with what the roster says of each person.

    Parameters
    ----------
    scored
        Scored measurements, as :func:`evaltoolkit.instruments.score_items.score_measurements` returns them.
    clients
        De-identified table ``clients``; a column the street has not given leaves its groups out.

    Returns
    -------
    pandas.DataFrame
        `scored` with ``sex``, ``age_band``, ``residence`` and ``population``, missing where the roster does not say.
        ``population`` names a label that at least 5 of those measured carry, the rarest first of a person's labels,
        so that nobody is counted twice.

    Examples
    --------
    >>> clients = pd.DataFrame({"client": ["a"], "sex": ["女"], "age": [72.0]})
    >>> add_people(pd.DataFrame({"client": ["a", "b"]}), clients)["age_band"].tolist()
    ['70至79岁', None]
    """
    roster = clients.drop_duplicates("client").set_index("client")
    people = pd.DataFrame(
        index=pd.Index(scored["client"].unique(), name="client"), columns=list(PEOPLE_COLUMNS), dtype=object
    )
    own = roster.reindex(people.index)
    for name in ("sex", "residence"):
        if name in own:
            people[name] = _stated(own[name])
    if "age" in own:
        people["age_band"] = [_band(age) for age in own["age"]]
    if "labels" in own:
        people["population"] = _populations(own["labels"])
    return scored.assign(**{name: _stated(scored["client"].map(people[name])) for name in PEOPLE_COLUMNS})


def may_be_told(pairs: pd.DataFrame) -> np.ndarray:
    """Return of which rows of the wide table the groups of people may be told: scales with 30 people measured twice.

    Parameters
    ----------
    pairs
        The wide table of :func:`~evaltoolkit.outcomes.design.pairs.pair_scores`.

    Returns
    -------
    numpy.ndarray
        One flag a row.

    Examples
    --------
    >>> pairs = pd.DataFrame({"client": range(30), "scale": "uls6", "pre": 18.0, "post": 12.0})
    >>> may_be_told(pairs).sum().item(), may_be_told(pairs[1:]).sum().item()
    (30, 0)
    """
    both = pairs[pairs["pre"].notna() & pairs["post"].notna()]
    counts = both.groupby("scale")["client"].nunique()
    return np.asarray(pairs["scale"].map(counts).fillna(0) >= LARGE_FROM)


def _stated(column: pd.Series) -> pd.Series:
    return column.astype(object).where(column.notna(), None)


def _band(age: float) -> str | None:
    return next((name for least, name in reversed(AGE_BANDS) if age >= least), None)


def _populations(labels: pd.Series) -> list[str | None]:
    held = [tuple(found) if isinstance(found, tuple | list) else () for found in labels]
    counts = pd.Series([label for found in held for label in set(found)], dtype=object).value_counts()
    known = [sorted((label for label in found if counts[label] >= DESCRIBE_FROM), key=lambda name: (counts[name], name))
             for found in held]  # fmt: skip
    return [found[0] if found else None for found in known]
