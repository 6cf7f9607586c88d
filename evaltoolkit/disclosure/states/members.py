"""Who stands in which row of a scale's results, in every state of the data: by tags of people and of their scores.

A tag stands for one score of one person; another score of hers, where it was corrected, has another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

COLUMNS = ("group", "method", "field", "project", "purpose", "waves")
_OF_SCALE = ("scale", "dimension")
WHOLE, _WAVES = "all", COLUMNS[-1]
Key = tuple[str, ...]
"""Scale, dimension and what :data:`COLUMNS` hold."""
Tagged = Mapping[Key, str]
"""Who stands in each key: tags of the person, the pre-test, the post-test and further waves joined by colons, people by
blanks. That of the post-test is empty of the lost, further ones of who was not measured then."""
TESTS = "pre", "post"
LOST = "lost"
"""What the row is called of those who came to the pre-test alone."""
_OF_HER = 12  # signs of a tag that are of a person's own score; what follows says which score


class Pair(NamedTuple):
    """Both scores of one person, by their tags."""

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


class Measured(NamedTuple):
    """Who stands in a key, with her tags: of each test, pre-test and post-test first and then further waves."""

    key: Key
    person: str
    tags: Mapping[str, str]


def measured(tagged: Tagged) -> Iterator[Measured]:
    """Yield everyone in every key; tests of which nothing is known are left out.

    Examples
    --------
    >>> key = ("uls6", "total", "", "", "", "", "", "跟进一")
    >>> [one.tags for one in measured({key: "a:1:2:3 b:4::"})]
    [{'pre': '1', 'post': '2', '跟进一': '3'}, {'pre': '4'}]
    """
    for key, people in tagged.items():
        tests = (*TESTS, *key[-1].split())
        for person, *tags in (one.split(":") for one in people.split()):
            yield Measured(key, person, {test: tag for test, tag in zip(tests, tags, strict=False) if tag})


def joined(people: Iterable[Measured]) -> dict[Key, str]:
    """Return people as they are kept: what :func:`measured` says of it.

    Examples
    --------
    >>> kept = {("uls6", "total", "", "", "", "", "", "跟进一"): "a:1:2:3 b:4::"}
    >>> joined(measured(kept)) == kept
    True
    """
    found: dict[Key, list[str]] = {}
    for one in people:
        tests = (*TESTS, *one.key[-1].split())
        found.setdefault(one.key, []).append(":".join((one.person, *(one.tags.get(test, "") for test in tests))))
    return {key: " ".join(sorted(held)) for key, held in found.items()}


def records_of(tagged: Tagged) -> dict[str, str]:
    """Return of each person's own tag of a score what is the same for whoever scored so.

    Examples
    --------
    >>> records_of({("uls6", "total", "", "", "", "", "", ""): "a:c147656f4a8566ac3d:"})
    {'c147656f4a85': '66ac3d'}
    """
    return {tag[:_OF_HER]: record_in(tag) for one in measured(tagged) for tag in one.tags.values()}


def record_in(tag: str) -> str:
    """Return what in a tag is the same for whoever scored so; earlier versions said nothing of it.

    Examples
    --------
    >>> record_in("c147656f4a85" + "66ac3d"), record_in("c147656f4a85")
    ('66ac3d', '')
    """
    return tag[_OF_HER:]


@dataclass(frozen=True, slots=True)
class Members:
    """The pairs of one scale and dimension in one state, with what each belongs to; who was lost; scores of all tests.

    Those are by person: which of them are asked for is of people that have been chosen.
    """

    pairs: Sequence[tuple[Key, Pair]]
    lost: frozenset[Pair] = frozenset()
    scores: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, tagged: Tagged, scale: str, dimension: str) -> Members:
        """Return the pairs of a scale and dimension."""
        own = {key: tags for key, tags in tagged.items() if key[:2] == (scale, dimension)}
        pairs, alone, scores = list[tuple[Key, Pair]](), dict[str, Pair](), dict[str, dict[str, str]]()
        for key, person, tags in measured(own):
            of_her = {test: tag[:_OF_HER] for test, tag in tags.items()}
            pair = Pair(person, *(of_her.get(test, "") for test in TESTS))
            if pair.post:
                pairs.append((key[2:], pair))
                scores.setdefault(person, of_her)
            else:
                alone.setdefault(person, pair)
        pairs.sort(key=lambda one: (not one[0][0], one[0][0]))  # as `one_pair_each` of the outcomes has them
        return cls(pairs, frozenset(pair for person, pair in alone.items() if person not in scores), scores)

    def within(self, kind: str, name: str) -> frozenset[Pair]:
        """Return one pair for each person of a row, of the whole of everyone; of several pairs the first."""
        if kind == LOST:
            return self.lost
        held: dict[str, Pair] = {}
        for key, pair in self.pairs:
            if _is_in(key, kind, name):
                held.setdefault(pair.person, pair)
        return frozenset(held.values())

    def of_some(self, kind: str, name: str) -> frozenset[Pair]:
        """Return those of the whole whose pair there is of a purpose, or who have a further wave."""
        if kind in (WHOLE, LOST):
            return self.within(kind, name)
        first: dict[str, tuple[Key, Pair]] = {}
        for key, pair in self.pairs:
            first.setdefault(pair.person, (key, pair))
        return frozenset(pair for key, pair in first.values() if _is_in(key, kind, name))

    def rows(self, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the whole and the rows of some groupings, each by its kind and name."""
        yield WHOLE, ""
        for kind in kinds:
            if kind in COLUMNS[:-1]:
                place = COLUMNS.index(kind)
                yield from dict.fromkeys((kind, key[place]) for key, _ in self.pairs if key[place])


def _is_in(key: Key, kind: str, name: str) -> bool:
    if kind == WHOLE:
        return True
    held = key[COLUMNS.index(kind)]
    return name in held.split() if kind == _WAVES else held == name
