"""Counts of pages and of earlier papers together: found exactly where they leave few people."""

from itertools import product

import numpy as np

from evaltoolkit.disclosure.states.between_states import Row, leave_few, people_of

LEAST = 5


def row(people, now, before=(), *, shown=True, own=True):
    return Row(people_of(np.array(people)), now, frozenset(before), shown, own, 0.0)


def test_groups_of_pages_tell_who_joined_a_programme_that_an_earlier_paper_counted():
    programme = row([1, 1, 0], 27, [25], shown=False, own=False)
    groups = [row([1, 0, 0], 12), row([0, 1, 0], 15)]
    assert leave_few([programme, *groups], LEAST)
    assert not leave_few([programme, groups[0]], LEAST)


def test_nothing_is_learnt_from_a_programme_that_nobody_joined():
    programme = row([1, 1], 27, [27], shown=False, own=False)
    assert not leave_few([programme, row([1, 0], 12, [12]), row([0, 1], 15, [15])], LEAST)


def test_without_an_earlier_paper_there_is_nothing_between_states():
    assert not leave_few([row([1, 1], 9, own=False), row([1, 0], 7)], LEAST)


def test_whoever_takes_another_s_place_is_found_where_the_numbers_agree():
    programme = row([1, 1], 30, [27], shown=False, own=False)
    assert leave_few([programme, row([1, 0], 12), row([0, 1], 15, [12])], LEAST)


def test_it_finds_what_trying_every_choice_of_groups_finds():
    """A whole, two programmes and their groups; every choice of disjoint rows, each as now or as before."""
    held = np.array([[1] * 4, [1, 1, 0, 0], [0, 0, 1, 1], *np.eye(4, dtype=int)])
    for seed in range(200):
        rows = drawn_rows(held, np.random.default_rng(seed))
        assert leave_few(rows, LEAST) == any(tried(rows, held)), seed


def drawn_rows(held, chance):
    size = chance.integers(3, 14, 4)
    rows = []
    for place, members in enumerate(held):
        now, is_own = int(members @ size), place >= 3
        before = {max(now + int(chance.integers(-7, 8)), 0) for _ in range(int(chance.integers(0, 2)))}
        rows.append(row(members, now, before, shown=bool(chance.random() < 0.6), own=is_own))
    return rows


def tried(rows, held):
    counts = [[None, *told(one)] for one in rows]
    for whole, members in enumerate(held):
        inside = [place for place in range(len(rows)) if (held[place] <= members).all()]
        for chosen in product(*(counts[place] for place in inside)):
            taken = [(place, one) for place, one in zip(inside, chosen, strict=True) if one is not None]
            if sum((held[place] for place, _ in taken), np.zeros(4)).max() > 1:
                continue
            for top in told(rows[whole]):
                used = [top, *(one for _, one in taken)]
                left = top[0] - sum(one[0] for _, one in taken)
                own, fresh, old, changed = (any(one[mark] for one in used) for mark in range(1, 5))
                yield own and fresh and old and (0 < abs(left) < LEAST or (not left and changed))


def told(one):
    """Yield each count a reader has, and whether it is of a page, of now alone, not shown now, and another now."""
    shown = [(one.now, one.is_own, one.now not in one.before, False, False)] if one.is_shown else []
    before = [(n, False, False, True, n != one.now) for n in one.before if n != one.now or not one.is_shown]
    return [*shown, *before]
