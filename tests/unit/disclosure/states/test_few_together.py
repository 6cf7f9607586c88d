"""What follows from sums of many is found however many of them it takes: held against every set of few people."""

from itertools import chain, combinations

import numpy as np
import pytest

from evaltoolkit.disclosure.states.few_together import few_together

LEAST = 5


def made(seed):
    """Return rows of some states over blocks of people, and whose each block is."""
    chance = np.random.default_rng(seed)
    blocks, rows = int(chance.integers(3, 9)), int(chance.integers(2, 9))
    sizes = chance.choice([1, 1, 2, 3, 4, 6, 9], size=blocks)
    people = [frozenset(f"{block}-{one}" for one in range(size)) for block, size in enumerate(sizes)]
    return (chance.random((rows, blocks)) < 0.6).astype(float), people


def follows(sums, chosen):
    """Return whether something but nothing of these unknowns alone follows: they raise what the others tell."""
    others = np.delete(sums, list(chosen), axis=1)
    rank = np.linalg.matrix_rank
    return rank(sums) > (rank(others) if others.size else 0)


@pytest.mark.parametrize("seed", range(150))
def test_a_set_of_few_is_told_of_exactly_where_something_of_it_is_found(seed):
    sums, people = made(seed)
    found = list(few_together(sums, people, LEAST))
    for row in found:
        assert np.linalg.matrix_rank(np.vstack([sums, row])) == np.linalg.matrix_rank(sums)
        assert len(frozenset().union(*(people[one] for one in np.flatnonzero(row)))) < LEAST
        assert np.abs(row).max() == pytest.approx(1)
    sets = chain(*(combinations(range(len(people)), size) for size in range(1, LEAST)))
    for chosen in (one for one in sets if sum(len(people[block]) for block in one) < LEAST):
        assert follows(sums, chosen) == any({*np.flatnonzero(row)} <= {*chosen} for row in found)


def test_the_sets_are_of_both_kinds():
    found = [len(list(few_together(*made(seed), LEAST))) for seed in range(150)]
    assert found.count(0) > 10
    assert sum(1 for many in found if many) > 10
