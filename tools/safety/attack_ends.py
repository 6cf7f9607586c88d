"""Attack a report and its pages where some people all scored the least: what rows leave, taken from one another.

The reader is told who stands in which row. Of up to three rows that share nobody and lie within another, or within
none, he takes the sums of whole scores that the printed means leave.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from safety.attack import Finding
from safety.attack_scales import followed, pairs_of
from safety.made_answers import measurements_of
from safety.made_evidence import MadeStreet
from safety.made_report import MadeReport

_SCALE, _LEAST = "uls6", 6.0
_MEANS = ("mean_pre", "mean_post")
_MOST_PARTS, _WITHOUT_GROUP = 3, 3
_ONCE_MORE = "跟进一"
_HALF = 0.05
_OPEN = 2
"""Steps that a sum must leave: one is the least that sums of whole steps can."""
Row = tuple[str, frozenset[str], float]
"""What a row is called, who stands in it, and its printed mean."""


def with_an_end(street: MadeStreet, seed: int) -> MadeStreet:
    """Return the street with the least score of the post-test for everyone of a group or programme, or of no follow-up.

    Those of no follow-up are five to nine people; all others are measured once more.
    """
    chance, scored = np.random.default_rng([seed, 22]), street.scored.copy()
    groups = [*scored["group"].dropna().unique(), *scored["project"].dropna().unique()]
    of_scale = (scored["scale"] == _SCALE) & (scored["dimension"] == "total")
    if seed % _WITHOUT_GROUP:
        chosen = groups[int(chance.integers(len(groups)))]
        inside = (scored["group"] == chosen) | (scored["project"] == chosen)
    else:
        paired = scored.loc[of_scale & (scored["wave"] == "后测"), "client"].unique()
        last = chance.choice(paired, min(len(paired), int(chance.integers(5, 10))), replace=False)
        inside = scored["client"].isin(last)
        again = scored[of_scale & (scored["wave"] == "后测") & ~inside].assign(wave=_ONCE_MORE)
        scored = scored[~(of_scale & ~scored["wave"].isin(["前测", "后测"]))]
        scored = pd.concat([scored, again], ignore_index=True)
        inside, of_scale = scored["client"].isin(last), (scored["scale"] == _SCALE) & (scored["dimension"] == "total")
    scored.loc[inside & of_scale & (scored["wave"] == "后测"), "score"] = _LEAST
    tables = {**street.evidence.tables, "measurements": measurements_of(scored, seed)}
    return MadeStreet(type(street.evidence)(tables, street.evidence.quality), scored)


def attack_ends(report: MadeReport, least: int, alike: int) -> Iterator[Finding]:
    """Yield rests of `least` to fewer than `alike` people of whom printed means tell that all are at an end."""
    tables, pairs = report.published["tables"], pairs_of(report.street.scored)
    rows = [row for row in (*tables["outcomes"]["rows"], *report.pages) if row["dimension"] == "total"]
    ends = {row["scale"]: (row["score_low"], row["score_high"]) for row in rows if row.get("score_low") is not None}
    for figure in _MEANS:
        held: dict[str, dict[frozenset[str], Row]] = {}
        for row in rows:
            if row.get(figure) is not None:
                who = _people(row, pairs)
                held.setdefault(row["scale"], {})[who] = f"{row['group_kind']} {row['group']}", who, row[figure]
        for name, scale, who in followed(report):
            of_row = next(row for row in tables["follow_up"]["rows"] if name.endswith(row["wave"])
                          and row["scale"] == scale)  # fmt: skip
            held.setdefault(scale, {})[who] = name, who, of_row[figure]
        for scale, every in held.items():
            if scale in ends:
                yield from _told(f"{figure} {scale}", [*every.values()], ends[scale], (least, alike))


def _told(what: str, rows: Sequence[Row], ends: tuple[float, float], limits: tuple[int, int]) -> Iterator[Finding]:
    # A row of enough people may say that all are at an end, and says it of everyone in it.
    sure = [who for _, who, mean in rows if len(who) >= limits[1] and _at_end(_sum(len(who), mean), len(who), ends)]
    for name, people, mean in rows:
        inside = [row for row in rows if row[1] < people]
        for size in range(1, _MOST_PARTS + 1):
            for parts in combinations(inside, size):
                taken = sum(len(who) for _, who, _ in parts)
                left = len(people) - taken
                if len(frozenset().union(*(who for _, who, _ in parts))) != taken or not limits[0] <= left < limits[1]:
                    continue
                low, high = _sum(len(people), mean)
                for _, who, of_part in parts:
                    first, last = _sum(len(who), of_part)
                    low, high = low - last, high - first
                rest = people.difference(*(who for _, who, _ in parts))
                if _at_end((low, high), left, ends) and not any(rest <= who for who in sure):
                    yield Finding(f"{what}: {name} less {[one for one, *_ in parts]}, {left} people", low, high)


def _at_end(total: tuple[float, float], people: int, ends: tuple[float, float]) -> bool:
    """Return whether a sum of so many scores, from the least to the most that it can be, is at an end of the scale."""
    return total[1] < people * ends[0] + _OPEN or total[0] > people * ends[1] - _OPEN


def _sum(people: int, mean: float) -> tuple[float, float]:
    return math.ceil(people * (mean - _HALF) - 1e-6), math.floor(people * (mean + _HALF) + 1e-6)


def _people(row: dict[str, Any], pairs: pd.DataFrame) -> frozenset[str]:
    own = pairs[(pairs["scale"] == row["scale"]) & (pairs["dimension"] == "total")]
    kind = row["group_kind"]
    return frozenset(own["client"] if kind == "all" else own.loc[own[kind] == row["group"], "client"])
