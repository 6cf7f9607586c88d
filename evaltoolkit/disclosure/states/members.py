"""Who stands in which row of a scale's results, in every state of the data: by tags of people and of their scores.

A tag stands for one score of one person; another score of hers, where it was corrected, has another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

COLUMNS = ("group", "method", "field", "project", "purpose", "waves")
_OF_SCALE = ("scale", "dimension")
WHOLE, _WAVES, _WITH = "all", COLUMNS[-1], "+"
Key = tuple[str, ...]
"""Scale, dimension and what :data:`COLUMNS` hold."""
Tagged = Mapping[Key, str]
"""The pairs of each key: tags of the person, the pre-test and the post-test joined by colons, pairs by blanks."""


class Pair(NamedTuple):
    """Both scores of one person, by their tags; of the mean of several those of all."""

    person: str
    pre: str
    post: str


def tags_of(members: pd.DataFrame) -> dict[Key, str]:
    """Return the tags of the pairs in the table of memberships."""
    keys = [*_OF_SCALE, *COLUMNS]
    if not {*keys, "tags"} <= {*members.columns}:
        return {}
    there = members[members["tags"] != ""]
    return dict(zip(there[keys].itertuples(index=False, name=None), there["tags"], strict=True))


@dataclass(frozen=True, slots=True)
class Members:
    """The pairs of one scale and dimension in one state, with what each belongs to."""

    pairs: Sequence[tuple[Key, Pair]]

    @classmethod
    def of(cls, tagged: Tagged, scale: str, dimension: str) -> Members:
        """Return the pairs of a scale and dimension."""
        own = ((key[2:], tags) for key, tags in tagged.items() if key[:2] == (scale, dimension))
        return cls([(key, Pair(*pair.split(":"))) for key, tags in own for pair in tags.split()])

    def within(self, kind: str, name: str) -> frozenset[Pair]:
        """Return one pair for each person of a row, of the whole of everyone; of several pairs their mean."""
        held: dict[str, list[Pair]] = {}
        for key, pair in self.pairs:
            if _is_in(key, kind, name):
                held.setdefault(pair.person, []).append(pair)
        return frozenset(map(_mean_of, held.values()))

    def weights(self, kind: str, name: str) -> list[float]:
        """Return how much each pair counts in the sum of a row, in which a person counts once."""
        held = [_is_in(key, kind, name) for key, _ in self.pairs]
        many = Counter(pair.person for (_, pair), is_in in zip(self.pairs, held, strict=True) if is_in)
        return [is_in / max(many[pair.person], 1) for (_, pair), is_in in zip(self.pairs, held, strict=True)]

    def rows(self, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the whole and the rows of some groupings, each by its kind and name."""
        yield WHOLE, ""
        for kind in kinds:
            if kind in COLUMNS[:-1]:
                place = COLUMNS.index(kind)
                yield from dict.fromkeys((kind, key[place]) for key, _ in self.pairs if key[place])

    def as_in(self, other: Members) -> Members:
        """Return the pairs with the tags of another state where the two have nobody in common: all codes are new there.

        Then those of one key are taken for those who stood there.
        """
        if {pair.person for _, pair in self.pairs} & {pair.person for _, pair in other.pairs}:
            return self
        free: dict[Key, list[Pair]] = {}
        for key, pair in sorted(other.pairs, reverse=True):
            free.setdefault(key, []).append(pair)
        return Members([(key, free[key].pop() if free.get(key) else pair) for key, pair in sorted(self.pairs)])


def scores_of(tag: str) -> list[str]:
    """Return the tags of the scores whose mean a tag stands for."""
    return tag.split(_WITH)


def _mean_of(pairs: Sequence[Pair]) -> Pair:
    tests = ([getattr(pair, test) for pair in sorted(pairs)] for test in Pair._fields[1:])
    return Pair(pairs[0].person, *(tags[0] if len({*tags}) == 1 else _WITH.join(tags) for tags in tests))


def _is_in(key: Key, kind: str, name: str) -> bool:
    if kind == WHOLE:
        return True
    held = key[COLUMNS.index(kind)]
    return name in held.split() if kind == _WAVES else held == name
