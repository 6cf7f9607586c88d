"""Hide what rests on too few people, row by row or cell by cell.

Source: the classes of table in the policy file: ``denominators`` for anonymous satisfaction, awareness and
attendance, ``counts`` for the coverage of official categories, ``pooled`` and ``categories`` for scales.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.policy import AudienceRule
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.disclosure.states.earlier import UNKNOWN, count_of
from evaltoolkit.model.results import ResultTable, TableClass

LOST = "n_lost"
"""Who came to no second test is attendance and shown however few they are, unless they are all there were.

What is computed of few is not shown."""


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
            some = (name for name in table.people if count_of(frame, row, name) != 0)
            yield Hiding(row, (*some, *table.figures), Reason.SMALL)
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
    """Yield what to hide cell by cell: each count of 1 to below the policy's, and what is computed in its row.

    Of so few people nothing else is told, no 0 either: counts within a small one are hidden with it. Beside a small
    count of many people the other counts stay. An official population figure is no secret unless it is small itself.
    """
    lost = (LOST,) if LOST in frame.columns else ()
    for row in range(len(frame)):
        is_unknown = UNKNOWN in (frame.at[row, key] for key in table.keys)
        if is_unknown and rule.round_to == 1 and not is_veiled(table, row):
            continue  # how many records lack a place is no secret, and every sum would tell it; rounded it were 0
        few = [name for name in table.people if is_small(table, row, name, rule.min_people)]
        if is_veiled(table, row):
            some = veiled(table, row, rule.min_people)
            yield from [Hiding(row, (*some, *computed(table)), Reason.VEILED)] if some else ()
        elif base_of(table) in few:
            yield Hiding(row, tuple(dict.fromkeys((*table.people, *table.figures, *lost))), Reason.SMALL)
        elif lost and are_all_lost(table, row, rule.min_people):
            yield Hiding(row, (LOST, *computed(table)), Reason.SMALL)
        elif few:
            told = {part for name in few for part in (name, *within_of(table, name)) if part != LOST}
            yield Hiding(row, (*(name for name in table.people if name in told), *computed(table)), Reason.SMALL)
        elif table.spread and count_of(frame, row, base_of(table)) < rule.min_spread:
            yield Hiding(row, table.spread, Reason.SPREAD)


def are_all_lost(table: ResultTable, row: int, least: int) -> bool:
    """Return whether the few who were lost are all who were measured at first: then their number is that of these."""
    return count_of(table.frame, row, base_of(table)) == 0 and is_small(table, row, LOST, least)


def is_veiled(table: ResultTable, row: int) -> bool:
    """Return whether of a row not even that it has nobody is told: other figures would then say how many it has.

    So with forms that cannot be scored, beside who was enrolled and measured; and with those of one category who did
    not say where they belong, beside the sums, from which all who did not say may follow.
    """
    is_unknown = table.name == "coverage" and any(table.frame.at[row, key] == UNKNOWN for key in table.keys)
    return is_unknown or table.name == "unscored_forms"


def veiled(table: ResultTable, row: int, least: int) -> tuple[str, ...]:
    """Return the counts of a veiled row that are hidden: the low ones, and beside them the whole that would bound them.

    A whole of many people is hidden as well where few of them are left, so that what is hidden is not known to be low.
    """
    counts = {name: count_of(table.frame, row, name) for name in table.people}
    known = {name: count for name, count in counts.items() if not math.isnan(count)}
    low = tuple(name for name, count in known.items() if count < least)
    whole = known.get(base_of(table), math.nan)
    if table.table_class is not TableClass.COVERAGE or math.isnan(whole):
        return low
    return tuple(known) if low or any(0 < whole - count < least for count in known.values()) else ()


def computed(table: ResultTable) -> tuple[str, ...]:
    """Return the figures of a table that are computed from its counts; a further count stands by itself."""
    return tuple(name for name in table.figures if not name.startswith("n_"))


def is_small(table: ResultTable, row: int, column: str, least: int) -> bool:
    """Return whether a count is of 1 to below `least` people."""
    return 0 < count_of(table.frame, row, column) < least


def is_within(table: ResultTable, row: int, column: str, least: int) -> bool:
    """Return whether a count is of some of those of a small count in its row."""
    return any(column in within_of(table, whole) and is_small(table, row, whole, least) for whole in table.people)


def base_of(table: ResultTable) -> str:
    """Return the count of everyone whom the counts of a row divide."""
    return table.people[-1 if table.table_class is TableClass.COVERAGE else 0]


def within_of(table: ResultTable, column: str) -> tuple[str, ...]:
    """Return the counts of a row that count some of those of another: who was served of the people there are."""
    if "group_kind" in table.frame.columns or table.table_class not in _DIVIDED:
        return ()
    if column == base_of(table):
        return tuple(name for name in table.people if name != column)
    return tuple(name for name in table.people if name.startswith(f"{column}_"))


_DIVIDED = (TableClass.COVERAGE, TableClass.SCALE, TableClass.VERDICTS)
