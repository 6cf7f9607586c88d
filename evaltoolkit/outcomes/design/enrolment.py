"""Who was enrolled: everyone on the attendance lists of the groups in which a scale was used.

People measured without a group, such as casework clients, are enrolled by being measured: nothing in the workbook
says who else might have been (本工具规则).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.outcomes.design.cells import POOLED
from evaltoolkit.outcomes.design.pairs import PEOPLE_COLUMNS
from evaltoolkit.outcomes.tests.resolution import FloatArray


def enrolled_in_groups(evidence: Evidence, year: int) -> pd.DataFrame | None:
    """Return who stands on the attendance lists of each group's sessions of the year.

    Parameters
    ----------
    evidence
        The de-identified tables; ``attendance`` and ``services`` are looked at.
    year
        Sessions of other years are left out; one without a date counts.

    Returns
    -------
    pandas.DataFrame or None
        Columns ``client`` and ``group``, each pair once; None where the street has no attendance lists of groups.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> day = pd.Timestamp("2023-05-06")
    >>> lists = pd.DataFrame({"service": ["s1", "s1"], "client": ["a", "b"]})
    >>> held = pd.DataFrame({"service": ["s1"], "date": [day], "group": ["一组"]})
    >>> evidence = Evidence({"attendance": lists, "services": held}, Quality(pd.DataFrame()))
    >>> enrolled_in_groups(evidence, 2023)["client"].tolist(), enrolled_in_groups(evidence, 2022)
    (['a', 'b'], None)
    """
    lists, held = evidence.rows("attendance"), evidence.rows("services")
    if lists.empty or held.empty or "group" not in held:
        return None
    dates = pd.to_datetime(held["date"])
    sessions = held.loc[(dates.isna() | (dates.dt.year == year)) & held["group"].notna(), ["service", "group"]]
    found = lists[["service", "client"]].merge(sessions, on="service")[["client", "group"]].drop_duplicates()
    return None if found.empty else found.reset_index(drop=True)


def count_enrolled(keys: pd.DataFrame, pairs: pd.DataFrame, enrolled: pd.DataFrame | None) -> FloatArray:
    """Return how many different people were enrolled in each cell; NaN where no list says so.

    Of groups of people, such as women, no list of a group says how many were enrolled.

    Parameters
    ----------
    keys
        Cells of the outcome table: scale, dimension, group_kind, group.
    pairs
        The wide table of scores with its context: client, scale, group and the columns that `keys` group by.
    enrolled
        What :func:`enrolled_in_groups` returned.

    Returns
    -------
    numpy.ndarray
        One count a cell, those measured without standing on a list included.

    Examples
    --------
    >>> keys = pd.DataFrame({"scale": ["uls6"], "dimension": ["total"], "group_kind": ["all"], "group": [""]})
    >>> pairs = pd.DataFrame({"client": ["a"], "scale": ["uls6"], "group": ["一组"]})
    >>> count_enrolled(keys, pairs, pd.DataFrame({"client": ["a", "b"], "group": ["一组", "一组"]})).tolist()
    [2.0]
    >>> count_enrolled(keys, pairs, None).tolist()
    [nan]
    """
    counts = np.full(len(keys), np.nan)
    if enrolled is None:
        return counts
    kinds = [str(kind) for kind in keys["group_kind"].unique() if kind not in (POOLED, *PEOPLE_COLUMNS)]
    people = _people(pairs, enrolled, kinds)
    for kind in (POOLED, *kinds):
        by = ["scale"] if kind == POOLED else ["scale", kind]
        listed = people[people["listed"]].groupby(by)["client"].nunique()
        found = people.groupby(by)["client"].nunique().reindex(listed.index)
        rows = (keys["group_kind"] == kind).to_numpy()
        wanted = keys.loc[rows, ["scale"] if kind == POOLED else ["scale", "group"]]
        index = pd.Index(wanted["scale"]) if kind == POOLED else pd.MultiIndex.from_frame(wanted)
        counts[rows] = found.reindex(index).to_numpy(dtype=np.float64)
    return counts


def _people(pairs: pd.DataFrame, enrolled: pd.DataFrame, kinds: list[str]) -> pd.DataFrame:
    """Return everyone measured or listed, by scale, with the context of their group."""
    columns = list(dict.fromkeys(["scale", "group", *kinds]))
    measured = pairs[["client", *columns]].drop_duplicates().assign(listed=False)
    groups = pairs.loc[pairs["group"].notna(), columns].drop_duplicates(["scale", "group"])
    listed = enrolled.merge(groups, on="group").assign(listed=True)
    return pd.concat([listed, measured], ignore_index=True)
