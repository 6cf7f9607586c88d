"""Attack a report and its pages where some people took a scale's tests in two groups: by the ranks of matrices.

Each stands in both groups with the scores of each, and in the whole once, with their mean. The reader is told who
stands where, and adds and takes away rows with whatever weights: few people are told of where the rows shown have a
lower rank without their scores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from typing import Any

import numpy as np
import pandas as pd

from safety.attack import Finding
from safety.attack_scales import pairs_of
from safety.made_answers import measurements_of
from safety.made_evidence import MadeStreet
from safety.made_report import MadeReport

_MOST_PEOPLE, _MOST_ALIKE = 4, 4
Place = tuple[str, str]


def with_several(street: MadeStreet, seed: int) -> MadeStreet:
    """Return the street with scores of one to four people in a further group each."""
    chance = np.random.default_rng([seed, 21])
    scored, more = street.scored, []
    groups = scored[["group", "project"]].drop_duplicates().reset_index(drop=True)
    people = scored["client"].drop_duplicates().to_numpy()
    for client in chance.choice(people, min(len(people), int(chance.integers(1, _MOST_PEOPLE + 1))), replace=False):
        own = scored[scored["client"] == client]
        others = groups[groups["group"] != own["group"].iloc[0]]
        if len(others):
            other = others.iloc[int(chance.integers(len(others)))]
            own = own[own["wave"].isin(["前测", "后测"])]
            scores = own["score"].to_numpy() + chance.integers(-1, 2, len(own))
            more.append(own.assign(group=other["group"], project=other["project"], score=np.clip(scores, 6.0, 20.0)))
    scored = pd.concat([scored, *more], ignore_index=True)
    tables = {**street.evidence.tables, "measurements": measurements_of(scored, seed)}
    return MadeStreet(type(street.evidence)(tables, street.evidence.quality), scored)


def attack_several(report: MadeReport, least: int, least_spread: int) -> Iterator[Finding]:
    """Yield the scales and dimensions of which means tell of fewer than `least` people, spreads of `least_spread`."""
    pairs = pairs_of(report.street.scored)
    rows = [*report.published["tables"]["outcomes"]["rows"], *report.pages]
    for figure, limit in (("mean_change", least), ("mean_pre", least), ("sd_change", least_spread)):
        shown: dict[tuple[str, str], set[Place]] = {}
        for row in rows:
            if row.get(figure) is not None:
                key = str(row["scale"]), str(row["dimension"])
                shown.setdefault(key, set()).add((str(row["group_kind"]), str(row["group"])))
        for (scale, dimension), places in shown.items():
            own = pairs[(pairs["scale"] == scale) & (pairs["dimension"] == dimension)]
            few = _told(own, sorted(places), limit, is_square=figure == "sd_change")
            if few:
                yield Finding(f"{figure} {scale} {dimension}: {len(places)} rows, some in two groups", few, few)


def _told(pairs: pd.DataFrame, places: Sequence[Place], least: int, *, is_square: bool) -> float:
    """Return the fewest people, fewer than `least`, of whom rows tell together; 0 where of none."""
    records: list[dict[str, Any]] = pairs.to_dict("records")  # type: ignore[assignment]
    weights, people = _weights(records, places, is_square=is_square)
    held: dict[tuple[float, ...], list[int]] = {}
    for number, column in enumerate(weights.T):
        held.setdefault(tuple(column), []).append(number)
    few = [alike for alike in held.values() if len({people[number] for number in alike}) < least]
    rank = np.linalg.matrix_rank(weights)
    for size in range(1, min(_MOST_ALIKE, len(few)) + 1):
        for chosen in combinations(few, size):
            columns = [*chain.from_iterable(chosen)]
            many = len({people[number] for number in columns})
            if many < least and np.linalg.matrix_rank(np.delete(weights, columns, axis=1)) < rank:
                return float(many)
    return 0.0


def _weights(
    pairs: Sequence[dict[str, Any]], places: Sequence[Place], *, is_square: bool
) -> tuple[np.ndarray, list[str]]:
    """Return how much of each unknown stands in each row, and whose it is: each pair, or for squares each mean."""
    columns: dict[tuple[str, object], list[float]] = {}
    for place, (kind, name) in enumerate(places):
        held = [pair for pair in pairs if kind == "all" or pair[kind] == name]
        many = Counter(pair["client"] for pair in held)
        for client, times in many.items():
            groups = [pair["group"] for pair in held if pair["client"] == client]
            unknowns: list[object] = [frozenset(groups)] if is_square else list(groups)
            for unknown in unknowns:
                columns.setdefault((client, unknown), [0.0] * len(places))[place] += 1 / (1 if is_square else times)
    return np.array([*columns.values()]).T, [client for client, _ in columns]
