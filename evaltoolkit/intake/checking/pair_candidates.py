"""Offer for each post-test without a pre-test the pre-tests it may belong to; a person decides, nothing is paired.

Offered are pre-tests without a post-test on the same scale: those under the same 档案号 or the same name first, then
those of the same group, then those whose 档案号 is written alike. Source: 本工具规则.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from evaltoolkit.intake.checking.checked_table import CheckedTable
from evaltoolkit.model.lone_waves import LoneWaves, lone_rows

MOST_OFFERED = 3
LEAST_ALIKE = 0.6  # 本工具规则: of codes of four signs, three are the same, as in A012 and A021
_MOST_COMPARED = 300  # 本工具规则: beyond so many, only those of the same code, name or group are looked at
_SAME = ("client", "name", "group")


@dataclass(frozen=True, slots=True)
class Offer:
    """A post-test without a pre-test, and the pre-tests offered for it, the likeliest first, by position."""

    post: int
    pre: tuple[int, ...]


def lone_waves(table: CheckedTable) -> LoneWaves:
    """Return what has no partner of the same person, scale and group among the rows that count."""
    return lone_rows(table.frame.loc[table.kept])


def pair_offers(table: CheckedTable, lone: LoneWaves) -> tuple[Offer, ...]:
    """Return an offer for each lone post-test; one without candidates offers none."""
    names = [name for name in ("client", "name", "group", "scale") if name in table.frame]
    before = table.frame.loc[list(lone.pre), names]
    by_scale = {str(scale): rows for scale, rows in before.groupby("scale")} if lone.pre else {}
    nobody = before.head(0)
    after = {post: {name: table.frame[name].iat[post] for name in names} for post in lone.post}
    return tuple(Offer(post, _nearest(row, by_scale.get(str(row["scale"]), nobody))) for post, row in after.items())


def _nearest(after: Mapping[str, Any], before: pd.DataFrame) -> tuple[int, ...]:
    same = {name: before[name].eq(after[name]).fillna(False).astype(bool) for name in _SAME if name in before}
    looked_at = before.index
    if len(before) > _MOST_COMPARED:
        looked_at = looked_at[pd.DataFrame(same).any(axis=1)][:_MOST_COMPARED]
    alike = {place: _alike(str(after["client"]), str(before.at[place, "client"])) for place in looked_at}
    ranked = sorted(
        (tuple(not holds.at[place] for holds in same.values()), -alike[place], int(place))
        for place in looked_at
        if alike[place] >= LEAST_ALIKE or any(holds.at[place] for holds in same.values())
    )
    return tuple(place for _, _, place in ranked[:MOST_OFFERED])


def _alike(code: str, other: str) -> float:
    return SequenceMatcher(None, code, other, autojunk=False).ratio()
