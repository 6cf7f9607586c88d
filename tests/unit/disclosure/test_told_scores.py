import numpy as np
import pytest

from evaltoolkit.disclosure.cells import states_of
from evaltoolkit.disclosure.printed_means import MEANS, Paper, Range
from evaltoolkit.disclosure.told_sums import Row, sets_of, taken_apart, told_of_few

SCALE = Range(6.0, 24.0, 1.0)


def cell(group, project=""):
    return (group, "小组", "长者服务", project or f"{group}项目")


def sets(state, rows, sums=None):
    """Return the rows of a state whose people scored 10 and then 12, but for what `sums` adds to their pre-tests."""
    told = []
    for kind, name in rows:
        held = state.people_in(kind, name)
        more = (sums or {}).get(name, 0)
        pre, post = 10 * held.sum() + more, 12 * held.sum()
        means = dict(zip(MEANS, (pre / held.sum(), post / held.sum(), (post - pre) / held.sum()), strict=True))
        printed = {name: (round(value, 1), 0.05) for name, value in means.items()}
        told.append(Row(len(told), kind, held, state.within(kind, name), Paper(held.sum(), printed)))
    whole = next((row for row in told if row.kind == "all"), None)
    return sets_of([row for row in told if row.kind != "all"], whole, SCALE)


def finds(now, before):
    return [list(np.flatnonzero(one)) for one in told_of_few(now, before, SCALE, 5)]


@pytest.mark.parametrize(("joined", "found"), [(0, False), (2, True), (4, True), (5, False)])
def test_a_whole_that_is_a_group_of_before_tells_of_the_few_who_joined(joined, found):
    before, now = states_of([{cell("甲"): 15.0, cell("乙"): 30.0}, {cell("甲"): 15.0 + joined}], 5)
    kept = sets(before, [("group", "甲"), ("group", "乙")])
    assert bool(finds(sets(now, [("all", "")]), kept)) is found


@pytest.mark.parametrize(("more", "found"), [(3, False), (14, True)])
def test_as_many_people_are_others_where_their_sum_differs_by_half_the_scale(more, found):
    before, now = states_of([{cell("甲"): 15.0, cell("乙"): 30.0}, {cell("甲"): 15.0}], 5)
    kept = sets(before, [("group", "甲"), ("group", "乙")])
    assert bool(finds(sets(now, [("all", "")], {"": more}), kept)) is found


def test_who_is_in_another_group_of_both_wholes_is_no_other_person():
    cells = {cell("甲", "一"): 20.0, cell("乙", "一"): 20.0}
    moved = {cell("甲", "一"): 16.0, cell("乙", "一"): 24.0}
    before, now = states_of([{**cells, cell("丙", "二"): 30.0}, moved], 5)
    kept = sets(before, [("project", "一"), ("project", "二")])
    assert finds(sets(now, [("all", "")]), kept) == []
    assert finds(sets(now, [("all", "")], {"": 14}), kept)


def test_two_states_take_each_other_apart():
    first, second, now = states_of(
        [{cell("甲"): 24.0, cell("乙"): 40.0}, {cell("甲"): 24.0, cell("丁"): 13.0}, {cell("丁"): 15.0}], 5
    )
    one, other = sets(first, [("all", ""), ("group", "乙")]), sets(second, [("all", "")])
    own = sets(now, [("group", "丁")])
    assert not finds(own, one)
    assert not finds(own, other)
    assert finds(own, taken_apart(other, [one], 5))
