"""Who stands in which row of a scale's results, in every state of the data: by the tags of their scores.

A tag stands for one score of one person; another score of hers, where it was corrected, has another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

COLUMNS = ("group", "method", "field", "project", "purpose", "waves")
_OF_SCALE = ("scale", "dimension")
WHOLE, _WAVES = "all", COLUMNS[-1]
Key = tuple[str, ...]
"""Scale, dimension and what :data:`COLUMNS` hold."""
Tagged = Mapping[Key, str]
"""The tags of the pairs of each key: pre-test and post-test joined by a colon, people by blanks."""


def tags_of(members: pd.DataFrame) -> dict[Key, str]:
    """Return the tags of the pairs in the table of memberships."""
    keys = [*_OF_SCALE, *COLUMNS]
    if not {*keys, "tags"} <= {*members.columns}:
        return {}
    there = members[members["tags"] != ""]
    return dict(zip(there[keys].itertuples(index=False, name=None), there["tags"], strict=True))


@dataclass(frozen=True, slots=True)
class Members:
    """The pairs of one scale and dimension in one state: what each belongs to, and the tags of both scores."""

    pairs: Sequence[tuple[Key, str, str]]

    @classmethod
    def of(cls, tagged: Tagged, scale: str, dimension: str) -> Members:
        """Return the pairs of a scale and dimension."""
        return cls([
            (key[2:], *pair.split(":"))  # type: ignore[misc]
            for key, tags in tagged.items() if key[:2] == (scale, dimension) for pair in tags.split()
        ])  # fmt: skip

    def within(self, kind: str, name: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the tags of the pre-tests and of the post-tests of a row; of the whole that of everyone."""
        held = [pair for pair in self.pairs if _is_in(pair[0], kind, name)]
        return frozenset(pre for _, pre, _ in held), frozenset(post for _, _, post in held)

    def rows(self, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the whole and the rows of some groupings, each by its kind and name."""
        yield WHOLE, ""
        for kind in kinds:
            if kind in COLUMNS[:-1]:
                place = COLUMNS.index(kind)
                yield from dict.fromkeys((kind, key[place]) for key, _, _ in self.pairs if key[place])

    def as_in(self, other: Members) -> Members:
        """Return the pairs with the tags of another state where the two have none in common: all codes are new there.

        Then those of one key are taken for those who stood there.
        """
        if {pre for _, pre, _ in self.pairs} & {pre for _, pre, _ in other.pairs}:
            return self
        free: dict[Key, list[tuple[str, str]]] = {}
        for key, pre, post in other.pairs:
            free.setdefault(key, []).append((pre, post))
        return Members([(key, *(free[key].pop() if free.get(key) else (pre, post))) for key, pre, post in self.pairs])


def _is_in(key: Key, kind: str, name: str) -> bool:
    if kind == WHOLE:
        return True
    held = key[COLUMNS.index(kind)]
    return name in held.split() if kind == _WAVES else held == name
