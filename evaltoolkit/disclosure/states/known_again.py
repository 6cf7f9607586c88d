"""Who is who in several states of the data where file numbers were rewritten: people are known again by what they are.

A code is of a file number. Whose code stayed is the same person; of the others those are who have the same scores, as
many as can be, in the same groups if there are such and in others if not; then who has nearly the same. Where nobody
has quite the same no number need have been rewritten: then nearly alike are only two who have more scores in common
than any two people of one state, who have so many by chance. Two people with the same scores may be one whose number
was rewritten, or one who left and one who came: then both readings count, and what either tells is told.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from evaltoolkit.disclosure.states.members import TESTS, Key, Measured, Tagged, joined, measured, record_in

_ALIKE = (1.0, 0.5)
"""The share of the scores told of two people that must be the same: all, or as many as one correction can leave."""
Part = tuple[str, str, str]
"""Scale, dimension and test."""


def readings(earlier: Sequence[Tagged], now: Tagged) -> list[list[Tagged]]:
    """Return who can be who in the earlier states, by the tags of now or of a later state: as the codes say it first.

    Parameters
    ----------
    earlier
        Who stood where in each of the earlier states, in the order of their publication.
    now
        Who stands where now.

    Examples
    --------
    >>> key, other = (("uls6", "total", group, "", "", "", "", "") for group in ("甲", "乙"))
    >>> before = {key: "a:aaaaaaaaaaaa11:aaaaaaaaaaaa22"}
    >>> now = {other: "b:bbbbbbbbbbbb11:bbbbbbbbbbbb22"}  # the same scores, of another file number and group
    >>> [state[key] for (state,) in readings([before], now)]
    ['a:aaaaaaaaaaaa11:aaaaaaaaaaaa22', 'b:bbbbbbbbbbbb11:bbbbbbbbbbbb22']
    """
    quite = _known_again(earlier, now, _ALIKE[0])
    is_rewritten = quite != [*earlier]  # else who is nearly alike must be more so than others are by chance
    found = [list(earlier)]
    for known in (quite, _known_again(earlier, now, _ALIKE[1], is_rewritten=is_rewritten)):
        if known not in found:
            found.append(known)
    return found


@dataclass(slots=True)
class _Person:
    """What is told of one person in one state: where she stands, which scores she has, and their tags."""

    keys: set[Key] = field(default_factory=set)
    records: set[tuple[Part, str]] = field(default_factory=set)
    tags: dict[tuple[str, str], str] = field(default_factory=dict)
    """By test and score."""

    @property
    def parts(self) -> set[Part]:
        """Return which tests she came to."""
        return {part for part, _ in self.records}


People = dict[str, _Person]


def _people(tagged: Tagged) -> People:
    found: People = {}
    for key, person, tags in measured(tagged):
        one = found.setdefault(person, _Person())
        one.keys.add(key)
        for test, tag in tags.items():
            if record := record_in(tag):
                one.records.add(((key[0], key[1], test), record))
                one.tags[test, record] = tag
    return found


def _known_again(earlier: Sequence[Tagged], now: Tagged, least: float, *, is_rewritten: bool = True) -> list[Tagged]:
    """Return the earlier states with the tags of who is known again in a later one, looked for from the latest on."""
    later, aliases, found = _people(now), dict[str, str](), list[Tagged]()
    for tagged in reversed(earlier):
        own = _people(tagged)
        names = {person: person for person in own if person in later}
        for person in sorted(own.keys() - names.keys()):
            alias = aliases.get(person)
            if alias in later and alias not in names.values():
                names[person] = alias
        left, free = (
            {person: one for person, one in every.items() if person not in taken}
            for every, taken in ((own, names), (later, {*names.values()}))
        )
        by_chance = 0.0 if is_rewritten or not (left and free) else max(map(_in_common_at_most, (own, later)))
        names |= _matched(left, free, (least, by_chance))
        aliases |= {person: name for person, name in names.items() if person != name}
        renamed = _renamed(tagged, names, later) if any(person != name for person, name in names.items()) else tagged
        found.append(renamed)
        later = {**later, **_people(renamed)}
    return found[::-1]


def _renamed(tagged: Tagged, names: Mapping[str, str], later: People) -> Tagged:
    """Return a state with the tags of others; a score that is not theirs keeps its own."""

    def of(one: Measured) -> Measured:
        name = names.get(one.person, one.person)
        if name == one.person:
            return one
        known = later[name].tags
        tags = {test: known.get((test, record_in(tag)), tag) for test, tag in one.tags.items()}
        return one._replace(person=name, tags=tags)

    return joined(map(of, measured(tagged)))


def _in_common_at_most(people: People) -> float:
    """Return how many scores two of some people have in common at most."""
    records = [one.records for one in people.values()]
    same = _in_common(records, records)
    np.fill_diagonal(same, 0.0)
    return float(same.max())


def _matched(own: People, free: People, least: tuple[float, float]) -> dict[str, str]:
    """Return who of the free each can be: who is quite alike in the same place, then in another, then nearly alike.

    Further waves may have been called anew: of who need not be quite alike the same scores at both tests are enough.
    """
    shared = {part for one in own.values() for part in one.parts} & {
        part for one in free.values() for part in one.parts
    }
    names: dict[str, str] = {}

    def scores(one: _Person) -> frozenset[tuple[Part, str]]:
        return frozenset(record for record in one.records if record[0] in shared)

    def of_both_tests(one: _Person) -> frozenset[tuple[Part, str]]:
        return frozenset(record for record in scores(one) if record[0][-1] in TESTS)

    def place(one: _Person) -> frozenset[Key]:
        return frozenset(key for key in one.keys if any(part[:2] == key[:2] for part in shared))

    alikes: list[Callable[[_Person], Hashable]] = [lambda one: (scores(one), place(one)), scores]
    if least[0] < _ALIKE[0]:
        alikes.append(of_both_tests)
    for alike in alikes:
        there: dict[Hashable, list[str]] = {}
        for name in sorted(free.keys() - {*names.values()}, reverse=True):
            there.setdefault(alike(free[name]), []).append(name)
        for person in sorted(own.keys() - names.keys()):
            if of_both_tests(own[person]) and (can_be := there.get(alike(own[person]))):
                names[person] = can_be.pop()
    left, rest = sorted(own.keys() - names.keys()), sorted(free.keys() - {*names.values()})
    return names | _nearly_alike([own[one] for one in left], [free[one] for one in rest], least, (left, rest))


def _nearly_alike(
    own: Sequence[_Person], free: Sequence[_Person], least: tuple[float, float],
    named: tuple[Sequence[str], Sequence[str]],
) -> dict[str, str]:  # fmt: skip
    """Return who can be who so that most scores in all are the same, and most stand where they stood.

    Of each at `least` such a share is the same, and more than so many.
    """
    if not own or not free:
        return {}
    from scipy.optimize import linear_sum_assignment  # most states have nobody to look for

    same = _in_common([one.records for one in own], [one.records for one in free])
    told = _in_common([one.parts for one in own], [one.parts for one in free])
    places = _in_common([one.keys for one in own], [one.keys for one in free])
    is_alike = (same >= least[0] * told) & (same > least[1])
    worth = np.where(is_alike, same * (1.0 + places.max()) + places, 0.0)
    pairs = zip(*linear_sum_assignment(worth, maximize=True), strict=True)
    return {named[0][one]: named[1][other] for one, other in pairs if is_alike[one, other]}


def _in_common(own: Sequence[Iterable[tuple[object, ...]]], free: Sequence[Iterable[tuple[object, ...]]]) -> np.ndarray:
    """Return how much each of the first has in common with each of the second."""
    from scipy.sparse import csr_array

    numbers: dict[Hashable, int] = {}
    sides = [[[numbers.setdefault(what, len(numbers)) for what in one] for one in side] for side in (own, free)]
    first, second = (
        csr_array(
            (
                np.ones(sum(map(len, side))),
                np.array([number for one in side for number in one], dtype=int),
                np.cumsum([0, *map(len, side)]),
            ),
            shape=(len(side), len(numbers)),
        )
        for side in sides
    )
    return np.asarray((first @ second.T).toarray())
