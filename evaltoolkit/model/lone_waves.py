"""Who was measured at one wave and has no partner at the other: pre-tests without a post-test, and the reverse."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evaltoolkit.model.workbook import WAVES

PRE, POST, RETROSPECTIVE = WAVES[0], WAVES[1], WAVES[4]


@dataclass(frozen=True, slots=True)
class LoneWaves:
    """Positions of pre-tests without a post-test and of post-tests without a pre-test."""

    pre: tuple[int, ...]
    post: tuple[int, ...]


def lone_rows(measurements: pd.DataFrame) -> LoneWaves:
    """Return what has no partner of the same person, scale and group, by the index of the rows.

    Examples
    --------
    >>> rows = pd.DataFrame({"client": ["a", "a", "b"], "scale": "uls6", "wave": [PRE, POST, PRE]})
    >>> lone_rows(rows)
    LoneWaves(pre=(2,), post=())
    """
    if not {"client", "scale", "wave"} <= set(measurements):
        return LoneWaves((), ())
    key = [name for name in ("client", "scale", "group") if name in measurements]
    counted = measurements[[*key, "wave"]].dropna(subset=["client", "scale", "wave"])
    who = counted.groupby(key, dropna=False, sort=False).ngroup()
    pre, post = counted["wave"] == PRE, counted["wave"] == POST
    before = counted["wave"].isin([PRE, RETROSPECTIVE])
    lone_pre, lone_post = counted.index[pre & ~who.isin(who[post])], counted.index[post & ~who.isin(who[before])]
    return LoneWaves(tuple(map(int, lone_pre)), tuple(map(int, lone_post)))
