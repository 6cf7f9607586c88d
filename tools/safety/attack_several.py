"""Attack a report and its pages where some people took a scale's tests in two groups: by the ranks of matrices.

Each stands in both groups with the scores of each, and in every row once, with those of the group that comes first.
The reader is told who stands where and which scores are alike, and adds and takes away rows, means of those measured
once more among them, with whatever weights: few people are told of where the rows shown have a lower rank without
their scores.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from typing import Any

import numpy as np
import pandas as pd

from safety.attack import Finding
from safety.attack_scales import pairs_of
from safety.made_answers import measurements_of
from safety.made_evidence import MadeStreet
from safety.made_report import MadeReport, registry

_MOST_PEOPLE, _MOST_ALIKE = 4, 4
_ONCE_MORE = "跟进一"
_OF = {"mean_pre": ("pre",), "mean_change": ("pre", "post"), "sd_change": ("pre", "post")}
Place = tuple[str, str]


def with_several(street: MadeStreet, seed: int) -> MadeStreet:
    """Return the street with scores of one to four people in a further group each, some measured once more.

    In every other street the scores in both groups are alike; in one of four somebody has but one test in the further
    group. Measured once more are those of several groups, and up to twenty others.
    """
    chance = np.random.default_rng([seed, 21])
    scored, more = street.scored, list[pd.DataFrame]()
    groups = scored[["group", "project"]].drop_duplicates().reset_index(drop=True)
    people = scored["client"].drop_duplicates().to_numpy()
    for client in chance.choice(people, min(len(people), int(chance.integers(1, _MOST_PEOPLE + 1))), replace=False):
        own = scored[scored["client"] == client]
        others = groups[groups["group"] != own["group"].iloc[0]]
        if len(others):
            other = others.iloc[int(chance.integers(len(others)))]
            own = own[own["wave"].isin(["前测", "后测"])]
            if seed % 8:
                scores = own["score"].to_numpy() + chance.integers(-1, 2, len(own))
                own = own.assign(score=np.clip(scores, *_ranges(own)))
            own = own[own["wave"] == "前测"] if seed % 16 == 4 and not more else own
            if len(own):
                more.append(own.assign(group=other["group"], project=other["project"]))
    several = {str(part["client"].iloc[0]) for part in more}
    others = [client for client in people if client not in several]
    chosen = {*several, *chance.choice(others, min(len(others), int(chance.integers(1, 21))), replace=False)}
    again = scored[scored["client"].isin(chosen) & (scored["wave"] == "前测")].drop_duplicates(
        ["client", "scale", "dimension"]
    )
    has_already = scored.loc[scored["wave"] == _ONCE_MORE, "client"]
    again = again[~again["client"].isin(has_already)].assign(wave=_ONCE_MORE)
    scored = pd.concat([scored, *more, again], ignore_index=True)
    tables = {**street.evidence.tables, "measurements": measurements_of(scored, seed)}
    return MadeStreet(type(street.evidence)(tables, street.evidence.quality), scored)


def _ranges(scored: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the least and the most that each row's score can be."""
    scales = registry()
    both = [scales[name].range_of(part) for name, part in zip(scored["scale"], scored["dimension"], strict=True)]
    return np.array([one.low for one in both]), np.array([one.high for one in both])


def attack_several(report: MadeReport, least: int, least_spread: int) -> Iterator[Finding]:
    """Yield the scales and dimensions of which means tell of fewer than `least` people, spreads of `least_spread`."""
    scored = report.street.scored
    pairs = pairs_of(scored).sort_values("group", na_position="last", kind="stable")
    once_more = {str(name): set(of["client"]) for name, of in scored.groupby("wave")}
    rows = [*report.published["tables"]["outcomes"]["rows"], *report.pages]
    some = [
        {**row, "dimension": "total", "group_kind": "wave", "group": row["wave"], "mean_change": None}
        for row in report.published["tables"].get("follow_up", {}).get("rows", ())
    ]
    for figure, limit in (("mean_change", least), ("mean_pre", least), ("sd_change", least_spread)):
        shown: dict[tuple[str, str], set[Place]] = {}
        for row in (*rows, *some):
            if row.get(figure) is not None:
                key = str(row["scale"]), str(row["dimension"])
                shown.setdefault(key, set()).add((str(row["group_kind"]), str(row["group"])))
        for (scale, dimension), places in shown.items():
            own = pairs[(pairs["scale"] == scale) & (pairs["dimension"] == dimension)]
            few = _told(own, sorted(places), limit, _OF[figure], once_more)
            if few:
                yield Finding(f"{figure} {scale} {dimension}: {len(places)} rows, some in two groups", few, few)


def _told(
    pairs: pd.DataFrame, places: Sequence[Place], least: int, tests: Sequence[str], once_more: dict[str, set[str]]
) -> float:
    """Return the fewest people, fewer than `least`, of whom rows tell together; 0 where of none."""
    records: list[dict[str, Any]] = pairs.to_dict("records")  # type: ignore[assignment]
    weights, people = _weights(records, places, tests, once_more)
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
    pairs: Sequence[dict[str, Any]], places: Sequence[Place], tests: Sequence[str], once_more: dict[str, set[str]]
) -> tuple[np.ndarray, list[str]]:
    """Return how much of each unknown stands in each row, and whose it is: a score, or both of a pair."""
    columns: dict[tuple[str, ...], list[float]] = {}
    for place, (kind, name) in enumerate(places):
        first: dict[str, dict[str, Any]] = {}
        for pair in pairs:
            if kind in ("all", "wave") or pair[kind] == name:
                first.setdefault(str(pair["client"]), pair)
        for client, pair in first.items():
            if kind != "wave" or client in once_more[name]:
                unknown = (client, *(str(pair[test]) for test in tests))
                columns.setdefault(unknown, [0.0] * len(places))[place] += 1.0
    return np.array([*columns.values()]).T, [client for client, *_ in columns]
