"""Hide what rests on too few people, row by row.

Source: the classes of table in the policy file: ``denominators`` for anonymous satisfaction, awareness and
attendance, ``counts`` for the coverage of official categories.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.earlier import count_of, is_public_knowledge
from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.policy import AudienceRule
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.model.results import ResultTable


def hide_small_rows(table: ResultTable, frame: pd.DataFrame, rule: AudienceRule) -> Iterator[Hiding]:
    """Yield what to hide in each row whose smallest count of people is above 0 and below the policy's.

    Parameters
    ----------
    table
        Names the columns that count people and those computed from them.
    frame
        Rows numbered from 0.
    rule
        Rule of the audience.
    """
    if not table.people:
        return
    counts = frame[list(table.people)].astype(float)
    fewest = counts.where(counts > 0).min(axis=1).to_numpy()
    hidden = _with_company(table, frame, fewest < rule.min_people)
    for row, people in enumerate(fewest):
        if hidden[row]:
            yield Hiding(row, (*table.people, *table.figures), Reason.SMALL)
        elif table.spread and people < rule.min_spread:
            yield Hiding(row, table.spread, Reason.SPREAD)
        elif math.isnan(people):
            yield from _few_beside_none(table, frame, row, rule)


def _with_company(table: ResultTable, frame: pd.DataFrame, few: np.ndarray) -> np.ndarray:
    """Return which rows to hide: those of few people, and those that are hidden all at once with them."""
    if not table.together or not few.any():
        return few
    company = frame[list(table.together)].astype(str).agg("\n".join, axis=1)
    return company.isin(set(company[few])).to_numpy(dtype=bool)


def _few_beside_none(table: ResultTable, frame: pd.DataFrame, row: int, rule: AudienceRule) -> Iterator[Hiding]:
    """Yield the small further counts of a row in which nobody counts as people, with their shares.

    Three forms of which none is valid are three people still, and bound what other tables count of them.
    """
    few = {name for name in table.counts if 0 < count_of(frame, row, name) < rule.min_people}
    if few and all(count_of(frame, row, name) == 0 for name in table.people):
        shares = (share.share for share in table.shares if few & {share.part, share.whole})
        yield Hiding(row, (*(name for name in table.counts if name in few), *shares), Reason.SMALL)


def hide_small_counts(table: ResultTable, frame: pd.DataFrame, rule: AudienceRule) -> Iterator[Hiding]:
    """Yield what to hide cell by cell: each count of 1 to below the policy's, with the shares computed from it.

    A small count takes the counts before it in ``table.people``, its parts, with it, zeros too: of 1 person a shown 0
    would tell apart whom a hidden 1 protects. An official population figure is no secret and stays.
    """
    for place, column in enumerate(table.people):
        for row, count in enumerate(frame[column].astype(float)):
            if 0 < count < rule.min_people:
                within = table.people[: place + 1]
                secret = tuple(name for name in within if not is_public_knowledge(frame, row, name))
                yield Hiding(row, (*secret, *table.figures), Reason.SMALL)
